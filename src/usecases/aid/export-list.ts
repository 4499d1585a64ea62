/** An approved list as it leaves the service. */
import { purposeNote } from '../../domain/access/export-purpose.js';
import { staffMay } from '../../domain/access/scope.js';
import { dayIn } from '../../domain/time.js';
import { AppError } from '../../errors.js';
import { aidColumns, storeLabels } from '../../i18n/aid.js';
import { sexLabels } from '../../i18n/labels.js';
import { exportText } from '../../i18n/out.js';
import type { Batches, Row } from '../export/cells.js';
import { formats } from '../export/export.js';
import type { StaffActor } from '../console-services.js';
import type { AidDeps } from './deps.js';
import { listFor } from './lists.js';
import type { AidListRow, AidListView } from './ports.js';
import type { AidServices } from './services.js';

const AT_ONCE = 500;

export async function listFile(
  deps: AidDeps,
  actor: StaffActor,
  { id, format, identities, purpose, note, ip }: Parameters<AidServices['file']>[1],
): ReturnType<AidServices['file']> {
  const list = await listFor(deps, actor, id);
  const may = staffMay(actor, 'export_lists') && (!identities || staffMay(actor, 'export_identities'));
  if (!may || list.state !== 'approved') throw new AppError('not_found');
  const told = purposeNote(purpose, note);
  if (told === 'wrong') throw new AppError('input.invalid', { field: 'note' });
  const subject = `${id} ${format}${identities ? ' identities' : ''}`;
  const rowCount = list.rowCount ?? 0;
  // Before the first byte: an export that broke off was one, too.
  const action = list.sensitive ? 'export.sensitive_aid_list' : 'export.aid_list';
  const entry = { userId: actor.id, action, subject, ip, purpose, purposeNote: told.text, rowCount };
  await deps.unitOfWork.run((tx) => tx.access.record(entry));
  const { mime, write } = formats[format];
  const name = `bantuan-${list.programCode}-${dayIn(deps.timeZone, deps.clock.now())}.${format}`;
  return { name, mime, chunks: write(headOf(identities), batchesOf(deps, list, identities)) };
}

function headOf(identities: boolean): Row {
  const { no, name, nik, kk, address, rt, rw, ...rest } = aidColumns;
  return [no, name, ...(identities ? [nik, kk, address, rt, rw] : [nik]), ...Object.values(rest)];
}

async function* batchesOf({ queries }: AidDeps, list: AidListView, identities: boolean): Batches {
  for (let after = 0; ;) {
    const rows = await queries.rows(list, { after, limit: AT_ONCE });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map((row) => cellsOf(row, identities));
    after = last.n;
  }
}

function cellsOf(row: AidListRow, identities: boolean): Row {
  const { n, name, birthDate, sex, desaName, kecamatanName, desil, desilStore, told } = row;
  const nik = told?.nik ?? null;
  return [
    String(n),
    name,
    ...(identities
      ? [
          nik,
          told?.kk ?? null,
          told?.address?.line ?? null,
          told?.address?.rt ?? null,
          told?.address?.rw ?? null,
        ]
      : [maskedNik(nik)]),
    birthDate === null ? null : birthDate.split('-').toReversed().join('-'),
    sex === null ? null : sexLabels[sex],
    desaName,
    kecamatanName,
    desil === null ? null : `${String(desil)} (${desilStore ?? ''})`,
    row.stores.map((store) => storeLabels[store]).join(', '),
    row.categories.join(', '),
    row.verified ? exportText.yes : null,
    row.givenOn === null ? null : row.givenOn.split('-').toReversed().join('-'),
  ];
}

/** The last four digits. */
export function maskedNik(nik: string | null): string | null {
  return nik === null ? null : `•••• •••• •••• ${nik.slice(-4)}`;
}
