import { v7 as uuidv7 } from 'uuid';
import { mayAccess, staffMay } from '../../domain/access/scope.js';
import { missingColumns, savedMapping } from '../../domain/import/mapping.js';
import type { BeginProblem } from '../../domain/import/problem.js';
import { sourceColumns, columns as allColumns, type Column } from '../../domain/import/sources.js';
import type { Table } from '../../domain/import/table.js';
import { dayIn } from '../../domain/time.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import type { ListedFault, OpenTable, SealedFiles, SourceImportQueries, Upload } from './console-ports.js';
import { damagedColumn } from './file-rows.js';
import { headersOf } from './headers.js';
import { beginImport, enterState, inState } from './import-file.js';
import { importStates } from './ports.js';
import { columnsChosen, mappingBy, mappingOf } from './mapping-of.js';
import { isRunning, workingStates } from './run-state.js';
import {
  FAULTS_A_PAGE,
  IMPORTS_A_PAGE,
  REASON_LIMIT,
  UPLOAD_LIMIT_BYTES,
  type Begun,
  type Doing,
  type SourceImportServices,
} from './services.js';

export interface ConsoleImportDeps {
  readonly unitOfWork: UnitOfWork;
  readonly queries: SourceImportQueries;
  readonly files: SealedFiles;
  readonly openTable: OpenTable;
  readonly clock: Clock;
  readonly timeZone: string;
  /** Of the kabupaten: a register is all of it. */
  readonly homeRegion: string;
}

const SAMPLE = 20;

