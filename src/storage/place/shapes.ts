/** Shapes of regions, as the maps are drawn from them. */
import { z } from 'zod';
import type { ShapeLevel } from '../../domain/region/geojson.js';
import type { Area } from '../../domain/region/shapes.js';
import type { PlaceQueries, ShapeWork } from '../../usecases/place/ports.js';
import type { StorageContext } from '../context.js';

const Rings = z.array(z.array(z.tuple([z.number(), z.number()])));

export function placeQueries({ db, regions }: StorageContext): PlaceQueries {
  return {
    regions: () => Promise.resolve(regions.areas),
    shapes: async (level, within) => {
      const rows = await db.$queryRaw<{ code: string; rings: unknown }[]>`
        SELECT s.region_code AS code, s.rings FROM region_shape s JOIN region r ON r.code = s.region_code
        WHERE r.level = ${level} AND s.region_code LIKE ${`${within}.%`} ORDER BY s.region_code`;
      return rows.map(({ code, rings }): Area => ({ code, rings: Rings.parse(rings) }));
    },
    stored: async (level) => {
      const [row] = await db.$queryRaw<{ at: Date; byName: string }[]>`
        SELECT s.stored_at AS at, u.name AS "byName" FROM region_shape s
          JOIN region r ON r.code = s.region_code JOIN console_user u ON u.id = s.stored_by_id
        WHERE r.level = ${level} LIMIT 1`;
      return row ?? null;
    },
  };
}

/** Any number that nothing else locks by: two files at once are stored one after the other. */
const LOCK = 64_080_015;

export class PrismaShapeWork implements ShapeWork {
  constructor(private readonly context: StorageContext) {}

  async replace(
    level: ShapeLevel,
    areas: readonly Area[],
    { userId, at }: { readonly userId: string; readonly at: Date },
  ): Promise<void> {
    const { db } = this.context;
    await db.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`;
    await db.$executeRaw`
      DELETE FROM region_shape s USING region r WHERE r.code = s.region_code AND r.level = ${level}`;
    await db.regionShape.createMany({
      data: areas.map(({ code, rings }) => ({
        regionCode: code,
        rings: rings.map((ring) => ring.map(([longitude, latitude]) => [longitude, latitude])),
        storedAt: at,
        storedById: userId,
      })),
    });
  }
}
