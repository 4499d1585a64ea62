/**
 * The job of a file of aid: it is checked, recorded, or withdrawn again. Rows go in batches, each of them a transaction
 * that also notes how far it came: killed anywhere, or handed over twice, it goes on where it stopped and records
 * nothing twice.
 */
import { staffMay } from '../../domain/access/scope.js';
import {
  absentCodes,
  type AidFileCounts,
  type AidFileFailure,
  type AidFileFault,
  type AidFileState,
} from '../../domain/aid/file.js';
import { aidOnce, type AidItem } from '../../domain/aid/given.js';
import { cellsOf } from '../../domain/import/mapping.js';
import { TableFault, type TableRow } from '../../domain/import/table.js';
import type { JobPayload } from '../../domain/jobs/jobs.js';
import { compareNames, readName } from '../../domain/matching/names.js';
import { dayIn } from '../../domain/time.js';
import type { StaffActor } from '../console-services.js';
import type { NewsRules } from '../notify/rules.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import type { OpenTable, SealedFiles } from '../source-import/console-ports.js';
import { lastLineOf } from '../source-import/file-rows.js';
import { mappingBy } from '../source-import/mapping-of.js';
import type { AidFileHead, CheckedRow, SettledRow } from './file-ports.js';
import type { AidQueries } from './ports.js';
import { faultOf, readAidRow, type AidRowReading } from './read-aid-row.js';
import { recordAid } from './record-aid.js';

export interface AidFileRunDeps {
  readonly unitOfWork: UnitOfWork;
  readonly files: SealedFiles;
  readonly openTable: OpenTable;
  readonly clock: Clock;
  /** For the office's clock: nothing is given tomorrow. */
  readonly news: Pick<NewsRules, 'timeZone'>;
  readonly aidPeople: Pick<AidQueries, 'people' | 'personByNik'>;
}

/** Rows in one transaction. */
const AT_ONCE = 500;
/** And then the next job goes on: a process that is to end need not wait for the whole file. */
const BATCHES_A_JOB = 20;

export async function runAidFile(deps: AidFileRunDeps, { fileId }: JobPayload<'aid.file'>): Promise<void> {
  const { unitOfWork, files, clock } = deps;
  const head = await unitOfWork.run((tx) => tx.aidFiles.lock(fileId));
  if (head === null || !working.includes(head.state)) return;
  try {
    if (head.state === 'checking') await check(deps, head);
    else await inBatches(deps, fileId, head.state === 'recording' ? recordNext : withdrawNext);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === null) throw error;
    await unitOfWork.run(async (tx) => {
      const now = await tx.aidFiles.lock(fileId);
      if (now?.state === 'checking') await tx.aidFiles.fail(fileId, failure);
    });
  }
  const more = await unitOfWork.run(async (tx) => {
    const state = (await tx.aidFiles.lock(fileId))?.state;
    if (state !== head.state) return false;
    await tx.outbox.add('aid.file', { fileId });
    return true;
  });
  if (head.state !== 'checking' || more) return;
  // What was checked is in the database: nobody needs the file any more.
  await files.remove(fileId);
  await unitOfWork.run((tx) => tx.aidFiles.removed(fileId, clock.now()));
}

const working: readonly AidFileState[] = ['checking', 'recording', 'withdrawing'];

class Halt extends Error {
  constructor(readonly failure: AidFileFailure) {
    super(failure);
  }
}

/** null: it may well succeed another time. */
function failureOf(error: unknown): AidFileFailure | null {
  if (error instanceof TableFault) return error.code;
  return error instanceof Halt ? error.failure : null;
}

/** As they stand now; null: they may not any more. */
async function personOf(tx: Work, userId: string): Promise<StaffActor | null> {
  const actor = await tx.bulk.person(userId);
  return actor !== null && staffMay(actor, 'use_aid') ? actor : null;
}

