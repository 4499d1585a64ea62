/** Aid that is recorded from a file: uploaded, its columns chosen, checked by a job, and recorded by another. */
import { staffMay } from '../../domain/access/scope.js';
import type { AidFileColumn } from '../../domain/aid/file-columns.js';
import type { AidFileFault, AidFileState } from '../../domain/aid/file.js';
import { giftProblem } from '../../domain/aid/given.js';
import { guessAidMapping } from '../../domain/import/mapping.js';
import type { Table } from '../../domain/import/table.js';
import { dayIn } from '../../domain/time.js';
import { AppError } from '../../errors.js';
import { v7 as uuidv7 } from 'uuid';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import type { OpenTable, SealedFiles } from '../source-import/console-ports.js';
import { damagedAmong } from '../source-import/file-rows.js';
import { headersOf } from '../source-import/headers.js';
import { columnsChosen, mappingBy } from '../source-import/mapping-of.js';
import type { Doing } from '../source-import/services.js';
import type { AidFileHead, AidFileQueries, AidFileSummary } from './file-ports.js';
import {
  AID_FAULTS_A_PAGE,
  AID_FILE_LIMIT_BYTES,
  type AidBeginProblem,
  type AidFileServices,
} from './file-services.js';
import { withdrawalNote } from './give.js';
import { allow } from './lists.js';
import type { AidQueries } from './ports.js';

export interface AidFileDeps {
  readonly unitOfWork: UnitOfWork;
  readonly queries: AidFileQueries;
  readonly aid: Pick<AidQueries, 'programs' | 'lists' | 'list'>;
  readonly files: SealedFiles;
  readonly openTable: OpenTable;
  readonly clock: Clock;
  /** IANA name of the office's clock. */
  readonly timeZone: string;
}

