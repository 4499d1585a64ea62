/** A file of a source, from its first row to the register, and back. Each step goes on where it was interrupted. */
import { AppError } from '../../errors.js';
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
  /** In one transaction; 4,000 where it is not given. */
  readonly rowsAtOnce?: number;
}

/** Asked between two parts; true: stop here, to go on later. */
export type Stopped = () => boolean | Promise<boolean>;

/** `by`: a console user; null: whoever runs the service, at its terminal. */
interface Asked {
  readonly id: string;
  readonly by: string | null;
}

const ROWS_AT_ONCE = 4_000;
const FORGOTTEN_AT_ONCE = 10_000;
/** A whole register against another, on a busy machine. */
const COMPARING_MS = 10 * 60_000;
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
  { unitOfWork, sourceStaging, clock, rowsAtOnce = ROWS_AT_ONCE }: SourceImportDeps,
  { id, rows, stopped = never }: { id: string; rows: AsyncIterable<ReadRow>; stopped?: Stopped },
): Promise<ImportCounts | null> {
  const head = await unitOfWork.run(async ({ sourceImports }) =>
    inState(await sourceImports.lock(id), 'reading'),
  );
  let batch: ReadRow[] = [];
  let onTheWay: Promise<void> = Promise.resolve();
  // While some are written, the next are read and sealed: that takes as long.
  const stage = async () => {
    const last = batch.at(-1);
    if (last === undefined) return;
    const sealed = sourceStaging.seal(head, batch);
    batch = [];
    await onTheWay;
    onTheWay = sourceStaging.write(head, sealed, last.n);
    // Whoever awaits it hears of its fault; until then it has no listener.
    onTheWay.catch(() => undefined);
  };
  try {
    for await (const row of rows) {
      batch.push(row);
      if (batch.length < rowsAtOnce) continue;
      await stage();
      if (await stopped()) return null;
    }
    await stage();
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
  return inParts(deps, { id, stopped, from: 'applying', to: 'applied' }, (work, head) =>
    work.applyNext(head, partOf(deps)),
  );
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
  return inParts(deps, { id, stopped, from: 'reverting', to: 'reverted' }, (work, head) =>
    work.revertNext(head, partOf(deps)),
  );
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

async function inParts(
  deps: SourceImportDeps,
  { id, stopped, from, to }: { id: string; stopped: Stopped; from: ImportState; to: ImportState },
  part: (work: Parts, head: ImportHead) => Promise<boolean>,
): Promise<boolean> {
  for (;;) {
    const ended = await deps.unitOfWork.run(async ({ sourceImports }) => {
      const head = inState(await sourceImports.lock(id), from, to);
      if (head.state === to) return true;
      const last = await part(sourceImports, head);
      if (last) await sourceImports.move(head, to, deps.clock.now());
      return last;
    });
    if (ended) break;
    if (await stopped()) return false;
  }
  await forget(deps, id);
  return true;
}

function partOf({ clock, rowsAtOnce = ROWS_AT_ONCE }: SourceImportDeps): Part {
  return { at: clock.now(), limit: rowsAtOnce };
}

type Parts = Parameters<Parameters<UnitOfWork['run']>[0]>[0]['sourceImports'];

async function forget({ unitOfWork }: SourceImportDeps, id: string): Promise<void> {
  for (let ended = false; !ended;) {
    ended = await unitOfWork.run(async ({ sourceImports }) => {
      const head = await sourceImports.lock(id);
      return head === null ? true : sourceImports.forgetRows(head, FORGOTTEN_AT_ONCE);
    });
  }
}

export function inState(head: ImportHead | null, ...states: readonly ImportState[]): ImportHead {
  if (head === null) throw new AppError('not_found');
  if (!states.includes(head.state)) throw new AppError('import.wrong_state', { state: head.state });
  return head;
}
