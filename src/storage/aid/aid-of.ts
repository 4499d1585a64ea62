import { withdrawReasons } from '../../domain/aid/given.js';
import type { AsOf } from '../../domain/people/person-file.js';
import { AppError } from '../../errors.js';
import type { AidReader, AidReceived } from '../../usecases/aid/ports.js';
import type { StorageContext } from '../context.js';
import type { Asked, Statement } from '../sql.js';

export interface AidRow {
  readonly asked: string;
  readonly id: string;
  readonly program_code: string;
  readonly program_name: string;
  readonly agency_name: string | null;
  readonly given_on: string;
  readonly amount: number | null;
  readonly goods: string | null;
  readonly list_id: string | null;
  readonly recorded_at: Date;
  readonly recorded_by: string;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_reason: string | null;
}

/**
 * Who was one with whom is asked of the merges, not of how it stands: of an earlier moment it was another matter.
 * A merge's own row says of a person whom they are read as; those of a later root say of that one.
 */
const received: Statement = {
  name: 'aid_of',
  text: `
    WITH RECURSIVE up(asked, id) AS (
      SELECT a.id, a.id FROM unnest($1::uuid[]) a(id)
      UNION
      SELECT up.asked, m.into_id FROM up JOIN person_merge m ON m.person_id = up.id
        AND m.merged_at <= $3::timestamptz AND (m.undone_at IS NULL OR m.undone_at > $3::timestamptz)),
    one(asked, id) AS (
      SELECT asked, id FROM up
      UNION
      SELECT one.asked, m.person_id FROM one JOIN person_merge m ON m.into_id = one.id
        AND m.merged_at <= $3::timestamptz AND (m.undone_at IS NULL OR m.undone_at > $3::timestamptz))
    SELECT one.asked, g.id, g.program_code, r.name AS program_name, a.name AS agency_name,
      g.given_on::text AS given_on, g.amount::float8 AS amount, g.goods, g.list_id, g.recorded_at,
      COALESCE(u.name, k.name) AS recorded_by,
      CASE WHEN g.withdrawn_at <= $3::timestamptz THEN g.withdrawn_at END AS withdrawn_at, g.withdrawn_reason
    FROM one JOIN aid_given g ON g.person_id = one.id JOIN aid_program r ON r.code = g.program_code
      LEFT JOIN agency a ON a.id = r.agency_id
      LEFT JOIN console_user u ON u.id = g.user_id LEFT JOIN agency k ON k.id = g.agency_id
    WHERE g.given_on <= $2::date AND g.recorded_at <= $3::timestamptz
    ORDER BY g.given_on DESC, g.id DESC`,
};

/** After every day and moment. */
const NOW = { on: '9999-12-31', known: new Date('9999-12-31T00:00:00Z') } as const;

export function aidReader({ sql }: StorageContext): AidReader {
  return {
    aidOf: async (personIds, asOf) => {
      const all = new Map(personIds.map((id): [string, AidReceived[]] => [id, []]));
      for (const row of await sql.rows<AidRow>(...aidAsked(personIds, asOf))) {
        all.get(row.asked)?.push(receivedOf(row));
      }
      return all;
    },
  };
}

/** As `aidOf` asks, which tells what it is. */
export function aidAsked(personIds: readonly string[], asOf: AsOf | 'now'): Asked {
  const { on, known } = asOf === 'now' ? NOW : asOf;
  return [received, [personIds, on, known]];
}

export function receivedOf(row: AidRow): AidReceived {
  const { withdrawn_at: at, withdrawn_reason: code } = row;
  return {
    id: row.id,
    programCode: row.program_code,
    programName: row.program_name,
    agencyName: row.agency_name,
    givenOn: row.given_on,
    amount: row.amount,
    goods: row.goods,
    listId: row.list_id,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    withdrawn: at === null ? null : { at, reason: reasonOf(code) },
  };
}

function reasonOf(code: string | null) {
  const reason = withdrawReasons.find((one) => one === code);
  if (reason === undefined) throw new AppError('internal');
  return reason;
}
