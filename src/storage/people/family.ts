import type { FamilyFacts } from '../../usecases/people/ports.js';
import type { StorageContext } from '../context.js';
import { entryStatus } from '../repositories/registry/entries.js';
import type { Statement } from '../sql.js';

/** More stand under no card that is one. */
const MOST = 100;

const household: Statement = {
  name: 'people_household',
  text: `
    SELECT h.id, h.kk_enc, h.kk_mac, e.id AS entry_id, e.number, e.status, e.desa_code
    FROM household h LEFT JOIN registry_entry e ON e.household_id = h.id
    WHERE h.id = $1::uuid OR h.kk_mac = $2 LIMIT 1`,
};

/** Who is, or was, in it. */
const members: Statement = {
  name: 'people_household_members',
  text: `
    SELECT m.person_id FROM household_member m WHERE m.household_id = $1::uuid ORDER BY m.valid_from, m.id`,
};

/** Who stands under the card, or ever stood. Lists of PMKS tell of persons, not of families. */
const listed: Statement = {
  name: 'people_card',
  text: `
    SELECT p.person_id FROM (
      SELECT s.source, s.person_id FROM source_record_version v JOIN source_record s ON s.id = v.record_id
      WHERE v.kk_mac = $1 AND v.present AND v.category_code IS NULL
      UNION
      SELECT s.source, l.person_id FROM source_record_version v JOIN source_record s ON s.id = v.record_id
        JOIN source_record_link l ON l.record_id = s.id
      WHERE v.kk_mac = $1 AND v.present AND v.category_code IS NULL) p
    WHERE p.person_id IS NOT NULL ORDER BY p.source, p.person_id LIMIT ${String(MOST)}`,
};

interface HouseholdRow {
  readonly id: string;
  readonly kk_enc: string | null;
  readonly kk_mac: string | null;
  readonly entry_id: string | null;
  readonly number: string;
  readonly status: string;
  readonly desa_code: string;
}

/** null: there is no such household; of a card there always is something to tell. */
export async function familyFacts(
  { sql, cipher, index }: StorageContext,
  of: { readonly householdId: string } | { readonly kk: string },
): Promise<FamilyFacts | null> {
  const byId = 'householdId' in of ? of.householdId : null;
  const asked = 'kk' in of ? index.mac('kk', of.kk) : null;
  const [row] = await sql.rows<HouseholdRow>(household, [byId, asked]);
  if (row === undefined && byId !== null) return null;
  const kkMac = row?.kk_mac ?? asked;
  const [living, named] = await Promise.all([
    row === undefined ? [] : sql.rows<{ person_id: string }>(members, [row.id]),
    kkMac === null ? [] : sql.rows<{ person_id: string }>(listed, [kkMac]),
  ]);
  const kk = 'kk' in of ? of.kk : null;
  return {
    kk:
      typeof row?.kk_enc === 'string'
        ? cipher.open(row.kk_enc, { table: 'household', column: 'kk_enc', row: row.id })
        : kk,
    householdId: row?.id ?? null,
    household: entryOf(row),
    personIds: [...new Set([...living, ...named].map(({ person_id: id }) => id))],
  };
}

function entryOf(row: HouseholdRow | undefined): FamilyFacts['household'] {
  if (row === undefined || row.entry_id === null) return null;
  const { entry_id: entryId, number, status, desa_code: desaCode } = row;
  return { entryId, number, status: entryStatus(status), desaCode };
}
