/** A pasted block of `label: nilai` lines: fills what it can, and says what it could not. */
import { sensitiveCodes } from '../domain/pmks/categories.js';
import { hasSensitive } from '../domain/report/pmks-case.js';
import { dialogue } from '../i18n/dialogue.js';
import { fieldsOf, merged, summaryFields, withAnswer } from './draft.js';
import { membersSkipped, toldAt, toldMembers } from './forms/member-told.js';
import { takeMembers } from './forms/members.js';
import { brief, today } from './forms/shared.js';
import { form } from '../i18n/form.js';
import { changeIn, kindIn, type KindSaid } from './kinds.js';
import { ask, moveOn, type Move } from './move.js';
import { readBlock, unknownLabels, type BlockLabel, type BlockPair } from './parse/block.js';
import { isAboutPerson } from './parse/block-labels.js';
import { readCategories } from './parse/categories.js';
import { readMembers } from './parse/member.js';
import { readYesNo, saysNone } from './parse/text.js';
import { withPlace } from './places.js';
import { questionOf } from './question.js';
import type { Draft, State } from './state.js';
import type { DialogueContext } from './types.js';

/** What is read first decides how the rest is. */
const order: readonly BlockLabel[] = [
  'kind',
  'change',
  'desa',
  'categories',
  'kk',
  'nik',
  'who',
  'name',
  'birth',
  'sex',
  'address',
  'rtRw',
  'rt',
  'rw',
  'memberCount',
  'member',
  'indicators',
  'disability',
  'gone',
  'reason',
  'duplicateReason',
  'since',
  'place',
  'note',
  'location',
  'urgent',
  'photos',
];

const fieldIds: Readonly<Partial<Record<BlockLabel, string>>> = { desa: 'desaCode', birth: 'birthDate' };

interface Filled {
  readonly draft: Draft;
  /** What was not understood, and why. */
  readonly problems: readonly string[];
}

type Filler = (filled: Filled, pairs: readonly BlockPair[], context: DialogueContext) => Filled;

/** The draft that is open takes what the block has. */
export function takeBlock(state: State, text: string, context: DialogueContext): Move {
  const { draft } = state;
  const pairs = readBlock(text);
  if (draft === null || pairs === null) return ask(state);
  const filled = fill(draft, pairs, context);
  const problems = [...filled.problems, ...unknownIn(text, context)];
  const next: State = { ...state, draft: filled.draft };
  // The summary says itself what was read.
  const whole = questionOf(next, context).type === 'summary';
  const lead = [
    ...(whole ? [] : readBack(draft, filled.draft, context)),
    ...(problems.length === 0 ? [] : [dialogue.block.unread, ...problems]),
  ];
  return moveOn(next, ...lead);
}

/** A label may name what must not be named: such a one is not said back. */
function unknownIn(text: string, context: DialogueContext): readonly string[] {
  const unknown = unknownLabels(text);
  const named = unknown.filter((label) => !mayNameSensitive(label, context));
  return [
    ...(named.length === 0 ? [] : [dialogue.block.unknownLabel(named)]),
    ...(named.length === unknown.length ? [] : [dialogue.block.otherUnknown]),
  ];
}

function mayNameSensitive(words: string, { categories }: DialogueContext): boolean {
  const { codes, ambiguous } = readCategories(words, categories);
  const sensitive = sensitiveCodes(categories);
  return [codes, ...ambiguous.map((one) => one.codes)].some((some) => hasSensitive(some, sensitive));
}

function fill(draft: Draft, pairs: readonly BlockPair[], context: DialogueContext): Filled {
  const begun: Filled = {
    draft: { ...draft, answers: merged(draft.answers, { [brief]: true, ...guessedChange(draft, pairs) }) },
    problems: [],
  };
  return order.reduce((filled, label) => {
    const said = pairs.filter((pair) => pair.label === label);
    if (said.length === 0) return filled;
    return (fillers[label] ?? plainAnswer)(filled, said, context);
  }, begun);
}

/** Lines that only one kind of change has. */
function guessedChange(draft: Draft, pairs: readonly BlockPair[]) {
  if (draft.kind !== 'data_update' || draft.answers['change'] !== undefined) return {};
  const change = pairs.some(({ label }) => label === 'change') ? null : changeSaidBy(pairs);
  return change === null ? {} : { change };
}

