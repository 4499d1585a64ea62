import { readPhone } from '../../../domain/enrolment/phone.js';
import { mayAccess } from '../../../domain/access/scope.js';
import { AppError } from '../../../errors.js';
import type { StaffActor } from '../../console-services.js';
import type { Work } from '../../ports.js';
import { applyChange } from '../change-reporter.js';
import { logAccess, type By, type EnrolmentDeps } from '../deps.js';
import type { DesaName, ImportedRow } from '../model.js';
import type { ImportPreview } from '../services.js';
import { DesaDirectory } from './desa-directory.js';
import { judgeRows, type ImportVerdict } from './judge-rows.js';
import { readRows } from './read-rows.js';

const KEPT_MS = 24 * 60 * 60_000;
/** Rows of one transaction: what stands in the file is true row by row, not only as a whole. */
const ROWS_AT_ONCE = 200;

export interface ImportDeps extends EnrolmentDeps {
  readonly desa: readonly DesaName[];
}

/** Reads the file and keeps its rows, sealed, until they are confirmed. */
export async function uploadReporters(
  { unitOfWork, clock }: ImportDeps,
  actor: StaffActor,
  file: Buffer,
): Promise<{ id: string }> {
  // Loaded when the first list comes: what reads Excel takes memory that most processes never need.
  const { readTable } = await import('./read-table.js');
  const rows = readRows(readTable(file));
  const at = clock.now();
  const forgetBefore = new Date(at.getTime() - KEPT_MS);
  return unitOfWork.run(async (tx) => ({
    id: await tx.imports.keep({ userId: actor.id, rows, at, forgetBefore }),
  }));
}

/** What would become of each row now. */
export async function previewImport(deps: ImportDeps, actor: StaffActor, id: string): Promise<ImportPreview> {
  return deps.unitOfWork.run(async (tx) => {
    const { rows, confirmed } = await keptRows(tx, actor, id);
    return { id, confirmed, rows: await judge(tx, actor, rows, deps.desa) };
  });
}

/** Enrols and changes what is right in the file. Confirmed again, it finds everything as it should be. */
export async function confirmImport(
  { unitOfWork, clock, desa }: ImportDeps,
  actor: StaffActor,
  { id, ip }: { id: string; ip: string },
): Promise<{ added: number; changed: number }> {
  const by: By = { actor, ip, at: clock.now() };
  const verdicts = await unitOfWork.run(async (tx) =>
    judge(tx, actor, (await keptRows(tx, actor, id)).rows, desa),
  );
  const good = verdicts
    .filter(({ result }) => result === 'new' || result === 'changed')
    .map(({ row }) => row);
  const done = { added: 0, changed: 0 };
  for (let from = 0; from < good.length; from += ROWS_AT_ONCE) {
    const rows = good.slice(from, from + ROWS_AT_ONCE);
    const { added, changed } = await again(() => unitOfWork.run((tx) => importRows(tx, by, rows, desa)));
    done.added += added;
    done.changed += changed;
  }
  await unitOfWork.run(async (tx) => {
    await tx.imports.confirm(id, by.at);
    await logAccess(tx, by, 'reporter.imported', id);
  });
  return done;
}

/** Somebody else enrolled one of them at the same moment: judged anew, the row is known. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.details['field'] === 'phone_taken') return work();
    throw error;
  }
}

async function keptRows(tx: Work, actor: StaffActor, id: string) {
  const kept = await tx.imports.rows(id, actor.id);
  if (kept === null) throw new AppError('not_found');
  return kept;
}

/** Those known already are locked, so that what is judged stays as it is. */
async function judge(
  tx: Work,
  actor: StaffActor,
  rows: readonly ImportedRow[],
  desa: readonly DesaName[],
  lock = false,
): Promise<readonly ImportVerdict[]> {
  const phones = rows.flatMap(({ phone }) => readPhone(phone) ?? []);
  const found = await tx.reporters.byPhones(phones);
  const known = lock ? await tx.reporters.lock(found.map(({ id }) => id)) : found;
  const may = (code: string) => mayAccess(actor, code);
  return judgeRows(rows, {
    desa: new DesaDirectory(desa.filter(({ code }) => may(code))),
    known: new Map(known.map((reporter) => [reporter.phone, reporter])),
    mayAccess: may,
  });
}

async function importRows(
  tx: Work,
  by: By,
  rows: readonly ImportedRow[],
  desa: readonly DesaName[],
): Promise<{ added: number; changed: number }> {
  // Judged anew: between the look and the word somebody else may have been at it.
  const verdicts = await judge(tx, by.actor, rows, desa, true);
  const fresh = verdicts.flatMap((verdict) => (verdict.result === 'new' ? [verdict.person] : []));
  const ids = await tx.reporters.create(fresh);
  await tx.reporters.record(
    ids.map((reporterId, n) => ({
      reporterId,
      type: 'enrolled',
      actorId: by.actor.id,
      at: by.at,
      data: { desa: fresh[n]?.desaCodes ?? [], by: 'import' },
    })),
  );
  let changed = 0;
  for (const verdict of verdicts) {
    if (verdict.result !== 'changed') continue;
    const [before] = await tx.reporters.lock([verdict.reporterId]);
    if (before !== undefined && (await applyChange(tx, by, before, verdict.person))) changed += 1;
  }
  return { added: ids.length, changed };
}
