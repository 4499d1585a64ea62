import { z } from 'zod';
import { aidFileColumns, type AidFileColumn } from '../../domain/aid/file-columns.js';
import { aidFileStates, type AidFileFailure, type AidFileState } from '../../domain/aid/file.js';
import { withdrawReasons } from '../../domain/aid/given.js';
import type {
  AidFileHead,
  AidFileRow,
  AidFileWork,
  CheckedRow,
  NewAidFile,
  SettledRow,
} from '../../usecases/aid/file-ports.js';
import type { ChosenColumns } from '../../usecases/source-import/console-ports.js';
import type { StorageContext } from '../context.js';

export const nameCell = (row: string) => ({ table: 'aid_file', column: 'name_enc', row });
export const faultCell = (fileId: string, { n, code }: { readonly n: number; readonly code: string }) => ({
  table: 'aid_file_fault',
  column: 'value_enc',
  row: JSON.stringify([fileId, String(n), code]),
});

const Columns = z.partialRecord(z.enum(aidFileColumns), z.int().min(0)) as z.ZodType<
  ChosenColumns<AidFileColumn>
>;

interface HeadRow {
  readonly id: string;
  readonly programCode: string;
  readonly listId: string | null;
  readonly state: string;
  readonly uploadedById: string;
  readonly columns: unknown;
  readonly givenOn: string | null;
  readonly amount: number | null;
  readonly goods: string | null;
  readonly lastLine: number | null;
  readonly readTo: number;
  readonly settledTo: number;
  readonly withdrawnById: string | null;
  readonly withdrawnReason: string | null;
  readonly withdrawnNote: string | null;
}

export class PgAidFileWork implements AidFileWork {
  constructor(private readonly context: StorageContext) {}

  private get db() {
    return this.context.db;
  }

  async add(file: NewAidFile): Promise<void> {
    const { id, programCode, listId, areas, fileName, digest, uploadedById, uploadedAt } = file;
    const { cipher, index } = this.context;
    await this.db.$executeRaw`
      INSERT INTO aid_file (id, program_code, list_id, areas, name_enc, file_mac, state, uploaded_by_id, uploaded_at)
      VALUES (${id}::uuid, ${programCode}, ${listId}::uuid, ${[...areas]}::text[],
        ${cipher.seal(fileName, nameCell(id))}, ${index.mac('source-file', `aid ${digest}`)}, 'uploaded', ${uploadedById}::uuid,
        ${uploadedAt}::timestamptz)`;
  }

