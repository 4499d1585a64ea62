import type { ComponentChildren, VNode } from 'preact';
import type { Report } from '../../../domain/report/report.js';
import { caseText, channelLabels, deliveryLabels, eventText } from '../../../i18n/console.js';
import { correctionReasonLabels, fieldLabels, rejectReasonLabels } from '../../../i18n/labels.js';
import type { CaseEventView, CaseView } from '../../../usecases/console-services.js';
import { changedFields } from '../changes.js';
import type { Formatter } from '../format.js';
import { Moment } from './parts.js';

interface HistoryProps {
  readonly events: readonly CaseEventView[];
  readonly format: Formatter;
}

export function History({ events, format }: HistoryProps): VNode {
  return (
    <section class="card later" aria-labelledby="riwayat">
      <h2 id="riwayat">{caseText.history}</h2>
      <ol class="timeline" data-testid="timeline">
        {events.map((event) => (
          <li key={event.id} data-event={event.data.type}>
            <EventBody event={event} before={answersBefore(events, event.seq)} />
            <p class="quiet">
              {event.actor.kind === 'system' ? caseText.system : event.actorName} ·{' '}
              <Moment at={event.at} format={format} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function answersBefore(events: readonly CaseEventView[], seq: number): Report | null {
  const earlier = events
    .filter((event) => event.seq < seq)
    .map(({ data }) => ('answers' in data ? data.answers : null));
  return earlier.findLast((answers) => answers !== null) ?? null;
}

interface EventBodyProps {
  readonly event: CaseEventView;
  readonly before: Report | null;
}

function EventBody({ event: { data }, before }: EventBodyProps): VNode {
  switch (data.type) {
    case 'submitted':
      return <Happened what={eventText.submitted} />;
    case 'screened':
      return <Happened what={eventText.screened(data.duplicates)} />;
    case 'correction_requested':
      return (
        <Happened what={eventText.correction_requested}>
          <Line name={eventText.reason}>{correctionReasonLabels[data.reason]}</Line>
          <Line name={eventText.question}>{data.note}</Line>
          {data.fields.length === 0 ? null : (
            <Line name={eventText.fields}>{data.fields.map((field) => fieldLabels[field]).join(', ')}</Line>
          )}
        </Happened>
      );
    case 'resubmitted':
      return (
        <Happened what={eventText.resubmitted}>
          {before === null ? null : <Changes before={before} after={data.answers} />}
        </Happened>
      );
    case 'approved':
      return (
        <Happened what={eventText.approved}>
          {data.note === '' ? null : <Line name={eventText.note}>{data.note}</Line>}
        </Happened>
      );
    case 'rejected':
      return (
        <Happened what={eventText.rejected}>
          <Line name={eventText.reason}>{rejectReasonLabels[data.reason]}</Line>
          {data.note === '' ? null : <Line name={eventText.note}>{data.note}</Line>}
        </Happened>
      );
    case 'registered':
      return (
        <Happened
          what={eventText.registered(data.entryNumber, data.version)}
          href={`/console/data-pemda/${data.entryId}`}
        />
      );
    case 'withdrawn':
      return (
        <Happened what={eventText.withdrawn}>
          {data.note === '' ? null : <Line name={eventText.note}>{data.note}</Line>}
        </Happened>
      );
    case 'objected':
      return (
        <Happened what={eventText.objected}>
          <Line name={eventText.note}>{data.note}</Line>
        </Happened>
      );
    case 'objection_lapsed':
      return <Happened what={eventText.objectionLapsed} />;
    case 'handed_over':
      return <Happened what={eventText.handedOver} />;
  }
}

export function Changes({ before, after }: { before: Report; after: Report }): VNode {
  const changed = changedFields(before, after);
  if (changed.length === 0) return <p class="quiet">{eventText.nothingChanged}</p>;
  return <Line name={eventText.changed}>{changed.map((field) => fieldLabels[field]).join(', ')}</Line>;
}

interface HappenedProps {
  readonly what: string;
  readonly href?: string;
  readonly children?: ComponentChildren;
}

function Happened({ what, href, children }: HappenedProps): VNode {
  return (
    <>
      <p>
        <strong>{href === undefined ? what : <a href={href}>{what}</a>}</strong>
      </p>
      {children}
    </>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ComponentChildren }): VNode {
  return (
    <p class="said">
      <span>{name}:</span> {children}
    </p>
  );
}

export function Notifications({
  notifications,
  format,
}: Pick<CaseView, 'notifications'> & { format: Formatter }): VNode {
  return (
    <section class="card later" aria-labelledby="pemberitahuan" data-testid="notifications">
      <h2 id="pemberitahuan">{caseText.notifications}</h2>
      {notifications.length === 0 ? <p class="quiet">{caseText.noNotifications}</p> : null}
      <ol class="timeline">
        {notifications.map((notification) => (
          <li key={notification.createdAt.toISOString()} data-state={notification.state}>
            <p class="said">{notification.text}</p>
            <p class="quiet">
              {channelLabels[notification.channel]} ·{' '}
              <Moment at={notification.settledAt ?? notification.createdAt} format={format} /> ·{' '}
              <strong>{deliveryLabels[notification.state] ?? notification.state}</strong>
              {notification.failure === null ? null : ` · ${caseText.failure(notification.failure)}`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