export function sourceImportServices(deps: ConsoleImportDeps): SourceImportServices {
  const { queries, files, homeRegion } = deps;
  const allow = (actor: StaffActor) => {
    if (!staffMay(actor, 'manage_imports') || !mayAccess(actor, homeRegion)) throw new AppError('not_found');
  };
  const detailOf = async (id: string) => {
    const detail = await queries.detail(id);
    if (detail === null) throw new AppError('not_found');
    return detail;
  };
  const progressOf = async (id: string) => {
    const progress = await queries.progress(id);
    if (progress === null) throw new AppError('not_found');
    return progress;
  };
  return {
    home: async (actor, page) => {
      allow(actor);
      const [waiting, imports, total] = await Promise.all([
        queries.waiting(actor.id),
        queries.imports({ from: (page - 1) * IMPORTS_A_PAGE, count: IMPORTS_A_PAGE }),
        queries.importCount(),
      ]);
      return { waiting, imports, total };
    },
    store: async (actor, bytes) => {
      allow(actor);
      const id = uuidv7();
      return { id, ...(await files.put(id, bytes, UPLOAD_LIMIT_BYTES)) };
    },
    upload: async (actor, given) => {
      allow(actor);
      return keepUpload(deps, actor, given);
    },
    forgetFile: ({ id }) => files.remove(id),
    mapping: async (actor, uploadId) => {
      allow(actor);
      const upload = await ownUpload(deps, actor, uploadId);
      if (upload.importId !== null) return { importId: upload.importId };
      const table = await tableOf(deps, upload.id);
      const saved = await queries.savedMapping(upload.source);
      const { mapping, from } = mappingOf(upload.source, table.headers, saved);
      const known = sourceColumns[upload.source];
      const columns = allColumns.filter((column) => known[column] !== undefined);
      return { upload, headers: await headersOf(table), mapping, from, columns };
    },
    begin: async (actor, given) => {
      allow(actor);
      return begin(deps, actor, given);
    },
    discard: async (actor, { id, ip }) => {
      allow(actor);
      const { importId } = await ownUpload(deps, actor, id);
      if (importId !== null) throw new AppError('import.wrong_state', { state: 'reading' });
      await deps.unitOfWork.run(async (tx) => {
        await tx.importRuns.forgetUpload(id);
        await tx.access.record({ userId: actor.id, action: 'source.discarded', subject: id, ip });
      });
      await files.remove(id);
    },
    view: async (actor, { id, page, ip }) => {
      allow(actor);
      const [detail, progress, faultCount] = await Promise.all([
        detailOf(id),
        progressOf(id),
        queries.faultCount(id),
      ]);
      const from = (page - 1) * FAULTS_A_PAGE;
      const [sample, faults] = await Promise.all([
        detail.state === 'read' ? queries.sample(id, SAMPLE) : [],
        // While it is read there are more at each look.
        detail.state === 'reading' ? [] : queries.faults(id, { from, count: FAULTS_A_PAGE }),
      ]);
      const rowCount = sample.length + faults.length;
      if (rowCount > 0) {
        const action = 'source.looked';
        await deps.unitOfWork.run((tx) =>
          tx.access.record({ userId: actor.id, action, subject: id, ip, rowCount }),
        );
      }
      return { detail, progress, sample, faultCount, faults };
    },
    detail: async (actor, id) => {
      allow(actor);
      return detailOf(id);
    },
    progress: async (actor, id) => {
      allow(actor);
      const [detail, progress] = await Promise.all([detailOf(id), progressOf(id)]);
      return { ...progress, running: isRunning(detail) };
    },
    stop: async (actor, doing) => {
      allow(actor);
      return inTurn(deps, actor, doing, async (tx, now) => {
        const { state } = inState(await tx.sourceImports.lock(doing.id), ...importStates);
        // What ended by itself meanwhile, or was stopped by somebody else, is as its page says then.
        if (!workingStates.includes(state) || (await tx.importRuns.marks(doing.id)).stopped) return null;
        await tx.importRuns.stop(doing.id, { userId: actor.id, at: now });
        return 'source.stopped';
      });
    },
    resume: async (actor, doing) => {
      allow(actor);
      return inTurn(deps, actor, doing, async (tx) => {
        inState(await tx.sourceImports.lock(doing.id), ...importStates);
        const { stopped, failure } = await tx.importRuns.marks(doing.id);
        if (!stopped && failure === null) return null;
        await tx.importRuns.resume(doing.id);
        await tx.outbox.add('import.run', { importId: doing.id });
        return 'source.resumed';
      });
    },
    apply: async (actor, doing) => {
      allow(actor);
      return inTurn(deps, actor, doing, async (tx, now) => {
        if (!(await enterState(tx, 'applying', { ...doing, by: actor.id, now }))) return null;
        await tx.importRuns.did(doing.id, 'applied', { userId: actor.id, reason: null });
        await tx.outbox.add('import.run', { importId: doing.id });
        // Entered in the access log with the state.
        return null;
      });
    },
    revert: async (actor, { reason, ...doing }) => {
      allow(actor);
      const said = reason.trim();
      if (said === '' || said.length > REASON_LIMIT) throw new AppError('input.invalid', { field: 'reason' });
      return inTurn(deps, actor, doing, async (tx, now) => {
        if (!(await enterState(tx, 'reverting', { ...doing, by: actor.id, now }))) return null;
        await tx.importRuns.did(doing.id, 'reverted', { userId: actor.id, reason: said });
        await tx.outbox.add('import.run', { importId: doing.id });
        return null;
      });
    },
    drop: async (actor, doing) => {
      allow(actor);
      return inTurn(deps, actor, doing, async (tx, now) => {
        const head = await tx.sourceImports.lock(doing.id);
        if (head?.state === 'dropped') return null;
        await tx.sourceImports.move(inState(head, 'reading', 'read'), 'dropped', now);
        await tx.importRuns.did(doing.id, 'dropped', { userId: actor.id, reason: null });
        await tx.outbox.add('import.run', { importId: doing.id });
        return 'source.dropped';
      });
    },
    faults: async (actor, { id, ip }) => {
      allow(actor);
      await detailOf(id);
      const { left, warned } = await queries.faultCount(id);
      const entry = { userId: actor.id, action: 'source.faults_exported', subject: id, ip };
      await deps.unitOfWork.run((tx) => tx.access.record({ ...entry, rowCount: left + warned }));
      return allFaults(queries, id);
    },
  };
}

/** `act`: what of it is written to the access log; null: nothing was done, or it was written already. */
async function inTurn(
  { unitOfWork, clock }: ConsoleImportDeps,
  actor: StaffActor,
  { id, ip }: Doing,
  act: (tx: Work, now: Date) => Promise<string | null>,
): Promise<void> {
  await unitOfWork.run(async (tx) => {
    const action = await act(tx, clock.now());
    if (action !== null) await tx.access.record({ userId: actor.id, action, subject: id, ip });
  });
}

