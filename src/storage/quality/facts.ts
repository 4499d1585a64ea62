/** The checks of persons, asked of all that is recorded of them as it stands. */
import { stores, type Store } from '../../domain/aid/criteria.js';
import {
  ineligibleStores,
  markedStores,
  poorDesil,
  poorStores,
  type PoorStore,
  type QualityPart,
} from '../../domain/quality/checks.js';
import { known, presence, type Known } from '../aid/matching.js';
import { Prisma } from '../database.js';

/** DTKS and P3KE are lists of the poor, also where they do not rank; DTSEN has everybody. */
const isPoor: Readonly<Record<PoorStore, Prisma.Sql>> = {
  DTKS: Prisma.sql`(k.in_dtks AND COALESCE(k.dtks, 1) <= ${poorDesil}::int)`,
  DTSEN: Prisma.sql`(k.dtsen <= ${poorDesil}::int)`,
  P3KE: Prisma.sql`(k.in_p3ke AND COALESCE(k.p3ke, 1) <= ${poorDesil}::int)`,
  PEMDA: Prisma.sql`(k.status = 'active')`,
};

/** Beside an entry that says that they died another may go on. */
const stillIn: Readonly<Record<Store, Prisma.Sql>> = { ...presence, PEMDA: Prisma.sql`k.in_active` };
const toBeSeen = { ...presence, PEMDA: isPoor.PEMDA };

const conditions: readonly (readonly [QualityPart, Prisma.Sql])[] = [
  ...poorStores.flatMap((of) =>
    poorStores
      .filter((one) => one !== of)
      .map(
        (absent) =>
          [
            `missing.${of}.${absent}`,
            Prisma.sql`${isPoor[of]} AND NOT ${presence[absent]} AND NOT k.ended`,
          ] as const,
      ),
  ),
  ...stores.map((store) => [`ended.${store}`, Prisma.sql`${stillIn[store]} AND k.ended`] as const),
  ...ineligibleStores.map(
    (store) => [`ineligible.${store}`, Prisma.sql`${isPoor[store]} AND k.status = 'ineligible'`] as const,
  ),
  ...markedStores.map(
    (store) =>
      [`unverified.${store}`, Prisma.sql`${toBeSeen[store]} AND NOT k.looked_at AND NOT k.ended`] as const,
  ),
  ['nik.none', Prisma.sql`k.nik_row IS NULL AND NOT k.nik_said`],
  ['nik.other', Prisma.sql`k.nik_of_other`],
  ['nik.shared', Prisma.sql`k.nik_of_nobody`],
];

/**
 * WITH-clauses that end in `found`: who is found by which parts of the checks, each person once, as they are told of to
 * those who may see what is sensitive, or to those who may not.
 */
export function found(asked: Known): Prisma.Sql {
  const shown = asked.sensitive ? Prisma.sql`true` : Prisma.sql`NOT h.sensitive`;
  const parts = conditions.map(([part, condition]) => Prisma.sql`CASE WHEN ${condition} THEN ${part} END`);
  // That somebody died or moved by an entry that may not be seen is not told here: it would tell of the entry.
  return Prisma.sql`
    ${known(asked)},
    seen_entry AS (
      SELECT DISTINCT v.entry_id FROM registry_entry_version v
        JOIN case_event x ON x.case_id = v.case_id AND x.type = 'field_check_reported'),
    entered AS (
      SELECT h.id, bool_or(h.status = 'active') AS active, bool_or(h.status = 'deceased') AS died,
        bool_or(e.entry_id IS NOT NULL) AS looked_at
      FROM held h LEFT JOIN seen_entry e ON e.entry_id = h.entry_id WHERE ${shown} GROUP BY h.id),
    moved_out AS (SELECT DISTINCT id FROM departed),
    numbered AS (
      SELECT s.id, COALESCE(bool_or(COALESCE(p.same_as_id, p.id) <> s.id), false) AS of_other,
        bool_or(p.id IS NULL) AS of_nobody
      FROM said s LEFT JOIN person p ON p.nik_mac = s.nik_mac WHERE s.nik_mac IS NOT NULL GROUP BY s.id),
    judged AS (
      SELECT k.*, COALESCE(e.active, false) AS in_active, k.marked OR COALESCE(e.looked_at, false) AS looked_at,
        COALESCE(k.status IN ('moved', 'deceased'), o.id IS NOT NULL) OR COALESCE(e.died, false) AS ended,
        n.id IS NOT NULL AS nik_said, COALESCE(n.of_other, false) AS nik_of_other,
        COALESCE(n.of_nobody, false) AS nik_of_nobody
      FROM known k LEFT JOIN entered e ON e.id = k.id LEFT JOIN moved_out o ON o.id = k.id
        LEFT JOIN numbered n ON n.id = k.id),
    found AS (
      SELECT k.id, COALESCE(k.desa_code, '') AS desa_code, array_remove(ARRAY[${Prisma.join(parts)}], NULL) AS checks
      FROM judged k)`;
}
