import type { VNode } from 'preact';
import { overviewText } from '../../../i18n/overview.js';
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
export function KecamatanTiles(props: OverviewPageProps): VNode | null {
  const { filter, overview, regions, tiles } = props;
  const kecamatan = kecamatanOf(regions);
  if (filter.kecamatan !== undefined || kecamatan.length < 2) return null;
  const layout = layoutOf(kecamatan);
  const lines = new Map(overview.kecamatan.map((line) => [line.code, line]));
  const shown = tiles === 'waiting' ? {} : { status: 'all', ...inPeriod('received', overview.period) };
  return (
    <section class="card">
      <h2>{overviewText.map}</h2>
      <p class="hint">{layout.known ? overviewText.mapHint : overviewText.mapHintPlain}</p>
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
      <TileGrid
        layout={layout}
        unit={overviewText.tileLabel[tiles]}
        valueOf={(code) => lines.get(code)?.[tiles] ?? 0}
        hrefOf={({ code }) => casesHref(filter, { ...shown, kecamatan: code })}
      />
    </section>
  );
}