export function aidFileServices(deps: AidFileDeps): AidFileServices {
  const { queries, aid, files, unitOfWork } = deps;
  return {
    home: async (actor) => {
      allow(actor);
      const [known, programs, lists] = await Promise.all([
        queries.files(actor),
        aid.programs(),
        aid.lists(actor),
      ]);
      const used = programs.filter(({ active }) => active);
      const codes = new Set(used.map(({ code }) => code));
      const usable = lists.filter(({ state, programCode }) => state === 'approved' && codes.has(programCode));
      return { files: known, programs: used, lists: usable };
    },
    store: async (actor, bytes) => {
      allow(actor);
      const id = uuidv7();
      return { id, ...(await files.put(id, bytes, AID_FILE_LIMIT_BYTES)) };
    },
    forgetFile: ({ id }) => files.remove(id),
    upload: async (actor, given) => {
      allow(actor);
      return upload(deps, actor, given);
    },
    mapping: async (actor, id) => {
      const file = await ownFile(deps, actor, id);
      if (file.state !== 'uploaded') return null;
      const table = await tableOf(deps, id);
      return { file, headers: await headersOf(table), mapping: guessAidMapping(table.headers) };
    },
    begin: (actor, given) => begin(deps, actor, given),
    view: async (actor, { id, page, ip }) => {
      const file = await fileFor(deps, actor, id);
      const own = file.uploadedById === actor.id;
      const checked = file.counts !== null && file.state !== 'checking';
      const from = (page - 1) * AID_FAULTS_A_PAGE;
      const [faultCount, faults] = await Promise.all([
        checked ? queries.faultCount(id) : 0,
        checked && own ? queries.faults(id, { from, count: AID_FAULTS_A_PAGE }) : [],
      ]);
      if (faults.length > 0) {
        const look = {
          userId: actor.id,
          action: 'aid.file_looked',
          subject: id,
          ip,
          rowCount: faults.length,
        };
        await unitOfWork.run((tx) => tx.access.record(look));
      }
      return {
        file,
        faultCount,
        faults,
        mayRecord: own && file.state === 'checked',
        mayWithdraw: file.state === 'recorded' && mayWithdraw(actor, file),
        mayDrop: own && droppable.includes(file.state),
      };
    },
    progress: async (actor, id) => {
      const { state, readTo, settledTo, lastLine: total } = await fileFor(deps, actor, id);
      return { state, settled: state === 'checking' ? readTo : settledTo, total };
    },
    record: async (actor, doing) => {
      const { programActive, listId } = await ownFile(deps, actor, doing.id);
      // Their scope or grant may be less by now.
      if (listId !== null && (await aid.list(actor, listId)) === null) throw new AppError('not_found');
      await unitOfWork.run(async (tx) => {
        const head = await lockOwn(tx, actor, doing.id);
        if (recordStates.includes(head.state)) return;
        if (head.state !== 'checked' || !programActive) throw changed(head);
        await tx.aidFiles.move(doing.id, 'recording', deps.clock.now());
        await tx.outbox.add('aid.file', { fileId: doing.id });
        await note(tx, actor, 'aid.file_recorded', doing);
      });
    },
    withdraw: async (actor, { reason, note: words, ...doing }) => {
      const file = await fileFor(deps, actor, doing.id);
      if (!mayWithdraw(actor, file)) throw new AppError('not_found');
      const said = withdrawalNote(reason, words);
      if (said === 'wrong') return false;
      await unitOfWork.run(async (tx) => {
        const head = await tx.aidFiles.lock(doing.id);
        if (head === null) throw new AppError('not_found');
        if (head.state === 'withdrawing' || head.state === 'withdrawn') return;
        if (head.state !== 'recorded') throw changed(head);
        await tx.aidFiles.askWithdrawal(doing.id, { by: actor.id, reason, note: said.said });
        await tx.aidFiles.move(doing.id, 'withdrawing', deps.clock.now());
        await tx.outbox.add('aid.file', { fileId: doing.id });
        await note(tx, actor, 'aid.file_withdrawn', doing);
      });
      return true;
    },
    drop: async (actor, doing) => {
      await ownFile(deps, actor, doing.id);
      await unitOfWork.run(async (tx) => {
        const head = await lockOwn(tx, actor, doing.id);
        if (head.state === 'dropped') return;
        if (!droppable.includes(head.state)) throw changed(head);
        await tx.aidFiles.move(doing.id, 'dropped', deps.clock.now());
        await tx.aidFiles.forgetRows(doing.id);
        await tx.aidFiles.removed(doing.id, deps.clock.now());
        await note(tx, actor, 'aid.file_dropped', doing);
      });
      await files.remove(doing.id);
    },
    faults: async (actor, doing) => {
      await ownFile(deps, actor, doing.id);
      const rowCount = await queries.faultCount(doing.id);
      await unitOfWork.run((tx) => note(tx, actor, 'aid.file_faults_exported', doing, rowCount));
      return allFaults(queries, doing.id);
    },
  };
}

const recordStates: readonly AidFileState[] = ['recording', 'recorded', 'withdrawing', 'withdrawn'];
const droppable: readonly AidFileState[] = ['uploaded', 'checking', 'checked', 'failed'];

/** Its uploader, or a supervisor who may see it. */
function mayWithdraw(actor: StaffActor, { uploadedById, recorded }: AidFileSummary): boolean {
  return recorded !== null && (uploadedById === actor.id || staffMay(actor, 'approve_aid_lists'));
}

async function note(
  tx: Work,
  actor: StaffActor,
  action: string,
  { id, ip }: Doing,
  rowCount: number | null = null,
): Promise<void> {
  await tx.access.record({ userId: actor.id, action, subject: id, ip, rowCount });
}

/** Throws not_found. */
async function fileFor({ queries }: AidFileDeps, actor: StaffActor, id: string): Promise<AidFileSummary> {
  allow(actor);
  const file = await queries.file(actor, id);
  if (file === null) throw new AppError('not_found');
  return file;
}

async function ownFile(deps: AidFileDeps, actor: StaffActor, id: string): Promise<AidFileSummary> {
  const file = await fileFor(deps, actor, id);
  if (file.uploadedById !== actor.id) throw new AppError('not_found');
  return file;
}

async function lockOwn(tx: Work, actor: StaffActor, id: string): Promise<AidFileHead> {
  const head = await tx.aidFiles.lock(id);
  if (head?.uploadedById !== actor.id) throw new AppError('not_found');
  return head;
}

