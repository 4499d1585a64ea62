/** Questions about the members of a household: one each, and one for each part that is missing. */
import { form } from '../../i18n/form.js';
import { readMembers, type MemberReading } from '../parse/member.js';
import { saysDone, saysNone } from '../parse/text.js';
import type { Answers } from '../state.js';
import type { DialogueContext } from '../types.js';
import { refuse, set, type Field, type FieldReading } from './field.js';
import { partFields } from './member-parts.js';
import { memberId, membersSkipped, showMember, toTold, toldAt, toldMembers } from './member-told.js';
import { today } from './shared.js';

const fields = new Map<string, readonly Field[]>();

/** The questions for places 1 to `count`. `first`: what the first of them is called in the family. */
export function memberFields(count: number, first: 1 | 2): readonly Field[] {
  const key = `${String(count)}/${String(first)}`;
  const known = fields.get(key);
  if (known !== undefined) return known;
  const made = Array.from({ length: count }, (_, n) => [
    memberField(n + 1, count, first),
    ...partFields(n + 1, first),
  ]).flat();
  fields.set(key, made);
  return made;
}

/** Whether a line about a person is about a member, at this question. */
export function asksMember({ id }: Field): boolean {
  return /^(?:member:\d+|members|newMembers)$/.test(id);
}

const partOf: Readonly<Record<string, string>> = { nik: 'nik', name: 'name', birthDate: 'birth', sex: 'sex' };

/** Whether `other`, an answer of the one the report is about, is asked here of a member. */
export function asksSameOfMember({ id }: Field, other: Field): boolean {
  return /^member:\d+:(\w+)$/.exec(id)?.[1] === partOf[other.id];
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
  const readings = readMembers(typed, day).filter(saysSomething);
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
