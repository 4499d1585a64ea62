/** What makes a report go before others, in reasons that people can read, and until when it is decided. */
import type { Report, ReportKind } from '../report/report.js';
import { officeDay, workingDayAfter, workingDaysTo, type OfficeCalendar } from '../working-days.js';

/** From the weightiest. `long_wait` comes with time and is never stored. */
export const priorityReasons = ['urgent', 'no_home', 'small_child', 'elderly_alone', 'long_wait'] as const;
export type PriorityReason = (typeof priorityReasons)[number];

/**
 * A report stands as if it had been sent so many days earlier. So whoever waits passes everybody in time,
 * and nobody passes an emergency.
 */
export const headStartDays: Readonly<Record<PriorityReason, number>> = {
  urgent: 36_500,
  no_home: 5,
  small_child: 3,
  elderly_alone: 3,
  long_wait: 0,
};

/** Calendar days since it was first sent. */
export const longWaitDays = 10;
const DAY_MS = 86_400_000;
/** Balita: not yet five. */
const SMALL_CHILD_UNDER = 5;
/** Lanjut usia (UU 13/1998). */
const ELDERLY_FROM = 60;
const categoryOf = { no_home: '11', small_child: '01', elderly_alone: '08' } as const;

/** Those that stand in the report itself, of the day (ISO date) on which it was sent. */
export function reasonsOf(report: Report, today: string): readonly PriorityReason[] {
  const needs = inNeed(report) ? needsOf(report, today) : [];
  return priorityReasons.filter((reason) => (reason === 'urgent' ? report.urgent : needs.includes(reason)));
}

/** Who is no longer poor, moved or died waits for a note in a register, not for help. */
function inNeed(report: Report): boolean {
  return report.kind === 'data_update'
    ? report.change === 'new_arrival'
    : report.kind !== 'no_longer_eligible';
}

function needsOf(report: Report, today: string): readonly PriorityReason[] {
  const categories = report.kind === 'pmks_case' ? report.categories : [];
  const told = (reason: keyof typeof categoryOf) => categories.includes(categoryOf[reason]);
  const ages = agesIn(report, today);
  const homeless = report.kind === 'new_poor_household' && report.indicators.includes('no_fixed_home');
  const small = ages.some((age) => age < SMALL_CHILD_UNDER);
  const alone = report.kind === 'new_poor_household' && report.memberCount === 1;
  const found: PriorityReason[] = [];
  if (homeless || told('no_home')) found.push('no_home');
  if (small || told('small_child')) found.push('small_child');
  if ((alone && ages.some((age) => age >= ELDERLY_FROM)) || told('elderly_alone'))
    found.push('elderly_alone');
  return found;
}

function agesIn(report: Report, today: string): readonly number[] {
  const births = [
    'birthDate' in report ? report.birthDate : null,
    ...('members' in report ? report.members.map(({ birthDate }) => birthDate) : []),
  ];
  return births.flatMap((birth) => (birth === null || birth > today ? [] : [ageOn(birth, today)]));
}

/** Whole years. */
function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** The moment by which the queue is ordered, the earliest first. */
export function queueTime(submittedAt: Date, reasons: readonly PriorityReason[]): Date {
  const days = reasons.reduce((sum, reason) => sum + headStartDays[reason], 0);
  return new Date(submittedAt.getTime() - days * DAY_MS);
}

/** The stored reasons, and whether it has waited long by now. */
export function reasonsNow(
  stored: readonly string[],
  { submittedAt, now }: { readonly submittedAt: Date; readonly now: Date },
): readonly PriorityReason[] {
  const long = now.getTime() - submittedAt.getTime() >= longWaitDays * DAY_MS;
  return priorityReasons.filter((reason) => (reason === 'long_wait' ? long : stored.includes(reason)));
}

/** How the office measures itself. */
export interface Sla {
  readonly calendar: OfficeCalendar;
  /** Working days from the day on which a report, or its correction, came. */
  readonly days: Readonly<Record<ReportKind, number>>;
  /** The same of an emergency, whatever its kind. */
  readonly urgentDays: number;
}

/** What of a report says until when it is to be decided. */
export interface Measured {
  readonly kind: ReportKind;
  readonly urgent: boolean;
}

/** ISO date: the last day on which a decision is in time. */
export function dueDay({ calendar, days, urgentDays }: Sla, report: Measured, cameAt: Date): string {
  const count = report.urgent ? urgentDays : days[report.kind];
  return workingDayAfter(calendar, officeDay(calendar, cameAt), count);
}

/** Working days that are left; 0 on the last day; negative: so many too late. */
export function daysLeft({ calendar }: Pick<Sla, 'calendar'>, dueOn: string, now: Date): number {
  const today = officeDay(calendar, now);
  const left = workingDaysTo(calendar, today, dueOn);
  // On the weekend after the last day it is too late already.
  return today > dueOn ? Math.min(left, -1) : left;
}
