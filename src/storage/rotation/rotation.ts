import { v7 as uuidv7 } from 'uuid';
import { AppError } from '../../errors.js';
import type {
  FilesPlace,
  RotationFailure,
  RotationHead,
  RotationQueries,
  RotationState,
  RotationView,
  RotationWork,
} from '../../usecases/rotation/ports.js';
import type { StorageContext } from '../context.js';
import type { Tx } from '../database.js';
import { sealedColumns, type KeyTexts, type SealedColumn } from './sealed-columns.js';

type Row = NonNullable<Awaited<ReturnType<Tx['keyRotation']['findUnique']>>>;

const FILES = 'files:';
const nameOf = ({ table, column }: SealedColumn) => `${table}.${column}`;

export class PgRotationWork implements RotationWork {
  constructor(private readonly context: StorageContext) {}

  private get db() {
    return this.context.db;
  }

  async lockOpen(): Promise<RotationHead | null> {
    await this.db.$queryRaw`SELECT id FROM key_rotation WHERE state <> 'finished' FOR NO KEY UPDATE`;
    const row = await this.db.keyRotation.findFirst({ where: { state: { not: 'finished' } } });
    return row === null ? null : headOf(row);
  }

  async begin({
    keyId,
    startedById,
    at,
    total,
  }: Parameters<RotationWork['begin']>[0]): Promise<RotationHead> {
    const data = {
      id: uuidv7(),
      keyId,
      state: 'running',
      startedById,
      startedAt: at,
      totalCount: BigInt(total),
    };
    return headOf(await this.db.keyRotation.create({ data }));
  }

  async move(id: string, state: 'running' | 'stopped', failure: RotationFailure | null): Promise<void> {
    await this.db.keyRotation.update({ where: { id }, data: { state, failure } });
  }

  async resealRows(id: string, limit: number): Promise<boolean> {
    const { place, after } = await this.db.keyRotation.findUniqueOrThrow({ where: { id } });
    if (place?.startsWith(FILES) === true) return false;
    const nth = place === null ? 0 : sealedColumns.findIndex((one) => nameOf(one) === place);
    const column = sealedColumns[Math.max(0, nth)];
    if (column === undefined) throw new AppError('internal');
    const rows = await this.read(column, after as readonly string[] | null, limit);
    if (rows.length === 0) {
      const next = sealedColumns[nth + 1];
      await this.at(id, next === undefined ? `${FILES}0` : nameOf(next), null);
      return next !== undefined;
    }
    const fresh = this.resealed(column, rows);
    await this.write(column, fresh);
    await this.at(id, nameOf(column), keyOf(column, rows.at(-1)), {
      done: fresh.length,
      unreadable: rows.length - fresh.length,
    });
    return true;
  }

  /** Those that hold another key, behind `after`, of which nobody else is writing. */
  private read(
    { table, column, key, more, atOnce }: SealedColumn,
    after: readonly string[] | null,
    limit: number,
  ): Promise<KeyTexts[]> {
    // Of the table by its name: in ORDER BY a column alone is the one that is selected, as a text, which no index is of.
    const columns = key.map(({ name }) => `"${table}"."${name}"`).join(', ');
    const named = [...key.map(({ name }) => name), ...(more === undefined ? [] : [more])];
    const behind = key.map(({ type }, n) => `$${String(n + 2)}::text::${type}`).join(', ');
    return this.db.$queryRawUnsafe<KeyTexts[]>(
      `SELECT ${named.map((name) => `"${name}"::text`).join(', ')}, "${column}" AS sealed FROM "${table}"
        WHERE "${column}" IS NOT NULL AND NOT starts_with("${column}", $1)
          ${after === null ? '' : `AND (${columns}) > (${behind})`}
        ORDER BY ${columns} LIMIT ${String(Math.min(limit, atOnce ?? limit))} FOR NO KEY UPDATE SKIP LOCKED`,
      under(this.context.cipher.activeKeyId),
      ...(after ?? []),
    );
  }

  /** What no key opens stays as it is: a cell that is damaged must not keep all others under an old key. */
  private resealed(column: SealedColumn, rows: readonly KeyTexts[]): KeyTexts[] {
    const { cipher } = this.context;
    return rows.flatMap((row) => {
      const cell = column.cell(row);
      try {
        return [{ ...row, sealed: cipher.seal(cipher.open(row['sealed'] ?? '', cell), cell) }];
      } catch (error) {
        if (error instanceof AppError && error.code === 'crypto.unreadable') return [];
        throw error;
      }
    });
  }

