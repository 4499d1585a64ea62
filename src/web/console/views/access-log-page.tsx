import type { VNode } from 'preact';
import { staffMay } from '../../../domain/access/scope.js';
import { listText } from '../../../i18n/console.js';
import { accessActionLabels, accessText, purposeLabels } from '../../../i18n/out.js';
import type {
  AccessFilter,
  AccessPage,
  AccessRow,
  HistoryCheckView,
} from '../../../usecases/oversight/services.js';
import type { StaffActor } from '../../../usecases/console-services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { hrefWith } from '../href.js';
import { HistoryCheck } from './history-check.js';
import { Layout } from './layout.js';
import { Empty, Moment, Pager } from './parts.js';

const PATH = '/console/catatan-akses';

interface AccessLogPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly filter: AccessFilter;
  readonly page: AccessPage;
  readonly users: readonly { readonly id: string; readonly name: string }[];
  readonly check: HistoryCheckView | null;
}

const REFRESH_SECONDS = 5;

export function AccessLogPage({ frame, format, filter, page, users, check }: AccessLogPageProps): VNode {
  const { number: nomor, user: petugas, action: tindakan, from: dari, until: sampai, cursor } = filter;
  const asked = { nomor, petugas, tindakan, dari, sampai };
  const filtered = Object.values(asked).some((value) => value !== undefined);
  const running = check !== null && check.finishedAt === null;
  return (
    <Layout
      frame={frame}
      title={accessText.title}
      place={PATH}
      // Who is filling in the filter is not interrupted: the check runs on the plain page only.
      refresh={running && !filtered ? REFRESH_SECONDS : undefined}
    >
      <h1>{accessText.title}</h1>
      <p class="lead">{accessText.lead}</p>
      <HistoryCheck check={check} csrf={frame.csrf} format={format} />
      <Filter filter={filter} users={users} filtered={filtered} />
      {page.items.length === 0 ? (
        <Nothing filtered={filtered} />
      ) : (
        <Entries actor={frame.actor} rows={page.items} format={format} />
      )}
      <Pager
        count={accessText.shown(page.items.length)}
        next={page.next === null ? null : hrefWith(PATH, { ...asked, cursor: page.next })}
        first={cursor === undefined ? null : hrefWith(PATH, asked)}
      />
    </Layout>
  );
}

function Filter({
  filter,
  users,
  filtered,
}: Pick<AccessLogPageProps, 'filter' | 'users'> & { readonly filtered: boolean }): VNode {
  return (
    <form class="filter access-filter" method="get" action={PATH} role="search">
      <label>
        {accessText.number}
        <input
          type="search"
          name="nomor"
          value={filter.number ?? ''}
          placeholder={accessText.numberHint}
          maxLength={40}
        />
      </label>
      <label>
        {accessText.user}
        <select name="petugas" value={filter.user ?? ''}>
          <option value="">{accessText.all}</option>
          {users.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {accessText.action}
        <select name="tindakan" value={filter.action ?? ''}>
          <option value="">{accessText.all}</option>
          {Object.entries(accessActionLabels).map(([code, label]) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        {accessText.from}
        <input type="date" name="dari" value={filter.from ?? ''} />
      </label>
      <label>
        {accessText.until}
        <input type="date" name="sampai" value={filter.until ?? ''} />
      </label>
      <button type="submit">{listText.apply}</button>
      {filtered ? <a href={PATH}>{listText.reset}</a> : null}
    </form>
  );
}

function Nothing({ filtered }: { readonly filtered: boolean }): VNode {
  return filtered ? (
    <Empty title={accessText.emptyFiltered} hint={accessText.emptyFilteredHint} />
  ) : (
    <Empty title={accessText.empty} hint={accessText.emptyHint} />
  );
}

interface EntriesProps {
  readonly actor: StaffActor;
  readonly rows: readonly AccessRow[];
  readonly format: Formatter;
}

function Entries({ actor, rows, format }: EntriesProps): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{accessText.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{accessText.at}</th>
          <th scope="col">{accessText.user}</th>
          <th scope="col">{accessText.action}</th>
          <th scope="col">{accessText.subject}</th>
          <th scope="col">{accessText.purpose}</th>
          <th scope="col">{accessText.ip}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-testid="access-row" data-action={row.action}>
            <th scope="row">
              <Moment at={row.at} format={format} short />
            </th>
            <td data-label={accessText.user}>
              <Who row={row} />
            </td>
            <td data-label={accessText.action}>{accessActionLabels[row.action] ?? row.action}</td>
            <td data-label={accessText.subject}>
              <Subject actor={actor} row={row} />
            </td>
            <td data-label={accessText.purpose}>
              <Purpose row={row} />
            </td>
            <td data-label={accessText.ip}>{row.ip === '' ? accessText.none : row.ip}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Who({ row: { userName, agency } }: { readonly row: AccessRow }): VNode {
  if (agency === null) return <>{userName ?? <em>{accessText.unknownUser}</em>}</>;
  return (
    <>
      {agency.name} <small>{accessText.apiKey(agency.keyPrefix)}</small>
    </>
  );
}

/** By number alone; a link where the actor may read what it is about. */
function Subject({
  actor,
  row: { subject, rowCount },
}: {
  readonly actor: StaffActor;
  readonly row: AccessRow;
}): VNode {
  if (subject === null) return <>{rowCount === null ? accessText.none : accessText.rows(rowCount)}</>;
  if (subject.kind === 'other') {
    return (
      <>
        <code class="wraps">{subject.text}</code>
        {rowCount === null ? null : <small>{accessText.rows(rowCount)}</small>}
      </>
    );
  }
  const { needs, folder } = places[subject.kind];
  const name = subject.kind === 'reporter' ? accessText.reporter : subject.number;
  return staffMay(actor, needs) ? <a href={`/console/${folder}/${subject.id}`}>{name}</a> : <>{name}</>;
}

const places = {
  case: { needs: 'read_cases', folder: 'kasus' },
  entry: { needs: 'read_registry', folder: 'data-pemda' },
  reporter: { needs: 'manage_reporters', folder: 'pelapor' },
} as const;

const labels: Readonly<Record<string, string>> = purposeLabels;

function Purpose({ row: { purpose, purposeNote } }: { readonly row: AccessRow }): VNode {
  return (
    <>
      {purpose === null ? accessText.none : (labels[purpose] ?? purpose)}
      {purposeNote === null ? null : <small>{purposeNote}</small>}
    </>
  );
}
