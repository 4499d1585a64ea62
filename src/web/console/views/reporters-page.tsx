import type { VNode } from 'preact';
import { channelLabels, listText } from '../../../i18n/console.js';
import { reporterText } from '../../../i18n/enrolment.js';
import { reporterRoleLabels } from '../../../i18n/labels.js';
import type { Page, RegionOption } from '../../../usecases/console-services.js';
import type { OrphanedDesa, ReporterRow } from '../../../usecases/enrolment/services.js';
import type { Frame } from '../context.js';
import type { FailedEnrolment, ReportersFilter } from '../enrolment-form.js';
import { hrefWith } from '../href.js';
import { Layout } from './layout.js';
import { Empty, Pager, Problems, RegionFields } from './parts.js';
import { DesaChoice, PersonFields } from './reporter-fields.js';

interface ReportersPageProps {
  readonly frame: Frame;
  readonly filter: ReportersFilter;
  readonly page: Page<ReporterRow>;
  readonly orphans: readonly OrphanedDesa[];
  readonly regions: readonly RegionOption[];
  readonly failed: FailedEnrolment | null;
}

export function ReportersPage(props: ReportersPageProps): VNode {
  const { frame, filter, page, orphans, regions, failed } = props;
  const { cursor, ...kept } = filter;
  const address = (more: { cursor?: string }) => hrefWith('/console/pelapor', { ...kept, ...more });
  return (
    <Layout frame={frame} title={reporterText.title} place="/console/pelapor">
      <div class="title-row">
        <h1>{reporterText.title}</h1>
        <a href="/console/pelapor/impor">{reporterText.import}</a>
      </div>
      <Orphans orphans={orphans} />
      <Filter filter={filter} regions={regions} />
      <div class="columns wide-left">
        <div>
          {page.items.length === 0 ? <Nothing filter={filter} /> : <Reporters rows={page.items} />}
          <Pager
            count={reporterText.count(page.total)}
            next={page.next === null ? null : address({ cursor: page.next })}
            first={cursor === undefined ? null : address({})}
          />
        </div>
        <EnrolForm csrf={frame.csrf} regions={regions} failed={failed} />
      </div>
    </Layout>
  );
}

function Orphans({ orphans }: Pick<ReportersPageProps, 'orphans'>): VNode | null {
  if (orphans.length === 0) return null;
  return (
    <section class="card warn" aria-labelledby="tanpa-pelapor" data-testid="orphans">
      <h2 id="tanpa-pelapor">{reporterText.orphans}</h2>
      <p>{reporterText.orphansHint}</p>
      <ul class="plain-list">
        {orphans.map(({ code, name, kecamatan, openCases }) => (
          <li key={code}>
            {reporterText.orphan(name, kecamatan, openCases)}{' '}
            <a href={hrefWith('/console/pelapor/serah', { desa: code })}>{reporterText.appoint(name)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Filter({ filter, regions }: Pick<ReportersPageProps, 'filter' | 'regions'>): VNode {
  const { q, kecamatan, desa, status } = filter;
  return (
    <form class="filter four" method="get" action="/console/pelapor" role="search">
      <label class="grow">
        {listText.search}
        <input type="search" name="q" value={q ?? ''} placeholder={reporterText.searchHint} maxLength={100} />
      </label>
      <RegionFields regions={regions} kecamatan={kecamatan} desa={desa} />
      <label>
        {reporterText.status}
        <select name="status" value={status ?? ''}>
          <option value="">{reporterText.allStatuses}</option>
          {(['active', 'suspended', 'left'] as const).map((one) => (
            <option key={one} value={one}>
              {reporterText.statuses[one]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{listText.apply}</button>
      {isFiltered(filter) ? <a href="/console/pelapor">{listText.reset}</a> : null}
    </form>
  );
}

function isFiltered({ q, kecamatan, desa, status }: ReportersFilter): boolean {
  return [q, kecamatan, desa, status].some((one) => one !== undefined);
}

function Nothing({ filter }: Pick<ReportersPageProps, 'filter'>): VNode {
  return isFiltered(filter) ? (
    <Empty title={reporterText.emptyFiltered} hint={reporterText.emptyFilteredHint} />
  ) : (
    <Empty title={reporterText.empty} hint={reporterText.emptyHint} />
  );
}

function Reporters({ rows }: { readonly rows: readonly ReporterRow[] }): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{reporterText.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{reporterText.name}</th>
          <th scope="col">{reporterText.phone}</th>
          <th scope="col">{reporterText.desa}</th>
          <th scope="col">{reporterText.channels}</th>
          <th scope="col">{reporterText.status}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-testid="reporter-row">
            <th scope="row" class="person">
              <a href={`/console/pelapor/${row.id}`}>{row.name}</a>{' '}
              <small>{reporterRoleLabels[row.role] ?? row.role}</small>
            </th>
            <td data-label={reporterText.phone}>
              <span class="digits">{row.phone}</span>
            </td>
            <td data-label={reporterText.desa}>
              {row.desaNames.length === 0 ? (
                <span class="quiet">{reporterText.noDesa}</span>
              ) : (
                row.desaNames.join(', ')
              )}
            </td>
            <td data-label={reporterText.channels}>
              <Channels channels={row.channels} />
            </td>
            <td data-label={reporterText.status}>
              <span class={`badge status-${row.status}`}>{reporterText.statuses[row.status]}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Channels({ channels }: Pick<ReporterRow, 'channels'>): VNode {
  if (channels.length === 0) return <span class="quiet">{reporterText.notConnected}</span>;
  return (
    <ul>
      {channels.map(({ channel, status }, place) => (
        <li key={place}>
          {channelLabels[channel]}
          {status === 'active' ? null : <span class="tag warn">{reporterText.contactStates[status]}</span>}
        </li>
      ))}
    </ul>
  );
}

type EnrolFormProps = Pick<ReportersPageProps, 'regions' | 'failed'> & { readonly csrf: string };

const blank = { name: '', role: '', phone: '', desa: [] };

function EnrolForm({ csrf, regions, failed }: EnrolFormProps): VNode {
  const typed = failed?.typed ?? blank;
  return (
    <section class="card" aria-labelledby="daftarkan">
      <h2 id="daftarkan">{reporterText.enrolTitle}</h2>
      <Problems
        title={reporterText.problems}
        problems={failed === null ? [] : [reporterText.problem[failed.problem]]}
      />
      <form method="post" action="/console/pelapor" class="stack" data-once>
        <input type="hidden" name="_csrf" value={csrf} />
        <PersonFields form="baru" typed={typed} problem={failed?.problem ?? null} />
        <DesaChoice regions={regions} chosen={typed.desa} invalid={failed?.problem === 'desa'} />
        <button type="submit">{reporterText.submit}</button>
      </form>
    </section>
  );
}