function changeSaidBy(pairs: readonly BlockPair[]) {
  const said = pairs.filter(({ label }) => label === 'since' || label === 'place').map((pair) => pair.said);
  const changes = new Set(
    said.map((one) => (/\basal\b/i.test(one) ? 'new_arrival' : changeIn(one))).filter(Boolean),
  );
  const [change] = changes;
  return changes.size === 1 ? (change ?? null) : null;
}

function problem(filled: Filled, label: string, reason: string): Filled {
  return { ...filled, problems: [...filled.problems, dialogue.block.why(label, reason)] };
}

const plainAnswer: Filler = (filled, pairs, context) => {
  const last = pairs.at(-1);
  if (last === undefined) return filled;
  return answerField(filled, fieldIds[last.label] ?? last.label, last, context);
};

function answerField(
  filled: Filled,
  id: string,
  { said, value }: Pick<BlockPair, 'said' | 'value'>,
  context: DialogueContext,
): Filled {
  const { draft } = filled;
  const field = fieldsOf(draft).find((one) => one.id === id);
  if (field === undefined)
    return saysNone(value) ? filled : problem(filled, said, dialogue.block.noSuchField);
  const reading = field.read(value, context, draft.answers);
  if (!reading.ok) return problem(filled, said, reading.reason);
  return { ...filled, draft: withAnswer(draft, field, reading.set) };
}

const fillers: Readonly<Partial<Record<BlockLabel, Filler>>> = {
  kind: (filled, [pair]) => {
    const said = pair === undefined ? null : kindIn(pair.value);
    const { draft } = filled;
    if (pair === undefined || said === null || said.kind === draft.kind) return withChange(filled, said);
    return problem(filled, pair.said, dialogue.block.otherKind);
  },
  rt: (filled, pairs, context) => rtRwParts(filled, 'RT', pairs, context),
  rw: (filled, pairs, context) => rtRwParts(filled, 'RW', pairs, context),
  member: members,
  location: (filled, [pair], context) => {
    if (pair === undefined || saysNone(pair.value)) return filled;
    const draft = withPlace(filled.draft, pair.value, context);
    return draft === null ? problem(filled, pair.said, form.location.wrong) : { ...filled, draft };
  },
  urgent: (filled, [pair]) => {
    if (pair === undefined) return filled;
    const yes = /\bdarurat\b|\bmendesak\b/i.test(pair.value)
      ? true
      : saysNone(pair.value)
        ? false
        : readYesNo(pair.value);
    if (yes === null) return problem(filled, pair.said, dialogue.block.urgentUnclear);
    const answers = merged(filled.draft.answers, { urgent: yes ? true : undefined });
    return { ...filled, draft: { ...filled.draft, answers } };
  },
  photos: (filled, [pair]) =>
    pair === undefined ||
    saysNone(pair.value) ||
    /^(?:tanpa foto|\d+ (?:foto|berita acara))\b/i.test(pair.value)
      ? filled
      : problem(filled, pair.said, dialogue.block.photosNote),
};

function withChange(filled: Filled, said: KindSaid | null): Filled {
  const { draft } = filled;
  const change = said?.change ?? null;
  if (change === null || draft.answers['change'] !== undefined) return filled;
  return { ...filled, draft: { ...draft, answers: merged(draft.answers, { change }) } };
}

/** RT and RW on lines of their own are one answer. */
function rtRwParts(
  filled: Filled,
  part: 'RT' | 'RW',
  pairs: readonly BlockPair[],
  context: DialogueContext,
): Filled {
  const pair = pairs.at(-1);
  if (pair === undefined || saysNone(pair.value)) return filled;
  const before = filled.draft.answers['rtRw'];
  const known = typeof before === 'object' && before !== null ? Object.entries(before) : [];
  const other = known.find(([key, value]) => key !== part.toLowerCase() && typeof value === 'string');
  const whole = other === undefined ? '' : ` ${other[0]} ${String(other[1])}`;
  const value = `${part} ${pair.value.replace(/^\s*rw?t?\.?\s*/i, '')}${whole}`;
  return answerField(filled, 'rtRw', { said: pair.said, value }, context);
}

/** As many as a report can hold, whatever number of members was told. */
const MOST = 29;

function members(filled: Filled, pairs: readonly BlockPair[], context: DialogueContext): Filled {
  const { kind, answers } = filled.draft;
  const takes = kind === 'new_poor_household' || (kind === 'data_update' && answers['change'] === 'members');
  if (!takes) {
    return pairs.reduce((all, { said }) => problem(all, said, dialogue.block.noSuchField), filled);
  }
  const numbers = pairs.flatMap(({ said }) => numberIn(said) ?? []);
  // Who counts the head begins with 2.
  const base = kind === 'data_update' || numbers.includes(1) ? 0 : 1;
  return counted(
    pairs.reduce((all, pair) => oneMember(all, pair, base, context), filled),
    pairs,
  );
}

