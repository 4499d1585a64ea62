/** A file of a source, from its first row to the register, and back. Each step goes on where it was interrupted. */
import { AppError } from '../../errors.js';
import { heard } from '../heard.js';
import type { Clock, UnitOfWork, Work } from '../ports.js';
import type {
  ImportCounts,
  ImportHead,
  ImportState,
  NewImport,
  Part,
  ReadRow,
  SourceStaging,
} from './ports.js';

export interface SourceImportDeps {
  readonly unitOfWork: UnitOfWork;
  readonly sourceStaging: SourceStaging;
  readonly clock: Clock;
  /** In one transaction; where it is not given, as many as serve best. */
  readonly rowsAtOnce?: number;
}

/** Asked between two parts; true: stop here, to go on later. */
export type Stopped = () => boolean | Promise<boolean>;

/** `by`: a console user; null: whoever runs the service, at its terminal. */
interface Asked {
  readonly id: string;
  readonly by: string | null;
}

const READ_AT_ONCE = 4_000;
/** Keys that stand together are written together: the more rows, the more do. */
const APPLIED_AT_ONCE = 10_000;
/** Whoever shares the process waits for so many. */
const SEALED_AT_ONCE = 100;
const FORGOTTEN_AT_ONCE = 10_000;
/** A whole register against another, on a busy machine. */
const COMPARING_MS = 10 * 60_000;
/** Of a part that is a second's work: a disk that is busy with others is waited for, and not begun anew. */
const PART_MS = 5 * 60_000;
const never: Stopped = () => false;

/**
 * The import of this file: the one that was begun before, or is in the register already, or a new one. Throws
 * import.open, import.older.
 */
export async function beginImport(
  { unitOfWork, clock }: Pick<SourceImportDeps, 'unitOfWork' | 'clock'>,
  input: Omit<NewImport, 'at'>,
): Promise<ImportHead> {
  return unitOfWork.run(async ({ sourceImports }) => {
    const known = await sourceImports.ofFile(input.source, input.digest);
    const { asOf, whole, source } = input;
    if (known !== null) {
      // Of another day, or as a part, it is another import, and this one is not ended.
      const other = known.asOf !== asOf || known.whole !== whole;
      if (other && known.state !== 'applied') throw new AppError('import.open', { source });
      return known;
    }
    const newest = await sourceImports.newestDay(source);
    if (newest !== null && asOf < newest) {
      throw new AppError('import.older', { source, asOf: newest });
    }
    return sourceImports.begin({ ...input, at: clock.now() });
  });
}

/** `rows`: those behind head.readTo. Returns what the import would do; null: it was stopped. */
export async function readRows(
  { unitOfWork, sourceStaging, clock, rowsAtOnce = READ_AT_ONCE }: SourceImportDeps,
  { id, rows, stopped = never }: { id: string; rows: AsyncIterable<ReadRow>; stopped?: Stopped },
): Promise<ImportCounts | null> {
  const head = await unitOfWork.run(async ({ sourceImports }) =>
    inState(await sourceImports.lock(id), 'reading'),
  );
  let fresh: ReadRow[] = [];
  let sealed: Promise<unknown>[] = [];
  let count = 0;
  let before: Promise<void> = Promise.resolve();
  let onTheWay: Promise<void> = before;
  // While some are sealed and written, the next are read: a few at a time, or they would wait for one another.
  const seal = () => {
    if (fresh.length > 0) sealed.push(heard(sourceStaging.seal(head, fresh)));
    fresh = [];
  };
  const stage = async (readTo: number) => {
    seal();
    const batch = sealed;
    [sealed, count] = [[], 0];
    const written = onTheWay.then(async () => sourceStaging.write(head, await Promise.all(batch), readTo));
    // One is written, the next is sealed, and then it waits.
    await before;
    [before, onTheWay] = [onTheWay, heard(written)];
  };
  try {
    let last: number | null = null;
    for await (const row of rows) {
      fresh.push(row);
      last = row.n;
      count += 1;
      if (fresh.length >= SEALED_AT_ONCE) seal();
      if (count < rowsAtOnce) continue;
      await stage(row.n);
      last = null;
      if (await stopped()) return null;
    }
    if (last !== null) await stage(last);
  } finally {
    await onTheWay;
  }
  return unitOfWork.run(async ({ sourceImports }) => {
    const read = inState(await sourceImports.lock(id), 'reading');
    const counts = await sourceImports.compare(read);
    await sourceImports.move(read, 'read', clock.now());
    return counts;
  }, COMPARING_MS);
}

/** What was read becomes what the register says. true: it is done; false: it was stopped. */
export async function applyImport(
  deps: SourceImportDeps,
  { id, by, stopped = never }: Asked & { stopped?: Stopped },
): Promise<boolean> {
  await enter(deps, { id, by }, 'applying');
  const { unitOfWork, clock } = deps;
  const write = () =>
    unitOfWork.run(async ({ sourceImports }) => {
      const head = inState(await sourceImports.lock(id), 'applying', 'applied');
      return head.state === 'applied' || (await sourceImports.applyNext(head, partOf(deps)));
    }, PART_MS);
  const pair = () => unitOfWork.run(({ sourceImports }) => sourceImports.pairNext(id, partOf(deps)), PART_MS);
  if (!(await sideBySide({ write, pair, stopped }))) return false;
  await unitOfWork.run(async ({ sourceImports }) => {
    const head = inState(await sourceImports.lock(id), 'applying', 'applied');
    if (head.state === 'applying') await sourceImports.move(head, 'applied', clock.now());
  });
  await forget(deps, id);
  return true;
}

