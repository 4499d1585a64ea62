/**
 * What PeopleReader asks. $1: ids of persons, $2: as the office knew it at this moment, $3: the day after the
 * one asked for, $4: the office's time zone. 'infinity' for both times: all that is recorded.
 */
import type { Statement } from '../sql.js';

/** When the day asked for has ended, where the office is. */
const ending = `($3::date::timestamp AT TIME ZONE $4)`;

/** Of a row of person_merge: it stood at that moment. */
const stood = (m: string) => `${m}.merged_at <= $2 AND (${m}.undone_at IS NULL OR ${m}.undone_at > $2)`;

/** Each of $1, and all who were read as the same: `asked` leads to `root`. */
export const readGroups: Statement = {
  name: 'people_groups',
  text: `
    WITH RECURSIVE up AS (
      SELECT a.id AS asked, a.id FROM unnest($1::uuid[]) AS a(id)
      UNION
      SELECT up.asked, m.into_id FROM up JOIN person_merge m ON m.person_id = up.id AND ${stood('m')}),
    root AS (
      SELECT up.asked, up.id FROM up
      WHERE NOT EXISTS (SELECT FROM person_merge m WHERE m.person_id = up.id AND ${stood('m')})),
    one AS (
      SELECT DISTINCT root.id AS root, root.id FROM root
      UNION
      SELECT one.root, m.person_id FROM one JOIN person_merge m ON m.into_id = one.id AND ${stood('m')})
    SELECT one.root, p.id, p.name, p.birth_date::text AS birth_date, p.sex,
      CASE WHEN p.nik_at IS NULL OR p.nik_at <= $2 THEN p.nik_enc END AS nik,
      (SELECT array_agg(root.asked) FROM root WHERE root.id = p.id) AS asked
    FROM one JOIN person p ON p.id = one.id
    WHERE p.created_at <= $2
    ORDER BY one.root <> p.id, p.created_at, p.id`,
};

export const readMerges: Statement = {
  name: 'people_merges',
  text: `
    SELECT m.person_id, m.into_id, m.name_of, m.birth_date_of, m.sex_of, m.nik_of, m.merged_at, u.name AS by_name
    FROM person_merge m LEFT JOIN console_user u ON u.id = m.merged_by_id
    WHERE m.person_id = ANY($1::uuid[]) AND ${stood('m')}
    ORDER BY m.merged_at, m.id`,
};

/** Of each record what held then, and whose it was by that version. */
export const readRecords: Statement = {
  name: 'people_records',
  text: `
    SELECT s.id, s.source, v.id AS version_id, v.version, v.valid_from::text AS valid_from, f.since::text AS since,
      v.recorded_at, v.present, v.name, v.birth_date::text AS birth_date, v.sex, v.desa_code, v.desil, v.category_code,
      COALESCE(g.sensitive, false) AS sensitive, v.verified, v.data_enc,
      CASE WHEN l.seq IS NULL THEN s.person_id ELSE l.person_id END AS person_id
    FROM (
      SELECT id FROM source_record WHERE person_id = ANY($1::uuid[])
      UNION SELECT record_id FROM source_record_link WHERE person_id = ANY($1::uuid[])) c
      JOIN source_record s ON s.id = c.id
      CROSS JOIN LATERAL (
        SELECT * FROM source_record_version v
        WHERE v.record_id = s.id AND v.valid_from < $3::date AND v.recorded_at <= $2
          AND (v.withdrawn_at IS NULL OR v.withdrawn_at > $2)
        ORDER BY v.valid_from DESC, v.version DESC LIMIT 1) v
      CROSS JOIN LATERAL (
        SELECT min(f.valid_from) AS since FROM source_record_version f
        WHERE f.record_id = s.id AND f.present AND f.version <= v.version AND f.recorded_at <= $2
          AND (f.withdrawn_at IS NULL OR f.withdrawn_at > $2)) f
      LEFT JOIN LATERAL (
        SELECT l.seq, l.person_id FROM source_record_link l
        WHERE l.record_id = s.id AND (l.upto_version > v.version
          OR l.upto_version = v.version AND (l.by_version OR l.ended_at > $2))
        ORDER BY l.upto_version, l.seq LIMIT 1) l ON true
      LEFT JOIN pmks_category g ON g.code = v.category_code
    WHERE CASE WHEN l.seq IS NULL THEN s.person_id ELSE l.person_id END = ANY($1::uuid[])
    ORDER BY s.source, v.category_code, s.id`,
};

