/** One file of aid: how far it is, what would be recorded or was, and what is wrong in it. */
import type { VNode } from 'preact';
import {
  warningCodes,
  type AidFileCounts,
  type AidFileFault,
  type AidFileState,
} from '../../../../domain/aid/file.js';
import { listText } from '../../../../i18n/console.js';
import {
  aidCountLabels,
  aidFailureSentence,
  aidFaultSentence,
  aidFileColumnLabels,
  aidFileText as text,
  maskedAidFault,
} from '../../../../i18n/aid-files.js';
import { aidText, withdrawLabels } from '../../../../i18n/aid.js';
import type { AidFileSummary } from '../../../../usecases/aid/file-ports.js';
import { AID_FAULTS_A_PAGE, type AidFileView } from '../../../../usecases/aid/file-services.js';
import type { WithdrawFileForm } from '../../aid-file-form.js';
import type { Frame } from '../../context.js';
import type { Formatter } from '../../format.js';
import { hrefWith } from '../../href.js';
import { Action } from '../action.js';
import { Layout } from '../layout.js';
import { Empty, Fact, Problems } from '../parts.js';
import { AID_FILES, AidFileBadge, AidFileHead } from './files-page.js';
import { AID, WithdrawFields } from './shared.js';
import { Refreshing, runScript } from '../running.js';

interface PageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: AidFileView;
  /** Of what is wrong, from 1. */
  readonly page: number;
  /** Of the form to withdraw it. */
  readonly typed: WithdrawFileForm;
  readonly problems: readonly string[];
}

const working = ['checking', 'recording', 'withdrawing'] as const;

export function isWorking(state: AidFileState): state is (typeof working)[number] {
  return working.some((one) => one === state);
}

const addressOf = ({ id }: AidFileSummary) => `${AID_FILES}/${id}`;

export function AidFilePage(props: PageProps): VNode {
  const { frame, format, view, problems } = props;
  const { file } = view;
  const running = isWorking(file.state);
  return (
    <Layout
      frame={frame}
      title={file.fileName}
      place={AID}
      {...runScript(running)}
      head={
        <>
          <AidFileHead />
          <Refreshing running={running} />
        </>
      }
    >
      <p class="back">
        <a href={AID_FILES} data-key="u">
          {text.backToFiles}
        </a>
      </p>
      <div class="title-row">
        <h1 class="file-title">{file.fileName}</h1>
        <AidFileBadge state={file.state} />
      </div>
      <Problems title={text.problems} problems={problems} />
      <section class="card run" aria-label={text.progress}>
        <FileFacts file={file} format={format} />
        <Progress {...props} />
      </section>
      {file.counts === null ? null : <Result {...props} counts={file.counts} />}
      {view.mayWithdraw ? <Withdraw {...props} /> : null}
      {file.counts === null || running ? null : <Faults {...props} />}
    </Layout>
  );
}

export function FileFacts({
  file: { programName, listId, listName, uploadedAt, uploadedBy, fileName, withdrawn },
  format,
  named = false,
}: {
  readonly file: AidFileSummary;
  readonly format: Formatter;
  /** Also what it is called. */
  readonly named?: boolean;
}): VNode {
  return (
    <>
      <dl class="facts narrow">
        {named ? <Fact name={text.historyTitle}>{fileName}</Fact> : null}
        <Fact name={text.program}>{programName}</Fact>
        {listId === null ? null : (
          <Fact name={aidText.list}>
            <a href={`${AID}/daftar/${listId}`}>{listName}</a>
          </Fact>
        )}
        <Fact name={text.uploaded}>
          {format.moment(uploadedAt)}, {uploadedBy}
        </Fact>
      </dl>
      {withdrawn === null ? null : (
        <p class="notice warn">
          {text.withdrawnBy(withdrawn.by, format.moment(withdrawn.at), withdrawLabels[withdrawn.reason])}
        </p>
      )}
    </>
  );
}

function Progress({ frame, format, view: { file, mayDrop } }: PageProps): VNode {
  const { state, failure, readTo, settledTo, lastLine } = file;
  const settled = state === 'checking' ? readTo : settledTo;
  const words = (done: string, all: string) =>
    isWorking(state) && lastLine !== null ? text[state](done, all) : text.counting;
  return (
    <>
      {isWorking(state) ? (
        <>
          <div
            class="run-progress"
            data-progress={hrefWith(`${addressOf(file)}/kemajuan`, { tahap: state })}
            data-text={words('{settled}', '{total}')}
          >
            <progress
              {...(lastLine === null ? {} : { value: settled, max: Math.max(1, lastLine) })}
              aria-label={text.progress}
            />
            <span data-progress-text data-testid="progress">
              {words(format.count(settled), format.count(lastLine ?? 0))}
            </span>
          </div>
          <p class="hint">{text.goesOn}</p>
        </>
      ) : null}
      {failure === null ? null : (
        <p class="notice bad" role="status" data-testid="failure">
          {aidFailureSentence(failure)}
        </p>
      )}
      {mayDrop && state !== 'checked' ? (
        <Action frame={frame} action={`${addressOf(file)}/buang`}>
          <button type="submit" class="quiet">
            {text.drop}
          </button>
        </Action>
      ) : null}
    </>
  );
}

const countNames = ['fresh', 'standing', 'absent', 'wrong'] as const;

