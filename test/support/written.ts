import type { Container } from '../../src/container.js';

/**
 * How much stands in each table, and which transaction wrote to it last: the same twice means that nothing
 * was written between. Sessions are left out: each request says that it was there.
 */
export async function writtenIn({ database }: Container): Promise<readonly object[]> {
  let sums = ofTables.get(database);
  if (sums === undefined) {
    sums = await sumsOf(database);
    ofTables.set(database, sums);
  }
  return database.$queryRawUnsafe<object[]>(sums);
}

/** It is asked for before and after each of many requests, and no test makes a table. */
const ofTables = new WeakMap<Container['database'], string>();

async function sumsOf(database: Container['database']): Promise<string> {
  const tables = await database.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(table_name) AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
      AND table_name NOT IN ('console_session', 'region', 'pmks_category', '_prisma_migrations')`;
  const sums = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS of, count(*)::int AS rows, max(xmin::text::bigint)::text AS last FROM ${name}`,
  );
  return `${sums.join(' UNION ALL ')} ORDER BY 1`;
}
