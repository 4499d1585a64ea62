/** A kabupaten as its kecamatan lie, in five shades. */
import type { VNode } from 'preact';
import { boundsOf, middleOf, type Area } from '../../../domain/region/shapes.js';
import { count } from '../../../i18n/overview.js';
import { placeText } from '../../../i18n/place.js';
import type { RegionOption } from '../../../usecases/console-services.js';
import { drawingOf } from './geo.js';
import { shadeOf } from './scale.js';
import { greatestOf, ShadeKeys } from './tile-grid.js';

interface ShapeMapProps {
  readonly shapes: readonly Area[];
  readonly kecamatan: readonly RegionOption[];
  readonly valueOf: (code: string) => number;
  /** What the numbers are of: "menunggu". */
  readonly unit: string;
  readonly hrefOf: (kecamatan: RegionOption) => string;
}

/** Units of the drawing that a letter takes. */
const LETTER = 13;

/** Each kecamatan must have a shape. */
export function ShapeMap({ shapes, kecamatan, valueOf, unit, hrefOf }: ShapeMapProps): VNode | null {
  const drawn = kecamatan.flatMap((place) => {
    const area = shapes.find(({ code }) => code === place.code);
    return area === undefined ? [] : [{ place, area }];
  });
  const bounds = boundsOf(drawn.map(({ area }) => area));
  if (bounds === null) return null;
  const drawing = drawingOf(bounds);
  const greatest = greatestOf(kecamatan, valueOf);
  return (
    <>
      <svg
        class="shape-map"
        viewBox={`0 0 ${String(drawing.width)} ${String(drawing.height)}`}
        role="group"
        aria-label={placeText.mapOf(unit)}
        data-testid="shapes"
      >
        {drawn.map(({ place, area }) => {
          const value = valueOf(place.code);
          const middle = middleOf(area);
          const [x, y] = middle === null ? [0, 0] : drawing.at(middle.at);
          const named = middle !== null && drawing.across(middle.width) > (place.name.length + 2) * LETTER;
          const words = `${place.name} ${count(value)} ${unit}`;
          return (
            <a
              key={place.code}
              href={hrefOf(place)}
              class={`shade-${String(shadeOf(value, greatest))}`}
              aria-label={words}
            >
              <title>{words}</title>
              <path d={drawing.path(area)} fill-rule="evenodd" />
              {named ? (
                <text class="place" x={x} y={y - 24} aria-hidden="true">
                  {place.name}
                </text>
              ) : null}
              {middle === null ? null : (
                <text class="value" x={x} y={y + 12} aria-hidden="true">
                  {count(value)}
                </text>
              )}
            </a>
          );
        })}
      </svg>
      <ShadeKeys greatest={greatest} />
    </>
  );
}
