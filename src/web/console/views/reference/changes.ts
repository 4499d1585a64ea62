/** A change of reference data, in words. */
import { z } from 'zod';
import {
  Category,
  Holiday,
  OfficeTime,
  Question,
  Reason,
  type ReferenceTopic,
} from '../../../../domain/reference/values.js';
import { programText } from '../../../../i18n/aid.js';
import { categoryText } from '../../../../i18n/categories.js';
import { kindLabels, sexLabels } from '../../../../i18n/labels.js';
import {
  agencyText,
  holidayText,
  limitText,
  officeTimeText,
  questionText,
  questionTopicLabels,
  reasonText,
  referenceText,
  weekdayLabels,
} from '../../../../i18n/reference.js';
import { reportKinds } from '../../../../domain/report/report.js';
import type { ReferenceChangeView } from '../../../../usecases/reference/services.js';
import type { Formatter } from '../../format.js';

type Cells = readonly (readonly [name: string, value: string])[];

const Agency = z.object({
  name: z.string(),
  active: z.boolean(),
  contactChanged: z.boolean().optional(),
});

/** What was changed. */
export function changeTitle({ topic, code, before, after }: ReferenceChangeView, format: Formatter): string {
  switch (topic) {
    case 'office_time':
      return officeTimeText.title;
    case 'holiday': {
      const name = Holiday.safeParse(after).data?.name ?? '';
      return `${format.day(code)}, ${name}`;
    }
    case 'reject_reason':
    case 'correction_reason':
    case 'reopen_reason': {
      const label = Reason.safeParse(before ?? after).data?.label ?? code;
      return `${reasonText.titles[topic]}: ${label}`;
    }
    case 'question':
      return Question.safeParse(before ?? after).data?.text ?? code;
    case 'pmks_category':
      return format.category(code);
    case 'agency':
    case 'aid_program':
      return `${code}: ${Agency.safeParse(after).data?.name ?? ''}`;
  }
}

/** From what to what: the cells that differ, a line each; of what is new, nothing but that. */
export function changeLines({ topic, before, after }: ReferenceChangeView): readonly string[] {
  if (topic === 'agency') return agencyLines(before, after);
  if (topic === 'aid_program') return programLines(before, after);
  if (topic === 'holiday') return holidayLines(before, after);
  if (before === null) return [agencyText.changes.added];
  const was = new Map(cellsOf[topic](before));
  return cellsOf[topic](after)
    .filter(([name, value]) => was.get(name) !== value)
    .map(([name, value]) => `${name}: ${referenceText.arrow(was.get(name) ?? referenceText.nothing, value)}`);
}

const yesNo = (active: boolean) => (active ? referenceText.active.toLowerCase() : referenceText.inactive);
const asked = (needs: boolean | null) =>
  needs === null ? categoryText.asItCame : needs ? categoryText.yes : categoryText.no;
const orNothing = (value: number | null) => (value === null ? referenceText.nothing : String(value));

const cellsOf: Readonly<Record<Exclude<ReferenceTopic, 'holiday'>, (value: unknown) => Cells>> = {
  office_time: (value) => {
    const { days, urgentDays, weekdays } = OfficeTime.parse(value);
    return [
      ...reportKinds.map((kind) => [kindLabels[kind], String(days[kind])] as const),
      [officeTimeText.urgent, String(urgentDays)],
      [officeTimeText.weekdays, weekdays.map((day) => weekdayLabels[day] ?? '').join(', ')],
    ];
  },
  reject_reason: reasonCells,
  correction_reason: reasonCells,
  reopen_reason: reasonCells,
  question: (value) => {
    const { about, text, order, active } = Question.parse(value);
    return [
      [questionText.about, questionTopicLabels[about]],
      [questionText.text, text],
      [referenceText.order, String(order)],
      [referenceText.active, yesNo(active)],
    ];
  },
  pmks_category: (value) => {
    const { name, active, sensitive, needsDisability, minAge, maxAge, sex } = Category.parse(value);
    return [
      [categoryText.name, name ?? categoryText.official],
      [referenceText.active, yesNo(active)],
      [categoryText.sensitive, sensitive ? categoryText.yes : categoryText.no],
      [categoryText.disability, asked(needsDisability)],
      [limitText.minAge, orNothing(minAge)],
      [limitText.maxAge, orNothing(maxAge)],
      [limitText.sex, sex === null ? limitText.anySex : sexLabels[sex]],
    ];
  },
};

function reasonCells(value: unknown): Cells {
  const { label, order, active, kinds } = Reason.parse(value);
  return [
    [reasonText.label, label],
    [referenceText.order, String(order)],
    [referenceText.active, yesNo(active)],
    [reasonText.kinds, kinds.map((kind) => kindLabels[kind]).join(', ')],
  ];
}

function holidayLines(before: unknown, after: unknown): readonly string[] {
  const was = Holiday.safeParse(before).data;
  const now = Holiday.parse(after);
  if (!now.kept) return [holidayText.removed];
  if (was?.kept !== true) return [holidayText.added];
  return [holidayText.renamed(was.name, now.name)];
}

const Program = z.object({ name: z.string(), active: z.boolean(), agency: z.string().nullable() });

function programLines(before: unknown, after: unknown): readonly string[] {
  const was = Program.safeParse(before).data;
  const now = Program.parse(after);
  const { added, active, inactive } = agencyText.changes;
  if (was === undefined) return [added];
  const owner = (agency: string | null) => agency ?? programText.own;
  return [
    ...(was.name === now.name ? [] : [`${agencyText.name}: ${referenceText.arrow(was.name, now.name)}`]),
    ...(was.agency === now.agency
      ? []
      : [`${programText.agency}: ${referenceText.arrow(owner(was.agency), owner(now.agency))}`]),
    ...(was.active === now.active ? [] : [now.active ? active : inactive]),
  ];
}

function agencyLines(before: unknown, after: unknown): readonly string[] {
  const was = Agency.safeParse(before).data;
  const now = Agency.parse(after);
  const { added, contact, active, inactive } = agencyText.changes;
  if (was === undefined) return [added];
  return [
    ...(was.name === now.name ? [] : [`${agencyText.name}: ${referenceText.arrow(was.name, now.name)}`]),
    ...(now.contactChanged === true ? [contact] : []),
    ...(was.active === now.active ? [] : [now.active ? active : inactive]),
  ];
}
