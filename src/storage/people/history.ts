import type { Source } from '../../domain/import/sources.js';
import type { HistoryFact } from '../../usecases/people/ports.js';
import { entryStatus } from '../repositories/registry/entries.js';
import type { Answers, Asked, Statement } from '../sql.js';

/** As much as anybody reads. */
const LIMIT = 200;

const said: Statement = {
  name: 'people_history_said',
  text: `
    SELECT s.source, v.valid_from::text AS valid_from, v.recorded_at, v.withdrawn_at, v.present, v.name, v.desil,
      v.category_code, v.desa_code, COALESCE(g.sensitive, false) AS sensitive
    FROM (
      SELECT r.id FROM source_record r WHERE r.person_id = ANY($1::uuid[])
      UNION SELECT l.record_id FROM source_record_link l WHERE l.person_id = ANY($1::uuid[])) c
      JOIN source_record s ON s.id = c.id
      JOIN source_record_version v ON v.record_id = s.id
      LEFT JOIN LATERAL (
        SELECT l.seq, l.person_id FROM source_record_link l
        WHERE l.record_id = s.id AND (l.upto_version > v.version OR l.upto_version = v.version AND l.by_version)
        ORDER BY l.upto_version, l.seq LIMIT 1) l ON true
      LEFT JOIN pmks_category g ON g.code = v.category_code
    WHERE CASE WHEN l.seq IS NULL THEN s.person_id ELSE l.person_id END = ANY($1::uuid[])
    ORDER BY v.recorded_at DESC LIMIT ${String(LIMIT)}`,
};

const entries: Statement = {
  name: 'people_history_entries',
  text: `
    SELECT e.id, e.number, t.status, t.desa_code, t.valid_from, t.recorded_at,
      EXISTS (SELECT FROM person_pmks p JOIN pmks_category g ON g.code = p.category_code AND g.sensitive
        WHERE p.person_id = e.person_id) AS sensitive
    FROM (
      SELECT r.id FROM registry_entry r WHERE r.person_id = ANY($1::uuid[])
      UNION SELECT r.id FROM household_member m JOIN registry_entry r ON r.household_id = m.household_id
        WHERE m.person_id = ANY($1::uuid[])) c
      JOIN registry_entry e ON e.id = c.id JOIN registry_entry_state t ON t.entry_id = e.id
    ORDER BY t.recorded_at DESC LIMIT ${String(LIMIT)}`,
};

const memberships: Statement = {
  name: 'people_history_memberships',
  text: `
    SELECT m.household_id, m.relation, m.valid_from, m.recorded_at, m.valid_to, m.ended_at, e.desa_code
    FROM household_member m LEFT JOIN registry_entry e ON e.household_id = m.household_id
    WHERE m.person_id = ANY($1::uuid[]) LIMIT ${String(LIMIT)}`,
};

const merges: Statement = {
  name: 'people_history_merges',
  text: `
    SELECT m.merged_at, b.name AS merged_by, m.undone_at, u.name AS undone_by
    FROM person_merge m LEFT JOIN console_user b ON b.id = m.merged_by_id LEFT JOIN console_user u ON u.id = m.undone_by_id
    WHERE m.person_id = ANY($1::uuid[]) OR m.into_id = ANY($1::uuid[]) LIMIT ${String(LIMIT)}`,
};

interface SaidRow {
  readonly source: string;
  readonly valid_from: string;
  readonly recorded_at: Date;
  readonly withdrawn_at: Date | null;
  readonly present: boolean;
  readonly name: string;
  readonly desil: number | null;
  readonly category_code: string | null;
  readonly desa_code: string | null;
  readonly sensitive: boolean;
}

interface EntryRow {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly desa_code: string;
  readonly valid_from: Date;
  readonly recorded_at: Date;
  readonly sensitive: boolean;
}

interface MembershipRow {
  readonly household_id: string;
  readonly relation: string;
  readonly valid_from: Date;
  readonly recorded_at: Date;
  readonly valid_to: Date | null;
  readonly ended_at: Date | null;
  readonly desa_code: string | null;
}

interface MergeRow {
  readonly merged_at: Date;
  readonly merged_by: string | null;
  readonly undone_at: Date | null;
  readonly undone_by: string | null;
}

export type HistoryRows = [SaidRow, EntryRow, MembershipRow, MergeRow];

export function historyAsked(ids: readonly string[]): readonly [Asked, Asked, Asked, Asked] {
  return [
    [said, [ids]],
    [entries, [ids]],
    [memberships, [ids]],
    [merges, [ids]],
  ];
}

/** `dayOf`: the calendar day of a moment where the office is. */
export function historyOf(
  [sources, states, homes, ones]: Answers<HistoryRows>,
  dayOf: (at: Date) => string,
): readonly HistoryFact[] {
  const all = [
    ...sources.flatMap(saidFacts),
    ...states.map((row): HistoryFact => ({
      type: 'entry',
      at: row.recorded_at,
      from: dayOf(row.valid_from),
      entryId: row.id,
      number: row.number,
      status: entryStatus(row.status),
      desaCode: row.desa_code,
      sensitive: row.sensitive,
    })),
    ...homes.flatMap((row) => membershipFacts(row, dayOf)),
    ...ones.flatMap(mergeFacts),
  ];
  return all.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, LIMIT);
}

function saidFacts(row: SaidRow): readonly HistoryFact[] {
  const { name, desil, category_code: category, desa_code: desaCode, sensitive } = row;
  const fact = {
    store: row.source as Source,
    from: row.valid_from,
    name,
    desil,
    category,
    desaCode,
    sensitive,
  };
  return [
    { ...fact, type: row.present ? 'said' : 'gone', at: row.recorded_at },
    ...(row.withdrawn_at === null ? [] : [{ ...fact, type: 'withdrawn' as const, at: row.withdrawn_at }]),
  ];
}

function membershipFacts(row: MembershipRow, dayOf: (at: Date) => string): readonly HistoryFact[] {
  const { household_id: householdId, relation, desa_code: desaCode } = row;
  const fact = { householdId, relation, desaCode, sensitive: false };
  const { valid_to: to, ended_at: endedAt } = row;
  return [
    { ...fact, type: 'joined', at: row.recorded_at, from: dayOf(row.valid_from) },
    ...(to === null || endedAt === null
      ? []
      : [{ ...fact, type: 'left' as const, at: endedAt, from: dayOf(to) }]),
  ];
}

function mergeFacts(row: MergeRow): readonly HistoryFact[] {
  const fact = { from: null, desaCode: null, sensitive: false };
  return [
    { ...fact, type: 'merged', at: row.merged_at, byName: row.merged_by },
    ...(row.undone_at === null
      ? []
      : [{ ...fact, type: 'parted' as const, at: row.undone_at, byName: row.undone_by }]),
  ];
}
