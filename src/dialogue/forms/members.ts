/** Questions about the members of a household: one each, and one for each part that is missing. */
import { readNik, type NikFault } from '../../domain/identity/nik.js';
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
import { readBirth } from '../parse/birth.js';
import { readChoice } from '../parse/choice.js';
import { readMember, readMembers, type MemberReading } from '../parse/member.js';
import { plainWords, saysDone, saysNone } from '../parse/text.js';
import { readRelation } from '../parse/words.js';
import type { Answers } from '../state.js';
import type { DialogueContext } from '../types.js';
import { refuse, set, type Field, type FieldReading } from './field.js';
import { digitsIn, inFours, noneOption, readName, readSexOr, sexOptions, showDate, today } from './shared.js';

/** A member as far as they were told. Kept as the answer to the member's question. */
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

const fields = new Map<string, readonly Field[]>();

/** The questions for places 1 to `count`. `first`: what the first of them is called in the family. */
export function memberFields(count: number, first: 1 | 2): readonly Field[] {
  const key = `${String(count)}/${String(first)}`;
  const known = fields.get(key);
  if (known !== undefined) return known;
  const made = Array.from({ length: count }, (_, n) => [
    memberField(n + 1, count, first),
    ...parts(n + 1, first),
  ]).flat();
  fields.set(key, made);
  return made;
}

function isSkipped(answers: Answers): boolean {
  return answers[membersSkipped] === true;
}

function memberField(place: number, count: number, first: 1 | 2): Field {
  const id = memberId(place);
  const shift = first - 1;
  return {
    id,
    kind: 'text',
    label: form.member.label(place + shift),
    ask: () => form.member.ask(place + shift, count + shift),
    options: () => [{ value: 'none', label: form.member.skip }],
    asked: (_context, answers) => !isSkipped(answers),
    shown: (answers) => toldAt(answers, place) !== null,
    read: (typed, context) => {
      if (typed === 'none' || saysDone(typed) || saysNone(typed)) return set({ [membersSkipped]: true });
      return takeMembers(typed, { place, count, wrong: form.member.wrong }, context);
    },
    show: (answers) => showMember(toldAt(answers, place)),
  };
}

/** One or several members from `place` on; `count`: how many there can be. */
export function takeMembers(
  typed: string,
  { place, count, wrong }: { readonly place: number; readonly count: number; readonly wrong: string },
  context: DialogueContext,
): FieldReading {
  const day = today(context);
  const many = /[\n;]/.test(typed.trim());
  const readings = (many ? readMembers(typed, day) : [readMember(typed, day)]).filter(saysSomething);
  if (readings.length === 0) return refuse(wrong);
  const room = count - place + 1;
  if (readings.length > room) return refuse(form.member.tooMany(room));
  const told = readings.map((reading) => toTold(reading, day));
  const values = Object.fromEntries(told.map((one, n) => [memberId(place + n), one]));
  return set(values, form.member.taken(told.map(showMember)));
}

function saysSomething({ name, nik, relation, birthDate }: MemberReading): boolean {
  return name !== null || nik !== null || (relation !== null && birthDate !== null);
}

