import type { KnownRegion, ShapeLevel } from '../../domain/region/geojson.js';
import type { Area } from '../../domain/region/shapes.js';

export interface PlaceQueries {
  /** Kecamatan and desa, by name. */
  regions(): Promise<readonly KnownRegion[]>;
  /** Of a level, in the order of codes; `within`: a region's code. */
  shapes(level: ShapeLevel, within: string): Promise<readonly Area[]>;
  /** When and by whom the shapes of a level were stored; null: there are none. */
  stored(level: ShapeLevel): Promise<{ readonly at: Date; readonly byName: string } | null>;
}

export interface ShapeWork {
  /** Puts these in place of all of that level. */
  replace(
    level: ShapeLevel,
    areas: readonly Area[],
    by: { readonly userId: string; readonly at: Date },
  ): Promise<void>;
}
