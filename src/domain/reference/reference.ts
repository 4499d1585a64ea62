import type { Sla } from '../case/priority.js';
import { pmksCategories, type PmksCategory } from '../pmks/categories.js';
import type { ReportKind } from '../report/report.js';
import {
  fitsKind,
  type Category,
  type ReasonTopic,
  type ReferenceTopic,
  type ReferenceValue,
} from './values.js';

export interface Item<T extends ReferenceTopic> {
  readonly code: string;
  /** How often it was changed; 0: it stands as the service came. */
  readonly version: number;
  readonly value: ReferenceValue<T>;
  /** Came with the service. */
  readonly builtIn: boolean;
}

/** What a reason was called until a change of its label. */
export interface FormerLabel {
  readonly topic: ReasonTopic;
  readonly code: string;
  readonly until: Date;
  readonly label: string;
}

/** All reference data at one moment. Lists are in the order in which they are offered. */
export interface Reference {
  /** Grows with each change, whoever made it. */
  readonly version: number;
  readonly officeTime: Item<'office_time'>;
  /** Also those that were taken away. */
  readonly holidays: readonly Item<'holiday'>[];
  readonly reasons: Readonly<{ [T in ReasonTopic]: readonly Item<T>[] }>;
  /** Oldest first. */
  readonly formerLabels: readonly FormerLabel[];
  readonly questions: readonly Item<'question'>[];
  readonly categories: readonly Item<'pmks_category'>[];
}

/** `timeZone`: IANA name of the office's clock. */
export function slaOf({ officeTime, holidays }: Reference, timeZone: string): Sla {
  const { days, urgentDays, weekdays } = officeTime.value;
  const kept = holidays.filter(({ value }) => value.kept).map(({ code }) => code);
  return {
    days,
    urgentDays,
    calendar: { timeZone, weekdays: new Set(weekdays), holidays: new Set(kept) },
  };
}

export interface OfferedReason {
  readonly code: string;
  readonly label: string;
}

/** Those that can be given for a report of that kind now. */
export function offeredReasons(
  { reasons }: Reference,
  topic: ReasonTopic,
  kind: ReportKind,
): readonly OfferedReason[] {
  return reasons[topic]
    .filter(({ value }) => value.active && value.kinds.includes(kind))
    .map(({ code, value }) => ({ code, label: value.label }));
}

/** What a reason was called when it was given: an old case keeps its words. */
export function reasonLabel(
  { reasons, formerLabels }: Reference,
  topic: ReasonTopic,
  { code, at }: { readonly code: string; readonly at: Date },
): string {
  const former = formerLabels.find((one) => one.topic === topic && one.code === code && one.until > at);
  if (former !== undefined) return former.label;
  return reasons[topic].find((one) => one.code === code)?.value.label ?? code;
}

export function offeredQuestions({ questions }: Reference, kind: ReportKind): Reference['questions'] {
  return questions.filter(({ value }) => value.active && fitsKind(value, kind));
}

const categoriesKnown = new WeakMap<Reference, readonly PmksCategory[]>();

/** The categories as they are now. The same list for the same reference: others keep by it what follows. */
export function categoriesOf(reference: Reference): readonly PmksCategory[] {
  const known = categoriesKnown.get(reference);
  if (known !== undefined) return known;
  const values = new Map(reference.categories.map(({ code, value }) => [code, value]));
  const categories = pmksCategories.map((category) => withSet(category, values.get(category.code)));
  categoriesKnown.set(reference, categories);
  return categories;
}

function withSet(came: PmksCategory, set: Category | undefined): PmksCategory {
  if (set === undefined) return came;
  const { name, needsDisability, sensitive, ...rest } = set;
  return {
    ...came,
    ...rest,
    name: name ?? came.name,
    needsDisability: needsDisability ?? came.needsDisability,
    sensitive: came.sensitive || sensitive,
  };
}