function changed({ state }: AidFileHead): AppError {
  return new AppError('aid.file_changed', { state });
}

async function tableOf({ files, openTable }: AidFileDeps, id: string): Promise<Table> {
  const source = await files.open(id);
  if (source === null) throw new AppError('not_found');
  return openTable(source);
}

async function upload(
  deps: AidFileDeps,
  actor: StaffActor,
  { file, fileName, programCode, listId, ip }: Parameters<AidFileServices['upload']>[1],
): ReturnType<AidFileServices['upload']> {
  const { aid, files, unitOfWork, clock } = deps;
  const { id, digest } = file;
  try {
    const program = (await aid.programs()).find(({ code }) => code === programCode);
    const list = listId === null ? null : await aid.list(actor, listId);
    const fits = listId === null || (list?.state === 'approved' && list.programCode === programCode);
    const problems = [
      ...(program?.active === true ? [] : (['program'] as const)),
      ...(fits ? [] : (['list'] as const)),
    ];
    if (problems.length > 0) {
      await files.remove(id);
      return { ok: false, problems };
    }
    await tableOf(deps, id);
    await unitOfWork.run(async (tx) => {
      const by = { uploadedById: actor.id, uploadedAt: clock.now(), areas: actor.regions };
      await tx.aidFiles.add({ id, programCode, listId, fileName, digest, ...by });
      await note(tx, actor, 'aid.file_uploaded', { id, ip });
      if (list?.sensitive === true && listId !== null) {
        await note(tx, actor, 'aid.sensitive_list_viewed', { id: listId, ip });
      }
    });
    return { ok: true, id };
  } catch (error) {
    await files.remove(id);
    throw error;
  }
}

async function begin(
  deps: AidFileDeps,
  actor: StaffActor,
  { id, ip, chosen, gift }: Parameters<AidFileServices['begin']>[1],
): ReturnType<AidFileServices['begin']> {
  const { unitOfWork, clock, timeZone } = deps;
  const { state } = await ownFile(deps, actor, id);
  if (state !== 'uploaded') return { ok: true };
  const table = await tableOf(deps, id);
  const byColumn = columnsChosen(table.headers.map((_header, index) => chosen[index] ?? null));
  if ('twice' in byColumn) return refused({ code: 'twice', column: byColumn.twice });
  const { columns } = byColumn;
  const mapping = mappingBy(columns, table.headers);
  if (columns.nik === undefined) return refused({ code: 'nik_missing' });
  const defaults = { ...gift, givenOn: gift.givenOn === '' ? null : gift.givenOn };
  if (columns.givenOn === undefined && defaults.givenOn === null) return refused({ code: 'day_missing' });
  const today = dayIn(timeZone, clock.now());
  const problem = giftProblem({ ...gift, givenOn: defaults.givenOn ?? today }, today);
  if (problem !== null && problem !== 'nothing') return refused({ code: 'gift', problem });
  const named = columns.amount !== undefined || columns.goods !== undefined;
  if (problem === 'nothing' && !named) return refused({ code: 'nothing' });
  const damaged = await damagedAmong<AidFileColumn, 'nik', 'givenOn'>(table, mapping, {
    numbers: ['nik'],
    dates: ['givenOn'],
  });
  if (damaged !== null) return refused({ code: damaged.fault });
  await unitOfWork.run(async (tx) => {
    const head = await lockOwn(tx, actor, id);
    if (head.state !== 'uploaded') return;
    await tx.aidFiles.begin(id, { columns, defaults });
    await tx.outbox.add('aid.file', { fileId: id });
    await note(tx, actor, 'aid.file_checked', { id, ip });
  });
  return { ok: true };
}

const refused = (problem: AidBeginProblem) => ({ ok: false, problem }) as const;

const AT_ONCE = 1_000;

async function* allFaults(queries: AidFileQueries, id: string): AsyncGenerator<AidFileFault> {
  for (let from = 0; ; from += AT_ONCE) {
    const faults = await queries.faults(id, { from, count: AT_ONCE });
    yield* faults;
    if (faults.length < AT_ONCE) return;
  }
}
