import type { VNode } from 'preact';
import { overviewText } from '../../../i18n/overview.js';
import { placeText } from '../../../i18n/place.js';
import type { RegionOption } from '../../../usecases/console-services.js';
import { ShapeMap } from '../charts/shape-map.js';
import { layoutOf } from '../charts/tile-layouts.js';
import { TileGrid } from '../charts/tile-grid.js';
import { kecamatanOf } from '../regions.js';
import {
  casesHref,
  inPeriod,
  overviewHref,
  type OverviewPageProps,
  type TileMeasure,
} from './overview-links.js';

const measures: readonly TileMeasure[] = ['waiting', 'received'];

/** Of one kecamatan alone there is nothing to compare. */
export function KecamatanMap(props: OverviewPageProps): VNode | null {
  const { filter, overview, regions, shapes, tiles } = props;
  const kecamatan = kecamatanOf(regions);
  if (filter.kecamatan !== undefined || kecamatan.length < 2) return null;
  const layout = layoutOf(kecamatan);
  // One that has no shape must not be lost.
  const shaped = kecamatan.every(({ code }) => shapes.some((area) => area.code === code));
  const hint = layout.known ? overviewText.mapHint : overviewText.mapHintPlain;
  const lines = new Map(overview.kecamatan.map((line) => [line.code, line]));
  const shown = tiles === 'waiting' ? {} : { status: 'all', ...inPeriod('received', overview.period) };
  const numbers = {
    unit: overviewText.tileLabel[tiles],
    valueOf: (code: string) => lines.get(code)?.[tiles] ?? 0,
    hrefOf: ({ code }: RegionOption) => casesHref(filter, { ...shown, kecamatan: code }),
  };
  return (
    <section class="card">
      <h2>{overviewText.map}</h2>
      <p class="hint">{shaped ? placeText.shapesHint : hint}</p>
      <nav class="tabs" aria-label={overviewText.mapSwitch}>
        <ul>
          {measures.map((measure) => (
            <li key={measure}>
              <a
                href={overviewHref(props, { peta: measure })}
                aria-current={tiles === measure ? 'true' : undefined}
              >
                {overviewText.mapBy[measure]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {shaped ? (
        <ShapeMap shapes={shapes} kecamatan={kecamatan} {...numbers} />
      ) : (
        <TileGrid layout={layout} {...numbers} />
      )}
    </section>
  );
}
