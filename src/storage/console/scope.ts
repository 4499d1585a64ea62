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
