/** One import: how far it is, what it would do or did, and what is wrong in its file. */
import type { VNode } from 'preact';
import { listText } from '../../../i18n/console.js';
import { importColumnLabels, rowFaultSentence } from '../../../i18n/import.js';
import {
  importFailureSentence,
  importFieldLabels,
  importPageText,
  importRunText as text,
} from '../../../i18n/source-import-console.js';
import type {
  ImportDetail,
  ImportProgress,
  ListedFault,
  SampleRow,
} from '../../../usecases/source-import/console-ports.js';
import { isRunning } from '../../../usecases/source-import/run-state.js';
import { FAULTS_A_PAGE, type ImportView } from '../../../usecases/source-import/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { hrefWith } from '../href.js';
import { Action } from './action.js';
import { Layout } from './layout.js';
import { Empty, Fact } from './parts.js';
import { Counts, ImportStateBadge, IMPORT_HOME } from './source-import-parts.js';
import { Refreshing, runScript } from './running.js';

interface PageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: ImportView;
  /** Of the faults, from 1. */
  readonly page: number;
}

const addressOf = ({ id }: ImportDetail) => `${IMPORT_HOME}/${id}`;

export function SourceImportRunPage(props: PageProps): VNode {
  const { frame, format, view } = props;
  const { detail } = view;
  const title = text.title(detail.source, format.day(detail.asOf));
  const running = isRunning(detail) && (detail.state !== 'reading' || detail.hasFile);
  return (
    <Layout
      frame={frame}
      title={title}
      place="/console/impor"
      {...runScript(running)}
      head={
        <>
          <link rel="stylesheet" href={assetUrl('bulk.css')} />
          <link rel="stylesheet" href={assetUrl('import.css')} />
          <Refreshing running={running} />
        </>
      }
    >
      <p class="back">
        <a href={IMPORT_HOME} data-key="u">
          {importPageText.back}
        </a>
      </p>
      <div class="title-row">
        <h1>{title}</h1>
        <ImportStateBadge of={detail} />
      </div>
      <section class="card run" aria-label={text.progress}>
        <Facts detail={detail} format={format} />
        <Work {...props} running={running} />
      </section>
      {detail.counts === null ? null : (
        <section class="import-result" aria-labelledby="jumlah">
          <h2 id="jumlah">{countsTitle(detail)}</h2>
          <Counts counts={detail.counts} format={format} />
          <Decide frame={frame} detail={detail} />
        </section>
      )}
      {view.sample.length === 0 ? null : (
        <Sample sample={view.sample} total={detail.counts?.changed ?? view.sample.length} />
      )}
      {detail.counts === null ? null : <Faults {...props} />}
    </Layout>
  );
}

function countsTitle({ state }: ImportDetail): string {
  if (state === 'read' || state === 'applying' || state === 'dropped') return text.countsTitle.read;
  return state === 'reverted' ? text.countsTitle.reverted : text.countsTitle.applied;
}

function Facts({ detail, format }: { readonly detail: ImportDetail; readonly format: Formatter }): VNode {
  const { facts, by } = text;
  const { appliedAt, endedAt } = detail;
  const who = (name: string | null) => name ?? importPageText.terminal;
  return (
    <dl class="facts narrow">
      {detail.fileName === null ? null : <Fact name={facts.file}>{detail.fileName}</Fact>}
      <Fact name={facts.holds}>{detail.whole ? importPageText.whole : importPageText.part}</Fact>
      <Fact name={facts.started}>{by(format.moment(detail.startedAt), who(detail.startedBy))}</Fact>
      {appliedAt === null ? null : (
        <Fact name={facts.applied}>{by(format.moment(appliedAt), who(detail.appliedBy))}</Fact>
      )}
      {endedAt === null || detail.state !== 'reverted' ? null : (
        <Fact name={facts.reverted}>{by(format.moment(endedAt), who(detail.revertedBy))}</Fact>
      )}
      {detail.revertReason === null ? null : (
        <Fact name={facts.reason}>
          <span class="words">{detail.revertReason}</span>
        </Fact>
      )}
      {endedAt === null || detail.state !== 'dropped' ? null : (
        <Fact name={facts.dropped}>{by(format.moment(endedAt), who(detail.droppedBy))}</Fact>
      )}
    </dl>
  );
}

