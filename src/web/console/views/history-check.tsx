import type { VNode } from 'preact';
import { accessChainText } from '../../../i18n/escalation.js';
import { historyText } from '../../../i18n/out.js';
import type { HistoryCheckView } from '../../../usecases/oversight/services.js';
import type { Formatter } from '../format.js';
import { Fact, Moment } from './parts.js';

interface HistoryCheckProps {
  /** The newest; null: there was none yet. */
  readonly check: HistoryCheckView | null;
  readonly csrf: string;
  readonly format: Formatter;
}

/** What the last look through all histories found, and the button for another. */
export function HistoryCheck({ check, csrf, format }: HistoryCheckProps): VNode {
  const running = check !== null && check.finishedAt === null;
  return (
    <section class="card history-check" aria-labelledby="keutuhan" data-testid="history-check">
      <h2 id="keutuhan">{historyText.title}</h2>
      <p>{historyText.lead}</p>
      {check === null ? <p class="notice">{historyText.never}</p> : <Result check={check} format={format} />}
      {running ? null : (
        <form method="post" action="/console/catatan-akses/periksa">
          <input type="hidden" name="_csrf" value={csrf} />
          <button type="submit">{historyText.check}</button>
        </form>
      )}
    </section>
  );
}

interface ResultProps {
  readonly check: HistoryCheckView;
  readonly format: Formatter;
}

function Result({ check, format }: ResultProps): VNode {
  const { finishedAt, startedAt, startedBy, caseCount, eventCount, caseTotal, first } = check;
  const access = check.access?.fault === null ? check.access : null;
  return (
    <>
      <Verdict check={check} />
      <AccessVerdict check={check} format={format} />
      <dl class="facts">
        <Fact name={historyText.counts}>
          {finishedAt === null
            ? historyText.progress(caseCount, caseTotal)
            : historyText.countsOf(caseCount, eventCount)}
        </Fact>
        <Fact name={finishedAt === null ? historyText.started : historyText.when}>
          <Moment at={finishedAt ?? startedAt} format={format} />
        </Fact>
        <Fact name={historyText.by}>{startedBy ?? historyText.nightly}</Fact>
        {access === null ? null : (
          <Fact name={accessChainText.title}>{accessChainText.holdsOf(access.rowCount)}</Fact>
        )}
        {first === null ? null : (
          <Fact name={historyText.first}>
            {first.number ?? historyText.elsewhere}: {historyText.faults[first.fault]}
            {first.seq === null ? null : ` (${historyText.step(first.seq)})`}
          </Fact>
        )}
      </dl>
    </>
  );
}

function Verdict({ check: { finishedAt, faultCount } }: { readonly check: HistoryCheckView }): VNode {
  if (faultCount > 0) {
    return (
      <div class="notice bad" role="alert">
        <p>
          <strong>{historyText.broken(faultCount)}</strong>
        </p>
        <p>{historyText.advice}</p>
      </div>
    );
  }
  if (finishedAt === null)
    return (
      <p class="notice" role="status">
        {historyText.running}
      </p>
    );
  return <p class="notice good">{historyText.holds}</p>;
}

/** Said only when it does not hold. */
function AccessVerdict({ check: { access }, format }: ResultProps): VNode | null {
  const fault = access?.fault ?? null;
  if (fault === null) return null;
  const said = (at: Date | null) => (at === null ? null : format.moment(at));
  const { from, until } = fault;
  return (
    <div class="notice bad" role="alert" data-testid="access-broken">
      <p>
        <strong>{accessChainText.broken(said(from), said(until))}</strong>
      </p>
      <p>{historyText.advice}</p>
    </div>
  );
}
