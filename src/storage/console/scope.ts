import { Prisma } from '../database.js';
import type { Scoped } from '../../domain/access/scope.js';

/** SQL for "lies in one of the actor's regions", over a column with a region code. */
export function inScope(actor: Scoped, column: Prisma.Sql): Prisma.Sql {
  if (actor.regions.length === 0) return Prisma.sql`false`;
  const parts = actor.regions.map(
    (region) => Prisma.sql`${column} = ${region} OR ${column} LIKE ${`${region}.%`}`,
  );
  return Prisma.sql`(${Prisma.join(parts, ' OR ')})`;
}

/**
 * The same for case `c`. Of a kecamatan by the column that its indexes begin with: a case's kecamatan is the
 * one its desa lies in, which a constraint of the table keeps.
 */
export function caseInScope(actor: Scoped): Prisma.Sql {
  const kecamatan = actor.regions.filter(isKecamatan);
  const others = actor.regions.filter((region) => !isKecamatan(region));
  const parts = [
    ...(kecamatan.length === 0 ? [] : [oneOf(Prisma.sql`c.kecamatan_code`, kecamatan)]),
    ...(others.length === 0 ? [] : [inScope({ regions: others }, Prisma.sql`c.desa_code`)]),
  ];
  return parts.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join(parts, ' OR ')})`;
}

/** By Kemendagri's codes: 64.08.04. */
function isKecamatan(region: string): boolean {
  return region.split('.').length === 3;
}

function oneOf(column: Prisma.Sql, codes: readonly string[]): Prisma.Sql {
  // A single one is compared as such: by it an index can be read in order.
  const [only, ...more] = codes;
  return more.length === 0
    ? Prisma.sql`${column} = ${only}`
    : Prisma.sql`${column} = ANY(${[...codes]}::text[])`;
}

/** The same for Prisma's own queries. */
export function scopeWhere(actor: Scoped): {
  OR: ({ desaCode: string } | { desaCode: { startsWith: string } })[];
} {
  return {
    OR: actor.regions.flatMap((region) => [{ desaCode: region }, { desaCode: { startsWith: `${region}.` } }]),
  };
}

export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