function toTold(reading: MemberReading, day: string): Told {
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
function withNik(told: Told, day: string): Told {
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

const ofSex: Readonly<Partial<Record<Relation, 'L' | 'P'>>> = { wife: 'P', husband: 'L' };

/** The date in the NIK where another was said; null: they agree, or it was settled. */
function birthInNik(told: Told, day: string): string | null {
  const known = nikOf(told, day);
  if (known === null || told.birthDate === null || told.settled.includes('birth')) return null;
  return known.birthDate === told.birthDate ? null : known.birthDate;
}

function sexContradicts(told: Told, day: string): boolean {
  const said = [told.sex, nikOf(told, day)?.sex ?? null, ofSex[told.relation ?? 'other'] ?? null];
  return !told.settled.includes('sex') && new Set(said.filter((sex) => sex !== null)).size > 1;
}

function showMember(told: Told | null): string {
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

// --- what is missing or contradictory of one ------------------------------------------------------

interface Part {
  readonly part: string;
  readonly needed: (told: Told, day: string) => boolean;
  readonly ask: (who: string, told: Told, day: string) => string;
  readonly options?: (told: Told, day: string) => ReturnType<NonNullable<Field['options']>>;
  readonly read: (typed: string, told: Told, day: string) => Told | string;
}

const memberParts: readonly Part[] = [
  {
    part: 'nik',
    needed: ({ nikFault }) => nikFault !== null,
    ask: (who, told) => form.member.askNik(who, faultWords(told.nikFault)),
    options: noneOption(form.nik.none),
    read: (typed, told, day) => {
      if (typed === 'none' || plainWords(typed) === '1' || saysNone(typed)) {
        return { ...told, nik: null, nikFault: null };
      }
      const reading = readNik(typed, day);
      if (!reading.ok) return form.nik.fault(reading.fault, digitsIn(typed));
      return withNik({ ...told, nik: reading.nik.digits, nikFault: null }, day);
    },
  },
  {
    part: 'name',
    needed: ({ name }) => name === null,
    ask: (_who, _told) => '',
    read: (typed, told) => {
      const name = readName(typed);
      return name === null ? form.name.wrong : { ...told, name };
    },
  },
  {
    part: 'relation',
    needed: ({ relation }) => relation === null,
    ask: (who) => form.member.askRelation(who),
    read: (typed, told) => {
      const place = readChoice(typed, Object.values(relationLabels));
      const relation = readRelation(typed) ?? (place === null ? null : (relations[place] ?? null));
      if (relation === null || relation === 'head') return form.member.wrongRelation;
      return { ...told, relation, sex: told.sex ?? ofSex[relation] ?? null };
    },
  },
  {
    part: 'birth',
    needed: (told, day) => told.birthDate === null || birthInNik(told, day) !== null,
    ask: (who, told) =>
      told.birthDate === null ? form.member.askBirth(who) : form.member.askBirthConflict(who),
    options: (told, day) => {
      const inNik = birthInNik(told, day);
      if (inNik === null || told.birthDate === null) return [];
      return [inNik, told.birthDate].map((date) => ({ value: date, label: showDate(date) }));
    },
    read: (typed, told, day) => {
      const dates = [birthInNik(told, day), told.birthDate];
      const place = dates[0] === null ? -1 : ['1', '2'].indexOf(plainWords(typed));
      const chosen = dates[place] ?? null;
      if (chosen !== null)
        return { ...told, birthDate: chosen, birthEstimated: false, settled: settled(told, 'birth') };
      const reading = readBirth(typed, day);
      if (!reading.ok) return form.birthDate[reading.fault];
      const { birthDate, estimated } = reading;
      // To the question which of two dates it is, a date is the answer.
      const answers = dates[0] === null ? told.settled : settled(told, 'birth');
      return { ...told, birthDate, birthEstimated: estimated, settled: answers };
    },
  },
  {
    part: 'sex',
    needed: (told, day) => told.sex === null || sexContradicts(told, day),
    ask: (who, told) => (told.sex === null ? form.member.askSex(who) : form.member.askSexConflict(who)),
    options: () => sexOptions(),
    read: (typed, told) => {
      const sex = readSexOr(typed);
      return sex === null ? form.sex.wrong : { ...told, sex, settled: settled(told, 'sex') };
    },
  },
];

function settled(told: Told, what: 'birth' | 'sex'): Told['settled'] {
  return [...told.settled.filter((one) => one !== what), what];
}

function faultWords(fault: string | null): string {
  const known: Readonly<Record<string, NikFault>> = {
    not_16_digits: 'not_16_digits',
    unknown_region: 'unknown_region',
    impossible_date: 'impossible_date',
    no_serial: 'no_serial',
  };
  return form.nik.fault(known[fault ?? ''] ?? 'not_16_digits', 0);
}

function parts(place: number, first: 1 | 2): readonly Field[] {
  const id = memberId(place);
  const someone = form.member.someone(place + first - 1);
  return memberParts.map(({ part, needed, ask, options, read }): Field => {
    return {
      id: `${id}:${part}`,
      backTo: id,
      kind: 'text',
      label: '',
      ask: (context, answers) => {
        const told = toldAt(answers, place);
        if (told === null) return '';
        return part === 'name'
          ? form.member.askName(place + first - 1)
          : ask(told.name ?? someone, told, today(context));
      },
      ...(options === undefined
        ? {}
        : {
            options: (context, answers) => {
              const told = toldAt(answers, place);
              return told === null ? [] : options(told, today(context));
            },
          }),
      asked: (context, answers) => {
        const told = toldAt(answers, place);
        return told !== null && needed(told, today(context));
      },
      answered: () => false,
      shown: () => false,
      read: (typed, context, answers) => {
        const told = toldAt(answers, place);
        const reading = told === null ? '' : read(typed, told, today(context));
        return typeof reading === 'string' ? refuse(reading) : set({ [id]: reading });
      },
      show: () => '',
    };
  });
}

/** The line of the summary for those who were not told. Changing it asks for them. */
export function otherMembers(count: (answers: Answers) => number): Field {
  const lacking = (answers: Answers) => count(answers) - toldMembers(answers, count(answers)).length;
  const firstLacking = (answers: Answers) => {
    const place = Array.from({ length: count(answers) }, (_, n) => n + 1).find(
      (one) => toldAt(answers, one) === null,
    );
    return place ?? 1;
  };
  return {
    id: 'members',
    kind: 'text',
    label: form.member.othersLabel,
    ask: (_context, answers) => form.member.ask(firstLacking(answers) + 1, count(answers) + 1),
    options: () => [{ value: 'none', label: form.member.skip }],
    asked: () => false,
    shown: (answers) => lacking(answers) > 0,
    read: (typed, context, answers) => {
      if (typed === 'none' || saysDone(typed) || saysNone(typed)) return set({ [membersSkipped]: true });
      const place = firstLacking(answers);
      const reading = takeMembers(typed, { place, count: count(answers), wrong: form.member.wrong }, context);
      return reading.ok ? { ...reading, set: { ...reading.set, [membersSkipped]: undefined } } : reading;
    },
    show: (answers) => form.member.othersShow(lacking(answers)),
  };
}
