import type { Disability, Relation, Schooling, Sex } from '../../domain/report/parts.js';
import { DATE_MARK, takeBirth, takeBrokenNik, takeNik, takeNoNik, withoutAddress } from './member-facts.js';
import { looseWords, oneLine, saysNone } from './text.js';
import { isWork } from './work.js';
import {
  isDisability,
  isRelation,
  isSchooling,
  isSex,
  readDisability,
  readRelation,
  readSchooling,
  readSex,
  sexOfRelation,
} from './words.js';

export interface MemberReading {
  readonly name: string | null;
  readonly nik: string | null;
  readonly relation: Relation | null;
  readonly sex: Sex | null;
  readonly birthDate: string | null;
  readonly birthEstimated: boolean;
  readonly schooling: Schooling | null;
  readonly work: string | null;
  readonly disability: Disability | null;
  /** Said to have none. */
  readonly noNik: boolean;
  /**
   * Of the NIK: a fault of `readNik`, or `sex_differs` from what was said. Of the birth: a fault of
   * `readBirth`, or `nik_differs`.
   */
  readonly problems: readonly { readonly part: 'nik' | 'birth'; readonly fault: string }[];
}

/** What the words between the separators said. */
interface Words {
  relation: Relation | null;
  sex: Sex | null;
  schooling: Schooling | null;
  work: string | null;
  disability: Disability | null;
  name: string | null;
  readonly left: string[];
}

/** One person on one line, parts in any order, known by what they say. `today`: ISO date. */
export function readMember(line: string, today: string): MemberReading {
  const words: Words = {
    relation: null,
    sex: null,
    schooling: null,
    work: null,
    disability: null,
    name: null,
    left: [],
  };
  const whole = opened(tidied(line), words);
  const noNik = takeNoNik(whole);
  const first = takeNik(noNik.rest, today);
  const birth = takeBirth(withoutAddress(first.rest), today);
  const broken = first.found === null ? takeBrokenNik(birth.rest) : { found: first.found, rest: birth.rest };
  readParts(partsOf(broken.rest, !PARTED.test(whole)), words);
  return assembled(words, { nik: broken.found, birth: birth.found, noNik: noNik.found });
}

interface Facts {
  readonly nik: ReturnType<typeof takeNik>['found'];
  readonly birth: ReturnType<typeof takeBirth>['found'];
  readonly noNik: boolean;
}

function assembled(words: Words, { nik: given, birth, noNik }: Facts): MemberReading {
  const nik = given !== null && 'nik' in given ? given.nik : null;
  const [first = null, second = null] = words.name === null ? words.left : [words.name, ...words.left];
  const sex = words.sex ?? sexOfRelation(words.relation);
  const said = birth?.ok === true ? birth : null;
  const differs =
    nik !== null && said !== null && birthsDiffer(said.birthDate, said.estimated, nik.birthDate);
  // The NIK knows the day where an age was said; which is right is asked where they contradict each other.
  const fromNik = nik !== null && (said === null || (said.estimated && !differs));
  const problems: MemberReading['problems'][number][] = [];
  if (given !== null && 'fault' in given) problems.push({ part: 'nik', fault: given.fault });
  if (nik !== null && sex !== null && sex !== nik.sex) problems.push({ part: 'nik', fault: 'sex_differs' });
  if (birth?.ok === false) problems.push({ part: 'birth', fault: birth.fault });
  if (differs) problems.push({ part: 'birth', fault: 'nik_differs' });
  return {
    name: first === null ? null : oneLine(first, MAX_NAME),
    nik: nik?.digits ?? null,
    relation: words.relation,
    sex: sex ?? nik?.sex ?? null,
    birthDate: fromNik ? nik.birthDate : (said?.birthDate ?? null),
    birthEstimated: !fromNik && said?.estimated === true,
    schooling: words.schooling,
    work: words.work ?? (second === null ? null : oneLine(second, MAX_WORK)),
    disability: words.disability,
    noNik: noNik && given === null,
    problems,
  };
}

function birthsDiffer(said: string, estimated: boolean, inNik: string): boolean {
  if (!estimated) return said !== inNik;
  return Math.abs(Number(said.slice(0, 4)) - Number(inNik.slice(0, 4))) > 1;
}