function Result(props: PageProps & { readonly counts: AidFileCounts }): VNode {
  const { frame, format, view, counts } = props;
  const { file, mayRecord } = view;
  const address = addressOf(file);
  const { recorded } = file;
  return (
    <section class="import-result" aria-labelledby="jumlah">
      {recorded === null ? null : (
        <>
          <h2 id="jumlah">{text.recordTitle}</h2>
          <dl class="import-counts">
            <Count
              name="recorded"
              label={text.recorded}
              hint={text.recordedHint}
              count={recorded.recorded}
              format={format}
            />
            <Count
              name="standing-then"
              label={text.standingThen}
              hint={text.standingThenHint}
              count={recorded.standing + counts.standing}
              format={format}
            />
            <Count
              name="refused"
              label={text.refused}
              hint={text.refusedHint}
              count={recorded.refused + counts.absent + counts.wrong}
              format={format}
            />
          </dl>
        </>
      )}
      {recorded === null ? (
        <>
          <h2 id="jumlah">{text.checkedTitle}</h2>
          <dl class="import-counts">
            {countNames.map((one) => (
              <Count key={one} name={one} {...aidCountLabels[one]} count={counts[one]} format={format} />
            ))}
          </dl>
        </>
      ) : null}
      {mayRecord ? (
        <>
          {file.again ? <p class="notice warn">{text.again}</p> : null}
          {file.programActive ? null : <p class="notice warn">{text.inactive}</p>}
          {counts.fresh === 0 ? <p class="notice good">{text.nothing}</p> : null}
          <div class="in-line">
            {counts.fresh === 0 || !file.programActive ? null : (
              <Action frame={frame} action={`${address}/catat`}>
                <button type="submit">{text.record(counts.fresh)}</button>
              </Action>
            )}
            <Action frame={frame} action={`${address}/buang`}>
              <button type="submit" class="quiet">
                {text.drop}
              </button>
            </Action>
          </div>
        </>
      ) : null}
    </section>
  );
}

function Count({
  name,
  label,
  hint,
  count,
  format,
}: {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly count: number;
  readonly format: Formatter;
}): VNode {
  return (
    <div data-testid={`count-${name}`}>
      <dt>
        {label} <small>{hint}</small>
      </dt>
      <dd>{format.count(count)}</dd>
    </div>
  );
}

function Withdraw({ frame, view: { file }, typed, problems }: PageProps): VNode {
  return (
    <details class="card later narrow-form" open={problems.length > 0}>
      <summary>{text.withdrawTitle}</summary>
      <form method="post" action={`${addressOf(file)}/tarik`} class="stack" data-once>
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <WithdrawFields reason={typed.alasan} note={typed.keterangan} />
        <p class="hint">{text.withdrawHint}</p>
        <button type="submit" class="second">
          {text.withdraw}
        </button>
      </form>
    </details>
  );
}

function Faults(props: PageProps): VNode {
  const { view, page, format } = props;
  const { file, faults, faultCount } = view;
  return (
    <section aria-labelledby="kesalahan" class="aid-faults">
      <h2 id="kesalahan" class="rows-title">
        {text.faultsTitle}
      </h2>
      {faultCount === 0 ? <Empty title={text.faultsNone} hint={text.faultsNoneHint} /> : null}
      {faultCount > 0 && faults.length === 0 && page === 1 ? (
        <p class="hint">{text.faultsOthers(faultCount)}</p>
      ) : null}
      {faults.length === 0 ? null : (
        <>
          <p class="hint">{text.faultsLead}</p>
          <FaultRows faults={faults} format={format} />
          <FaultPages file={file} page={page} total={faultCount} />
          <p class="export-link">
            <a href={`${addressOf(file)}/kesalahan.csv`}>{text.download}</a>
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
  readonly faults: readonly AidFileFault[];
  readonly format: Formatter;
}): VNode {
  return (
    <table class="cards">
      <caption class="hidden">{text.faultsTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{text.line}</th>
          <th scope="col">{text.column}</th>
          <th scope="col">{text.what}</th>
        </tr>
      </thead>
      <tbody>
        {faults.map((fault) => {
          const kept = warningCodes.includes(fault.code);
          return (
            <tr key={`${String(fault.n)} ${fault.code}`} data-testid="fault">
              <th scope="row">
                <span class="narrow-only">{text.line}</span> {format.count(fault.n)}
              </th>
              <td data-label={text.column}>
                {fault.column === null ? text.wholeRow : aidFileColumnLabels[fault.column]}
              </td>
              <td data-label={text.what}>
                <span class={`badge fault-${kept ? 'kept' : 'left'}`}>{kept ? text.kept : text.left}</span>{' '}
                {aidFaultSentence(maskedAidFault(fault))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function FaultPages({
  file,
  page,
  total,
}: {
  readonly file: AidFileSummary;
  readonly page: number;
  readonly total: number;
}): VNode | null {
  const first = (page - 1) * AID_FAULTS_A_PAGE;
  if (total <= AID_FAULTS_A_PAGE || first >= total) return null;
  const to = (n: number) => `${hrefWith(addressOf(file), { halaman: String(n) })}#kesalahan`;
  return (
    <nav class="pager" aria-label={text.faultsTitle}>
      <span>{text.pageOf(first + 1, Math.min(first + AID_FAULTS_A_PAGE, total), total)}</span>
      {page === 1 ? null : <a href={to(1)}>{listText.first}</a>}
      {first + AID_FAULTS_A_PAGE >= total ? null : (
        <a class="button" href={to(page + 1)} rel="next">
          {listText.next}
        </a>
      )}
    </nav>
  );
}
