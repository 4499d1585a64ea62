/** A member of a household as far as they were told, kept as the answer to the member's question. */
import { readNik } from '../../domain/identity/nik.js';
import {
  relations,
  schoolings,
  disabilities,
  type Member,
  type Relation,
} from '../../domain/report/parts.js';
import { z } from 'zod';
import { form } from '../../i18n/form.js';
import { relationLabels, sexLabels } from '../../i18n/labels.js';
import type { MemberReading } from '../parse/member.js';
import type { Answers } from '../state.js';
import { inFours, readName, showDate } from './shared.js';

const Told = z.object({
  name: z.string().nullable(),
  nik: z.string().nullable(),
  relation: z.enum(relations).nullable(),
  sex: z.enum(['L', 'P']).nullable(),
  birthDate: z.string().nullable(),
  birthEstimated: z.boolean(),
  schooling: z.enum(schoolings).nullable(),
  work: z.string().nullable(),
  disability: z.enum(disabilities).nullable(),
  /** Why the NIK that was written is none. */
  nikFault: z.string().nullable(),
  /** What contradicts the NIK, and was said to be right all the same. */
  settled: z.array(z.enum(['birth', 'sex'])),
});
export type Told = z.infer<typeof Told>;

export const membersSkipped = 'members:skipped';
export const memberId = (place: number) => `member:${String(place)}`;

/** Answers are never changed, but replaced: each is read once, though many questions look at it. */
const read = new WeakMap<object, Told | null>();

/** Places (1 is the first after the head) at which somebody was told. */
export function toldAt(answers: Answers, place: number): Told | null {
  const answer = answers[memberId(place)];
  if (typeof answer !== 'object' || answer === null) return null;
  const known = read.get(answer);
  if (known !== undefined) return known;
  const reading = Told.safeParse(answer);
  const told = reading.success ? reading.data : null;
  read.set(answer, told);
  return told;
}

export function toldMembers(answers: Answers, count: number): readonly { place: number; told: Told }[] {
  return Array.from({ length: count }, (_, n) => n + 1).flatMap((place) => {
    const told = toldAt(answers, place);
    return told === null ? [] : [{ place, told }];
  });
}

/** Members whose every part is there, as a report holds them. */
export function membersOf(answers: Answers, count: number): readonly Member[] {
  return toldMembers(answers, count).flatMap(({ told }) => {
    const { name, relation, birthDate, nikFault: _fault, settled: _settled, ...rest } = told;
    return name === null || relation === null || birthDate === null
      ? []
      : [{ ...rest, name, relation, birthDate }];
  });
}

/** Of a report that was sent before. */
export function memberAnswers(members: readonly Member[]): Answers {
  return Object.fromEntries(
    members.map((member, n) => [memberId(n + 1), { ...member, nikFault: null, settled: ['birth', 'sex'] }]),
  );
}

export function toTold(reading: MemberReading, day: string): Told {
  const { noNik: _noNik, problems, ...said } = reading;
  // What contradicts a NIK that is one is seen below, whenever it comes to be.
  const fault = said.nik === null ? (problems.find(({ part }) => part === 'nik')?.fault ?? null) : null;
  const name = said.name === null ? null : readName(said.name);
  // The head has a question of its own.
  const relation = said.relation === 'head' ? null : said.relation;
  const work = said.work === null || said.work.length > 60 ? null : said.work;
  return withNik({ ...said, name, relation, work, nikFault: fault, settled: [] }, day);
}

/** What the NIK tells and nobody said. */
export function withNik(told: Told, day: string): Told {
  const known = nikOf(told, day);
  if (known === null) return told;
  const near = told.birthEstimated && yearsApart(told.birthDate, known.birthDate) <= 2;
  return {
    ...told,
    sex: told.sex ?? known.sex,
    ...(told.birthDate === null || near ? { birthDate: known.birthDate, birthEstimated: false } : {}),
  };
}

export function yearsApart(one: string | null, other: string | null): number {
  return one === null || other === null
    ? Infinity
    : Math.abs(Number(one.slice(0, 4)) - Number(other.slice(0, 4)));
}

function nikOf({ nik }: Told, day: string) {
  const reading = nik === null ? null : readNik(nik, day);
  return reading?.ok === true ? reading.nik : null;
}

/** A wife is a woman, and so on. */
export const ofSex: Readonly<Partial<Record<Relation, 'L' | 'P'>>> = { wife: 'P', husband: 'L' };

/** The date in the NIK where another was said; null: they agree, or it was settled. */
export function birthInNik(told: Told, day: string): string | null {
  const known = nikOf(told, day);
  if (known === null || told.birthDate === null || told.settled.includes('birth')) return null;
  return known.birthDate === told.birthDate ? null : known.birthDate;
}

export function sexContradicts(told: Told, day: string): boolean {
  const said = [told.sex, nikOf(told, day)?.sex ?? null, ofSex[told.relation ?? 'other'] ?? null];
  return !told.settled.includes('sex') && new Set(said.filter((sex) => sex !== null)).size > 1;
}

export function showMember(told: Told | null): string {
  if (told === null) return '';
  const { name, relation, sex, nik, birthDate, birthEstimated } = told;
  const born = birthDate === null ? null : birthEstimated ? birthDate.slice(0, 4) : showDate(birthDate);
  return [
    name,
    relation === null ? null : relationLabels[relation].toLowerCase(),
    sex === null ? null : sexLabels[sex].toLowerCase(),
    nik === null ? null : `NIK ${inFours(nik)}`,
    born === null ? null : form.member.born(born),
  ]
    .filter((part) => part !== null)
    .join(', ');
}