/** What is to be told apart while it goes on: the page looks again when it comes to the next. */
export function phaseOf({ state, settled, total }: ImportProgress): string {
  if (state === 'reading') {
    if (total === null) return 'counting';
    return settled < total ? 'reading' : 'comparing';
  }
  if (state === 'applying') return total === null || settled < total ? 'applying' : 'ending';
  return state;
}

function progressText(phase: string, settled: string, total: string): string {
  switch (phase) {
    case 'reading':
    case 'applying':
    case 'reverting':
      return text[phase](settled, total);
    case 'counting':
    case 'comparing':
    case 'ending':
      return text[phase];
    default:
      return '';
  }
}

function Work({ frame, format, view, running }: PageProps & { readonly running: boolean }): VNode | null {
  const { detail, progress } = view;
  const address = addressOf(detail);
  const { state, failure, stopped, hasFile } = detail;
  if (state !== 'reading' && state !== 'applying' && state !== 'reverting') return null;
  const phase = phaseOf(progress);
  const { settled, total } = progress;
  return (
    <>
      <div
        class="run-progress"
        data-progress={running ? hrefWith(`${address}/kemajuan`, { tahap: phase }) : undefined}
        data-text={progressText(phase, '{settled}', '{total}')}
      >
        <progress
          {...(total === null ? {} : { value: settled, max: Math.max(1, total) })}
          aria-label={text.progress}
        />
        <span data-progress-text data-testid="progress">
          {progressText(phase, format.count(settled), format.count(total ?? 0))}
        </span>
      </div>
      {failure === null ? null : (
        <p class="notice bad" role="status" data-testid="failure">
          {importFailureSentence(failure)}
        </p>
      )}
      {stopped ? (
        <p class="notice warn" role="status" data-testid="stopped">
          {text.stoppedBy(detail.stoppedBy)} {state === 'reading' ? null : text.halfWay}
        </p>
      ) : null}
      {state === 'reading' && !hasFile && failure === null ? (
        <p class="notice warn">{text.atTerminal}</p>
      ) : null}
      <div class="in-line">
        {running ? (
          <Action frame={frame} action={`${address}/hentikan`}>
            <button type="submit" class="second">
              {text.stop}
            </button>
          </Action>
        ) : null}
        {(stopped || failure !== null) && failure !== 'file.gone' ? (
          <Action frame={frame} action={`${address}/lanjutkan`}>
            <button type="submit">{text.resume}</button>
          </Action>
        ) : null}
        {state === 'reading' && !running ? <Drop frame={frame} detail={detail} /> : null}
      </div>
      {running ? <p class="hint">{text.stopHint}</p> : null}
    </>
  );
}

function Drop({ frame, detail }: { readonly frame: Frame; readonly detail: ImportDetail }): VNode {
  return (
    <Action frame={frame} action={`${addressOf(detail)}/buang`}>
      <button type="submit" class="quiet">
        {text.drop}
      </button>
    </Action>
  );
}

/** What may follow. */
function Decide({ frame, detail }: { readonly frame: Frame; readonly detail: ImportDetail }): VNode | null {
  const { state, counts, newest, busy } = detail;
  const address = addressOf(detail);
  if (state === 'read') {
    const acts = counts !== null && counts.new + counts.changed + counts.gone > 0;
    return (
      <>
        {acts ? null : <p class="notice good">{text.nothing}</p>}
        <div class="in-line">
          <a class="button" href={`${address}/masukkan`}>
            {text.apply}
          </a>
          <Drop frame={frame} detail={detail} />
        </div>
        <p class="hint">{text.dropHint}</p>
      </>
    );
  }
  if (state !== 'applied') return null;
  if (busy) return <p class="hint">{text.busy}</p>;
  if (!newest) return <p class="hint">{text.notNewest}</p>;
  return (
    <p>
      <a class="button second" href={`${address}/batalkan`}>
        {text.revert}
      </a>
    </p>
  );
}

