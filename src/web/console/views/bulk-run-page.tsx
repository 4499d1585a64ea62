/** A bulk action under way or done, and the list of them. */
import type { VNode } from 'preact';
import { staffMay } from '../../../domain/access/scope.js';
import { reasonTopicOf } from '../../../domain/case/bulk.js';
import { reasonLabel, type Reference } from '../../../domain/reference/reference.js';
import { bulkRunTitles, bulkText, skipLabels } from '../../../i18n/bulk.js';
import { listText } from '../../../i18n/console.js';
import {
  ROWS_A_PAGE,
  rowStates,
  type BulkRow,
  type BulkRunSummary,
  type BulkRunView,
  type RowCounts,
  type RowState,
} from '../../../usecases/bulk/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { hrefWith } from '../href.js';
import { Action } from './action.js';
import { Layout } from './layout.js';
import { Empty, Fact, Moment } from './parts.js';
import { Refreshing, runScript } from './running.js';

const LIST = '/console/massal';

interface RunPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly reference: Reference;
  readonly run: BulkRunView;
  readonly rows: readonly BulkRow[];
  readonly state: RowState | undefined;
  /** From 1. */
  readonly page: number;
}

export function BulkRunPage(props: RunPageProps): VNode {
  const { frame, format, reference, run, rows } = props;
  const title = bulkRunTitles[run.action];
  const running = run.state === 'running';
  return (
    <Layout
      frame={frame}
      title={title}
      place="/console"
      {...runScript(running)}
      head={
        <>
          <link rel="stylesheet" href={assetUrl('bulk.css')} />
          <Refreshing running={running} />
        </>
      }
    >
      <p class="back">
        <a href={LIST} data-key="u">
          {bulkText.listTitle}
        </a>
      </p>
      <div class="title-row">
        <h1>{title}</h1>
        <RunState state={run.state} />
      </div>
      <p class="lead">{bulkText.runLead(run.runnerName, format.moment(run.startedAt))}</p>
      <section class="card run" aria-label={bulkText.progress}>
        <Progress run={run} format={format} />
        <Outcome run={run} />
        <Order run={run} reference={reference} />
        {running ? (
          <>
            <Action frame={frame} action={`${LIST}/${run.id}/hentikan`}>
              <button type="submit" class="second">
                {bulkText.stop}
              </button>
            </Action>
            <p class="hint">{bulkText.stopHint}</p>
          </>
        ) : null}
      </section>
      <h2 class="rows-title">{bulkText.rows}</h2>
      <RowTabs {...props} />
      {rows.length === 0 ? (
        <Empty title={bulkText.rowsEmpty} hint={bulkText.rowsEmptyHint} />
      ) : (
        <Rows rows={rows} format={format} ended={!running} />
      )}
      <Pages {...props} />
      <p class="export-link">
        <a href={`${LIST}/${run.id}/hasil.csv`}>{bulkText.download}</a>
      </p>
    </Layout>
  );
}

function RunState({ state }: { readonly state: BulkRunSummary['state'] }): VNode {
  return (
    <span class={`badge run-${state}`} data-testid="run-state" data-state={state}>
      {bulkText.states[state]}
    </span>
  );
}

const sum = ({ pending, done, skipped }: RowCounts) => pending + done + skipped;

function Progress({ run: { id, counts, state }, format }: Pick<RunPageProps, 'run' | 'format'>): VNode {
  const total = sum(counts);
  const settled = total - counts.pending;
  return (
    <div
      class="run-progress"
      data-progress={state === 'running' ? `${LIST}/${id}/kemajuan` : undefined}
      data-text={bulkText.progressText('{settled}', '{total}')}
    >
      <progress value={settled} max={total} aria-label={bulkText.progress} />
      <span data-progress-text data-testid="progress">
        {bulkText.progressText(format.count(settled), format.count(total))}
      </span>
    </div>
  );
}

function Outcome({ run: { state, counts, stoppedBy } }: Pick<RunPageProps, 'run'>): VNode | null {
  const { pending, done, skipped } = counts;
  switch (state) {
    case 'running':
      return null;
    case 'finished':
      return (
        <p class="notice good" role="status" data-testid="outcome">
          {bulkText.finished(done, skipped)}
        </p>
      );
    case 'stopped':
      return (
        <p class="notice warn" role="status" data-testid="outcome">
          {stoppedBy === null ? bulkText.stoppedAlone(pending) : bulkText.stoppedBy(stoppedBy, pending)}
        </p>
      );
  }
}

/** What was said with it. */
function Order({ run, reference }: Pick<RunPageProps, 'run' | 'reference'>): VNode | null {
  const { order, assigneeName, startedAt: at } = run;
  const topic = reasonTopicOf(order.action);
  switch (order.action) {
    case 'take':
    case 'release':
      return null;
    case 'assign':
      return (
        <dl class="facts">
          <Fact name={bulkText.assignee}>{assigneeName ?? listText.none}</Fact>
        </dl>
      );
    case 'approve':
    case 'reject':
    case 'ask_correction':
      return (
        <dl class="facts">
          {topic === null || order.action === 'approve' ? null : (
            <Fact name={bulkText.reason}>{reasonLabel(reference, topic, { code: order.reason, at })}</Fact>
          )}
          <Fact name={bulkText.note}>
            {order.note === '' ? bulkText.noteNone : <span class="words">{order.note}</span>}
          </Fact>
        </dl>
      );
  }
}

