import type { VNode } from 'preact';
import { deliveryLabels, listText, markText } from '../../../i18n/console.js';
import { escalationText } from '../../../i18n/escalation.js';
import { kindLabels } from '../../../i18n/labels.js';
import {
  ESCALATION_NOTE_LIMIT,
  type EscalationPage,
  type HandledEscalation,
  type OpenEscalation,
  type SupervisorReach,
} from '../../../usecases/escalation/services.js';
import { assetUrl } from '../../plugins/assets.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { DueMark } from './claim-panel.js';
import { ESCALATION_PATH } from './escalation-marks.js';
import { Layout } from './layout.js';
import { Empty, Fact, Moment, Problems } from './parts.js';

/** What was typed and could not be saved. */
export interface HandleAttempt {
  readonly caseId: string;
  readonly note: string;
  readonly assignee: string | null;
  readonly problem: string;
}

interface EscalationsPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: EscalationPage;
  readonly attempt: HandleAttempt | null;
}

export function EscalationsPage({ frame, format, view, attempt }: EscalationsPageProps): VNode {
  const { open, openCount, handled, supervisors } = view;
  return (
    <Layout
      frame={frame}
      title={escalationText.title}
      place="/console"
      head={<link rel="stylesheet" href={assetUrl('escalation.css')} />}
    >
      <h1>{escalationText.title}</h1>
      <p class="lead">{escalationText.lead}</p>
      {attempt === null ? null : <Problems title={escalationText.faultTitle} problems={[attempt.problem]} />}
      {open.length === 0 ? <Empty title={escalationText.empty} hint={escalationText.emptyHint} /> : null}
      <div class="escalation-list">
        {open.map((one) => (
          <Open
            key={one.caseId}
            of={one}
            csrf={frame.csrf}
            format={format}
            attempt={attempt?.caseId === one.caseId ? attempt : null}
          />
        ))}
      </div>
      {openCount > open.length ? <p class="hint">{escalationText.more(open.length, openCount)}</p> : null}
      <div class="escalation-rest">
        <Handled rows={handled} format={format} />
        <Reach supervisors={supervisors} format={format} />
      </div>
    </Layout>
  );
}

interface OpenProps {
  readonly of: OpenEscalation;
  readonly csrf: string;
  readonly format: Formatter;
  readonly attempt: HandleAttempt | null;
}

function Open({ of, csrf, format, attempt }: OpenProps): VNode {
  const heading = `e-${of.caseId}`;
  return (
    <article class="card escalation" aria-labelledby={heading} data-testid="escalation">
      <div class="title-row">
        <h2 id={heading}>
          <a class="number" href={`/console/kasus/${of.caseId}`}>
            {of.number}
          </a>
        </h2>
        <p class="marks">
          {of.causes.map((cause) => (
            <span key={cause} class={`badge cause-${cause}`}>
              {escalationText.causes[cause]}
            </span>
          ))}
          {of.sensitive ? <span class="badge sensitive">{markText.sensitive}</span> : null}
          {of.due.daysLeft < 0 ? <DueMark due={of.due} format={format} /> : null}
        </p>
      </div>
      <dl class="facts">
        <Fact name={escalationText.subject}>
          {of.subjectName} <small>{kindLabels[of.kind]}</small>
        </Fact>
        <Fact name={escalationText.place}>
          {of.desaName} <small>{of.kecamatanName}</small>
        </Fact>
        <Fact name={escalationText.came}>
          <Moment at={of.submittedAt} format={format} short />
        </Fact>
        <Fact name={escalationText.holder}>{of.holderName ?? escalationText.nobody}</Fact>
        {of.assignedName === null ? null : <Fact name={escalationText.assigned}>{of.assignedName}</Fact>}
      </dl>
      <Handle of={of} csrf={csrf} attempt={attempt} />
    </article>
  );
}

