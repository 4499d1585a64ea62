import type { VNode } from 'preact';
import { caseStates, type CaseState } from '../../../domain/case/events.js';
import { reportKinds } from '../../../domain/report/report.js';
import { listText, markText, queueText } from '../../../i18n/console.js';
import { caseStateLabels, kindLabels } from '../../../i18n/labels.js';
import type {
  CaseRow,
  Page,
  QueueCounts,
  QueueFilter,
  RegionOption,
} from '../../../usecases/console-services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { hrefWith } from '../href.js';
import { ExportLink } from './export-page.js';
import { Layout } from './layout.js';
import { Empty, Marks, Moment, Pager, RegionFields, StateBadge } from './parts.js';

const waiting: readonly CaseState[] = ['submitted', 'in_review', 'resubmitted'];

interface QueuePageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly filter: QueueFilter;
  readonly page: Page<CaseRow>;
  readonly counts: QueueCounts;
  readonly regions: readonly RegionOption[];
}

/** The queue under a filter, from its first page unless a cursor says otherwise. */
function queueHref({ state, kind, kecamatan, desa, q }: QueueFilter, cursor?: string): string {
  return hrefWith('/console', { status: state, kind, kecamatan, desa, q, cursor });
}

export function QueuePage({ frame, format, filter, page, counts, regions }: QueuePageProps): VNode {
  return (
    <Layout frame={frame} title={queueText.title} place="/console">
      <h1>{queueText.title}</h1>
      <Tabs filter={filter} counts={counts} />
      <Filter filter={filter} regions={regions} />
      {page.items.length === 0 ? <Nothing filter={filter} /> : <Cases rows={page.items} format={format} />}
      <Pager
        count={queueText.count(page.total)}
        next={page.next === null ? null : queueHref(filter, page.next)}
        first={filter.cursor === undefined ? null : queueHref(filter)}
      />
      <ExportLink
        list="laporan"
        fields={{ ...filter, state: undefined, status: filter.state }}
        count={page.total}
      />
    </Layout>
  );
}

function Tabs({ filter, counts }: Pick<QueuePageProps, 'filter' | 'counts'>): VNode {
  const sum = (states: readonly CaseState[]) => states.reduce((total, state) => total + counts[state], 0);
  const tabs = [
    { state: undefined, label: queueText.waiting, count: sum(waiting) },
    { state: 'objected' as const, label: queueText.objected, count: counts.objected },
    ...caseStates.map((state) => ({ state, label: caseStateLabels[state], count: counts[state] })),
    { state: 'all' as const, label: queueText.allStates, count: sum(caseStates) },
  ];
  return (
    <nav class="tabs" aria-label={queueText.tabs}>
      <ul>
        {tabs.map(({ state, label, count }) => (
          <li key={label}>
            <a
              href={queueHref({ ...filter, state })}
              aria-current={filter.state === state ? 'page' : undefined}
            >
              {label} <span class="count">{count}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Filter({ filter, regions }: Pick<QueuePageProps, 'filter' | 'regions'>): VNode {
  return (
    <form class="filter queue-filter" method="get" action="/console" role="search">
      {filter.state === undefined ? null : <input type="hidden" name="status" value={filter.state} />}
      <label class="grow">
        {listText.search}
        <input
          type="search"
          data-key="/"
          name="q"
          value={filter.q ?? ''}
          placeholder={queueText.searchHint}
          maxLength={100}
        />
      </label>
      <label>
        {queueText.kind}
        <select name="kind" value={filter.kind ?? ''}>
          <option value="">{queueText.allKinds}</option>
          {reportKinds.map((kind) => (
            <option key={kind} value={kind}>
              {kindLabels[kind]}
            </option>
          ))}
        </select>
      </label>
      <RegionFields regions={regions} kecamatan={filter.kecamatan} desa={filter.desa} />
      <button type="submit">{listText.apply}</button>
      {isFiltered(filter) ? <a href={queueHref({ state: filter.state })}>{listText.reset}</a> : null}
    </form>
  );
}

function Nothing({ filter }: Pick<QueuePageProps, 'filter'>): VNode {
  if (isFiltered(filter)) {
    return <Empty title={queueText.emptyFiltered} hint={queueText.emptyFilteredHint} />;
  }
  const words =
    filter.state === undefined
      ? { title: queueText.emptyWaiting, hint: queueText.emptyWaitingHint }
      : filter.state === 'objected'
        ? { title: queueText.emptyObjected, hint: queueText.emptyObjectedHint }
        : { title: queueText.emptyFiltered, hint: queueText.emptyFilteredHint };
  return <Empty {...words} />;
}

function isFiltered({ kind, kecamatan, desa, q }: QueueFilter): boolean {
  return [kind, kecamatan, desa, q].some((value) => value !== undefined);
}

function Cases({ rows, format }: { readonly rows: readonly CaseRow[]; readonly format: Formatter }): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{queueText.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{queueText.number}</th>
          <th scope="col">{queueText.subject}</th>
          <th scope="col">{queueText.kind}</th>
          <th scope="col">{queueText.place}</th>
          <th scope="col">{queueText.reporter}</th>
          <th scope="col">{queueText.submitted}</th>
          <th scope="col">{queueText.state}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <CaseLine key={row.id} row={row} format={format} />
        ))}
      </tbody>
    </table>
  );
}

function CaseLine({ row, format }: { readonly row: CaseRow; readonly format: Formatter }): VNode {
  return (
    <tr data-testid="case-row" data-urgent={row.urgent ? 'ya' : undefined}>
      <th scope="row">
        <a class="number" href={`/console/kasus/${row.id}`} data-row>
          {row.number}
        </a>
      </th>
      <td data-label={queueText.subject}>
        <Subject row={row} />
      </td>
      <td data-label={queueText.kind}>{kindLabels[row.kind]}</td>
      <td data-label={queueText.place}>
        {row.desaName} <small>{row.kecamatanName}</small>
      </td>
      <td data-label={queueText.reporter}>{row.reporterName ?? listText.none}</td>
      <td data-label={queueText.submitted}>
        <Moment at={row.submittedAt} format={format} short />
      </td>
      <td data-label={queueText.state}>
        <StateBadge state={row.state} />
      </td>
    </tr>
  );
}

/** Whom it is about, where that may be known, and what sets the report apart. */
function Subject({ row }: { readonly row: CaseRow }): VNode {
  const { subjectName, duplicateCount, photoCount } = row;
  const concealed = subjectName === null;
  return (
    <>
      {concealed ? <em>{markText.sensitive}</em> : subjectName}
      <span class="row-marks">
        <Marks of={{ ...row, sensitive: row.sensitive && !concealed }} />
        {duplicateCount === 0 ? null : <span class="tag warn">{queueText.duplicates(duplicateCount)}</span>}
        {photoCount === 0 ? null : <span class="tag">{queueText.photos(photoCount)}</span>}
      </span>
    </>
  );
}
