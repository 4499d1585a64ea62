import type { VNode } from 'preact';
import { staffMay } from '../../../domain/access/scope.js';
import { caseStates, type CaseState } from '../../../domain/case/events.js';
import { isWaiting, waitingStates } from '../../../domain/case/fold.js';
import { headStartDays, priorityReasons } from '../../../domain/case/priority.js';
import { reportKinds } from '../../../domain/report/report.js';
import { mentionText } from '../../../i18n/casework.js';
import { viewText } from '../../../i18n/bulk.js';
import { listText, markText, queueText } from '../../../i18n/console.js';
import { caseStateLabels, kindLabels } from '../../../i18n/labels.js';
import { escalationText } from '../../../i18n/escalation.js';
import { checkText } from '../../../i18n/field-check.js';
import { overviewText } from '../../../i18n/overview.js';
import { placeText } from '../../../i18n/place.js';
import { referenceText } from '../../../i18n/reference.js';
import { claimText, filterText, liveText, priorityLabels } from '../../../i18n/queue.js';
import {
  countLimit,
  queueSorts,
  type CaseRow,
  type Page,
  type QueueCounts,
  type QueueFilter,
  type RegionOption,
} from '../../../usecases/console-services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { hrefWith } from '../href.js';
import { listSuffix } from '../list-query.js';
import { BulkForm, PickAll, PickCase, type Picking } from './bulk-form.js';
import { ExportLink } from './export-page.js';
import { queryOf, type QueueQuery } from '../queue-query.js';
import { CheckMark } from './check-parts.js';
import { DueMark, PriorityMarks, TakeNext } from './claim-panel.js';
import { AssignedMark, EscalatedMark, EscalationNotice } from './escalation-marks.js';
import { Layout } from './layout.js';
import { MENTIONS_PATH } from './mentions-page.js';
import { SavedViews, type ViewLink } from './saved-views.js';
import { Empty, Marks, Moment, Pager, RegionFields, StateBadge } from './parts.js';

interface QueuePageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly query: QueueQuery;
  readonly filter: QueueFilter;
  readonly page: Page<CaseRow>;
  readonly counts: QueueCounts;
  readonly regions: readonly RegionOption[];
  /** Unread ones, up to countLimit + 1. */
  readonly mentions: number;
  readonly views: readonly ViewLink[];
}

/** The queue as it is asked for, with some of it changed: from its first page, unless a cursor says otherwise. */
function queueHref(query: QueueQuery, change: Partial<QueueQuery>): string {
  return hrefWith('/console', queryOf({ ...query, cursor: undefined, ...change }));
}

export function QueuePage(props: QueuePageProps): VNode {
  const { frame, format, query, filter, page, counts, views } = props;
  const decides = staffMay(frame.actor, 'decide_cases');
  const picking = pickingOf(props);
  return (
    <Layout
      frame={frame}
      title={queueText.title}
      place="/console"
      script="queue.js"
      head={<link rel="stylesheet" href={assetUrl('bulk.css')} />}
    >
      <div class="title-row queue-title">
        <h1>{queueText.title}</h1>
        <MentionsLink count={props.mentions} format={format} />
        {decides ? <TakeNext csrf={frame.csrf} query={{ ...queryOf(query), cursor: undefined }} /> : null}
      </div>
      <EscalationNotice frame={frame} />
      <SavedViews frame={frame} views={views} query={query} worthSaving={isWorthSaving(filter)} />
      <Tabs query={query} counts={counts} />
      <Filter {...props} />
      {picking === null ? null : <BulkForm {...picking} />}
      {page.items.length === 0 ? (
        <Nothing filter={filter} />
      ) : (
        <Cases rows={page.items} list={listSuffix(query)} format={format} picks={picking !== null} />
      )}
      <Pager
        count={
          page.total > countLimit ? filterText.over(format.count(countLimit)) : queueText.count(page.total)
        }
        next={page.next === null ? null : queueHref(query, { cursor: page.next })}
        first={query.cursor === undefined ? null : queueHref(query, {})}
      />
      <ExportLink list="laporan" fields={queryOf(query)} count={page.total} />
      <How />
      <p
        class="live"
        role="status"
        hidden
        data-testid="live"
        data-live="/console/langsung"
        data-text={liveText.changed}
      >
        <span /> <a href={queueHref(query, { cursor: query.cursor })}>{liveText.load}</a>
      </p>
    </Layout>
  );
}

function MentionsLink({ count, format }: { readonly count: number; readonly format: Formatter }): VNode {
  const told = count > countLimit ? mentionText.over(format.count(countLimit)) : format.count(count);
  return (
    <a href={MENTIONS_PATH} class="mentions" data-testid="mentions-link">
      {count === 0 ? mentionText.linkNone : mentionText.link(told)}
    </a>
  );
}

