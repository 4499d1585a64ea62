/** Reference data as it comes with the service. */
import {
  correctionReasons,
  rejectReasons,
  rejectReasonsOf,
  reopenReasons,
  type CorrectionReason,
  type RejectReason,
  type ReopenReason,
} from '../../domain/case/events.js';
import { pmksCategories } from '../../domain/pmks/categories.js';
import type { Item } from '../../domain/reference/reference.js';
import { OFFICE_TIME, type ReferenceTopic, type ReferenceValue } from '../../domain/reference/values.js';
import { reportKinds } from '../../domain/report/report.js';
import { usualWeekdays } from '../../domain/working-days.js';
import { correctionReasonLabels, rejectReasonLabels, reopenReasonLabels } from '../../i18n/labels.js';
import { builtInHoliday, builtInQuestions } from '../../i18n/reference.js';

/** What a process is started with. */
export interface FirstSettings {
  readonly workingDays: number;
  /** ISO dates. */
  readonly holidays: ReadonlySet<string>;
}

export type BuiltIn = { readonly [T in ReferenceTopic]: readonly Item<T>[] };

/** Room between two, for one that the office puts there. */
const STEP = 10;

function item<T extends ReferenceTopic>(code: string, value: ReferenceValue<T>): Item<T> {
  return { code, version: 0, value, builtIn: true };
}

export function builtInReference({ workingDays, holidays }: FirstSettings): BuiltIn {
  const days = {
    new_poor_household: workingDays,
    pmks_case: workingDays,
    no_longer_eligible: workingDays,
    data_update: workingDays,
  };
  return {
    office_time: [item(OFFICE_TIME, { days, urgentDays: workingDays, weekdays: [...usualWeekdays] })],
    holiday: [...holidays].map((day) => item(day, { name: builtInHoliday, kept: true })),
    reject_reason: rejectReasons.map((code, at) => item(code, rejectReason(code, at))),
    correction_reason: correctionReasons.map((code, at) => item(code, correctionReason(code, at))),
    reopen_reason: reopenReasons.map((code, at) => item(code, reopenReason(code, at))),
    question: Object.entries(builtInQuestions).map(([code, { about, text }], at) =>
      item(code, { about, text, order: at * STEP, active: true }),
    ),
    pmks_category: pmksCategories.map(({ code, minAge, maxAge, sex }) =>
      item(code, {
        ...{ name: null, active: true, sensitive: false, needsDisability: null },
        ...{ minAge, maxAge, sex },
      }),
    ),
  };
}

function rejectReason(code: RejectReason, at: number): ReferenceValue<'reject_reason'> {
  const kinds = reportKinds.filter((kind) => rejectReasonsOf[kind].includes(code));
  return { label: rejectReasonLabels[code], order: at * STEP, active: true, kinds };
}

function correctionReason(code: CorrectionReason, at: number): ReferenceValue<'correction_reason'> {
  return { label: correctionReasonLabels[code], order: at * STEP, active: true, kinds: [...reportKinds] };
}

function reopenReason(code: ReopenReason, at: number): ReferenceValue<'reopen_reason'> {
  return { label: reopenReasonLabels[code], order: at * STEP, active: true, kinds: [...reportKinds] };
}
