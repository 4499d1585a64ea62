/** Where the place of a report lies, beside where it was reported from. */
import { contains, kmToBorder, type Area, type Point } from './shapes.js';

/** Borders are thinned out and phones are off: that near to one a place is not said to be outside. */
const NEAR_KM = 1;

export type Standing =
  /** There is no shape to tell by. */
  | { readonly type: 'unknown' }
  | { readonly type: 'inside' | 'near'; readonly of: string }
  /** `in`: the desa or kecamatan that it lies in; null: none that has a shape. */
  | { readonly type: 'outside'; readonly of: string; readonly in: string | null };

/** `of` is the reported desa, or its kecamatan where the desa has no shape. */
export function standingOf(
  point: Point,
  desaCode: string,
  areas: { readonly desa: readonly Area[]; readonly kecamatan: readonly Area[] },
): Standing {
  const parent = desaCode.split('.').slice(0, 3).join('.');
  const own =
    areas.desa.find(({ code }) => code === desaCode) ?? areas.kecamatan.find(({ code }) => code === parent);
  if (own === undefined) return { type: 'unknown' };
  if (contains(own, point)) return { type: 'inside', of: own.code };
  if (kmToBorder(own, point) <= NEAR_KM) return { type: 'near', of: own.code };
  const other = [...areas.desa, ...areas.kecamatan].find((area) => contains(area, point));
  return { type: 'outside', of: own.code, in: other?.code ?? null };
}