/** null: nothing on this list can be done for many. */
function pickingOf({ frame, format, query, page }: QueuePageProps): Picking | null {
  const { status } = query;
  const waits = status === undefined || status === 'all' || (status !== 'objected' && isWaiting(status));
  if (!waits || page.items.length === 0 || !staffMay(frame.actor, 'decide_cases')) return null;
  const { total, items } = page;
  const over = filterText.overCount(format.count(countLimit));
  const fields = queryOf({ ...query, cursor: undefined });
  return { frame, fields, rows: items, total: total > countLimit ? over : format.count(total) };
}

/** Filtered, of one state, or in an order of its own. */
function isWorthSaving(filter: QueueFilter): boolean {
  return isFiltered(filter) || filter.state !== undefined || (filter.sort ?? 'priority') !== 'priority';
}

function Tabs({ query, counts }: Pick<QueuePageProps, 'query' | 'counts'>): VNode {
  const sum = (states: readonly CaseState[]) => states.reduce((total, state) => total + counts[state], 0);
  const tabs = [
    { state: undefined, label: queueText.waiting, count: sum(waitingStates) },
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
              href={queueHref(query, { status: state })}
              aria-current={query.status === state ? 'page' : undefined}
            >
              {label} <span class="count">{counted(count)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function counted(count: number): string {
  return count > countLimit ? filterText.overCount(String(countLimit)) : String(count);
}

/** Posted, so that what is searched for is in no address. */
function Filter({
  frame,
  query,
  filter,
  regions,
  format,
}: Pick<QueuePageProps, 'frame' | 'query' | 'filter' | 'regions' | 'format'>): VNode {
  const narrowed = moreOf(query).some((value) => value !== undefined);
  return (
    <form class="filter queue-filter" method="post" action="/console/cari" role="search">
      <input type="hidden" name="_csrf" value={frame.csrf} />
      {query.status === undefined ? null : <input type="hidden" name="status" value={query.status} />}
      <label class="grow">
        {listText.search}
        <input
          type="search"
          data-key="/"
          name="q"
          value={filter.q ?? ''}
          placeholder={filterText.searchHint}
          maxLength={100}
          autoComplete="off"
        />
      </label>
      <Choice
        name="kind"
        label={queueText.kind}
        all={queueText.allKinds}
        value={query.kind}
        options={kinds}
      />
      <RegionFields regions={regions} kecamatan={query.kecamatan} desa={query.desa} />
      <button type="submit">{listText.apply}</button>
      {isFiltered(filter) ? <a href={queueHref({}, { status: query.status })}>{listText.reset}</a> : null}
      <details class="more" open={narrowed}>
        <summary>{filterText.more}</summary>
        <div class="more-fields">
          <Choice
            name="kategori"
            label={filterText.category}
            value={query.kategori}
            options={categoriesIn(format)}
          />
          <Choice
            name="pemegang"
            label={filterText.holder}
            value={query.pemegang}
            options={filterText.holders}
          />
          <Choice name="lama" label={filterText.age} value={query.lama} options={filterText.ages} />
          <Choice name="cek" label={checkText.filter} value={query.cek} options={checkText.filters} />
          <label>
            {filterText.sort}
            <select name="urut" value={query.urut ?? 'priority'}>
              {queueSorts.map((sort) => (
                <option key={sort} value={sort}>
                  {filterText.sorts[sort]}
                </option>
              ))}
            </select>
          </label>
          <Days name="masuk" label={placeText.queue.received} query={query} />
          <Days name="putus" label={placeText.queue.decided} query={query} />
          <Choice
            name="putusan"
            label={overviewText.decisionFilter.label}
            value={query.putusan}
            options={overviewText.decisionFilter.options}
          />
          <div class="checks">
            <Tick name="foto" label={filterText.photos} checked={query.foto !== undefined} />
            <Tick name="ganda" label={filterText.duplicates} checked={query.ganda !== undefined} />
            {staffMay(frame.actor, 'handle_escalations') ? (
              <Tick name="eskalasi" label={escalationText.filter} checked={query.eskalasi !== undefined} />
            ) : null}
            <Tick name="darurat" label={viewText.urgentTick} checked={query.darurat !== undefined} />
            {staffMay(frame.actor, 'read_sensitive') ? (
              <Tick name="kedua" label={viewText.secondTick} checked={query.kedua !== undefined} />
            ) : null}
          </div>
        </div>
        <p class="hint">{filterText.searchNote}</p>
      </details>
    </form>
  );
}

function moreOf({ kategori, pemegang, lama, cek, urut, ...query }: QueueQuery): readonly unknown[] {
  const { foto, ganda, darurat, kedua, eskalasi } = query;
  const sort = urut === 'priority' ? undefined : urut;
  const days = [query.masuk_dari, query.masuk_sampai, query.putus_dari, query.putus_sampai];
  return [kategori, pemegang, lama, cek, sort, foto, ganda, darurat, kedua, eskalasi, query.putusan, ...days];
}

const kinds = Object.fromEntries(reportKinds.map((kind) => [kind, kindLabels[kind]]));

/**
 * Those that a list may be narrowed to, by number ("08 Lanjut usia terlantar"): a sensitive one would tell of each
 * of its cases; one that is offered no more is found still. As a list: objects would sort numbers their own way.
 */
function categoriesIn(format: Formatter): readonly (readonly [string, string])[] {
  return format
    .allCategories()
    .filter(({ sensitive }) => !sensitive)
    .map(({ code, name, active }) => [
      code,
      active ? `${code} ${name}` : `${code} ${name} (${referenceText.inactive})`,
    ]);
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly all?: string;
  readonly value: string | undefined;
  readonly options: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
}

function Choice({ name, label, all = listText.all, value, options }: ChoiceProps): VNode {
  const entries = Array.isArray(options)
    ? (options as readonly (readonly [string, string])[])
    : Object.entries(options);
  return (
    <label>
      {label}
      <select name={name} value={value ?? ''}>
        <option value="">{all}</option>
        {entries.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

interface DaysProps {
  readonly name: 'masuk' | 'putus';
  readonly label: string;
  readonly query: QueueQuery;
}

function Days({ name, label, query }: DaysProps): VNode {
  return (
    <fieldset class="days-between">
      <legend>{label}</legend>
      {(['dari', 'sampai'] as const).map((end) => (
        <label key={end}>
          <span>{placeText.queue[end]}</span>
          <input type="date" name={`${name}_${end}`} value={query[`${name}_${end}`] ?? ''} />
        </label>
      ))}
    </fieldset>
  );
}

function Tick({ name, label, checked }: { name: string; label: string; checked: boolean }): VNode {
  return (
    <label class="check">
      <input type="checkbox" name={name} value="ya" checked={checked} />
      {label}
    </label>
  );
}

/** So that nobody need guess why one report stands above another. */
function How(): VNode {
  return (
    <details class="contents how">
      <summary>{filterText.how}</summary>
      <p>{filterText.howUrgent}</p>
      <ul>
        {priorityReasons
          .filter((reason) => reason !== 'urgent' && headStartDays[reason] > 0)
          .map((reason) => (
            <li key={reason}>{filterText.howWeight(priorityLabels[reason], headStartDays[reason])}</li>
          ))}
      </ul>
    </details>
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

function isFiltered({ state: _state, sort: _sort, cursor: _cursor, ...narrowing }: QueueFilter): boolean {
  return Object.values(narrowing).some((value) => value !== undefined);
}

interface CasesProps {
  readonly rows: readonly CaseRow[];
  /** What addresses carry of the list. */
  readonly list: string;
  readonly format: Formatter;
  /** Whether rows can be ticked. */
  readonly picks: boolean;
}

function Cases({ rows, list, format, picks }: CasesProps): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{queueText.caption}</caption>
      <thead>
        <tr>
          {picks ? <PickAll /> : null}
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
          <CaseLine key={row.id} row={row} list={list} format={format} picks={picks} />
        ))}
      </tbody>
    </table>
  );
}

function CaseLine({ row, list, format, picks }: Omit<CasesProps, 'rows'> & { readonly row: CaseRow }): VNode {
  return (
    <tr data-testid="case-row" data-urgent={row.urgent ? 'ya' : undefined}>
      {picks ? <PickCase row={row} /> : null}
      <th scope="row">
        <a class="number" href={`/console/kasus/${row.id}${list}`} data-row>
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
        <DueMark due={row.due} format={format} />
      </td>
      <td data-label={queueText.state}>
        <StateBadge state={row.state} />
        <AssignedMark of={row} />
        {row.holder === null ? null : (
          <span class={row.holder.me ? 'tag holder mine' : 'tag holder'}>
            {row.holder.me ? claimText.rowMine : claimText.rowHeld(row.holder.name)}
          </span>
        )}
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
        <EscalatedMark of={row} />
        <PriorityMarks of={row} />
        <CheckMark of={row} />
        {duplicateCount === 0 ? null : <span class="tag warn">{queueText.duplicates(duplicateCount)}</span>}
        {photoCount === 0 ? null : <span class="tag">{queueText.photos(photoCount)}</span>}
      </span>
    </>
  );
}
