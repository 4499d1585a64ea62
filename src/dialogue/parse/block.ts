import { isAboutPerson, labelOf, type BlockLabel } from './block-labels.js';
import { readCount } from './number.js';

export type { BlockLabel } from './block-labels.js';

export interface BlockPair {
  readonly label: BlockLabel;
  /** The label as it was written. */
  readonly said: string;
  readonly value: string;
}

const MAX_LENGTH = 10_000;

interface Line {
  readonly label: BlockLabel | null;
  /** null: the line has no label, and may go on with the value before. */
  readonly said: string | null;
  readonly value: string;
}

/**
 * A pasted block of `label: value` lines in any order. null when fewer than two answers are labelled, or when
 * it is one line about RT and RW: that is an answer like any other. Of "Anggota: 4" the label is the count.
 */
export function readBlock(text: string): readonly BlockPair[] | null {
  const { pairs, labelled } = parsed(text);
  if (labelled < 2) return null;
  const onlyRtRw = pairs.length > 0 && pairs.every(({ label }) => /^r(?:t|w|tRw)$/.test(label));
  if (onlyRtRw && !text.trim().includes('\n')) return null;
  return withOneAddress(pairs);
}

/** Labels of the block that name nothing we ask. */
export function unknownLabels(text: string): readonly string[] {
  return [...new Set(parsed(text).unknown)];
}

interface Parsed {
  readonly pairs: readonly BlockPair[];
  /** Answers with a known label, empty ones included. */
  readonly labelled: number;
  readonly unknown: readonly string[];
}

type Pair = { label: BlockLabel; said: string; value: string };

function parsed(text: string): Parsed {
  const pairs: Pair[] = [];
  const unknown: string[] = [];
  let open: Pair | null = null;
  let afterBlank = false;
  for (const line of text
    .slice(0, MAX_LENGTH)
    .replace(/\p{Cf}/gu, '')
    .split(/\r\n|[\n\r\u2028]/)) {
    for (const read of linesOf(line)) {
      if (open !== null && goesOn(open, read, pairs, afterBlank)) {
        open.value = joined(open.value, read);
      } else if (read.label !== null && read.said !== null) {
        open = { label: countOrMember(read.label, read.value), said: read.said, value: read.value };
        pairs.push(open);
      } else {
        if (read.said !== null) unknown.push(read.said);
        open = null;
      }
    }
    afterBlank = line.trim() === '';
  }
  const given = pairs.filter(({ value }) => value !== '');
  return { pairs: given, labelled: pairs.length, unknown };
}

function joined(before: string, { said, value }: Line): string {
  const more = said === null ? value : `${said}: ${value}`;
  return before === '' ? more : `${before}\n${more}`;
}

/** Answers of many lines, with colons and blank lines in them. */
const ofManyLines: ReadonlySet<BlockLabel> = new Set(['member', 'indicators', 'note']);
/** Answers that may go on in the next line; the others are whole where they stand. */
const ofSomeLines: ReadonlySet<BlockLabel> = new Set([
  ...ofManyLines,
  ...([
    'address',
    'categories',
    'reason',
    'place',
    'gone',
    'change',
    'location',
    'photos',
    'disability',
  ] as const),
]);

function goesOn(open: Pair, line: Line, pairs: readonly Pair[], afterBlank: boolean): boolean {
  if (open.label === 'member' && line.said !== null && isAboutPerson(line.said, line.label)) {
    return line.label === null || isOfMember(open, line.label, pairs);
  }
  const goesPastBlank = open.label === 'member' || open.label === 'note';
  if (line.said === null) {
    if (open.value === '') return true;
    return ofSomeLines.has(open.label) && (!afterBlank || goesPastBlank);
  }
  // Places of the list are the whole answer: what comes after them with a name of its own is something else.
  const isWhole = open.label === 'indicators' && /^[\d\s,.;&-]+$/.test(open.value);
  return line.label === null && ofManyLines.has(open.label) && line.value !== '' && !afterBlank && !isWhole;
}

/**
 * A NIK or an age after a member is the member's when the head's was given already, or when no more than
 * a name was said of the member.
 */
function isOfMember(open: Pair, label: BlockLabel, pairs: readonly Pair[]): boolean {
  const isGiven = (one: BlockLabel) => pairs.some((pair) => pair.label === one);
  const isBare = !/[\d,;|/]/.test(open.value);
  return isGiven(label) || (isBare && label !== 'name' && (isGiven('name') || isGiven('nik')));
}

function countOrMember(label: BlockLabel, value: string): BlockLabel {
  return label === 'member' && readCount(value) !== null ? 'memberCount' : label;
}

// --- lines --------------------------------------------------------------------------------------