const membership = `m.recorded_at <= $2 AND m.valid_from < ${ending}`;
/** null: it had not ended by that day, or nobody knew. */
const ended = `CASE WHEN m.ended_at <= $2 AND m.valid_to < ${ending} THEN m.valid_to END`;

export const readMemberships: Statement = {
  name: 'people_memberships',
  text: `
    SELECT m.id, m.household_id, m.person_id, m.relation, m.valid_from, ${ended} AS valid_to,
      CASE WHEN h.kk_at IS NULL OR h.kk_at <= $2 THEN h.kk_enc END AS kk, (
        SELECT t.desa_code FROM registry_entry r JOIN registry_entry_state t ON t.entry_id = r.id
        WHERE r.household_id = m.household_id AND t.recorded_at <= $2 AND t.valid_from < ${ending}
        ORDER BY t.seq DESC LIMIT 1) AS desa_code
    FROM household_member m JOIN household h ON h.id = m.household_id
    WHERE m.person_id = ANY($1::uuid[]) AND ${membership} ORDER BY m.valid_from DESC, m.id DESC`,
};

export const readCategories: Statement = {
  name: 'people_categories',
  text: `
    SELECT p.id, p.person_id, p.category_code, (p.valid_from AT TIME ZONE $4)::date::text AS valid_from,
      CASE WHEN p.ended_at <= $2 AND p.valid_to < ${ending} THEN (p.valid_to AT TIME ZONE $4)::date::text END AS valid_to,
      CASE WHEN p.disability_at IS NULL OR p.disability_at <= $2 THEN p.disability END AS disability,
      COALESCE(g.sensitive, false) AS sensitive
    FROM person_pmks p LEFT JOIN pmks_category g ON g.code = p.category_code
    WHERE p.person_id = ANY($1::uuid[]) AND p.recorded_at <= $2 AND p.valid_from < ${ending}
    ORDER BY p.category_code, p.valid_from, p.id`,
};

/** Entries of the persons and of the households that they were in on that day, a row for each of their versions. */
export const readEntries: Statement = {
  name: 'people_entries',
  text: `
    WITH home AS (
      SELECT m.person_id, m.household_id FROM household_member m
      WHERE m.person_id = ANY($1::uuid[]) AND ${membership} AND ${ended} IS NULL),
    e AS (
      SELECT r.*, r.person_id AS of_person FROM registry_entry r WHERE r.person_id = ANY($1::uuid[])
      UNION ALL
      SELECT r.*, home.person_id FROM home JOIN registry_entry r ON r.household_id = home.household_id)
    SELECT e.id, e.of_person, e.number, e.person_id, e.household_id, t.version, t.status, t.valid_from AS since,
      t.recorded_at, t.head_name, t.desa_code, t.kecamatan_code,
      EXISTS (SELECT FROM person_pmks p JOIN pmks_category g ON g.code = p.category_code AND g.sensitive
        WHERE p.person_id = e.person_id) AS sensitive,
      v.id AS version_id, v.version AS told, v.valid_from, v.recorded_at AS told_at, v.case_id, v.data_enc,
      c.number AS case_number, u.name AS approved_by, x.at AS checked_at
    FROM e
      CROSS JOIN LATERAL (
        SELECT * FROM registry_entry_state t WHERE t.entry_id = e.id AND t.recorded_at <= $2 AND t.valid_from < ${ending}
        ORDER BY t.seq DESC LIMIT 1) t
      LEFT JOIN registry_entry_version v
        ON v.entry_id = e.id AND v.version <= t.version AND v.recorded_at <= $2 AND v.valid_from < ${ending}
      LEFT JOIN "case" c ON c.id = v.case_id
      LEFT JOIN case_event a ON a.id = v.event_id
      LEFT JOIN console_user u ON u.id = a.actor_id
      LEFT JOIN LATERAL (
        SELECT max(x.at) AS at FROM case_event x
        WHERE x.case_id = v.case_id AND x.type = 'field_check_reported' AND x.at <= $2) x ON true
    ORDER BY e.household_id IS NULL, e.number, v.version DESC`,
};

export const readSensitive: Statement = {
  name: 'people_sensitive_categories',
  text: 'SELECT code FROM pmks_category WHERE sensitive',
};
