import { readPhone } from '../../../domain/enrolment/phone.js';
import { cleanName, roleOf } from '../person.js';
import type { ImportedRow, NewReporter, ReporterRecord } from '../model.js';
import type { DesaDirectory, DesaFault } from './desa-directory.js';
import type { ImportColumn } from '../model.js';

export type RowFault =
  | { readonly column: ImportColumn; readonly type: 'missing' | 'too_short' | 'too_long' | 'unknown_role' }
  | { readonly column: 'phone'; readonly type: 'bad_phone' | 'digits_lost' }
  | { readonly column: 'phone'; readonly type: 'phone_twice'; readonly line: number }
  /** Of somebody who is suspended or left, or whose desa are not the actor's. */
  | { readonly column: 'phone'; readonly type: 'not_active' | 'not_yours' }
  | (DesaFault & { readonly column: 'desa' | 'kecamatan' });

export interface RowChange {
  readonly field: 'name' | 'role' | 'desa';
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** What becomes of a row; desa by their codes. */
export type ImportVerdict = { readonly row: ImportedRow } & (
  | { readonly result: 'new'; readonly person: NewReporter }
  | { readonly result: 'same'; readonly reporterId: string }
  | {
      readonly result: 'changed';
      readonly reporterId: string;
      readonly person: NewReporter;
      readonly changes: readonly RowChange[];
    }
  | { readonly result: 'wrong'; readonly faults: readonly RowFault[] }
);

export interface JudgeContext {
  readonly desa: DesaDirectory;
  /** By phone. */
  readonly known: ReadonlyMap<string, ReporterRecord>;
  readonly mayAccess: (desaCode: string) => boolean;
}

/** Row by row: a wrong one is said to be wrong, and holds up no other. */
export function judgeRows(rows: readonly ImportedRow[], context: JudgeContext): readonly ImportVerdict[] {
  const lines = new Map<string, number>();
  return rows.map((row) => {
    const phone = readPhone(row.phone);
    const earlier = phone === null ? undefined : lines.get(phone);
    if (phone !== null && earlier === undefined) lines.set(phone, row.line);
    return judge(row, phone, earlier, context);
  });
}

function judge(
  row: ImportedRow,
  phone: string | null,
  earlier: number | undefined,
  { desa, known, mayAccess }: JudgeContext,
): ImportVerdict {
  const name = cleanName(row.name);
  const role = roleOf(row.role);
  const place = desa.find(row.desa, row.kecamatan);
  const existing = phone === null ? undefined : known.get(phone);
  const faults: RowFault[] = [
    ...nameFaults(name),
    ...(role === null
      ? [{ column: 'role', type: row.role === '' ? 'missing' : 'unknown_role' } as const]
      : []),
    ...phoneFaults(row.phone, phone, earlier),
    ...(existing === undefined ? [] : standingFaults(existing, mayAccess)),
    ...place.faults,
  ];
  if (faults.length > 0 || phone === null || role === null) return { row, result: 'wrong', faults };
  const person = { name, role, phone, desaCodes: place.codes };
  if (existing === undefined) return { row, result: 'new', person };
  const changes = changesOf(existing, person, mayAccess);
  const { id: reporterId } = existing;
  return changes.length === 0
    ? { row, result: 'same', reporterId }
    : { row, result: 'changed', reporterId, person, changes };
}

function nameFaults(name: string): readonly RowFault[] {
  if (name === '') return [{ column: 'name', type: 'missing' }];
  if (name.length < 2) return [{ column: 'name', type: 'too_short' }];
  return name.length > 100 ? [{ column: 'name', type: 'too_long' }] : [];
}

function phoneFaults(typed: string, phone: string | null, earlier: number | undefined): readonly RowFault[] {
  if (typed === '') return [{ column: 'phone', type: 'missing' }];
  if (phone === null) {
    // 6,28123E+12: the spreadsheet kept what it showed, and threw the rest away.
    const lost = /^\d([.,]\d+)?E\+?\d+$/i.test(typed);
    return [{ column: 'phone', type: lost ? 'digits_lost' : 'bad_phone' }];
  }
  return earlier === undefined ? [] : [{ column: 'phone', type: 'phone_twice', line: earlier }];
}

function standingFaults(
  { status, desaCodes }: ReporterRecord,
  mayAccess: JudgeContext['mayAccess'],
): readonly RowFault[] {
  if (status !== 'active') return [{ column: 'phone', type: 'not_active' }];
  return desaCodes.some(mayAccess) || desaCodes.length === 0 ? [] : [{ column: 'phone', type: 'not_yours' }];
}

/** The file says for which desa somebody reports; what lies beyond the actor's regions is not its affair. */
function changesOf(
  existing: ReporterRecord,
  person: NewReporter,
  mayAccess: JudgeContext['mayAccess'],
): readonly RowChange[] {
  const before = existing.desaCodes.filter(mayAccess).toSorted();
  const after = person.desaCodes.toSorted();
  const changes: readonly RowChange[] = [
    { field: 'name', from: [existing.name], to: [person.name] },
    { field: 'role', from: [existing.role], to: [person.role] },
    { field: 'desa', from: before, to: after },
  ];
  return changes.filter(({ from, to }) => from.join('\n') !== to.join('\n'));
}
