/**
 * The office puts answers of a report right: by the form that the chat asks, through the same readers and
 * with the same refusals. Pure: what was typed, and the report as it was, give the report as it will be.
 */
import { GeoPoint, disabilities, relations, schoolings } from '../domain/report/parts.js';
import { indicatorIds } from '../domain/report/indicators.js';
import { sensitiveCodes } from '../domain/pmks/categories.js';
import { liesWithin } from '../domain/region/bounds.js';
import { fitToKeep, type Report } from '../domain/report/report.js';
import { editText } from '../i18n/casework.js';
import { form, longDate } from '../i18n/form.js';
import {
  disabilityLabels,
  fieldLabels,
  indicatorLabels,
  relationLabels,
  schoolingLabels,
  sexLabels,
} from '../i18n/labels.js';
import {
  conflictOf,
  fieldsOf,
  lacking,
  merged,
  reportDraft,
  reportOf,
  settleConflict,
  withAnswer,
} from './draft.js';
import { refuse, set, type Field, type FieldReading, type Option } from './forms/field.js';
import { partFields } from './forms/member-parts.js';
import { memberId, membersSkipped, toldAt, type Told } from './forms/member-told.js';
import { inFours, showDate } from './forms/shared.js';
import { pointIn } from './places.js';
import { oneLine } from './parse/text.js';
import type { Answers, Draft } from './state.js';
import type { DialogueContext } from './types.js';

export interface EditField {
  /** Of the form; of a member `member:1:name`. */
  readonly id: string;
  /** Place of the member whose part it is, from 1; null: it is about the report's own person or household. */
  readonly member: number | null;
  readonly label: string;
  readonly kind: 'line' | 'lines' | 'choice' | 'several' | 'tick';
  /** What stands now, as it is typed; of several, their values. */
  readonly stands: readonly string[];
  /** Of a choice and of several. */
  readonly options: readonly Option[];
}

export interface EditFault {
  readonly field: string;
  readonly sentence: string;
}

/** What stood in the form. A field that is missing was not on the page and stays as it is. */
export interface Typed {
  readonly said: Readonly<Record<string, readonly string[]>>;
  /** Fields that were asked about: what stands there is an answer, changed or not. */
  readonly asked: readonly string[];
}

export interface Edited {
  readonly fields: readonly EditField[];
  readonly faults: readonly EditFault[];
  /** null: there are faults. */
  readonly report: Report | null;
}

/** A field of the page: one of the form's, or one that a page needs where the chat has words for it. */
interface Entry extends Omit<EditField, 'stands'> {
  readonly standsIn: (answers: Answers) => readonly string[];
  readonly put: (draft: Draft, said: readonly string[], asked: boolean) => Draft | string;
}

export const nothingTyped: Typed = { said: {}, asked: [] };

export function editReport(report: Report, typed: Typed, context: DialogueContext): Edited {
  const base = reportDraft(report, context);
  const faults: EditFault[] = [];
  const done = new Set<string>();
  let draft = base;
  for (;;) {
    // Anew each time: an answer may raise a question, or do away with one.
    const entry = entriesOf(draft, context).find(({ id }) => !done.has(id));
    if (entry === undefined) break;
    done.add(entry.id);
    const said = saidFor(entry, { typed, base, draft });
    if (said === null) continue;
    const put = entry.put(draft, said, typed.asked.includes(entry.id));
    if (typeof put === 'string') faults.push({ field: entry.id, sentence: put });
    else draft = put;
  }
  const conflict = conflictOf(draft);
  if (conflict !== null && typed.asked.includes('birthDate')) draft = settleConflict(draft, 'typed');
  else if (conflict !== null) {
    const sentence = editText.birthConflict(longDate(conflict.fromNik), longDate(conflict.typed));
    faults.push({ field: 'birthDate', sentence });
  }
  faults.push(...questionsLeft(base, draft, context, faults));
  return { fields: shownOf(draft, context), ...finished(draft, faults, context) };
}

