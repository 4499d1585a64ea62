import type { VNode } from 'preact';
import { caseStates, type CaseState } from '../../../domain/case/events.js';
import { listText, queueText } from '../../../i18n/console.js';
import { caseStateLabels } from '../../../i18n/labels.js';
import type { CaseRow, Page, QueueFilter, RegionOption } from '../../../usecases/console-services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { hrefWith } from '../href.js';
import { Layout } from './layout.js';
import { Empty, Moment, Pager, RegionFields, StateBadge } from './parts.js';

const waiting: readonly CaseState[] = ['submitted', 'in_review', 'resubmitted'];

interface QueuePageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly filter: QueueFilter;
  readonly page: Page<CaseRow>;
  readonly counts: Readonly<Record<CaseState, number>>;
  readonly regions: readonly RegionOption[];
}

export function QueuePage({ frame, format, filter, page, counts, regions }: QueuePageProps): VNode {
  const { cursor, ...kept } = filter;
  const address = (more: { cursor?: string }) =>
    hrefWith('/console', {
      status: kept.state,
      kecamatan: kept.kecamatan,
      desa: kept.desa,
      q: kept.q,
      ...more,
    });
  return (
    <Layout frame={frame} title={queueText.title} place="/console">
      <h1>{queueText.title}</h1>
      <Tabs filter={filter} counts={counts} />
      <Filter filter={filter} regions={regions} />
      {page.items.length === 0 ? <Nothing filter={filter} /> : <Cases rows={page.items} format={format} />}
      <Pager
        count={queueText.count(page.total)}
        next={page.next === null ? null : address({ cursor: page.next })}
        first={cursor === undefined ? null : address({})}
      />
    </Layout>
  );
}

function Tabs({ filter, counts }: Pick<QueuePageProps, 'filter' | 'counts'>): VNode {
  const sum = (states: readonly CaseState[]) => states.reduce((total, state) => total + counts[state], 0);
  const tabs = [
    { state: undefined, label: queueText.waiting, count: sum(waiting) },
    ...caseStates.map((state) => ({ state, label: caseStateLabels[state], count: counts[state] })),
    { state: 'all' as const, label: queueText.allStates, count: sum(caseStates) },
  ];
  const { kecamatan, desa, q } = filter;
  return (
    <nav class="tabs" aria-label={queueText.tabs}>
      <ul>
        {tabs.map(({ state, label, count }) => (
          <li key={label}>
            <a
              href={hrefWith('/console', { status: state, kecamatan, desa, q })}
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
    <form class="filter" method="get" action="/console" role="search">
      {filter.state === undefined ? null : <input type="hidden" name="status" value={filter.state} />}
      <label class="grow">
        {listText.search}
        <input
          type="search"
          name="q"
          value={filter.q ?? ''}
          placeholder={queueText.searchHint}
          maxLength={100}
        />
      </label>
      <RegionFields regions={regions} kecamatan={filter.kecamatan} desa={filter.desa} />
      <button type="submit">{listText.apply}</button>
      {isFiltered(filter) ? (
        <a href={hrefWith('/console', { status: filter.state })}>{listText.reset}</a>
      ) : null}
    </form>
  );
}

function Nothing({ filter }: Pick<QueuePageProps, 'filter'>): VNode {
  return filter.state === undefined && !isFiltered(filter) ? (
    <Empty title={queueText.emptyWaiting} hint={queueText.emptyWaitingHint} />
  ) : (
    <Empty title={queueText.emptyFiltered} hint={queueText.emptyFilteredHint} />
  );
}

function isFiltered({ kecamatan, desa, q }: QueueFilter): boolean {
  return kecamatan !== undefined || desa !== undefined || q !== undefined;
}

function Cases({ rows, format }: { readonly rows: readonly CaseRow[]; readonly format: Formatter }): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{queueText.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{queueText.number}</th>
          <th scope="col">{queueText.subject}</th>
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
    <tr data-testid="case-row">
      <th scope="row">
        <a class="number" href={`/console/kasus/${row.id}`}>
          {row.number}
        </a>
      </th>
      <td data-label={queueText.subject}>
        {row.subjectName}
        {row.duplicateCount === 0 ? null : (
          <span class="tag warn">{queueText.duplicates(row.duplicateCount)}</span>
        )}
        {row.photoCount === 0 ? null : <span class="tag">{queueText.photos(row.photoCount)}</span>}
      </td>
      <td data-label={queueText.place}>
        {row.desaName} <small>{row.kecamatanName}</small>
      </td>
      <td data-label={queueText.reporter}>{row.reporterName}</td>
      <td data-label={queueText.submitted}>
        <Moment at={row.submittedAt} format={format} short />
      </td>
      <td data-label={queueText.state}>
        <StateBadge state={row.state} />
      </td>
    </tr>
  );
}
