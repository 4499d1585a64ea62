import type { SourceRow } from './row.js';

export interface FieldDifference {
  readonly field: keyof SourceRow;
  /** As people read it; null: nothing was said. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What the second says otherwise than the first; of the first only what is known of it. */
export function differencesBetween(
  before: Partial<SourceRow>,
  after: Partial<SourceRow>,
): readonly FieldDifference[] {
  const fields = new Set([...Object.keys(after), ...Object.keys(before)] as (keyof SourceRow)[]);
  return [...fields].flatMap((field) => {
    const [was, is] = [said(before[field]), said(after[field])];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
}

function said(value: SourceRow[keyof SourceRow] | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  return [value.on, value.by, value.result].filter((part) => part !== null).join(', ');
}