function finished(
  draft: Draft,
  faults: readonly EditFault[],
  context: DialogueContext,
): Pick<Edited, 'faults' | 'report'> {
  if (faults.length > 0) return { faults, report: null };
  const made = reportOf(draft, context);
  if (made.ok) return { faults, report: fitToKeep(made.report, sensitiveCodes(context.categories)) };
  const bad = made.bad.length === 0 ? [''] : made.bad;
  return { faults: bad.map((field) => ({ field, sentence: editText.unfit })), report: null };
}

/** What an answer has opened and nothing on the page answers. What was open before stays as it was. */
function questionsLeft(
  base: Draft,
  draft: Draft,
  context: DialogueContext,
  faults: readonly EditFault[],
): readonly EditFault[] {
  const before = new Set(lacking(base, context).map(({ id }) => id));
  const told = new Set(faults.map(({ field }) => field));
  return lacking(draft, context)
    .filter(({ id }) => !before.has(id) && !told.has(id) && id !== 'photos')
    .map((field) => ({
      field: field.id,
      sentence: field.ask(context, draft.answers, draft.photos),
    }));
}

function shownOf(draft: Draft, context: DialogueContext): readonly EditField[] {
  return entriesOf(draft, context).map(({ standsIn, put: _put, ...field }) => ({
    ...field,
    stands: standsIn(draft.answers),
  }));
}

/** What is to be read of a field; null: it stays as it is. */
function saidFor(
  { id, standsIn }: Entry,
  { typed, base, draft }: { readonly typed: Typed; readonly base: Draft; readonly draft: Draft },
): readonly string[] | null {
  const said = typed.said[id]?.map((text) => text.replace(/\r\n/g, '\n').trim());
  if (said === undefined) return null;
  const same = (stands: readonly string[]) => listed(stands) === listed(said);
  // What another answer has taken away stands on the page still: it is meant.
  const taken = listed(said) !== '' && listed(standsIn(draft.answers)) === '';
  return same(standsIn(base.answers)) && !taken && !typed.asked.includes(id) ? null : said;
}

const listed = (values: readonly string[]) =>
  values
    .filter((value) => value !== '')
    .toSorted()
    .join('\n');

// --- the fields -----------------------------------------------------------------------------------

/** Not put right here: the desa decides who sees the case, and pictures are the reporter's to send. */
const left: readonly string[] = ['desaCode', 'who', 'numberIs', 'photos', 'duplicateReason'];
const long: readonly string[] = ['note', 'gone', 'members', 'newMembers'];
const chosen: readonly string[] = ['sex', 'reason', 'disability', 'change'];
/** A number said of nobody may be known to the office. */
const always: readonly string[] = ['nik', 'kk'];

function entriesOf(draft: Draft, context: DialogueContext): readonly Entry[] {
  const { answers } = draft;
  return fieldsOf(draft).flatMap((field): readonly Entry[] => {
    const member = /^member:(\d+)$/.exec(field.id)?.[1];
    if (member !== undefined) return memberEntries(Number(member), answers, context);
    if (left.includes(field.id) || field.id.startsWith('member:')) return [];
    return isOnPage(field, context, answers) ? [entryOf(field, context, answers)] : [];
  });
}

function isOnPage(field: Field, context: DialogueContext, answers: Answers): boolean {
  if (always.includes(field.id)) return true;
  if (field.id === 'sex') return typeof answers['nik'] !== 'string';
  const shown = field.shown?.(answers, context) ?? true;
  return shown || field.asked?.(context, answers) === true;
}

