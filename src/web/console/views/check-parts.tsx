/** What of a field check stands on the page of its case and on its own. */
import type { VNode } from 'preact';
import { differences } from '../../../domain/case/field-check.js';
import {
  checkFindingLabels,
  checkQuestionLabels,
  checkStateLabels,
  checkText,
  foundLabels,
} from '../../../i18n/field-check.js';
import { deliveryLabels } from '../../../i18n/console.js';
import { fieldLabels } from '../../../i18n/labels.js';
import type { CaseRow } from '../../../usecases/console-services.js';
import type { CaseChecks, CheckView } from '../../../usecases/field-check/services.js';
import type { Formatter } from '../format.js';
import { Fact, Moment } from './parts.js';

interface CheckProps {
  readonly caseId: string;
  readonly check: CheckView;
  readonly format: Formatter;
}

export const checkPath = (caseId: string) => `/console/kasus/${caseId}/cek-lapangan`;

export function CheckBadge({ check: { state, overdue } }: Pick<CheckProps, 'check'>): VNode {
  return (
    <span class="marks">
      <span class={`badge check-${state}`} data-testid="check-state" data-state={state}>
        {checkStateLabels[state]}
      </span>
      {overdue ? <span class="badge urgent">{checkText.overdue}</span> : null}
    </span>
  );
}

/** Beside the other marks of a report. */
export function CheckMark({
  of: { fieldCheck },
}: {
  readonly of: Pick<CaseRow, 'fieldCheck'>;
}): VNode | null {
  if (fieldCheck === null) return null;
  const { state, overdue } = fieldCheck;
  return (
    <span class={overdue ? 'tag bad' : `tag check-${state}`}>
      {overdue ? checkText.markLate : checkText.mark[state]}
    </span>
  );
}

/** Whether the task got to its checker; of somebody of the office there is no message. */
export function CheckDelivery({
  check: { checker, state, delivery },
}: Pick<CheckProps, 'check'>): VNode | null {
  if (checker.kind === 'user' || state !== 'open') return null;
  if (delivery === null) return <p class="quiet">{checkText.noDelivery}</p>;
  return <p class="quiet">{checkText.delivery(deliveryLabels[delivery] ?? delivery)}</p>;
}

/** In the column of what can be done: who looks, until when, and the way to all the rest. */
export function CheckCard({ checks, format }: { checks: CaseChecks; format: Formatter }): VNode | null {
  const [last] = checks.checks;
  if (last === undefined && !checks.orderable) return null;
  const { caseId } = checks;
  return (
    <section class="card" aria-labelledby="cek-lapangan" data-testid="check-card">
      <h2 id="cek-lapangan">{checkText.card}</h2>
      {last === undefined ? (
        <p class="quiet">{checkText.none}</p>
      ) : (
        <>
          <p>
            <CheckBadge check={last} />
          </p>
          <p>{checkText.by(last.checkerName, format.day(last.dueOn))}</p>
          <CheckDelivery check={last} />
        </>
      )}
      <p class="check-links">
        <a href={checkPath(caseId)}>
          {last?.state === 'open' ? checkText.open : checks.orderable ? checkText.order : checkText.all}
        </a>
        {last?.state === 'open' ? (
          <a href={`/console/kasus/${caseId}/surat-tugas`}>{checkText.sheet}</a>
        ) : null}
      </p>
    </section>
  );
}

/** Before anything else on the page of the case: somebody is on the way, or has been there. */
export function CheckNotice({
  checks,
  format,
}: {
  checks: CaseChecks | null;
  format: Formatter;
}): VNode | null {
  const [last] = checks?.checks ?? [];
  if (last?.state === 'open') {
    return (
      <div class="notice warn" data-testid="check-open">
        <p>
          <strong>{checkText.warningTitle}</strong>
        </p>
        <p>{checkText.warning(last.checkerName, format.day(last.dueOn))}</p>
      </div>
    );
  }
  if (last?.state !== 'reported') return null;
  return (
    <div class="notice good" data-testid="check-reported">
      <p>
        <strong>{checkText.resultIn}</strong>
      </p>
      <p>
        {checkText.resultInHint} <a href="#hasil-cek">{checkText.resultLink}</a>
      </p>
    </div>
  );
}

/** What the last check found, among what was reported. */
export function CheckResultCard({ checks, format }: { checks: CaseChecks; format: Formatter }): VNode | null {
  const check = checks.checks.find(({ result }) => result !== null);
  if (check === undefined) return null;
  return (
    <section class="card" aria-labelledby="hasil-cek" data-testid="check-result">
      <h2 id="hasil-cek">{checkText.resultTitle}</h2>
      <CheckResult caseId={checks.caseId} check={check} format={format} />
    </section>
  );
}

export function CheckResult({ caseId, check, format }: CheckProps): VNode | null {
  const { result } = check;
  if (result === null) return null;
  const { note, location, photos, answers, found } = result;
  const by = result.written ? checkText.writtenBy : checkText.reportedBy;
  return (
    <>
      <p class="quiet">{by(result.byName, format.moment(result.at))}</p>
      {found ? <p>{checkText.differs(differences(result).length)}</p> : null}
      <dl class="facts check-findings">
        <Fact name={checkText.found}>
          <Mark good={found}>{found ? foundLabels.yes : foundLabels.no}</Mark>
        </Fact>
        {answers.map(({ question, finding }) => (
          <Fact key={question} name={checkQuestionLabels[question]}>
            {finding === 'unknown' ? (
              <span class="tag">{checkFindingLabels[finding]}</span>
            ) : (
              <Mark good={finding === 'matches'}>{checkFindingLabels[finding]}</Mark>
            )}
          </Fact>
        ))}
        {location === null ? null : (
          <Fact name={checkText.location}>
            {`${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}`}
          </Fact>
        )}
        {note === null ? null : <Fact name={fieldLabels.note}>{note}</Fact>}
      </dl>
      {photos.length === 0 ? null : (
        <ul class="photos">
          {photos.map((photo, place) => (
            <li key={photo.id} data-state={photo.state}>
              <CheckPhoto caseId={caseId} photo={photo} name={checkText.photo(place + 1)} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Mark({ good, children }: { readonly good: boolean; readonly children: string }): VNode {
  return <span class={good ? 'tag check-good' : 'tag bad'}>{children}</span>;
}

interface PhotoProps {
  readonly caseId: string;
  readonly photo: NonNullable<CheckView['result']>['photos'][number];
  readonly name: string;
}

function CheckPhoto({ caseId, photo, name }: PhotoProps): VNode {
  if (photo.state !== 'stored') {
    return <p class="quiet">{photo.state === 'pending' ? checkText.photoPending : checkText.photoFailed}</p>;
  }
  const address = `/console/kasus/${caseId}/foto/${photo.id}`;
  const { width, height } = photo;
  return (
    <figure>
      <a href={address}>
        <img
          src={address}
          alt={name}
          width={width ?? undefined}
          height={height ?? undefined}
          loading="lazy"
        />
      </a>
    </figure>
  );
}

/** One that is over, in a line or two. */
export function PastCheck({ caseId, check, format }: CheckProps): VNode {
  return (
    <li data-testid="past-check">
      <p>
        <CheckBadge check={check} />
      </p>
      <p>{checkText.by(check.checkerName, format.day(check.dueOn))}</p>
      {check.reason === null ? null : <p class="said">{checkText.reasonOf(check.reason)}</p>}
      <CheckResult caseId={caseId} check={check} format={format} />
      <p class="quiet">
        {checkText.orderedBy(check.orderedByName, '')}
        <Moment at={check.orderedAt} format={format} />
      </p>
    </li>
  );
}