function Sample({ sample, total }: { readonly sample: readonly SampleRow[]; readonly total: number }): VNode {
  return (
    <section aria-labelledby="contoh">
      <h2 id="contoh" class="rows-title">
        {text.sampleTitle}
      </h2>
      <p class="hint">{text.sampleLead(sample.length, total)}</p>
      <table class="cards">
        <caption class="hidden">{text.sampleTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{text.line}</th>
            <th scope="col">{text.person}</th>
            <th scope="col">{text.field}</th>
            <th scope="col">{text.before}</th>
            <th scope="col">{text.after}</th>
          </tr>
        </thead>
        {sample.map((row) => (
          <SampleRows key={row.n} row={row} />
        ))}
      </table>
    </section>
  );
}

function SampleRows({ row: { n, person, back, differences } }: { readonly row: SampleRow }): VNode {
  const lines: readonly (SampleRow['differences'][number] | null)[] =
    differences.length === 0 ? [null] : differences;
  return (
    <tbody data-testid="sample">
      {lines.map((line, nth) => (
        <tr key={line?.field ?? ''}>
          <th scope="row" class={nth === 0 ? undefined : 'again'}>
            <span class="narrow-only">{text.line}</span> {n}
          </th>
          <td data-label={text.person} class={nth === 0 ? undefined : 'again'}>
            {person === null ? (
              text.concealed
            ) : (
              <>
                {person.name} <small class="digits">{person.nik ?? text.noNik}</small>
              </>
            )}
          </td>
          <td data-label={text.field}>
            {line === null ? (back ? text.back : listText.none) : importFieldLabels[line.field]}
          </td>
          <td data-label={text.before}>{line === null ? listText.none : <Said words={line.before} />}</td>
          <td data-label={text.after}>{line === null ? listText.none : <Said words={line.after} />}</td>
        </tr>
      ))}
    </tbody>
  );
}

function Said({ words }: { readonly words: string | null }): VNode {
  return words === null ? <small>{text.empty}</small> : <>{words}</>;
}

function Faults({ view, page, format }: PageProps): VNode {
  const { detail, faults, faultCount } = view;
  const total = faultCount.left + faultCount.warned;
  return (
    <section aria-labelledby="kesalahan">
      <h2 id="kesalahan" class="rows-title">
        {text.faultsTitle}
      </h2>
      {total === 0 ? (
        <Empty title={text.faultsNone} hint={text.faultsNoneHint} />
      ) : (
        <>
          <p class="hint">{text.faultsLead(faultCount.left, faultCount.warned)}</p>
          <FaultRows faults={faults} format={format} />
          <FaultPages detail={detail} page={page} total={total} />
          <p class="export-link">
            <a href={`${addressOf(detail)}/kesalahan.csv`}>{text.download}</a>
          </p>
        </>
      )}
    </section>
  );
}

function FaultRows({
  faults,
  format,
}: {
  readonly faults: readonly ListedFault[];
  readonly format: Formatter;
}): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{text.faultsTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{text.line}</th>
          <th scope="col">{text.field}</th>
          <th scope="col">{text.what}</th>
        </tr>
      </thead>
      <tbody>
        {faults.map((fault) => (
          <tr key={`${String(fault.n)} ${fault.column ?? ''} ${fault.code}`} data-testid="fault">
            <th scope="row">
              <span class="narrow-only">{text.line}</span> {format.count(fault.n)}
            </th>
            <td data-label={text.field}>
              {fault.column === null ? listText.none : importColumnLabels[fault.column]}
            </td>
            <td data-label={text.what}>
              <span class={`badge fault-${fault.taken ? 'kept' : 'left'}`}>
                {fault.taken ? text.kept : text.left}
              </span>{' '}
              {rowFaultSentence(fault)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FaultPages({
  detail,
  page,
  total,
}: {
  readonly detail: ImportDetail;
  readonly page: number;
  readonly total: number;
}): VNode | null {
  const first = (page - 1) * FAULTS_A_PAGE;
  if (total <= FAULTS_A_PAGE || first >= total) return null;
  const to = (n: number) => `${hrefWith(addressOf(detail), { halaman: String(n) })}#kesalahan`;
  return (
    <nav class="pager" aria-label={text.faultsTitle}>
      <span>{importPageText.pageOf(first + 1, Math.min(first + FAULTS_A_PAGE, total), total)}</span>
      {page === 1 ? null : <a href={to(1)}>{listText.first}</a>}
      {first + FAULTS_A_PAGE >= total ? null : (
        <a class="button" href={to(page + 1)} rel="next">
          {listText.next}
        </a>
      )}
    </nav>
  );
}