function entryOf(field: Field, context: DialogueContext, answers: Answers): Entry {
  const common = { id: field.id, member: null, label: field.label };
  if (field.kind === 'multi') return severalEntry(field, common, { context, answers });
  const isChoice = chosen.includes(field.id);
  return {
    ...common,
    kind: isChoice ? 'choice' : long.includes(field.id) ? 'lines' : 'line',
    options: isChoice ? (field.options?.(context, {}) ?? []) : [],
    standsIn: (now) => [textOf(field, now, context)],
    put: (draft, [said = ''], asked) => {
      const { answers: given } = draft;
      const none = field.options?.(context, given).some(({ value }) => value === 'none') === true;
      const text = said === '' && none ? 'none' : said;
      const reading =
        field.id === 'location' ? readLocation(text, context, asked) : field.read(text, context, given);
      return taken(draft, field, reading);
    },
  };
}

function taken(draft: Draft, field: Field, reading: FieldReading): Draft | string {
  // Those who are not told of stay untold: the chat would ask for each of them.
  const untold = field.id === 'members' ? { [membersSkipped]: true } : {};
  if (reading.ok) return withAnswer(draft, field, { ...reading.set, ...untold });
  return reading.reason === '' ? editText.unfit : reading.reason;
}

/** As it would be typed; '' where there is none. */
function textOf(field: Field, answers: Answers, context: DialogueContext): string {
  const value = answers[field.id];
  if (chosen.includes(field.id)) return typeof value === 'string' ? value : '';
  switch (field.id) {
    // Told by the NIK where it was not said.
    case 'birthDate':
      return field.show(answers, [], context);
    case 'rtRw':
      return value === undefined ? '' : field.show(answers, [], context);
    case 'memberCount':
      return typeof value === 'number' ? String(value) : '';
    case 'location': {
      const point = GeoPoint.safeParse(value);
      return point.success ? field.show(answers, [], context) : '';
    }
    case 'members':
    case 'newMembers':
      return '';
    default:
      return typeof value === 'string' ? field.show(answers, [], context) : '';
  }
}

/** By their names: a page of the office shows them. A category that is not offered stands there if it was chosen. */
function severalOptions(id: string, { categories }: DialogueContext, answers: Answers): readonly Option[] {
  if (id === 'indicators') return indicatorIds.map((one) => ({ value: one, label: indicatorLabels[one] }));
  const chosen = answers[id];
  return categories
    .filter(({ code, active }) => active || (Array.isArray(chosen) && chosen.includes(code)))
    .map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
}

function severalEntry(
  field: Field,
  common: Pick<Entry, 'id' | 'member' | 'label'>,
  { context, answers }: { readonly context: DialogueContext; readonly answers: Answers },
): Entry {
  const options = severalOptions(field.id, context, answers);
  return {
    ...common,
    kind: 'several',
    options,
    standsIn: ({ [field.id]: value }) =>
      Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [],
    put: (draft, said) => {
      const picked = options.map(({ value }) => value).filter((value) => said.includes(value));
      const reading = field.take?.(picked, draft.answers, context) ?? set({ [field.id]: picked });
      return taken(draft, field, reading);
    },
  };
}

/** The chat keeps a place at whatever question it comes; a page has a field for it. */
function readLocation(said: string, { bounds }: DialogueContext, asked: boolean): FieldReading {
  if (said === 'none') return set({ location: null });
  const point = pointIn(said);
  if (point === null) return refuse(form.location.wrong);
  const outside = bounds !== null && !liesWithin(point, bounds);
  return outside && !asked ? refuse(editText.outside) : set({ location: point });
}

// --- members --------------------------------------------------------------------------------------

interface MemberPart {
  readonly part: string;
  readonly label: string;
  readonly kind?: Entry['kind'];
  readonly options?: readonly Option[];
  readonly stands: (told: Told) => string | null;
  /** Where the chat has no question of its own. null: they are no member; a text: why not. */
  readonly own?: (told: Told, said: string) => Told | null | string;
}

function labelled<V extends string>(
  values: readonly V[],
  labels: Readonly<Record<V, string>>,
): readonly { readonly value: V; readonly label: string }[] {
  return values.map((value) => ({ value, label: labels[value] }));
}

