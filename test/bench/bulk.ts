/** Many rows at once, as a superuser loads a dump: no trigger, no foreign key is asked about them. */
import pg from 'pg';

export type Cell = string | number | boolean | Date | null;

/** Column name → type; rows hold their cells in that order. Arrays go as their literal, such as `{a,b}`. */
export type Columns = Readonly<Record<string, string>>;

const ROWS_AT_ONCE = 4_000;

export class Bulk {
  private constructor(private readonly client: pg.Client) {}

  static async open(adminUrl: string, database: string): Promise<Bulk> {
    const url = new URL(adminUrl);
    url.pathname = `/${database}`;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query('SET session_replication_role = replica');
    await client.query('SET synchronous_commit = off');
    await client.query("SET maintenance_work_mem = '256MB'");
    return new Bulk(client);
  }

  async insert(table: string, columns: Columns, rows: readonly (readonly Cell[])[]): Promise<void> {
    const names = Object.keys(columns);
    const arrays = names.map((_, at) => `$${String(at + 1)}::text[]`);
    const cells = names.map((name, at) => `r.c${String(at)}::${columns[name] ?? 'text'}`);
    const text = `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')})
      SELECT ${cells.join(', ')} FROM unnest(${arrays.join(', ')}) AS r(${names.map((_, at) => `c${String(at)}`).join(', ')})`;
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const some = rows.slice(from, from + ROWS_AT_ONCE);
      await this.client.query(
        text,
        names.map((_, at) => some.map((row) => textOf(row[at] ?? null))),
      );
    }
  }

  async run(sql: string): Promise<void> {
    await this.client.query(sql);
  }

  /** Without the tables' indexes, but for those that keep rows unique; they are made anew after it. */
  async withoutIndexes(tables: readonly string[], work: () => Promise<void>): Promise<void> {
    const { rows } = await this.client.query<{ name: string; definition: string }>(
      `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
       FROM pg_index i WHERE i.indrelid = ANY($1::regclass[]) AND NOT i.indisunique`,
      [tables.map((table) => `"${table}"`)],
    );
    for (const { name } of rows) await this.client.query(`DROP INDEX ${name}`);
    await work();
    for (const { definition } of rows) await this.client.query(definition);
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

function textOf(cell: Cell): string | null {
  if (cell === null) return null;
  return cell instanceof Date ? cell.toISOString() : String(cell);
}