const IN_FRONT = /^(?:[\s*_~>•·▪◦‣✓✅☑➡→#–—-]+|\(?\d{1,2}\s*[.)]+\s*(?!\d))+/u;
const MARKS = /[*_~]+(?=\p{L})|(?<=[\p{L}\p{N})])[*_~]+|[*_~]+(?=\s*[:=])|(?<=[:=]\s*)[*_~]+/gu;
const LABELLED = /^(\p{L}[\p{L}\p{N} .,/()&'-]{0,48}?)\s*(?:[:=]|：)+\s*(.*)$/su;
const DASHED = /^(\p{L}(?:[\p{L}\p{N} ./()]|-(?=\d)){0,40}?)(?:\s+[-–—]+>?\s+|\t+\s*)(.*)$/su;
/** Numbers with their names in front need no mark between. */
const BARE = /^((?:no(?:mor|mer)?[. ]*)?(?:kk|nik|ktp))\.?\s+(\d[\d .-]{14,})$/iu;
/** `RT 3 RW 1`, `RT 003/001` on a line of its own. */
const BARE_RT_RW = /^(rt)[\s.]*\d{1,3}(?:[\s,./-]+(?:rw[\s.]*)?\d{1,3})?$/iu;
const COURTESY =
  /^(?:terima ?kasih|makasih|trims|tks|thx|wassalam\w*|wasalam\w*|demikian|sekian|balas kirim|mohon (?:periksa|bantuan|ditindak|tindak|perhatian|dibantu|segera)|atas perhatian)/iu;
const BLANK = /^[\s._…()[\]-]*[._…]{2,}[\s._…()[\]-]*$/u;

/** The pairs of one line: `RT: 3, RW: 1` are two. */
function linesOf(raw: string): readonly Line[] {
  const line = raw.replace(IN_FRONT, '').replace(MARKS, '').trim();
  if (line === '' || COURTESY.test(line)) return [];
  const first = lineOf(line);
  if (first === null) return [{ label: null, said: null, value: raw.replace(MARKS, '').trim() }];
  // A member's line is read whole: its labels are about that person.
  if (first.label === null || first.label === 'member' || first.label === 'note') return [first];
  const cut = nextLabel(first.value);
  if (cut === null) return [cleaned(first)];
  const value = first.value.slice(0, cut).replace(/[\s,;|/]+$/, '');
  return [cleaned({ ...first, value }), ...linesOf(first.value.slice(cut).replace(/^[\s,;|/]+/, ''))];
}

function cleaned(line: Line): Line {
  return BLANK.test(line.value) ? { ...line, value: '' } : line;
}

function lineOf(line: string): Line | null {
  const marked = LABELLED.exec(line);
  if (marked !== null) {
    const [said = '', value = ''] = marked.slice(1);
    const label = labelOf(withoutHint(said));
    if (label !== null || isLabelLike(said, value)) return { label, said: said.trim(), value: value.trim() };
  }
  const rtRw = BARE_RT_RW.exec(line);
  if (rtRw !== null) return { label: 'rtRw', said: rtRw[1] ?? '', value: line };
  const dashed = DASHED.exec(line) ?? BARE.exec(line);
  if (dashed === null) return null;
  const [said = '', value = ''] = dashed.slice(1);
  const label = labelOf(withoutHint(said));
  return label === null ? null : { label, said: said.trim(), value: value.trim() };
}

/** "NIK (16 angka)", "Jenis kelamin (L/P)". */
function withoutHint(said: string): string {
  const bare = said.replace(/\([^)]*\)?/g, ' ').trim();
  return bare === '' ? said : bare;
}

/** A link and a time of day have colons, too. */
function isLabelLike(said: string, value: string): boolean {
  return (
    !/^(?:https?|geo|pukul|jam)\b/i.test(said) && !value.startsWith('//') && said.split(/\s+/).length <= 5
  );
}

const STARTS = /[\s,;|/]+(?=(\p{L}[\p{L}\p{N} ./]{0,30}?)\s*[:=])/gu;

/** Where in a value the next known label begins; null when none does. */
function nextLabel(value: string): number | null {
  for (const found of value.matchAll(STARTS)) {
    // The shortest that is a label: of "Jl. Mawar RT: 3" it is "RT".
    if (labelOf(found[1] ?? '') !== null) return found.index;
  }
  return null;
}

/** `Alamat` and `Dusun` are one address. */
function withOneAddress(pairs: readonly BlockPair[]): readonly BlockPair[] {
  const addresses = pairs.filter(({ label }) => label === 'address');
  const [first, ...more] = addresses;
  if (first === undefined || more.length === 0) return pairs;
  const named = (pair: BlockPair) =>
    /^(?:dusun|dsn|jalan)/i.test(pair.said) ? `${pair.said} ${pair.value}` : pair.value;
  const value = [...new Set(addresses.map(named))].join(', ');
  return pairs
    .filter((pair) => pair === first || pair.label !== 'address')
    .map((pair) => (pair === first ? { ...first, value } : pair));
}
