import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { Prisma, PrismaClient } from './generated/client.js';

export { Prisma };
export type Database = PrismaClient;
/** Inside a transaction. Every repository function takes this, so that it cannot escape one. */
export type Tx = Prisma.TransactionClient;

export interface PoolOptions {
  /** PostgreSQL's, for these connections. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Whoever has a connection may send it the next statement before the one before is answered. */
  readonly pipeline?: boolean;
}

/** `size`: connections this process may hold. */
export function openPool(
  url: string,
  size: number,
  { settings = {}, pipeline = false }: PoolOptions = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    pipeline,
    // A machine that starts everything at once takes its time.
    connectionTimeoutMillis: 15_000,
    // A server killed without a goodbye must not hold a transaction for the two hours of TCP.
    keepAlive: true,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  // A dropped connection is replaced at its next use, and whoever is using it gets a rejection.
  pool.on('error', () => undefined);
  // Lent to somebody and just then idle, a connection has nobody else who hears of its end.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

export function openDatabase(pool: pg.Pool): Database {
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }), log: [] });
}

const TRANSIENT_SQLSTATES = new Set(['40001', '40P01', '55P03']);

/** True for faults after which the same transaction, run again from its start, may well succeed. */
export function isTransient(error: unknown): boolean {
  return (
    (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') ||
    TRANSIENT_SQLSTATES.has(sqlState(error) ?? '')
  );
}

export function isUniqueViolation(error: unknown): boolean {
  return (
    (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') ||
    sqlState(error) === '23505'
  );
}

/** Constraint and data faults are ours; everything else a database says will pass. */
export function isOutage(error: unknown): boolean {
  const fromPrisma =
    error instanceof Prisma.PrismaClientKnownRequestError ||
    error instanceof Prisma.PrismaClientUnknownRequestError ||
    error instanceof Prisma.PrismaClientInitializationError ||
    (error instanceof Error && (error.name === 'DriverAdapterError' || isDriverFault(error)));
  return fromPrisma && !isUniqueViolation(error) && !/^2[23]/.test(sqlState(error) ?? '');
}

/** Refusals that no waiting mends: 28 wrong password, 3D no such database, 42 no such right or table. */
const LASTING = /^(28|3D|42)/;

/** The database is away, going down or coming up. */
export function isAway(error: unknown): boolean {
  return isOutage(error) && !LASTING.test(sqlState(error) ?? '');
}

/** Of node-postgres itself: an SQLSTATE, a code of the socket's, or a connection that ended. */
function isDriverFault(error: Error): boolean {
  return (
    error instanceof pg.DatabaseError ||
    'errno' in error ||
    // Node's for a host name of several addresses, none of which answers ("localhost").
    error instanceof AggregateError ||
    /^(Connection|timeout|Client)/.test(error.message)
  );
}

/** The SQLSTATE of a driver fault, wherever Prisma has wrapped it. */
function sqlState(error: unknown): string | undefined {
  if (error instanceof pg.DatabaseError) return error.code;
  let current: unknown = error;
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth += 1) {
    if ('originalCode' in current && typeof current.originalCode === 'string') return current.originalCode;
    if ('meta' in current && typeof current.meta === 'object' && current.meta !== null) {
      const found = sqlState(
        'driverAdapterError' in current.meta ? current.meta.driverAdapterError : undefined,
      );
      if (found !== undefined) return found;
      if ('code' in current.meta && typeof current.meta.code === 'string') return current.meta.code;
    }
    current = 'cause' in current ? current.cause : undefined;
  }
  return undefined;
}

/** Runs `work` in one transaction, again from its start when the database asks for it. */
export async function inTransaction<T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
  longestMs = 20_000,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.$transaction(work, { maxWait: 10_000, timeout: longestMs });
    } catch (error) {
      if (attempt >= 5 || !isTransient(error)) throw error;
    }
  }
}