async function keepUpload(
  deps: ConsoleImportDeps,
  actor: StaffActor,
  { file, ip, ...given }: Parameters<SourceImportServices['upload']>[1],
): Promise<{ readonly id: string }> {
  const { unitOfWork, clock, timeZone, files } = deps;
  const now = clock.now();
  try {
    if (given.asOf > dayIn(timeZone, now)) throw new AppError('input.invalid', { field: 'asOf' });
    await tableOf(deps, file.id);
    await unitOfWork.run(async (tx) => {
      const upload = { ...file, ...given, uploadedById: actor.id, uploadedAt: now };
      await tx.importRuns.addUpload(upload);
      await tx.access.record({ userId: actor.id, action: 'source.uploaded', subject: file.id, ip });
    });
  } catch (error) {
    await files.remove(file.id);
    throw error;
  }
  return { id: file.id };
}

/** What was not begun is its uploader's alone: nobody else has seen those rows. */
async function ownUpload({ queries }: ConsoleImportDeps, actor: StaffActor, id: string): Promise<Upload> {
  const upload = await queries.upload(id);
  if (upload?.uploadedById !== actor.id) throw new AppError('not_found');
  return upload;
}

async function tableOf({ files, openTable }: ConsoleImportDeps, id: string): Promise<Table> {
  const source = await files.open(id);
  if (source === null) throw new AppError('not_found');
  return openTable(source);
}

async function begin(
  deps: ConsoleImportDeps,
  actor: StaffActor,
  { id, ip, chosen }: Doing & { readonly chosen: readonly (Column | null)[] },
): Promise<Begun> {
  const upload = await ownUpload(deps, actor, id);
  if (upload.importId !== null) return { ok: true, importId: upload.importId, known: false };
  const { source } = upload;
  const table = await tableOf(deps, id);
  const byColumn = columnsChosen(table.headers.map((_header, index) => chosen[index] ?? null));
  if ('twice' in byColumn) return refused({ code: 'twice', column: byColumn.twice });
  const { columns } = byColumn;
  const mapping = mappingBy(columns, table.headers);
  const missing = missingColumns(source, mapping);
  if (missing.length > 0) return refused({ code: 'missing', columns: missing });
  const damaged = await damagedColumn(table, mapping);
  if (damaged !== null) return refused({ code: 'damaged', damaged });
  const headers = savedMapping(mapping, table.headers);
  try {
    const begun = await deps.unitOfWork.run((tx) => start(deps, tx, { actor, id, ip, columns, headers }));
    if (begun.forget) await deps.files.remove(id);
    return { ok: true, importId: begun.importId, known: begun.forget };
  } catch (error) {
    if (error instanceof AppError && error.code === 'import.open') return refused({ code: 'open' });
    if (error instanceof AppError && error.code === 'import.older') return refused({ code: 'older' });
    throw error;
  }
}

const refused = (problem: BeginProblem): Begun => ({ ok: false, problem });

interface Starting {
  readonly actor: StaffActor;
  readonly id: string;
  readonly ip: string;
  readonly columns: NonNullable<Upload['columns']>;
  readonly headers: ReturnType<typeof savedMapping>;
}

/** `forget`: the file was uploaded before, and that import goes on or is in the register. */
async function start(
  { clock }: ConsoleImportDeps,
  tx: Work,
  { actor, id, ip, columns, headers }: Starting,
): Promise<{ readonly importId: string; readonly forget: boolean }> {
  const upload = await tx.importRuns.lockUpload(id);
  if (upload === null) throw new AppError('not_found');
  if (upload.importId !== null) return { importId: upload.importId, forget: false };
  const { source, asOf, whole, digest } = upload;
  const at = clock.now();
  const joined: UnitOfWork = { run: (work) => work(tx) };
  const before = await tx.sourceImports.ofFile(source, digest);
  const head = await beginImport(
    { unitOfWork: joined, clock },
    { source, asOf, whole, digest, startedById: actor.id },
  );
  if (before !== null) {
    await tx.importRuns.forgetUpload(id);
    return { importId: head.id, forget: true };
  }
  await tx.importRuns.tie(id, head.id, columns);
  await tx.importRuns.saveMapping(source, headers, { userId: actor.id, at });
  await tx.outbox.add('import.run', { importId: head.id });
  await tx.access.record({ userId: actor.id, action: 'source.begun', subject: head.id, ip });
  return { importId: head.id, forget: false };
}

const AT_ONCE = 1_000;

async function* allFaults(queries: SourceImportQueries, id: string): AsyncGenerator<ListedFault> {
  for (let after: ListedFault | null = null; ;) {
    const faults: readonly ListedFault[] = await queries.faultsAfter(id, after, AT_ONCE);
    yield* faults;
    after = faults.at(-1) ?? null;
    if (after === null) return;
  }
}
