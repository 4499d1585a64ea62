/** SQL that keeps those who may not see sensitive cases from finding, by name or number, whom they are about. */
import { staffMay } from '../../domain/access/scope.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { SensitiveCodes } from '../../domain/pmks/categories.js';
import { Prisma, type Tx } from '../database.js';

/** Of an entry `e` of Data Pemda: about a person who has, or had, a sensitive category. */
export const isSensitiveEntry = Prisma.sql`EXISTS (
  SELECT 1 FROM person_pmks p JOIN pmks_category g ON g.code = p.category_code AND g.sensitive
  WHERE p.person_id = e.person_id)`;

/** Of the categories as they are now, those that are sensitive. */
export async function sensitiveNow(db: Tx): Promise<SensitiveCodes> {
  const rows = await db.$queryRaw<{ code: string }[]>`SELECT code FROM pmks_category WHERE sensitive`;
  return new Set(rows.map(({ code }) => code));
}

export function seesSensitive(actor: StaffActor): boolean {
  return staffMay(actor, 'read_sensitive');
}

/** Whether the actor may know whom case `c` is about. */
export function mayKnowCase(actor: StaffActor): Prisma.Sql {
  return seesSensitive(actor) ? Prisma.sql`true` : Prisma.sql`NOT c.sensitive`;
}

/** Whether the actor may know whom entry `e` is about. */
export function mayKnowEntry(actor: StaffActor): Prisma.Sql {
  return seesSensitive(actor) ? Prisma.sql`true` : Prisma.sql`NOT ${isSensitiveEntry}`;
}

/** Of a possible duplicate: whether the actor may know of it. By its NIK they would know whom it is about. */
export function mayKnowDuplicate(actor: StaffActor): Prisma.Sql {
  return seesSensitive(actor)
    ? Prisma.sql`true`
    : Prisma.sql`NOT COALESCE(o.sensitive, false) AND NOT ${isSensitiveEntry}`;
}
