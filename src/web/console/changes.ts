import { correctableFields, type CorrectableField, type Report } from '../../domain/report/report.js';

/** The fields whose answers differ, in the order of the form. */
export function changedFields(before: Report, after: Report): readonly CorrectableField[] {
  const told = (report: Report, field: string) =>
    JSON.stringify(Object.entries(report).find(([name]) => name === field));
  return correctableFields[after.kind].filter((field) => told(before, field) !== told(after, field));
}