const memberParts: readonly MemberPart[] = [
  { part: 'name', label: fieldLabels.name, stands: ({ name }) => name },
  {
    part: 'relation',
    label: editText.member.relation,
    // The head has fields of its own.
    options: labelled(relations, relationLabels).filter(({ value }) => value !== 'head'),
    stands: ({ relation }) => relation,
  },
  { part: 'nik', label: fieldLabels.nik, stands: ({ nik }) => (nik === null ? null : inFours(nik)) },
  { part: 'birth', label: fieldLabels.birthDate, stands: bornText },
  {
    part: 'sex',
    label: form.sex.label,
    options: labelled(['L', 'P'] as const, sexLabels),
    stands: ({ sex }) => sex,
  },
  {
    part: 'schooling',
    label: editText.member.schooling,
    options: labelled(schoolings, schoolingLabels),
    stands: ({ schooling }) => schooling,
    own: (told, said) => ({ ...told, schooling: schoolings.find((one) => one === said) ?? null }),
  },
  {
    part: 'work',
    label: editText.member.work,
    stands: ({ work }) => work,
    own: (told, said) => {
      const work = said === '' ? null : oneLine(said, 60);
      return work === null && said !== '' ? editText.workTooLong : { ...told, work };
    },
  },
  {
    part: 'disability',
    label: fieldLabels.disability,
    options: labelled(disabilities, disabilityLabels),
    stands: ({ disability }) => disability,
    own: (told, said) => ({ ...told, disability: disabilities.find((one) => one === said) ?? null }),
  },
  {
    part: 'gone',
    label: editText.member.remove,
    kind: 'tick',
    stands: () => null,
    own: (told, said) => (said === 'ya' ? null : told),
  },
];

function bornText({ birthDate, birthEstimated }: Told): string | null {
  if (birthDate === null) return null;
  return birthEstimated ? form.birthDate.estimated(birthDate) : showDate(birthDate);
}

function memberEntries(place: number, answers: Answers, context: DialogueContext): readonly Entry[] {
  if (toldAt(answers, place) === null) return [];
  const readers = new Map(partFields(place, 2).map((field) => [field.id, field]));
  return memberParts.map(({ part, label, options, kind, stands, own }) => {
    const id = `${memberId(place)}:${part}`;
    return {
      id,
      member: place,
      label,
      kind: kind ?? (options === undefined ? 'line' : 'choice'),
      options: options ?? [],
      standsIn: (now) => {
        const told = toldAt(now, place);
        return [told === null ? '' : (stands(told) ?? '')];
      },
      put: (draft, [said = '']) => {
        const told = toldAt(draft.answers, place);
        const field = readers.get(id);
        if (told === null) return draft;
        if (own !== undefined) return withMember(draft, place, own(told, said));
        return field === undefined ? draft : withPart(draft, { field, place, told, said }, context);
      },
    };
  });
}

function withMember(draft: Draft, place: number, told: Told | null | string): Draft | string {
  if (typeof told === 'string') return told;
  return { ...draft, answers: merged(draft.answers, { [memberId(place)]: told ?? undefined }) };
}

function withPart(
  draft: Draft,
  part: { readonly field: Field; readonly place: number; readonly told: Told; readonly said: string },
  context: DialogueContext,
): Draft | string {
  const { field, place, told, said } = part;
  const isNik = field.id.endsWith(':nik');
  // With another NIK nothing that contradicted the old one is settled.
  const anew = isNik ? { ...told, settled: [] } : told;
  const answers = merged(draft.answers, { [memberId(place)]: anew });
  const reading = field.read(said === '' && isNik ? 'none' : said, context, answers);
  if (!reading.ok) return reading.reason === '' ? editText.unfit : reading.reason;
  return { ...draft, answers: merged(answers, reading.set) };
}