// --- the words ----------------------------------------------------------------------------------

const MAX_NAME = 100;
const MAX_WORK = 60;
/** Longer is no line about a person. */
const MAX_LINE = 500;
const MAX_LINES = 60;
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u{FE0F}\u{20E3}]/gu;
/** Numbers, dashes and bullets in front of a line of a list. */
const IN_FRONT =
  /^(?:[\s*_~>•·▪◦‣–—-]+|\(?\d{1,2}\s*[.)]+\s*(?!\d)|\d{1,2}\s*[-:]\s+(?=\p{L})|\d{1,2}\s+(?=\p{L})(?!(?:th|thn|tahun|bln|bulan|minggu|hari)\b))+/iu;

function tidied(line: string): string {
  const plain = line
    .slice(0, MAX_LINE)
    .replace(/\p{Cf}/gu, '')
    .normalize('NFKC')
    .replace(EMOJI, ' ')
    .replace(/[\u2018\u2019\u2032]/g, "'")
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replaceAll(DATE_MARK, ' ')
    .replace(IN_FRONT, '');
  return (
    plain
      .replace(/[*_~]/g, ' ')
      .replace(/[()[\]\n\r]+/g, ' , ')
      // "Uji L 40 th": before an age, the letter is a sex.
      .replace(/\s([LP])(?=\s+(?:umur |usia )?\d)/g, ' , $1 , ')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** `Istri: Siti Aminah …`, `Anggota 2: …`: what stands before the first colon. */
function opened(line: string, words: Words): string {
  const found = /^([\p{L}][\p{L} .-]*\d{0,2})\s*[:=]\s*(.*)$/su.exec(line);
  if (found === null) return line;
  const [label = '', rest = ''] = found.slice(1);
  if (
    /^(?:nama )?(?:anggota|art|jiwa|orang)(?: keluarga| rumah tangga| baru| lain| lainnya)*\s*(?:ke)?[ .-]*\d*$/i.test(
      label,
    )
  )
    return rest.replace(IN_FRONT, '');
  const relation = label.replace(/^nama /i, '');
  if (!isRelation(relation)) return line;
  words.relation = readRelation(relation);
  words.sex = readSexIn(relation);
  return rest;
}

function readSexIn(text: string): Sex | null {
  return /\b(?:perempuan|laki|wanita|pria|putri|putra)\b/i.test(text) ? readSex(text) : null;
}

/** Parted by commas and the like; `bare`: nothing but dashes and slashes between words parts the line. */
function partsOf(line: string, bare: boolean): readonly string[] {
  const joined = line
    .replace(/(?<!\p{L})(\p{L}{2,})-\1(?!\p{L})/giu, '$1 $1')
    .replace(/\bke-(?=\d)/gi, 'ke ');
  const parts = joined.split(/[,;|\n\t]|\s-(?=\s|\p{L})|(?<=\p{L})-\s|\s\/\s/u).map((part) => part.trim());
  const isOne = (part: string) => !bare || isSchooling(part, true) || isWork(part);
  return parts
    .flatMap((part) => (isOne(part) ? [part] : part.split(/[-/]/)))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const PARTED = /[,;|]|\s-\s|\s\/\s/;

function readParts(parts: readonly string[], words: Words): void {
  // "Ade, anak, 5 th": the first of two relations is a name.
  const named = parts.filter((part) => isRelation(part)).length > 1 && isRelation(parts[0] ?? '');
  // "Anak Agung Rai, suami": where the relation has a part of its own, a word of the name is none.
  const apart = named ? -1 : parts.findIndex((part, place) => place > 0 && isRelation(part));
  const relation = parts[apart];
  if (relation !== undefined) readPart(relation, words, false);
  for (const [place, part] of parts.entries()) {
    if (part === DATE_MARK || place === apart) continue;
    if (place === 0 && named) words.left.push(part);
    else readPart(part, words, parts[place + 1] === DATE_MARK);
  }
}

const LABELLED =
  /^(nama(?: lengkap)?|hub(?:ungan)?(?: keluarga| kel)?|shdk|status(?: hubungan)?(?: (?:dalam|dlm) keluarga)?|jk|j k|jenis kelamin|kelamin|l\/p|pendidikan|pddk|sekolah|pekerjaan|kerja|disabilitas|cacat|alamat|agama|nik|ktp|no nik|ttl|tgl lahir|tanggal lahir|tempat lahir|lahir|umur|usia)\s*[:=]\s*(.*)$/isu;

function readPart(part: string, words: Words, beforeDate: boolean): void {
  const labelled = LABELLED.exec(part);
  if (labelled !== null) {
    readLabelled((labelled[1] ?? '').toLowerCase(), (labelled[2] ?? '').trim(), words);
    return;
  }
  const left = peeled(part.split(' '), words, true)
    .join(' ')
    .replace(/(?<![\p{L}\p{N}])\d+(?![\p{L}\p{N}])/gu, ' ')
    .replace(/^[\s.:'-]+|[\s:'-]+$/g, '');
  if (!isWorthKeeping(left)) return;
  const isNamed = words.name !== null || words.left.length > 0;
  if (isNamed && takesDisability(left, words)) return;
  // Before a date and after the name: where somebody was born.
  if (beforeDate && isNamed) return;
  words.left.push(left);
}

function readLabelled(label: string, value: string, words: Words): void {
  if (value === '') return;
  if (label.startsWith('nama')) words.name = hasLetters(value) ? value : null;
  else if (/^(?:hub|shdk|status)/.test(label)) words.relation = readRelation(value);
  else if (/^(?:j|kelamin|l)/.test(label) && label !== 'lahir') words.sex = readSex(value);
  else if (/^(?:pendidikan|pddk|sekolah)/.test(label)) words.schooling = readSchooling(value);
  else if (/^(?:pekerjaan|kerja)/.test(label)) words.work = value === '-' ? null : oneLine(value, MAX_WORK);
  else if (/^(?:disabilitas|cacat)/.test(label)) words.disability = readDisability(value);
}

/** No names, and no work: where somebody lives, and words about what was taken out. */
const NOTHING =
  /^(?:jl|jln|jalan|gang|gg|dusun|dsn|desa|kel|kec|blok|alamat|rt|rw|dan|nik|ktp|no|ttl|tgl|tanggal|lahir|umur|usia|tempat|warga|islam|kristen|katolik|hindu|buddha|budha|konghucu|agama|status|menikah|kawin|belum kawin|cerai|alm|almarhum|lahiran|meninggal|kelas|kls|semester)(?![\p{L}])/iu;

function hasLetters(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !/\p{N}/u.test(text);
}

function isWorthKeeping(text: string): boolean {
  return hasLetters(text) && !NOTHING.test(text) && !saysNone(text);
}

/** Takes what is recognised from both ends of a part; what is left is a name or a kind of work. */
function peeled(tokens: readonly string[], words: Words, isWhole: boolean): readonly string[] {
  if (tokens.length === 0) return tokens;
  if (recognised(tokens.join(' '), words, isWhole)) return [];
  for (let length = Math.min(tokens.length - 1, 5); length >= 1; length -= 1) {
    const rest = tokens.slice(0, -length);
    if (recognised(tokens.slice(-length).join(' '), words, false)) return peeled(rest, words, false);
  }
  for (let length = Math.min(tokens.length - 1, 3); length >= 1; length -= 1) {
    const start = tokens.slice(0, length).join(' ');
    if (isHonorific(start) || isWork(start)) continue;
    if (recognised(start, words, false)) return peeled(tokens.slice(length), words, false);
  }
  return tokens;
}

/** "Ibu Siti", "Nenek Ijah": a way to call somebody, no relation. */
function isHonorific(text: string): boolean {
  return /^(?:ibu|bapak|bpk|pak|bu|nenek|kakek|mbah|kai|nini|om|tante|bibi|paman|kakak|kaka|mama|mamak|ade|adik|adek|abang|art|datu|eyang)$/i.test(
    text,
  );
}

function recognised(text: string, words: Words, isWhole: boolean): boolean {
  if (words.relation === null && isRelation(text)) {
    words.relation = readRelation(text);
    return true;
  }
  if (words.sex === null && (isWhole || text.length > 2) && isSex(text)) {
    words.sex = readSex(text);
    return true;
  }
  if (words.schooling === null && isSchooling(text, isWhole && words.left.length > 0)) {
    words.schooling = readSchooling(text);
    return true;
  }
  if (words.work === null && isWork(text)) {
    words.work = oneLine(text, MAX_WORK);
    return true;
  }
  return isDisability(text) && takesDisability(text, words);
}

function takesDisability(text: string, words: Words): boolean {
  if (/^(?:tidak|tdk|bukan|tanpa) (?:cacat|disabilitas|difabel)$/.test(looseWords(text))) return true;
  const disability = readDisability(text);
  if (words.disability !== null || disability === null) return false;
  words.disability = disability;
  return true;
}

// --- several ------------------------------------------------------------------------------------

const HEADER =
  /^(?:daftar |data |nama )*(?:anggota|art|jiwa)(?: keluarga| rumah tangga)*(?: lainnya| lain)?(?: (?:sebagai berikut|sbb|yaitu|adalah))?[\s:.=]*$/i;

/** One person a line, or `;` between them; `Nama:` begins a new one. */
export function readMembers(text: string, today: string): readonly MemberReading[] {
  const lines = text
    .split(/\r\n|[\n\r\u2028]/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !HEADER.test(tidied(line)) && !saysNone(tidied(line)))
    .slice(0, MAX_LINES);
  const members: { readonly line: string; readonly reading: MemberReading }[] = [];
  for (const line of lines.flatMap((one) => personsIn(one.slice(0, MAX_LINE), today)).slice(0, MAX_LINES)) {
    const reading = readMember(line, today);
    const last = members.at(-1);
    if (last !== undefined && goesOn(last.reading, reading, line)) {
      const joined = `${last.line} , ${line}`;
      members[members.length - 1] = { line: joined, reading: readMember(joined, today) };
    } else if (saysAnything(reading)) {
      members.push({ line, reading });
    }
  }
  return members.map(({ reading }) => reading);
}

function facts(reading: MemberReading): readonly boolean[] {
  const { nik, relation, birthDate, schooling, disability, noNik, problems } = reading;
  return [
    nik !== null || noNik || problems.some(({ part }) => part === 'nik'),
    relation !== null,
    birthDate !== null,
    schooling !== null,
    disability !== null,
  ];
}

function saysAnything(reading: MemberReading): boolean {
  return (
    reading.name !== null || reading.work !== null || reading.sex !== null || facts(reading).includes(true)
  );
}

/** A line without a name that tells nothing twice is still about the one before. */
function goesOn(last: MemberReading, reading: MemberReading, line: string): boolean {
  if (reading.name !== null || last.name === null || /^\s*\(?\d{1,2}[.)]/.test(line)) return false;
  const known = facts(last);
  return facts(reading).every((isTold, place) => !isTold || known[place] === false);
}

/** A `;` parts persons when each side names one; a line of names alone names one each. */
function personsIn(line: string, today: string): readonly string[] {
  const pieces = line.split(';').filter((piece) => /[\p{L}\p{N}]/u.test(piece));
  const readings = pieces.map((piece) => readMember(piece, today));
  const isPerson = (one: MemberReading) => one.name !== null && facts(one).includes(true);
  if (pieces.length > 1 && readings.filter(isPerson).length > 1) return pieces;
  const between = line.split(/[,;]|\s(?:dan|sama)\s/i).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
  const isWhole = (one: MemberReading) =>
    one.name !== null && one.relation !== null && (one.birthDate ?? one.nik) !== null;
  // "Budi anak 12 th, Ani anak 5 th": each side is a whole person.
  if (between.length > 1 && between.every((piece) => isWhole(readMember(piece, today)))) return between;
  const whole = readMember(line, today);
  const names = line.split(/[,;]|\s(?:dan|sama)\s/i).filter((piece) => /\p{L}{2}/u.test(piece));
  const onlyNames = !facts(whole).includes(true) && whole.sex === null && !/[:=]/.test(line);
  return onlyNames && names.length > 1 && !names.some((name) => isWork(name.trim())) ? names : [line];
}
