import type { VNode } from 'preact';
import { isDay, presets } from '../../../domain/overview/period.js';
import { reportKinds } from '../../../domain/report/report.js';
import { overviewText } from '../../../i18n/overview.js';
import { kindLabels } from '../../../i18n/labels.js';
import { listText } from '../../../i18n/console.js';
import { assetUrl } from '../../plugins/assets.js';
import { EscalationNotice } from './escalation-marks.js';
import { Layout } from './layout.js';
import { Figures } from './overview-figures.js';
import { overviewHref, type OverviewPageProps } from './overview-links.js';
import { KecamatanMap } from './overview-map.js';
import { Breakdowns } from './overview-tables.js';
import { Trend } from './overview-trend.js';
import { Empty, KecamatanOptions, Problems } from './parts.js';

export function OverviewPage(props: OverviewPageProps): VNode {
  const { frame, format, filter, overview } = props;
  const { period, before, fault } = overview;
  const nothing = [overview.now.waiting, overview.totals.received, overview.totals.decided].every(
    (one) => one === 0,
  );
  return (
    <Layout
      frame={frame}
      title={overviewText.title}
      place="/console/ringkasan"
      head={
        <>
          <link rel="stylesheet" href={assetUrl('overview.css')} />
          <link rel="stylesheet" href={assetUrl('place.css')} />
        </>
      }
    >
      <h1>{overviewText.title}</h1>
      <p class="lead">
        {overviewText.lead(format.day(period.from), format.day(period.to))}{' '}
        {overviewText.compared(format.day(before.from), format.day(before.to))}
      </p>
      <EscalationNotice frame={frame} />
      <Presets {...props} />
      {fault === null ? null : (
        <Problems title={overviewText.fault.title} problems={[overviewText.fault[fault]]} />
      )}
      <Filter {...props} />
      {overview.uncounted > 0 ? <p class="notice warn">{overviewText.uncounted}</p> : null}
      <Figures overview={overview} filter={filter} />
      {nothing ? (
        <Empty title={overviewText.empty} hint={overviewText.emptyHint} />
      ) : (
        <>
          <div class="overview-pair">
            <Trend overview={overview} format={format} />
            <KecamatanMap {...props} />
          </div>
          <Breakdowns {...props} />
        </>
      )}
    </Layout>
  );
}

function Presets(props: OverviewPageProps): VNode {
  const ownDays = { dari: undefined, sampai: undefined };
  return (
    <nav class="tabs" aria-label={overviewText.presets}>
      <ul>
        {presets.map((preset) => (
          <li key={preset}>
            <a
              href={overviewHref(props, { ...ownDays, periode: preset })}
              aria-current={props.overview.preset === preset ? 'page' : undefined}
            >
              {overviewText.presetLabels[preset]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Filter(props: OverviewPageProps): VNode {
  const { filter, overview, regions, tiles } = props;
  const { fault, period } = overview;
  // A field for a day takes nothing else.
  const typed = (day: string | undefined) => (day !== undefined && isDay(day) ? day : '');
  const narrowed = filter.kecamatan !== undefined || filter.kind !== undefined;
  return (
    <form class="filter overview-filter" method="get" action="/console/ringkasan">
      <input type="hidden" name="periode" value={filter.preset} />
      {tiles === 'waiting' ? null : <input type="hidden" name="peta" value={tiles} />}
      <label>
        {overviewText.from}
        <input type="date" name="dari" value={fault === null ? period.from : typed(filter.from)} />
      </label>
      <label>
        {overviewText.to}
        <input type="date" name="sampai" value={fault === null ? period.to : typed(filter.to)} />
      </label>
      <label>
        {listText.kecamatan}
        <select name="kecamatan" value={filter.kecamatan ?? ''}>
          <option value="">{overviewText.allKecamatan}</option>
          <KecamatanOptions regions={regions} />
        </select>
      </label>
      <label>
        {overviewText.kind}
        <select name="kind" value={filter.kind ?? ''}>
          <option value="">{overviewText.allKinds}</option>
          {reportKinds.map((kind) => (
            <option key={kind} value={kind}>
              {kindLabels[kind]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{overviewText.apply}</button>
      {narrowed ? (
        <a href={overviewHref(props, { kecamatan: undefined, kind: undefined })}>{overviewText.reset}</a>
      ) : null}
    </form>
  );
}