async function check(deps: AidFileRunDeps, head: AidFileHead): Promise<void> {
  const { unitOfWork, files, openTable, clock } = deps;
  const source = await files.open(head.id);
  if (source === null || head.columns === null) throw new Halt('file.gone');
  const table = await openTable(source);
  if (head.lastLine === null) {
    // A file that breaks off somewhere does so here, before any of it is looked up.
    const lastLine = await lastLineOf(table);
    await unitOfWork.run((tx) => tx.aidFiles.counted(head.id, lastLine));
  }
  const byColumn = cellsOf(mappingBy(head.columns, table.headers));
  const today = dayIn(deps.news.timeZone, clock.now());
  const read = ({ n, cells, fault }: TableRow): Read => ({
    n,
    reading: readAidRow(n, byColumn(cells), { today, defaults: head.defaults }, fault),
  });
  let batch: Read[] = [];
  let batches = 0;
  for await (const row of table.rows(head.readTo)) {
    batch.push(read(row));
    if (batch.length < AT_ONCE) continue;
    if (!(await checkBatch(deps, head.id, batch))) return;
    batch = [];
    batches += 1;
    if (batches === BATCHES_A_JOB) return;
  }
  if (batch.length > 0 && !(await checkBatch(deps, head.id, batch))) return;
  await unitOfWork.run(async (tx) => {
    const now = await tx.aidFiles.lock(head.id);
    if (now?.state === 'checking') await tx.aidFiles.move(head.id, 'checked', clock.now());
  });
}

interface Read {
  readonly n: number;
  readonly reading: AidRowReading;
}

/** false: it is not checked any more. */
function checkBatch(
  { unitOfWork, aidPeople }: AidFileRunDeps,
  id: string,
  all: readonly Read[],
): Promise<boolean> {
  return unitOfWork.run(async (tx) => {
    const head = await tx.aidFiles.lock(id);
    if (head?.state !== 'checking') return false;
    const actor = await personOf(tx, head.uploadedById);
    if (actor === null) throw new Halt('not_allowed');
    // By two at once, or again after a commit whose answer was lost, a row is checked once.
    const rows = all.filter(({ n }) => n > head.readTo);
    const good = rows.flatMap(({ n, reading }) => (reading.ok ? [{ n, ...reading }] : []));
    const ids = await aidPeople.personByNik(good.map(({ nik }) => nik));
    const known = await knownTo(tx, { actor, head, aidPeople }, [...ids.values()]);
    const faults: AidFileFault[] = rows.flatMap(({ reading }) => (reading.ok ? [] : reading.faults));
    const found: CheckedRow[] = [];
    for (const { n, nik, name, gift } of good) {
      const person = known(ids.get(nik));
      if (typeof person === 'string') {
        faults.push(faultOf(n, person, nik));
        continue;
      }
      if (name !== null && isAnother(name, person.name)) faults.push(faultOf(n, 'name.differs', name));
      found.push({ n, personId: person.id, ...gift, standing: false });
    }
    const standing = await tx.aid.standing(unique(found.map(({ personId }) => personId)), {
      programs: [head.programCode],
      days: unique(found.map(({ givenOn }) => givenOn)),
    });
    const { programCode } = head;
    const staged = found.map((row) => {
      const { personId: rootId, givenOn } = row;
      return { ...row, standing: standing.has(aidOnce({ rootId, programCode, givenOn })) };
    });
    const twice = new Set(await tx.aidFiles.stage(id, staged));
    faults.push(...[...twice].map((n) => faultOf(n, 'given.twice')));
    await tx.aidFiles.note(id, faults);
    const kept = staged.filter(({ n }) => !twice.has(n));
    await tx.aidFiles.checkedTo(id, rows.at(-1)?.n ?? head.readTo, countsOf(rows, kept, faults));
    return true;
  });
}

const unique = (values: readonly string[]) => [...new Set(values)];

function countsOf(
  rows: readonly Read[],
  kept: readonly CheckedRow[],
  faults: readonly AidFileFault[],
): AidFileCounts {
  const standing = kept.filter((row) => row.standing).length;
  const absent = faults.filter(({ code }) => absentCodes.includes(code)).length;
  return { fresh: kept.length - standing, standing, absent, wrong: rows.length - kept.length - absent };
}

function isAnother(written: string, known: string): boolean {
  const [one, other] = [readName(written), readName(known)];
  return one !== null && other !== null && compareNames(one, other) === 'different';
}

interface Asking {
  readonly actor: StaffActor;
  readonly head: AidFileHead;
  readonly aidPeople: AidFileRunDeps['aidPeople'];
}

/**
 * By any id of a person who they are read as, or why nothing is recorded of them. Of a list all its people are known, as
 * where aid is recorded by the list itself; beyond it, and without one, those alone whom the actor may know.
 */
