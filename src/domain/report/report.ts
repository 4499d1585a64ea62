/** The four kinds of report, as the dialogue collects and the case stores them. */
import { z } from 'zod';
import type { SensitiveCodes } from '../pmks/categories.js';
import { DataUpdate } from './data-update.js';
import { NewPoorHousehold } from './new-poor-household.js';
import { NoLongerEligible } from './no-longer-eligible.js';
import { hasSensitive, PmksCase } from './pmks-case.js';

export const reportKinds = ['new_poor_household', 'pmks_case', 'no_longer_eligible', 'data_update'] as const;
export const ReportKind = z.enum(reportKinds);
export type ReportKind = z.infer<typeof ReportKind>;

/** The first reports had but one kind and did not say so. */
export const Report = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && !('kind' in value)
      ? { ...value, kind: 'new_poor_household' }
      : value,
  z.discriminatedUnion('kind', [NewPoorHousehold, PmksCase, NoLongerEligible, DataUpdate]),
);
export type Report = z.infer<typeof Report>;

/** Approval needs a second person, each view is logged, and nothing that leaves the service names it. */
export function isSensitiveReport(report: Report, sensitive: SensitiveCodes): boolean {
  return report.kind === 'pmks_case' && hasSensitive(report.categories, sensitive);
}

/** Of a case with a sensitive category no free text is kept, whatever came along. */
export function fitToKeep(report: Report, sensitive: SensitiveCodes): Report {
  return isSensitiveReport(report, sensitive) ? { ...report, note: null } : report;
}

/** NIKs of those whom a report names besides the person or the head it is about, each once. */
export function memberNiks(report: Report): readonly string[] {
  if (!('members' in report)) return [];
  const niks = report.members.flatMap(({ nik }) => nik ?? []);
  return [...new Set(niks)].filter((nik) => nik !== report.nik);
}

/** About somebody whom Data Pemda holds already: to be found there is no duplicate. */
export function isAboutEntry(report: Report): boolean {
  return (
    report.kind === 'no_longer_eligible' || (report.kind === 'data_update' && report.change !== 'new_arrival')
  );
}

export function photoIds(report: Report): readonly string[] {
  return report.photos.map(({ id }) => id);
}

/** Fields that a reviewer can ask to have corrected, by kind, in the order of the form. */
export const correctableFields = {
  new_poor_household: [
    'kk',
    'nik',
    'name',
    'birthDate',
    'address',
    'memberCount',
    'indicators',
    'photos',
    'location',
  ],
  pmks_case: [
    'categories',
    'nik',
    'name',
    'birthDate',
    'address',
    'disability',
    'note',
    'photos',
    'location',
  ],
  no_longer_eligible: ['nik', 'kk', 'name', 'reason', 'since', 'note', 'photos'],
  data_update: ['nik', 'kk', 'name', 'since', 'place', 'address', 'gone', 'note', 'photos', 'location'],
} as const satisfies Record<ReportKind, readonly string[]>;
export type CorrectableField = (typeof correctableFields)[ReportKind][number];
export const CorrectableField = z.enum([...new Set(Object.values(correctableFields).flat())] as [
  CorrectableField,
  ...CorrectableField[],
]);
