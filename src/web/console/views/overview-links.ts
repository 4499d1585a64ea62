/** Where the overview's numbers lead. */
import type { Area } from '../../../domain/region/shapes.js';
import type { RegionOption } from '../../../usecases/console-services.js';
import type { Overview, OverviewFilter } from '../../../usecases/overview/services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { hrefWith } from '../href.js';

export type TileMeasure = 'waiting' | 'received';

export interface OverviewPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly filter: OverviewFilter;
  /** By which number the tiles are coloured. */
  readonly tiles: TileMeasure;
  readonly overview: Overview;
  readonly regions: readonly RegionOption[];
  /** Of kecamatan, as far as they are known. */
  readonly shapes: readonly Area[];
}

/** The page as it is, but for what is told. */
export function overviewHref(
  { filter, tiles, overview }: Pick<OverviewPageProps, 'filter' | 'tiles' | 'overview'>,
  changed: Readonly<Record<string, string | undefined>> = {},
): string {
  const own = overview.preset === null ? { dari: overview.period.from, sampai: overview.period.to } : {};
  return hrefWith('/console/ringkasan', {
    periode: overview.preset ?? undefined,
    ...own,
    kecamatan: filter.kecamatan,
    kind: filter.kind,
    peta: tiles === 'waiting' ? undefined : tiles,
    ...changed,
  });
}

/** Of the queue's address: only what was received, or decided, in a period. */
export function inPeriod(
  what: 'received' | 'decided',
  { from, to }: Overview['period'],
): Readonly<Record<string, string>> {
  return what === 'received'
    ? { masuk_dari: from, masuk_sampai: to }
    : { putus_dari: from, putus_sampai: to };
}

/** The queue, as narrow as the overview is; without a status, what waits. */
export function casesHref(
  { kecamatan, kind }: Pick<OverviewFilter, 'kecamatan' | 'kind'>,
  narrower: Readonly<Record<string, string | undefined>>,
): string {
  return hrefWith('/console', { kecamatan, kind, ...narrower });
}
