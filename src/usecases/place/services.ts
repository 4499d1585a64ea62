/** Regions on the map. Shapes and names of regions are no secret; what lies in them is the pages' own. */
import type { ShapeFault, ShapeLevel } from '../../domain/region/geojson.js';
import type { Area } from '../../domain/region/shapes.js';
import type { RegionOption, StaffActor } from '../console-services.js';

/** What is drawn around the place of a report. */
export interface Surroundings {
  /** All of the kabupaten, by name. */
  readonly kecamatan: readonly RegionOption[];
  /** Of all kecamatan that have one. */
  readonly shapes: readonly Area[];
  /** Of the desa of the same kecamatan that have one. */
  readonly desaShapes: readonly Area[];
  /** Names of those desa, too. */
  readonly desa: readonly RegionOption[];
}

export interface MapLevel {
  readonly level: ShapeLevel;
  /** How many regions there are. */
  readonly regions: number;
  readonly shapes: number;
  /** Names of the first that have none. */
  readonly missing: readonly string[];
  /** null: none has a shape. */
  readonly stored: { readonly at: Date; readonly byName: string } | null;
}

export interface MapView {
  /** Kecamatan, then desa. */
  readonly levels: readonly MapLevel[];
  /** As the pages draw them. */
  readonly shapes: readonly Area[];
  readonly kecamatan: readonly RegionOption[];
}

export interface PlaceServices {
  /** Throws not_found for those who may not read cases. */
  around(actor: StaffActor, desaCode: string): Promise<Surroundings>;
  /**
   * Shapes of kecamatan, or of all their desa together where they have none of their own. Throws not_found for
   * those who may not read the overview.
   */
  kecamatanShapes(actor: StaffActor): Promise<readonly Area[]>;
  /** Admins of the whole kabupaten; others get not_found. So below. */
  map(actor: StaffActor): Promise<MapView>;
  /**
   * Reads a GeoJSON file and puts it in place of the shapes of its level; the same file twice is once. Throws
   * input.invalid {field: a ShapeFault}. Writes the access log.
   */
  replaceShapes(
    actor: StaffActor,
    input: { readonly file: Buffer; readonly ip: string },
  ): Promise<{ readonly level: ShapeLevel; readonly shapes: number; readonly strangers: number }>;
  dropShapes(actor: StaffActor, input: { readonly level: ShapeLevel; readonly ip: string }): Promise<void>;
}

export type { ShapeFault };