function RowTabs({ run: { id, counts, state: runState }, state }: RunPageProps): VNode {
  const address = `${LIST}/${id}`;
  const ended = runState !== 'running';
  const tabs = [
    { code: undefined, label: bulkText.allRows, count: sum(counts) },
    ...rowStates.map((code) => ({ code, label: rowLabel(code, ended), count: counts[code] })),
  ];
  return (
    <nav class="tabs" aria-label={bulkText.rowTabs}>
      <ul>
        {tabs.map(({ code, label, count }) => (
          <li key={label}>
            <a href={hrefWith(address, { hasil: code })} aria-current={state === code ? 'page' : undefined}>
              {label} <span class="count">{count}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface RowsProps {
  readonly rows: readonly BulkRow[];
  readonly format: Formatter;
  readonly ended: boolean;
}

function Rows({ rows, format, ended }: RowsProps): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{bulkText.rows}</caption>
      <thead>
        <tr>
          <th scope="col">{bulkText.number}</th>
          <th scope="col">{bulkText.place}</th>
          <th scope="col">{bulkText.result}</th>
          <th scope="col">{bulkText.why}</th>
          <th scope="col">{bulkText.at}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ caseId, number, desaName, state, code, at }) => (
          <tr key={caseId} data-testid="run-row" data-result={state}>
            <th scope="row">
              <a class="number" href={`/console/kasus/${caseId}`} data-row>
                {number}
              </a>
            </th>
            <td data-label={bulkText.place}>{desaName}</td>
            <td data-label={bulkText.result}>
              <span class={`badge row-${state}`}>{rowLabel(state, ended)}</span>
            </td>
            <td data-label={bulkText.why}>{code === null ? listText.none : skipLabels[code]}</td>
            <td data-label={bulkText.at}>
              {at === null ? listText.none : <Moment at={at} format={format} short />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What was not reached is not reached any more once the run has ended. */
export function rowLabel(state: RowState, ended: boolean): string {
  return state === 'pending' && ended ? bulkText.stoppedRow : bulkText.rowStates[state];
}

function Pages({ run: { id, counts }, state, page }: RunPageProps): VNode | null {
  const total = state === undefined ? sum(counts) : counts[state];
  const first = (page - 1) * ROWS_A_PAGE;
  if (total <= ROWS_A_PAGE || first >= total) return null;
  const to = (n: number) => hrefWith(`${LIST}/${id}`, { hasil: state, halaman: String(n) });
  return (
    <nav class="pager" aria-label={bulkText.rows}>
      <span>{bulkText.pageOf(first + 1, Math.min(first + ROWS_A_PAGE, total), total)}</span>
      {page === 1 ? null : <a href={to(1)}>{listText.first}</a>}
      {first + ROWS_A_PAGE >= total ? null : (
        <a class="button" href={to(page + 1)} rel="next">
          {listText.next}
        </a>
      )}
    </nav>
  );
}

interface ListProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly runs: readonly BulkRunSummary[];
}

export function BulkListPage({ frame, format, runs }: ListProps): VNode {
  const all = staffMay(frame.actor, 'oversee_bulk');
  return (
    <Layout
      frame={frame}
      title={bulkText.listTitle}
      place="/console"
      head={<link rel="stylesheet" href={assetUrl('bulk.css')} />}
    >
      <p class="back">
        <a href="/console" data-key="u">
          {bulkText.back}
        </a>
      </p>
      <h1>{bulkText.listTitle}</h1>
      <p class="lead">{all ? bulkText.listLeadAll : bulkText.listLead}</p>
      {runs.length === 0 ? (
        <Empty title={bulkText.listEmpty} hint={bulkText.listEmptyHint} />
      ) : (
        <table class="cards">
          <caption class="hidden">{bulkText.listTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{bulkText.action}</th>
              <th scope="col">{bulkText.by}</th>
              <th scope="col">{bulkText.started}</th>
              <th scope="col">{bulkText.result}</th>
              <th scope="col">{bulkText.state}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id} data-testid="run">
                <th scope="row">
                  <a href={`${LIST}/${run.id}`} data-row>
                    {bulkRunTitles[run.action]}
                  </a>
                </th>
                <td data-label={bulkText.by}>{run.runnerName}</td>
                <td data-label={bulkText.started}>
                  <Moment at={run.startedAt} format={format} short />
                </td>
                <td data-label={bulkText.result}>{bulkText.summary(run.counts.done, run.counts.skipped)}</td>
                <td data-label={bulkText.state}>
                  <RunState state={run.state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Layout>
  );
}