function numberIn(said: string): number | null {
  const found = /^\D*anggota\D*(\d{1,2})\b/i.exec(said)?.[1];
  return found === undefined ? null : Number(found);
}

function oneMember(filled: Filled, pair: BlockPair, base: number, context: DialogueContext): Filled {
  if (saysNone(pair.value)) return filled;
  const { draft } = filled;
  // As the summary says it of those who were passed over.
  if (/^\d+ orang belum ditulis$/.test(pair.value))
    return { ...filled, draft: { ...draft, answers: merged(draft.answers, { [membersSkipped]: true }) } };
  // The label may say who it is: `Istri: Siti, 12-3-1985`.
  const text = `${pair.said}: ${pair.value}`;
  const name = readMembers(text, today(context))[0]?.name ?? null;
  const number = numberIn(pair.said);
  const same = toldMembers(draft.answers, MOST).find(({ told }) => told.name !== null && told.name === name);
  const place = number === null ? (same?.place ?? firstFree(draft)) : Math.max(number - base, 1);
  const reading = takeMembers(text, { place, count: MOST, wrong: form.member.wrong }, context);
  if (!reading.ok) return problem(filled, pair.said, reading.reason);
  const ids = Object.keys(reading.set).filter((id) => /^member:\d+$/.test(id));
  const trail = [...draft.trail.filter((id) => !ids.includes(id)), ...ids];
  return { ...filled, draft: { ...draft, answers: merged(draft.answers, reading.set), trail } };
}

function firstFree({ answers }: Draft): number {
  const place = Array.from({ length: MOST }, (_, n) => n + 1).find((one) => toldAt(answers, one) === null);
  return place ?? MOST;
}

/** How many there are follows from who was told, or is asked again when it contradicts. */
function counted(filled: Filled, pairs: readonly BlockPair[]): Filled {
  const { draft } = filled;
  const told = toldMembers(draft.answers, MOST);
  const highest = Math.max(0, ...told.map(({ place }) => place));
  if (draft.kind === 'data_update') {
    return { ...filled, draft: { ...draft, answers: merged(draft.answers, { newMembers: highest }) } };
  }
  const { memberCount } = draft.answers;
  const [pair] = pairs;
  if (typeof memberCount !== 'number' || highest < memberCount || pair === undefined) return filled;
  const answers = merged(draft.answers, { memberCount: undefined });
  return problem(
    { ...filled, draft: { ...draft, answers } },
    pair.said,
    dialogue.block.moreMembers(highest + 1, memberCount),
  );
}

function readBack(before: Draft, after: Draft, context: DialogueContext): readonly string[] {
  const lines = summaryFields(after, context)
    .filter(({ id }) => after.trail.includes(id) && after.answers[id] !== before.answers[id])
    .map((field) => dialogue.block.line(field.label, field.show(after.answers, after.photos, context)));
  return lines.length === 0 ? [] : [dialogue.block.read, ...lines];
}

/** `Nama: …`, `Hubungan: …`, `Umur: …`: nothing but what is asked of a member, too. */
export function isOnePerson(text: string, pairs: readonly BlockPair[]): boolean {
  return (
    pairs.every(({ said, label }) => label !== 'member' && isAboutPerson(said, label)) &&
    unknownLabels(text).every((said) => isAboutPerson(said, null))
  );
}

/** The kind that a block is of: as it says, or when its lines fit but one. */
export function kindOfBlock(pairs: readonly BlockPair[]): KindSaid | null {
  const said = pairs.find(({ label }) => label === 'kind');
  const kind = said === undefined ? null : kindIn(said.value);
  if (kind !== null) return kind;
  const has = (...labels: readonly BlockLabel[]) => pairs.some(({ label }) => labels.includes(label));
  const fits = [
    ...(has('indicators', 'memberCount', 'member') && !has('change')
      ? (['new_poor_household'] as const)
      : []),
    ...(has('categories', 'disability') ? (['pmks_case'] as const) : []),
    ...(has('reason') ? (['no_longer_eligible'] as const) : []),
    ...(has('change', 'place', 'gone') ? (['data_update'] as const) : []),
  ];
  const [only, another] = fits;
  return only === undefined || another !== undefined ? null : { kind: only, change: null };
}
