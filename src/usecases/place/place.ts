import { mayAccess, staffMay, type StaffAction } from '../../domain/access/scope.js';
import { readShapes, type KnownRegion, type ShapeLevel } from '../../domain/region/geojson.js';
import type { Area } from '../../domain/region/shapes.js';
import { thin } from '../../domain/region/thin.js';
import { AppError } from '../../errors.js';
import type { StaffActor } from '../console-services.js';
import type { Clock, UnitOfWork } from '../ports.js';
import type { PlaceQueries } from './ports.js';
import type { MapLevel, PlaceServices } from './services.js';

export interface PlaceDeps {
  readonly queries: PlaceQueries;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  /** Of the kabupaten. */
  readonly homeRegion: string;
}

/** Points that are kept of all areas together: a page holds them, and none is seen at its size. */
const POINTS: Readonly<Record<ShapeLevel, number>> = { kecamatan: 3_000, desa: 8_000 };
const levels: readonly ShapeLevel[] = ['kecamatan', 'desa'];
const depth: Readonly<Record<ShapeLevel, number>> = { kecamatan: 3, desa: 4 };
/** Names of regions without a shape that are told. */
const TOLD = 12;

/** Refusal looks like absence. */
export function placeServices(deps: PlaceDeps): PlaceServices {
  const { queries, homeRegion } = deps;
  return {
    around: async (actor, desaCode) => {
      allow(actor, 'read_cases');
      const parent = desaCode.split('.').slice(0, 3).join('.');
      const [regions, shapes, desaShapes] = await Promise.all([
        queries.regions(),
        kecamatanShapes(queries, homeRegion),
        queries.shapes('desa', parent),
      ]);
      return {
        kecamatan: ofLevel(regions, 'kecamatan'),
        shapes,
        desaShapes,
        desa: regions.filter(({ parentCode }) => parentCode === parent),
      };
    },
    kecamatanShapes: async (actor) => {
      allow(actor, 'read_overview');
      return kecamatanShapes(queries, homeRegion);
    },
    map: async (actor) => {
      allowMap(deps, actor);
      const regions = await queries.regions();
      return {
        levels: await Promise.all(levels.map((level) => levelOf(deps, regions, level))),
        shapes: await kecamatanShapes(queries, homeRegion),
        kecamatan: ofLevel(regions, 'kecamatan'),
      };
    },
    replaceShapes: (actor, input) => replaceShapes(deps, actor, input),
    dropShapes: async (actor, { level, ip }) => {
      allowMap(deps, actor);
      await deps.unitOfWork.run(async (tx) => {
        await tx.shapes.replace(level, [], { userId: actor.id, at: deps.clock.now() });
        await tx.access.record({ userId: actor.id, action: 'map.dropped', subject: level, ip });
      });
    },
  };
}

function allow(actor: StaffActor, action: StaffAction): void {
  if (!staffMay(actor, action)) throw new AppError('not_found');
}

/** The map is everybody's: who runs a part of the region alone does not change it. */
function allowMap({ homeRegion }: PlaceDeps, actor: StaffActor): void {
  allow(actor, 'manage_map');
  if (!mayAccess(actor, homeRegion)) throw new AppError('not_found');
}

function ofLevel(regions: readonly KnownRegion[], level: ShapeLevel): readonly KnownRegion[] {
  return regions.filter(({ code }) => code.split('.').length === depth[level]);
}

/** Of a kecamatan without a shape of its own all its desa together, if each has one. */
async function kecamatanShapes(queries: PlaceQueries, home: string): Promise<readonly Area[]> {
  const [own, regions] = await Promise.all([queries.shapes('kecamatan', home), queries.regions()]);
  const lacking = ofLevel(regions, 'kecamatan').filter(({ code }) => own.every((area) => area.code !== code));
  if (lacking.length === 0) return own;
  const desa = await queries.shapes('desa', home);
  const joined = lacking.flatMap(({ code }) => {
    const parts = desa.filter((area) => area.code.startsWith(`${code}.`));
    const whole =
      parts.length > 0 && parts.length === regions.filter((one) => one.parentCode === code).length;
    return whole ? [{ code, rings: parts.flatMap(({ rings }) => rings) }] : [];
  });
  return [...own, ...joined];
}

async function levelOf(
  { queries, homeRegion }: PlaceDeps,
  regions: readonly KnownRegion[],
  level: ShapeLevel,
): Promise<MapLevel> {
  const [shapes, stored] = await Promise.all([queries.shapes(level, homeRegion), queries.stored(level)]);
  const all = ofLevel(regions, level);
  const known = new Set(shapes.map(({ code }) => code));
  const missing = all.filter(({ code }) => !known.has(code)).map(({ name }) => name);
  return { level, regions: all.length, shapes: shapes.length, missing: missing.slice(0, TOLD), stored };
}

async function replaceShapes(
  deps: PlaceDeps,
  actor: StaffActor,
  { file, ip }: { readonly file: Buffer; readonly ip: string },
): ReturnType<PlaceServices['replaceShapes']> {
  allowMap(deps, actor);
  const read = readShapes(file.toString('utf8'), await deps.queries.regions());
  if (typeof read === 'string') throw new AppError('input.invalid', { field: read });
  const { level, strangers } = read;
  const areas = thin(read.areas, POINTS[level]);
  await deps.unitOfWork.run(async (tx) => {
    await tx.shapes.replace(level, areas, { userId: actor.id, at: deps.clock.now() });
    await tx.access.record({
      userId: actor.id,
      action: 'map.replaced',
      subject: level,
      ip,
      rowCount: areas.length,
    });
  });
  return { level, shapes: areas.length, strangers };
}
