/** Hand-written statements: several in one round trip, and texts of few shapes. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { Prisma } from '../../src/storage/database.js';
import { shaped, transactionSql, type Sql, type Statement } from '../../src/storage/sql.js';
import { openTestContainer } from '../support/container.js';

const one: Statement = { name: 'test_one', text: 'SELECT $1::int AS n' };
const many: Statement = {
  name: 'test_many',
  text: 'SELECT g AS n FROM generate_series(1, $1::int) g ORDER BY g',
};
const faulty: Statement = { name: 'test_faulty', text: 'SELECT 1 / $1::int AS n' };

interface Row {
  readonly n: number;
}

describe('hand-written statements', () => {
  let container: Container;
  beforeAll(async () => {
    container = await openTestContainer();
  });

  const inBoth = async (work: (sql: Sql) => Promise<void>) => {
    await work(container.storage.sql);
    await container.database.$transaction((tx) => work(transactionSql(tx)));
  };

  it('are answered each by its own rows, in one go as alone', async () => {
    await inBoth(async (sql) => {
      const [first, rows, last] = await sql.together<[Row, Row, Row]>([
        [one, [7]],
        [many, [3]],
        [one, [9]],
      ]);
      expect(first).toEqual([{ n: 7 }]);
      expect(rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
      expect(last).toEqual([{ n: 9 }]);
      expect(await sql.rows<Row>(many, [1])).toEqual([{ n: 1 }]);
    });
  });

  it('fail as one, and leave the connection to the next', async () => {
    const { sql } = container.storage;
    // More often than there are connections.
    for (let n = 0; n < 12; n += 1) {
      await expect(
        sql.together<[Row, Row, Row]>([
          [one, [1]],
          [faulty, [0]],
          [many, [2]],
        ]),
      ).rejects.toThrow(/division by zero/);
      const answers = await Promise.all([sql.rows<Row>(one, [n]), sql.together<[Row]>([[many, [2]]])]);
      expect(answers).toEqual([[{ n }], [[{ n: 1 }, { n: 2 }]]]);
    }
  });

  it('have as many shapes under one name as there are texts', async () => {
    await inBoth(async (sql) => {
      for (const regions of [['a'], ['a', 'b'], ['c']]) {
        const parts = regions.map((region) => Prisma.sql`x = ${region}`);
        const asked = Prisma.sql`
          SELECT x FROM (VALUES ('a'), ('b'), ('c')) v(x) WHERE ${Prisma.join(parts, ' OR ')} ORDER BY x`;
        const found = await sql.rows<{ x: string }>(...shaped('test_shaped', asked));
        expect(found.map(({ x }) => x)).toEqual(regions);
      }
    });
  });
});