interface Sides {
  /** true: all rows are written. */
  readonly write: () => Promise<boolean>;
  /** true: all that are written are compared. */
  readonly pair: () => Promise<boolean>;
  readonly stopped: Stopped;
}

/**
 * Each has a connection of its own: rows are compared as soon as they are written, while the next are. true: all are;
 * false: it was stopped.
 */
async function sideBySide({ write, pair, stopped }: Sides): Promise<boolean> {
  const at = { halted: false, written: false, part: Promise.resolve<unknown>(null) };
  const writing = async () => {
    while (!at.halted && !at.written) {
      const part = write();
      at.part = heard(part);
      at.written = await part;
      if (!at.written) at.halted ||= await stopped();
    }
  };
  const pairing = async () => {
    for (let all = false; !all && !at.halted;) {
      const { written } = at;
      if (!(await pair())) at.halted ||= await stopped();
      else if (written) all = true;
      else await Promise.allSettled([at.part]);
    }
  };
  const halting = async (side: () => Promise<void>) => {
    try {
      await side();
    } catch (fault) {
      // What the other has begun is ended before anybody hears of it.
      at.halted = true;
      throw fault;
    }
  };
  for (const side of await Promise.allSettled([halting(writing), halting(pairing)])) {
    if (side.status === 'rejected') throw side.reason;
  }
  return !at.halted;
}

/**
 * What the import said is withdrawn: the register says what it said before. Of each source the newest alone, since
 * those after it were compared with it. Throws import.not_newest.
 */
export async function revertImport(
  deps: SourceImportDeps,
  { id, by, stopped = never }: Asked & { stopped?: Stopped },
): Promise<boolean> {
  await enter(deps, { id, by }, 'reverting');
  const { unitOfWork, clock } = deps;
  for (;;) {
    const ended = await unitOfWork.run(async ({ sourceImports }) => {
      const head = inState(await sourceImports.lock(id), 'reverting', 'reverted');
      if (head.state === 'reverted') return true;
      const last = await sourceImports.revertNext(head, partOf(deps));
      if (last) await sourceImports.move(head, 'reverted', clock.now());
      return last;
    }, PART_MS);
    if (ended) break;
    if (await stopped()) return false;
  }
  await forget(deps, id);
  return true;
}

/** An import that nobody wants to take over. */
export async function dropImport(deps: SourceImportDeps, id: string): Promise<void> {
  await deps.unitOfWork.run(async ({ sourceImports }) => {
    const head = await sourceImports.lock(id);
    if (head?.state === 'dropped') return;
    await sourceImports.move(inState(head, 'reading', 'read'), 'dropped', deps.clock.now());
  });
  await forget(deps, id);
}

/** `ip`: where they are; null: at the terminal. */
interface Entering extends Asked {
  readonly ip: string | null;
  readonly now: Date;
}

const entrances = {
  applying: { from: 'read', ended: 'applied', action: 'source.applied' },
  reverting: { from: 'applied', ended: 'reverted', action: 'source.reverted' },
} as const;

/** false: it was entered before. Throws import.wrong_state, import.not_newest, import.open. */
export async function enterState(
  { sourceImports, importRuns, access }: Pick<Work, 'sourceImports' | 'importRuns' | 'access'>,
  to: keyof typeof entrances,
  { id, by, ip, now }: Entering,
): Promise<boolean> {
  const { from, ended, action } = entrances[to];
  const head = await sourceImports.lock(id);
  if (head?.state === to || head?.state === ended) return false;
  const ready = inState(head, from);
  const { source } = ready;
  if (to === 'reverting') {
    if (!(await sourceImports.isNewest(ready))) throw new AppError('import.not_newest', { source });
    // What waits to be taken over was compared with what this import says.
    if (await importRuns.isBusy(ready)) throw new AppError('import.open', { source });
  }
  await sourceImports.move(ready, to, now);
  await access.record({ userId: by, action, subject: id, ip, rowCount: ready.readTo });
  return true;
}

async function enter(
  { unitOfWork, clock }: SourceImportDeps,
  { id, by }: Asked,
  to: keyof typeof entrances,
): Promise<void> {
  await unitOfWork.run((tx) => enterState(tx, to, { id, by, ip: null, now: clock.now() }));
}

function partOf({ clock, rowsAtOnce = APPLIED_AT_ONCE }: SourceImportDeps): Part {
  return { at: clock.now(), limit: rowsAtOnce };
}

async function forget({ unitOfWork }: SourceImportDeps, id: string): Promise<void> {
  for (let ended = false; !ended;) {
    ended = await unitOfWork.run(async ({ sourceImports }) => {
      const head = await sourceImports.lock(id);
      return head === null ? true : sourceImports.forgetRows(head, FORGOTTEN_AT_ONCE);
    }, PART_MS);
  }
}

export function inState(head: ImportHead | null, ...states: readonly ImportState[]): ImportHead {
  if (head === null) throw new AppError('not_found');
  if (!states.includes(head.state)) throw new AppError('import.wrong_state', { state: head.state });
  return head;
}
