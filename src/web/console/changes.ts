import { correctableFields, type CorrectableField, type Report } from '../../domain/report/report.js';

/** What a reporter may change of a report besides what a reviewer can ask for. */
const alsoChanged = ['sex', 'members', 'change', 'disability', 'urgent', 'duplicateReason'] as const;
export type ChangedField = CorrectableField | (typeof alsoChanged)[number];

/** The fields whose answers differ, in the order of the form. */
export function changedFields(before: Report, after: Report): readonly ChangedField[] {
  const told = (report: Report, field: string) =>
    JSON.stringify(Object.entries(report).find(([name]) => name === field));
  const fields = new Set<ChangedField>([...correctableFields[after.kind], ...alsoChanged]);
  return [...fields].filter((field) => told(before, field) !== told(after, field));
}
