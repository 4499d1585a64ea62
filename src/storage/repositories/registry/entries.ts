import { v7 as uuidv7 } from 'uuid';
import { formatNumber } from '../../../domain/case/number.js';
import { AppError } from '../../../errors.js';
import { entryStatuses, type EntryStatus } from '../../../domain/registry/entry-status.js';
import type { StorageContext } from '../../context.js';
import { yearIn } from '../number-year.js';

const SOURCE = 'PEMDA';
/** Registry numbers are told apart from case numbers at a glance. */
const NUMBER_PREFIX = 'DP';

export function entryStatus(status: string): EntryStatus {
  const known = entryStatuses.find((one) => one === status);
  if (known === undefined) throw new AppError('internal');
  return known;
}

export interface Written {
  readonly entryId: string;
  readonly entryNumber: string;
  readonly version: number;
}

export interface Entry {
  readonly id: string;
  readonly householdId: string | null;
  readonly personId: string | null;
  readonly desaCode: string;
  readonly headName: string;
  readonly status: EntryStatus;
}

export interface Place {
  readonly desaCode: string;
  readonly kecamatanCode: string;
}

/** What a new entry is, and what a present one becomes. */
export interface EntryFacts extends Place {
  readonly headName: string;
  readonly status: EntryStatus;
  /** From when it is so; left out: from when it is recorded. */
  readonly since?: Date;
  readonly at: Date;
}

export type Holder = { readonly householdId: string } | { readonly personId: string };

/** How an entry may be known. */
export interface EntryClues {
  /** Counts only where that entry stands in the desa of the report. */
  readonly entryId: string | null;
  readonly nik: string | null;
  readonly kk: string | null;
  readonly desaCode: string;
}

interface WrittenRow {
  readonly id: string;
  readonly number: string;
  readonly version: number;
}

export class Entries {
  constructor(
    private readonly context: StorageContext,
    private readonly timeZone: string,
  ) {}

  private get db() {
    return this.context.db;
  }

  /**
   * The entries known by these clues, locked, always in the same order. Found by NIK or KK also in
   * another desa: a person is one, wherever the office has recorded them.
   */
  async lock({ entryId, nik, kk, desaCode }: EntryClues): Promise<readonly Entry[]> {
    const { index } = this.context;
    const nikMac = nik === null ? null : index.mac('nik', nik);
    const kkMac = kk === null ? null : index.mac('kk', kk);
    const rows = await this.db.$queryRaw<(Omit<Entry, 'status'> & { status: string })[]>`
      SELECT e.id, e.household_id AS "householdId", e.person_id AS "personId", e.desa_code AS "desaCode",
        e.head_name AS "headName", e.status
      FROM registry_entry e
      WHERE e.source = ${SOURCE} AND e.id IN (
        SELECT id FROM registry_entry WHERE id = ${entryId}::uuid AND desa_code = ${desaCode}
        UNION
        SELECT x.id FROM household h JOIN registry_entry x ON x.household_id = h.id WHERE h.kk_mac = ${kkMac}
        UNION
        SELECT x.id FROM person p CROSS JOIN LATERAL all_of_one(p.id) AS o(id) JOIN registry_entry x ON x.person_id = o.id
        WHERE p.nik_mac = ${nikMac}
        UNION
        SELECT x.id FROM person p CROSS JOIN LATERAL all_of_one(p.id) AS o(id)
          JOIN household_member m ON m.person_id = o.id AND m.valid_to IS NULL
          JOIN registry_entry x ON x.household_id = m.household_id WHERE p.nik_mac = ${nikMac})
      ORDER BY e.id FOR NO KEY UPDATE`;
    return rows.map((row) => ({ ...row, status: entryStatus(row.status) }));
  }

  /** A new entry, or the next version of the one that this household or person has. */
  async record(holder: Holder, facts: EntryFacts): Promise<Written> {
    const { desaCode, kecamatanCode, headName, status, since, at } = facts;
    const householdId = 'householdId' in holder ? holder.householdId : null;
    const personId = 'personId' in holder ? holder.personId : null;
    // A person is one, also where they were recorded twice and called the same since.
    const [present] = await this.db.$queryRaw<{ id: string }[]>`
      SELECT id FROM registry_entry
      WHERE source = ${SOURCE} AND (household_id = ${householdId}::uuid
        OR person_id IN (SELECT all_of_one(${personId}::uuid)))
      ORDER BY (person_id = ${personId}::uuid) DESC NULLS LAST, id LIMIT 1`;
    if (present !== undefined) return this.next(present.id, facts);
    const [row] = await this.db.$queryRaw<WrittenRow[]>`
      INSERT INTO registry_entry (id, number, source, household_id, person_id, desa_code, kecamatan_code,
        head_name, status, version, valid_from, created_at, updated_at)
      VALUES (${uuidv7()}::uuid, ${await this.nextNumber(at)}, ${SOURCE}, ${householdId}::uuid,
        ${personId}::uuid, ${desaCode}, ${kecamatanCode}, ${headName}, ${status}, 1, ${since ?? at},
        ${at}, ${at})
      RETURNING id, number, version`;
    return written(row);
  }

  /** The next version of an entry. What is not given stays. */
  async next(
    entryId: string,
    facts: Partial<Omit<EntryFacts, 'at'>> & Pick<EntryFacts, 'at'>,
  ): Promise<Written> {
    const { desaCode = null, kecamatanCode = null, headName = null, status = null, since, at } = facts;
    const [row] = await this.db.$queryRaw<WrittenRow[]>`
      UPDATE registry_entry SET version = version + 1, status = COALESCE(${status}, status),
        head_name = COALESCE(${headName}, head_name), desa_code = COALESCE(${desaCode}, desa_code),
        kecamatan_code = COALESCE(${kecamatanCode}, kecamatan_code), valid_from = ${since ?? at}, updated_at = ${at}
      WHERE id = ${entryId}::uuid
      RETURNING id, number, version`;
    if (desaCode !== null) await this.moveHousehold(entryId, desaCode);
    return written(row);
  }

  /**
   * What has become of a person holds for their own entry, too, when the version that tells it is their
   * household's: an approval makes one version.
   */
  async mark(
    entryId: string,
    { status, since, at }: Pick<EntryFacts, 'status' | 'at'> & { readonly since: Date },
  ): Promise<void> {
    await this.db.registryEntry.update({
      where: { id: entryId },
      data: { status, validFrom: since, updatedAt: at },
    });
  }

  private async moveHousehold(entryId: string, desaCode: string): Promise<void> {
    await this.db.$executeRaw`
      UPDATE household h SET desa_code = ${desaCode} FROM registry_entry e
      WHERE e.id = ${entryId}::uuid AND h.id = e.household_id AND h.desa_code <> ${desaCode}`;
  }

  private async nextNumber(at: Date): Promise<string> {
    const [row] = await this.db.$queryRaw<{ value: bigint }[]>`SELECT nextval('registry_number') AS value`;
    if (row === undefined) throw new AppError('internal');
    return formatNumber(NUMBER_PREFIX, yearIn(this.timeZone, at), Number(row.value));
  }
}

function written(row: WrittenRow | undefined): Written {
  if (row === undefined) throw new AppError('internal');
  return { entryId: row.id, entryNumber: row.number, version: row.version };
}