  private async write({ table, column, key }: SealedColumn, rows: readonly KeyTexts[]): Promise<void> {
    if (rows.length === 0) return;
    await this.db.$executeRaw`SELECT set_config('sipmas.resealing', 'on', true)`;
    const types = key.map(({ name, type }) => `"${name}" ${type}`).join(', ');
    const same = key.map(({ name }) => `t."${name}" = v."${name}"`).join(' AND ');
    await this.db.$executeRawUnsafe(
      `UPDATE "${table}" t SET "${column}" = v.sealed
        FROM json_to_recordset($1::json) AS v(${types}, sealed text) WHERE ${same}`,
      JSON.stringify(rows),
    );
    await this.db.$executeRaw`SELECT set_config('sipmas.resealing', 'off', true)`;
  }

  async filesPlace(id: string): Promise<FilesPlace> {
    const { place, after } = await this.db.keyRotation.findUniqueOrThrow({ where: { id } });
    const [last = null] = (after ?? []) as readonly string[];
    return { kind: Number(place?.slice(FILES.length)), after: last };
  }

  async noteFiles(
    id: string,
    { kind, after }: FilesPlace,
    count: { readonly done: number; readonly unreadable: number },
  ): Promise<void> {
    await this.at(id, `${FILES}${String(kind)}`, after === null ? null : [after], count);
  }

  async nextRound(id: string): Promise<void> {
    await this.db.$executeRaw`
      UPDATE key_rotation SET round = round + 1, place = NULL, after = NULL, unreadable_count = 0
      WHERE id = ${id}::uuid`;
  }

  async finish(id: string, { at, left }: { readonly at: Date; readonly left: number }): Promise<void> {
    await this.db.keyRotation.update({
      where: { id },
      data: { state: 'finished', endedAt: at, leftCount: BigInt(left) },
    });
  }

  private async at(
    id: string,
    place: string,
    after: readonly string[] | null,
    { done, unreadable }: { readonly done: number; readonly unreadable: number } = { done: 0, unreadable: 0 },
  ): Promise<void> {
    await this.db.$executeRaw`
      UPDATE key_rotation SET place = ${place}, after = ${after === null ? null : JSON.stringify(after)}::jsonb,
        done_count = done_count + ${done}::int, unreadable_count = unreadable_count + ${unreadable}::int
      WHERE id = ${id}::uuid`;
  }
}

export function rotationQueries({ db }: StorageContext): RotationQueries {
  return {
    newest: async () => {
      const row = await db.keyRotation.findFirst({ orderBy: { startedAt: 'desc' } });
      return row === null ? null : viewOf(db, row);
    },
    countOld: async (keyId) => {
      let count = 0;
      for (const { table, column } of sealedColumns) {
        const [found] = await db.$queryRawUnsafe<{ count: bigint }[]>(
          `SELECT count(*) AS count FROM "${table}" WHERE "${column}" IS NOT NULL AND NOT starts_with("${column}", $1)`,
          under(keyId),
        );
        count += Number(found?.count ?? 0);
      }
      return count;
    },
  };
}

/** How everything begins that is sealed under a key. */
const under = (keyId: string) => `v1.${keyId}.`;

function keyOf({ key }: SealedColumn, row: KeyTexts | undefined): readonly string[] {
  return key.map(({ name }) => row?.[name] ?? '');
}

function headOf({ id, keyId, state, failure, round, unreadableCount }: Row): RotationHead {
  return {
    id,
    keyId,
    state: state as RotationState,
    failure: failure as RotationFailure | null,
    round,
    unreadable: Number(unreadableCount),
  };
}

async function viewOf(db: Tx, row: Row): Promise<RotationView> {
  const { startedById, startedAt, endedAt, totalCount, doneCount, leftCount } = row;
  const by =
    startedById === null
      ? null
      : await db.consoleUser.findUnique({ where: { id: startedById }, select: { name: true } });
  return {
    ...headOf(row),
    startedBy: by?.name ?? null,
    startedAt,
    endedAt,
    total: Number(totalCount),
    done: Number(doneCount),
    left: leftCount === null ? null : Number(leftCount),
  };
}