function Handle({ of, csrf, attempt }: Omit<OpenProps, 'format'>): VNode {
  const id = (name: string) => `${name}-${of.caseId}`;
  return (
    <details class="escalation-handle" open={attempt !== null}>
      <summary>
        {escalationText.handle} <span class="hidden">{of.number}</span>
      </summary>
      <form method="post" action={`${ESCALATION_PATH}/tangani`} class="stack" data-once>
        <input type="hidden" name="_csrf" value={csrf} />
        <input type="hidden" name="kasus" value={of.caseId} />
        <label>
          {escalationText.assign}
          <select name="petugas" value={attempt?.assignee ?? ''} aria-describedby={id('petugas-hint')}>
            <option value="">{escalationText.assignKeep}</option>
            {of.assignees.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </select>
        </label>
        <p class="hint" id={id('petugas-hint')}>
          {escalationText.assignHint}
        </p>
        <label>
          {escalationText.note}
          <textarea
            name="catatan"
            rows={3}
            maxLength={ESCALATION_NOTE_LIMIT}
            aria-describedby={id('catatan-hint')}
          >
            {attempt?.note ?? ''}
          </textarea>
        </label>
        <p class="hint" id={id('catatan-hint')}>
          {escalationText.noteHint}
        </p>
        <button type="submit">{escalationText.done}</button>
      </form>
    </details>
  );
}

interface HandledProps {
  readonly rows: readonly HandledEscalation[];
  readonly format: Formatter;
}

function Handled({ rows, format }: HandledProps): VNode {
  return (
    <section aria-labelledby="ditangani">
      <h2 id="ditangani">{escalationText.handledTitle}</h2>
      {rows.length === 0 ? <p class="quiet">{escalationText.noneHandled}</p> : null}
      {rows.length === 0 ? null : (
        <table class="cards">
          <caption class="hidden">{escalationText.handledCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{escalationText.number}</th>
              <th scope="col">{escalationText.cause}</th>
              <th scope="col">{escalationText.done}</th>
              <th scope="col">{escalationText.noteColumn}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-testid="handled">
                <th scope="row">
                  <a class="number" href={`/console/kasus/${row.caseId}`}>
                    {row.number}
                  </a>
                </th>
                <td data-label={escalationText.cause}>
                  {row.causes.map((cause) => escalationText.causes[cause]).join(', ')}
                </td>
                <td data-label={escalationText.done}>
                  <Moment at={row.handledAt} format={format} short /> <small>{row.handledBy}</small>
                </td>
                <td data-label={escalationText.noteColumn}>{row.note === '' ? listText.none : row.note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Whether what is told in chat reaches those whom it is for. */
function Reach({
  supervisors,
  format,
}: {
  readonly supervisors: readonly SupervisorReach[];
  readonly format: Formatter;
}): VNode {
  return (
    <section class="card" aria-labelledby="kabar" data-testid="reach">
      <h2 id="kabar">{escalationText.reachTitle}</h2>
      <p class="hint">{escalationText.reachLead}</p>
      <ul class="reach">
        {supervisors.map((person) => (
          <li key={person.id}>
            <p>
              <strong>{person.name}</strong>{' '}
              {person.me ? <span class="tag">{escalationText.you}</span> : null}
            </p>
            <Told of={person} format={format} />
            {person.me && !person.hasChat ? (
              <p>
                <a href="/console/peringatan">{escalationText.connect}</a>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Told({
  of: { hasChat, last },
  format,
}: {
  readonly of: SupervisorReach;
  readonly format: Formatter;
}): VNode {
  if (!hasChat) return <p class="quiet">{escalationText.noChat}</p>;
  if (last === null) return <p class="quiet">{escalationText.neverTold}</p>;
  const missed = escalationText.undelivered[last.state];
  return (
    <p>
      <span class={missed === undefined ? 'badge' : 'badge part-failing'} data-state={last.state}>
        {missed ?? deliveryLabels[last.state] ?? last.state}
      </span>{' '}
      <Moment at={last.at} format={format} short />
    </p>
  );
}