async function knownTo(
  tx: Work,
  { actor, head: { listId }, aidPeople }: Asking,
  ids: readonly string[],
): Promise<
  (
    id: string | undefined,
  ) => { readonly id: string; readonly name: string } | 'nik.unknown' | 'nik.not_on_list'
> {
  const seen = await aidPeople.people(actor, ids);
  const listed = listId === null ? null : await tx.aidLists.among(listId, ids);
  return (id = '') => {
    const person = seen.get(id);
    const onList = listed?.get(id);
    if (onList !== undefined) return { id: onList.rootId, name: onList.name };
    if (person === undefined) return 'nik.unknown';
    return listed === null ? { id: person.rootId, name: person.name } : 'nik.not_on_list';
  };
}

type Next = (deps: AidFileRunDeps, tx: Work, head: AidFileHead) => Promise<boolean>;

async function inBatches(deps: AidFileRunDeps, fileId: string, next: Next): Promise<void> {
  for (let batch = 0; batch < BATCHES_A_JOB; batch += 1) {
    const more = await deps.unitOfWork.run(async (tx) => {
      const head = await tx.aidFiles.lock(fileId);
      return head !== null && working.includes(head.state) && next(deps, tx, head);
    });
    if (!more) return;
  }
}

/** true: there is more to do. */
async function recordNext(
  { clock, news, aidPeople }: AidFileRunDeps,
  tx: Work,
  head: AidFileHead,
): Promise<boolean> {
  const { id, programCode, listId, uploadedById: userId } = head;
  const rows = await tx.aidFiles.next(head, AT_ONCE);
  if (rows.length === 0) {
    await tx.aidFiles.move(id, 'recorded', clock.now());
    return false;
  }
  const actor = await personOf(tx, userId);
  // Whom they may know is asked anew: it may be less than when the file was checked.
  const known = await knownNow(
    tx,
    { actor, head, aidPeople },
    rows.map(({ personId }) => personId),
  );
  const items = rows.flatMap((row): (AidItem & { readonly n: number })[] => {
    const { n, personId, givenOn, amount, goods } = row;
    if (!known.has(personId)) return [];
    return [{ n, key: `file:${id}:${String(n)}`, personId, programCode, givenOn, amount, goods, listId }];
  });
  const recorder = { type: 'user', userId } as const;
  const outcomes = await recordAid(tx, { recorder, items, now: clock.now(), timeZone: news.timeZone });
  const byRow = new Map(items.map(({ n }, at) => [n, outcomes[at]]));
  const settled = rows.map(({ n }): SettledRow => {
    const outcome = byRow.get(n);
    if (outcome === undefined) return { n, outcome: 'person_unknown', aidId: null };
    if (outcome.status === 'refused') return { n, outcome: outcome.problem, aidId: null };
    return outcome.status === 'already'
      ? { n, outcome: 'standing', aidId: null }
      : { n, outcome: 'recorded', aidId: outcome.id };
  });
  await tx.aidFiles.settle(id, settled);
  await tx.aidFiles.note(
    id,
    settled.flatMap(({ n, outcome }) =>
      outcome === 'recorded' || outcome === 'standing' ? [] : [faultOf(n, outcome)],
    ),
  );
  const rowCount = outcomes.filter(({ status }) => status === 'recorded').length;
  if (rowCount > 0) {
    await tx.access.record({ userId, action: 'aid.recorded', subject: id, ip: null, rowCount });
  }
  return true;
}

async function knownNow(
  tx: Work,
  { actor, ...asking }: Omit<Asking, 'actor'> & { readonly actor: StaffActor | null },
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (actor === null) return new Set();
  const known = await knownTo(tx, { actor, ...asking }, ids);
  return new Set(ids.filter((id) => typeof known(id) !== 'string'));
}

/** true: there is more to do. */
async function withdrawNext({ clock }: AidFileRunDeps, tx: Work, head: AidFileHead): Promise<boolean> {
  const at = clock.now();
  if (head.withdrawal === null) return false;
  const done = await tx.aidFiles.withdrawNext(head, { ...head.withdrawal, at, limit: AT_ONCE });
  if (done > 0) return true;
  await tx.aidFiles.move(head.id, 'withdrawn', at);
  return false;
}
