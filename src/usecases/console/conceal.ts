/** What of Data Pemda is hidden from those who may not see sensitive cases. */
import { staffMay } from '../../domain/access/scope.js';
import type { EntryRow, EntryView, StaffActor } from '../console-services.js';

/** Of a person with a sensitive category: that there is an entry, where, and since when. */
export function concealRow<R extends EntryRow>(actor: StaffActor, row: R): R {
  return row.sensitive && !staffMay(actor, 'read_sensitive') ? { ...row, headName: null } : row;
}

export function concealEntry(actor: StaffActor, entry: EntryView): EntryView {
  const shown = concealRow(actor, entry);
  if (shown.headName !== null) return shown;
  const versions = shown.versions.map((version) => ({ ...version, reportedBy: '', answers: null }));
  return { ...shown, kk: null, members: [], categories: [], national: [], versions };
}
