/** A kabupaten as tiles, one a kecamatan, in five shades. */
import type { VNode } from 'preact';
import { count, overviewText } from '../../../i18n/overview.js';
import type { RegionOption } from '../../../usecases/console-services.js';
import { shadeOf, shadeRanges } from './scale.js';
import type { TileLayout } from './tile-layouts.js';

interface TileGridProps {
  readonly layout: TileLayout;
  readonly valueOf: (code: string) => number;
  /** What the numbers are of: "menunggu". */
  readonly unit: string;
  readonly hrefOf: (kecamatan: RegionOption) => string;
}

export function TileGrid({ layout, valueOf, unit, hrefOf }: TileGridProps): VNode {
  const greatest = greatestOf(
    layout.places.filter((place) => place !== null),
    valueOf,
  );
  return (
    <>
      <ul class={`tile-grid columns-${String(layout.columns)}`} data-testid="tiles">
        {layout.places.map((place, at) =>
          place === null ? (
            // What stands here never moves.
            <li key={at} class="gap" aria-hidden="true" />
          ) : (
            <li key={place.code}>
              <a class={`tile shade-${String(shadeOf(valueOf(place.code), greatest))}`} href={hrefOf(place)}>
                <span>{place.name}</span> <strong>{count(valueOf(place.code))}</strong>{' '}
                <span class="hidden">{unit}</span>
              </a>
            </li>
          ),
        )}
      </ul>
      <ShadeKeys greatest={greatest} />
    </>
  );
}

export function greatestOf(places: readonly RegionOption[], valueOf: (code: string) => number): number {
  return Math.max(0, ...places.map(({ code }) => valueOf(code)));
}

/** Which numbers have which shade. */
export function ShadeKeys({ greatest }: { readonly greatest: number }): VNode {
  return (
    <ul class="keys shades" aria-label={overviewText.legend}>
      {shadeRanges(greatest).map((range, shade) =>
        range === null ? null : (
          <li key={shade} class={`key shade-${String(shade)}`}>
            {range[0] === range[1] ? count(range[0]) : `${count(range[0])}–${count(range[1])}`}
          </li>
        ),
      )}
    </ul>
  );
}
