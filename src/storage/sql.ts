import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Prisma, Tx } from './database.js';

/** A statement with $1, $2 … and a name under which the server keeps its plan. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export type Asked = readonly [statement: Statement, values: readonly unknown[]];
/** Of statements, by the shape of each one's rows. */
export type Answers<Rows extends readonly unknown[]> = { readonly [At in keyof Rows]: readonly Rows[At][] };

/**
 * Runs hand-written statements: on a pooled connection each is its own transaction; inside a Prisma
 * transaction they join it. Prisma's own query path costs twice the round trip (measured by
 * `npm run bench`), which every chat message would pay several times, and every page of the console.
 */
export interface Sql {
  rows<T>(statement: Statement, values: readonly unknown[]): Promise<T[]>;
  /** Of a shape that depends on what is asked for, and so planned each time. Values come as node-postgres reads them. */
  asked<T>(statement: Prisma.Sql): Promise<T[]>;
  /** Several in one round trip, which costs more than such a statement does: they are answered one after the other. */
  together<Rows extends readonly unknown[]>(asked: {
    readonly [At in keyof Rows]: Asked;
  }): Promise<Answers<Rows>>;
  /** Rows changed. */
  run(statement: Statement, values: readonly unknown[]): Promise<number>;
}

/**
 * For a pool of such statements only. Each looks its rows up by key: it is planned once, not for every
 * batch, and never reads a whole table because that was small when it was planned, or to hash it for a few rows
 * that it takes for thousands, nor keeps answers for rows that it asks for once.
 */
export const hotPathSettings = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_memoize: 'off',
} as const;

/** `hot`: a pool with hotPathSettings that pipelines. */
export function pooledSql(hot: pg.Pool, pool: pg.Pool): Sql {
  return {
    rows: async <T>(statement: Statement, values: readonly unknown[]) =>
      (await hot.query({ ...statement, values: [...values] })).rows as T[],
    asked: async <T>({ text, values }: Prisma.Sql) => (await pool.query({ text, values })).rows as T[],
    together: async (asked) => {
      const client = await hot.connect();
      const { stream } = client.connection;
      // Written at once: each write wakes the server.
      stream.cork();
      const answering = Promise.allSettled(
        asked.map(([statement, values]) => client.query({ ...statement, values: [...values] })),
      );
      stream.uncork();
      const answers = await answering;
      client.release();
      return answers.map((answer) => {
        if (answer.status === 'rejected') throw answer.reason;
        return answer.value.rows as unknown;
      }) as never;
    },
    run: async (statement, values) => (await hot.query({ ...statement, values: [...values] })).rowCount ?? 0,
  };
}

export function transactionSql(tx: Tx): Sql {
  return {
    rows: (statement, values) => tx.$queryRawUnsafe(statement.text, ...values),
    asked: (statement) => tx.$queryRaw(statement),
    together: async (asked) => {
      const answers: unknown[] = [];
      for (const [{ text }, values] of asked) answers.push(await tx.$queryRawUnsafe(text, ...values));
      return answers as never;
    },
    run: (statement, values) => tx.$executeRawUnsafe(statement.text, ...values),
  };
}

/** Of few shapes, such as one for each role: each is planned once, under a name of its own. For `rows` and `together`. */
export function shaped(name: string, { text, values }: Prisma.Sql): Asked {
  const shape = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  return [{ name: `${name}_${shape}`, text }, values];
}
