import type { VNode } from 'preact';
import { listText, markText, registryText } from '../../../i18n/console.js';
import type { ConsoleServices, EntryRow, Page, RegionOption } from '../../../usecases/console-services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { hrefWith } from '../href.js';
import type { RegistryQuery } from '../registry-query.js';
import { ExportLink } from './export-page.js';
import { Layout } from './layout.js';
import { Empty, Moment, Pager, RegionFields } from './parts.js';

const PATH = '/console/data-pemda';

interface RegistryPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly query: RegistryQuery;
  readonly filter: Parameters<ConsoleServices['entries']>[1];
  readonly page: Page<EntryRow>;
  readonly regions: readonly RegionOption[];
}

export function RegistryPage({ frame, format, query, filter, page, regions }: RegistryPageProps): VNode {
  const { q, kecamatan, desa, cursor } = filter;
  const chosen = { ...query, cursor: undefined };
  const filtered = q !== undefined || kecamatan !== undefined || desa !== undefined;
  const address = (more: { cursor?: string }) => hrefWith(PATH, { ...chosen, ...more });
  return (
    <Layout frame={frame} title={registryText.title} place={PATH}>
      <h1>{registryText.title}</h1>
      <form class="filter" method="post" action={`${PATH}/cari`} role="search">
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <label class="grow">
          {listText.search}
          <input
            type="search"
            name="q"
            value={q ?? ''}
            placeholder={registryText.searchHint}
            maxLength={100}
            autoComplete="off"
            data-key="/"
          />
        </label>
        <RegionFields regions={regions} kecamatan={kecamatan} desa={desa} />
        <button type="submit">{listText.apply}</button>
        {filtered ? <a href={PATH}>{listText.reset}</a> : null}
      </form>
      {page.items.length === 0 ? (
        <Nothing filtered={filtered} />
      ) : (
        <Entries rows={page.items} format={format} />
      )}
      <Pager
        count={registryText.count(page.total)}
        next={page.next === null ? null : address({ cursor: page.next })}
        first={cursor === undefined ? null : address({})}
      />
      <ExportLink list="data-pemda" fields={chosen} count={page.total} />
    </Layout>
  );
}

function Nothing({ filtered }: { readonly filtered: boolean }): VNode {
  return filtered ? (
    <Empty title={registryText.emptyFiltered} hint={registryText.emptyFilteredHint} />
  ) : (
    <Empty title={registryText.empty} hint={registryText.emptyHint} />
  );
}

export function StatusBadge({ status }: Pick<EntryRow, 'status'>): VNode {
  return <span class={`badge status-${status}`}>{registryText.statuses[status]}</span>;
}

function Entries({
  rows,
  format,
}: {
  readonly rows: readonly EntryRow[];
  readonly format: Formatter;
}): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{registryText.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{registryText.number}</th>
          <th scope="col">{registryText.head}</th>
          <th scope="col">{registryText.place}</th>
          <th scope="col">{registryText.source}</th>
          <th scope="col">{registryText.version}</th>
          <th scope="col">{registryText.updated}</th>
          <th scope="col">{registryText.status}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-testid="entry-row">
            <th scope="row">
              <a class="number" href={`${PATH}/${row.id}`}>
                {row.number}
              </a>
            </th>
            <td data-label={registryText.head}>{row.headName ?? <em>{markText.sensitive}</em>}</td>
            <td data-label={registryText.place}>
              {row.desaName} <small>{row.kecamatanName}</small>
            </td>
            <td data-label={registryText.source}>{row.source}</td>
            <td data-label={registryText.version}>{row.version}</td>
            <td data-label={registryText.updated}>
              <Moment at={row.updatedAt} format={format} short />
            </td>
            <td data-label={registryText.status}>
              <StatusBadge status={row.status} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