  async lock(id: string): Promise<AidFileHead | null> {
    const [row] = await this.db.$queryRaw<HeadRow[]>`
      SELECT id, program_code AS "programCode", list_id AS "listId", state, uploaded_by_id AS "uploadedById", columns,
        given_on::text AS "givenOn", amount::float8 AS amount, goods, last_line AS "lastLine", read_to AS "readTo",
        settled_to AS "settledTo", withdrawn_by_id AS "withdrawnById", withdrawn_reason AS "withdrawnReason",
        withdrawn_note AS "withdrawnNote"
      FROM aid_file WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    return row === undefined ? null : headOf(row);
  }

  async begin(id: string, { columns, defaults }: Parameters<AidFileWork['begin']>[1]): Promise<void> {
    const { givenOn, amount, goods } = defaults;
    await this.db.$executeRaw`
      UPDATE aid_file SET state = 'checking', columns = ${JSON.stringify(columns)}::jsonb,
        given_on = ${givenOn}::date, amount = ${amount}::bigint, goods = ${goods}
      WHERE id = ${id}::uuid`;
  }

  async counted(id: string, lastLine: number): Promise<void> {
    await this.db.$executeRaw`UPDATE aid_file SET last_line = ${lastLine}::int WHERE id = ${id}::uuid`;
  }

  async stage(id: string, rows: readonly CheckedRow[]): Promise<readonly number[]> {
    const staged = await this.db.$queryRaw<{ n: number }[]>`
      INSERT INTO aid_file_row (file_id, n, person_id, given_on, amount, goods, standing)
      SELECT ${id}::uuid, r.n, r.person_id, r.given_on, r.amount, r.goods, r.standing
      FROM json_to_recordset(${JSON.stringify(
        rows.map(({ n, personId, givenOn, amount, goods, standing }) => ({
          n,
          person_id: personId,
          given_on: givenOn,
          amount,
          goods,
          standing,
        })),
      )}::json) AS r(n int, person_id uuid, given_on date, amount bigint, goods text, standing boolean)
      ORDER BY r.n
      ON CONFLICT DO NOTHING RETURNING n`;
    const kept = new Set(staged.map(({ n }) => n));
    return rows.map(({ n }) => n).filter((n) => !kept.has(n));
  }

  async note(id: string, faults: Parameters<AidFileWork['note']>[1]): Promise<void> {
    if (faults.length === 0) return;
    const sealed = faults.map(({ n, code, value }) => ({
      n,
      code,
      value_enc: value === null ? null : this.context.cipher.seal(value, faultCell(id, { n, code })),
    }));
    await this.db.$executeRaw`
      INSERT INTO aid_file_fault (file_id, n, code, value_enc)
      SELECT ${id}::uuid, f.n, f.code, f.value_enc
      FROM json_to_recordset(${JSON.stringify(sealed)}::json) AS f(n int, code text, value_enc text)
      ON CONFLICT DO NOTHING`;
  }

  async checkedTo(
    id: string,
    readTo: number,
    { fresh, standing, absent, wrong }: Parameters<AidFileWork['checkedTo']>[2],
  ): Promise<void> {
    await this.db.$executeRaw`
      UPDATE aid_file SET read_to = ${readTo}::int, fresh_count = fresh_count + ${fresh}::int,
        standing_count = standing_count + ${standing}::int, absent_count = absent_count + ${absent}::int,
        wrong_count = wrong_count + ${wrong}::int
      WHERE id = ${id}::uuid`;
  }

  async move(id: string, state: AidFileState, at: Date): Promise<void> {
    await this.db.$executeRaw`
      UPDATE aid_file SET state = ${state},
        settled_to = CASE WHEN ${state} IN ('recording', 'withdrawing') THEN 0 ELSE settled_to END,
        recorded_at = CASE WHEN ${state} = 'recording' THEN ${at}::timestamptz ELSE recorded_at END,
        withdrawn_at = CASE WHEN ${state} = 'withdrawing' THEN ${at}::timestamptz ELSE withdrawn_at END,
        failure = NULL
      WHERE id = ${id}::uuid`;
  }

  async fail(id: string, failure: AidFileFailure): Promise<void> {
    await this.db.$executeRaw`
      UPDATE aid_file SET state = 'failed', failure = ${failure} WHERE id = ${id}::uuid`;
  }

  async next({ id, settledTo }: AidFileHead, limit: number): Promise<readonly AidFileRow[]> {
    return this.db.$queryRaw<AidFileRow[]>`
      SELECT n, person_id AS "personId", given_on::text AS "givenOn", amount::float8 AS amount, goods
      FROM aid_file_row WHERE file_id = ${id}::uuid AND n > ${settledTo}::int ORDER BY n LIMIT ${limit}::int`;
  }

  async settle(id: string, rows: readonly SettledRow[]): Promise<void> {
    const settled = rows.map(({ n, outcome, aidId }) => ({ n, outcome, aid_id: aidId }));
    await this.db.$executeRaw`
      UPDATE aid_file_row r SET outcome = s.outcome, aid_id = s.aid_id
      FROM json_to_recordset(${JSON.stringify(settled)}::json) AS s(n int, outcome text, aid_id uuid)
      WHERE r.file_id = ${id}::uuid AND r.n = s.n`;
    const recorded = rows.filter(({ outcome }) => outcome === 'recorded').length;
    const standing = rows.filter(({ outcome }) => outcome === 'standing').length;
    await this.db.$executeRaw`
      UPDATE aid_file SET settled_to = ${rows.at(-1)?.n ?? 0}::int,
        recorded_count = recorded_count + ${recorded}::int, already_count = already_count + ${standing}::int,
        refused_count = refused_count + ${rows.length - recorded - standing}::int
      WHERE id = ${id}::uuid`;
  }

  async askWithdrawal(
    id: string,
    { by, reason, note }: Parameters<AidFileWork['askWithdrawal']>[1],
  ): Promise<void> {
    await this.db.$executeRaw`
      UPDATE aid_file SET withdrawn_by_id = ${by}::uuid, withdrawn_reason = ${reason}, withdrawn_note = ${note}
      WHERE id = ${id}::uuid`;
  }

  async withdrawNext(
    { id, settledTo }: AidFileHead,
    { by, reason, note, at, limit }: Parameters<AidFileWork['withdrawNext']>[1],
  ): Promise<number> {
    const [{ last, count } = { last: null, count: 0 }] = await this.db.$queryRaw<
      { last: number | null; count: number }[]
    >`
      WITH next AS (
        SELECT n, aid_id FROM aid_file_row
        WHERE file_id = ${id}::uuid AND n > ${settledTo}::int AND aid_id IS NOT NULL ORDER BY n LIMIT ${limit}::int),
      withdrawn AS (
        UPDATE aid_given g SET withdrawn_at = GREATEST(g.recorded_at, ${at}::timestamptz), withdrawn_by_id = ${by}::uuid,
          withdrawn_reason = ${reason}, withdrawn_note = ${note}
        FROM next WHERE g.id = next.aid_id AND g.withdrawn_at IS NULL)
      SELECT max(n) AS last, count(*)::int AS count FROM next`;
    if (last !== null) {
      await this.db.$executeRaw`UPDATE aid_file SET settled_to = ${last}::int WHERE id = ${id}::uuid`;
    }
    return count;
  }

  async forgetRows(id: string): Promise<void> {
    await this.db.$executeRaw`DELETE FROM aid_file_fault WHERE file_id = ${id}::uuid`;
    await this.db.$executeRaw`DELETE FROM aid_file_row WHERE file_id = ${id}::uuid`;
  }

  async removed(id: string, at: Date): Promise<void> {
    await this.db.$executeRaw`
      UPDATE aid_file SET removed_at = ${at}::timestamptz WHERE id = ${id}::uuid AND removed_at IS NULL`;
  }

  async left(notBegunSince: Date): ReturnType<AidFileWork['left']> {
    return this.db.$queryRaw<{ id: string; begun: boolean }[]>`
      SELECT id, state <> 'uploaded' AS begun FROM aid_file
      WHERE removed_at IS NULL AND state <> 'checking'
        AND (state <> 'uploaded' OR uploaded_at < ${notBegunSince}::timestamptz) LIMIT 1000`;
  }

  async holds(id: string): Promise<boolean> {
    const [row] = await this.db.$queryRaw<{ id: string }[]>`
      SELECT id FROM aid_file WHERE id = ${id}::uuid AND removed_at IS NULL`;
    return row !== undefined;
  }
}

function headOf(row: HeadRow): AidFileHead {
  const { id, programCode, listId, uploadedById, lastLine, readTo, settledTo } = row;
  const { givenOn, amount, goods, withdrawnById: by, withdrawnNote: note } = row;
  return {
    ...{ id, programCode, listId, uploadedById, lastLine, readTo, settledTo },
    state: z.enum(aidFileStates).parse(row.state),
    columns: row.columns === null ? null : Columns.parse(row.columns),
    defaults: { givenOn, amount, goods },
    withdrawal: by === null ? null : { by, reason: z.enum(withdrawReasons).parse(row.withdrawnReason), note },
  };
}
