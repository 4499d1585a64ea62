import { z } from 'zod';
import {
  aidFileFaultCodes,
  aidFileStates,
  columnOf,
  type AidFileFailure,
  type AidFileFault,
} from '../../domain/aid/file.js';
import { withdrawReasons } from '../../domain/aid/given.js';
import type { AidFileQueries, AidFileSummary } from '../../usecases/aid/file-ports.js';
import type { StaffActor } from '../../usecases/console-services.js';
import { inScope } from '../console/scope.js';
import { seesSensitive } from '../console/sensitive.js';
import type { StorageContext } from '../context.js';
import { Prisma } from '../database.js';
import { faultCell, nameCell } from './file-work.js';
import { isSensitiveList } from './list-work.js';

const SHOWN = 100;

/** Of `aid_file f` with its list `l`. */
function visible(actor: StaffActor): Prisma.Sql {
  const grant = seesSensitive(actor)
    ? Prisma.sql`true`
    : Prisma.sql`(l.id IS NULL OR NOT ${isSensitiveList})`;
  return Prisma.sql`${grant} AND (f.uploaded_by_id = ${actor.id}::uuid OR (f.recorded_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM unnest(f.areas) AS a(code) WHERE NOT ${inScope(actor, Prisma.sql`a.code`)})))`;
}

interface FileRow {
  readonly id: string;
  readonly nameEnc: string;
  readonly programCode: string;
  readonly programName: string;
  readonly programActive: boolean;
  readonly listId: string | null;
  readonly listName: string | null;
  readonly state: string;
  readonly failure: string | null;
  readonly uploadedById: string;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  readonly fresh: number;
  readonly standing: number;
  readonly absent: number;
  readonly wrong: number;
  readonly recordedAt: Date | null;
  readonly recordedCount: number;
  readonly standingCount: number;
  readonly refusedCount: number;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnReason: string | null;
  readonly readTo: number;
  readonly settledTo: number;
  readonly lastLine: number | null;
  readonly again: boolean;
}

export function aidFileQueries(context: StorageContext): AidFileQueries {
  const { db, cipher } = context;
  const read = (condition: Prisma.Sql) => db.$queryRaw<FileRow[]>`
    SELECT f.id, f.name_enc AS "nameEnc", f.program_code AS "programCode", p.name AS "programName",
      p.active AS "programActive", f.list_id AS "listId", l.name AS "listName", f.state, f.failure,
      f.uploaded_by_id AS "uploadedById", u.name AS "uploadedBy", f.uploaded_at AS "uploadedAt",
      f.fresh_count AS fresh, f.standing_count AS standing, f.absent_count AS absent, f.wrong_count AS wrong,
      f.recorded_at AS "recordedAt", f.recorded_count AS "recordedCount", f.already_count AS "standingCount",
      f.refused_count AS "refusedCount", f.withdrawn_at AS "withdrawnAt", w.name AS "withdrawnBy",
      f.withdrawn_reason AS "withdrawnReason", f.read_to AS "readTo", f.settled_to AS "settledTo",
      f.last_line AS "lastLine", EXISTS (SELECT FROM aid_file o WHERE o.file_mac = f.file_mac AND o.id <> f.id
        AND o.program_code = f.program_code AND o.state IN ('recording', 'recorded')) AS again
    FROM aid_file f JOIN aid_program p ON p.code = f.program_code JOIN console_user u ON u.id = f.uploaded_by_id
      LEFT JOIN aid_list l ON l.id = f.list_id LEFT JOIN console_user w ON w.id = f.withdrawn_by_id
    WHERE ${condition} ORDER BY f.uploaded_at DESC, f.id DESC LIMIT ${SHOWN}::int`;
  const summaryOf = ({ id, nameEnc, ...row }: FileRow): AidFileSummary => {
    const { fresh, standing, absent, wrong } = row;
    const { recordedAt, withdrawnAt, withdrawnBy, withdrawnReason } = row;
    const state = z.enum(aidFileStates).parse(row.state);
    return {
      ...row,
      id,
      fileName: cipher.open(nameEnc, nameCell(id)),
      state,
      failure: row.failure as AidFileFailure | null,
      counts:
        state === 'uploaded' || state === 'checking' || state === 'failed'
          ? null
          : { fresh, standing, absent, wrong },
      recorded:
        recordedAt === null
          ? null
          : {
              at: recordedAt,
              recorded: row.recordedCount,
              standing: row.standingCount,
              refused: row.refusedCount,
            },
      withdrawn:
        withdrawnAt === null
          ? null
          : {
              at: withdrawnAt,
              by: withdrawnBy ?? '',
              reason: z.enum(withdrawReasons).parse(withdrawnReason),
            },
    };
  };
  return {
    files: async (actor) => {
      const rows = await read(Prisma.sql`${visible(actor)} AND f.state <> 'dropped'`);
      return rows.map(summaryOf);
    },
    file: async (actor, id) => {
      const [row] = await read(Prisma.sql`f.id = ${id}::uuid AND ${visible(actor)}`);
      return row === undefined ? null : summaryOf(row);
    },
    faultCount: async (id) => {
      const [row] = await db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM aid_file_fault WHERE file_id = ${id}::uuid`;
      return row?.count ?? 0;
    },
    faults: async (id, { from, count }) => {
      const rows = await db.$queryRaw<{ n: number; code: string; valueEnc: string | null }[]>`
        SELECT n, code, value_enc AS "valueEnc" FROM aid_file_fault WHERE file_id = ${id}::uuid
        ORDER BY n, code LIMIT ${count}::int OFFSET ${from}::int`;
      return rows.map(({ n, code: written, valueEnc }): AidFileFault => {
        const code = z.enum(aidFileFaultCodes).parse(written);
        const value = valueEnc === null ? null : cipher.open(valueEnc, faultCell(id, { n, code }));
        return { n, code, column: columnOf(code), value };
      });
    },
  };
}
