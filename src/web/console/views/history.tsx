import type { ComponentChildren, VNode } from 'preact';
import { reasonLabel, type Reference } from '../../../domain/reference/reference.js';
import type { Report } from '../../../domain/report/report.js';
import { duplicateText, objectionResult, objectionText } from '../../../i18n/case-actions.js';
import { editReasonLabels } from '../../../i18n/casework.js';
import { caseText, eventText } from '../../../i18n/console.js';
import { changedLabels, fieldLabels } from '../../../i18n/labels.js';
import type { CaseEventView, DuplicateLink } from '../../../usecases/console-services.js';
import { checkLines } from '../check-lines.js';
import { changedFields } from '../changes.js';
import type { Formatter } from '../format.js';
import { versionRows } from '../versions.js';
import { Moment } from './parts.js';
import { VersionTable } from './version-table.js';

interface HistoryProps {
  readonly reference: Reference;
  readonly events: readonly CaseEventView[];
  readonly format: Formatter;
}

export function History({ reference, events, format }: HistoryProps): VNode {
  return (
    <section class="card later" aria-labelledby="riwayat">
      <h2 id="riwayat">{caseText.history}</h2>
      <ol class="timeline" data-testid="timeline">
        {events.map((event) => (
          <li key={event.id} data-event={event.type}>
            <EventBody
              reference={reference}
              event={event}
              before={answersBefore(events, event.seq)}
              format={format}
            />
            <p class="quiet">
              {whoDid(event)}
              <Moment at={event.at} format={format} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Nobody is named where the event is concealed. */
function whoDid({ actor, actorName, data }: CaseEventView): string {
  if (data === null) return '';
  return `${actor.kind === 'system' ? caseText.system : actorName} · `;
}

/** null: none, or they are concealed. */
function answersBefore(events: readonly CaseEventView[], seq: number): Report | null {
  const data = events.findLast((event) => event.seq < seq && brings.includes(event.type))?.data ?? null;
  return data !== null && 'answers' in data ? data.answers : null;
}

const brings: readonly CaseEventView['type'][] = ['submitted', 'resubmitted', 'edited'];

interface EventBodyProps {
  readonly reference: Reference;
  readonly event: CaseEventView;
  readonly before: Report | null;
  readonly format: Formatter;
}

function EventBody({ reference, event, before, format }: EventBodyProps): VNode {
  const { type, data, at, handover, duplicateOf } = event;
  if (data === null) return <Happened what={eventText[type]} />;
  switch (data.type) {
    case 'submitted':
    case 'screened':
    case 'objection_lapsed':
      return <Happened what={eventText[data.type]} />;
    case 'correction_requested':
      return (
        <Happened what={eventText.correction_requested}>
          <Line name={eventText.reason}>
            {reasonLabel(reference, 'correction_reason', { code: data.reason, at })}
          </Line>
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
    case 'edited':
      return (
        <Happened what={eventText.edited}>
          <Line name={eventText.reason}>{editReasonLabels[data.reason]}</Line>
          <Line name={eventText.note}>{data.note}</Line>
          {before === null ? null : <VersionTable rows={versionRows(before, data.answers, format)} />}
        </Happened>
      );
    case 'approval_proposed':
    case 'approved':
      return (
        <Happened what={eventText[data.type]}>
          {data.note === '' ? null : <Line name={eventText.note}>{data.note}</Line>}
        </Happened>
      );
    case 'reopened':
      return (
        <Happened what={eventText.reopened}>
          {data.reason === undefined ? null : (
            <Line name={eventText.reason}>
              {reasonLabel(reference, 'reopen_reason', { code: data.reason, at })}
            </Line>
          )}
          <Line name={eventText.note}>{data.note}</Line>
        </Happened>
      );
    case 'rejected':
      return (
        <Happened what={eventText.rejected}>
          <Line name={eventText.reason}>
            {reasonLabel(reference, 'reject_reason', { code: data.reason, at })}
          </Line>
          {data.note === '' ? null : <Line name={eventText.note}>{data.note}</Line>}
        </Happened>
      );
    case 'duplicate_confirmed':
      return (
        <Happened what={eventText.duplicate_confirmed}>
          <Line name={duplicateText.of}>
            <DuplicateOf link={duplicateOf} />
          </Line>
          {data.note === '' ? null : <Line name={eventText.note}>{data.note}</Line>}
        </Happened>
      );
    case 'objection_answered':
      return (
        <Happened what={eventText.objection_answered}>
          <Line name={objectionText.result}>{objectionResult(data.outcome, data.reopens)}</Line>
          <Line name={eventText.note}>{data.note}</Line>
        </Happened>
      );
    case 'registered':
      return (
        <Happened
          what={eventText.registeredAs(data.entryNumber, data.version)}
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
    case 'field_check_ordered':
    case 'field_check_cancelled':
    case 'field_check_reported':
      return (
        <Happened what={eventText[data.type]}>
          {checkLines(data).map(([name, said]) => (
            <Line key={name} name={name}>
              {said}
            </Line>
          ))}
        </Happened>
      );
    case 'handed_over':
      return (
        <Happened what={eventText.handed_over}>
          {handover === null ? null : <p class="said">{eventText.handover(handover.from, handover.to)}</p>}
        </Happened>
      );
  }
}

/** Linked only within the actor's scope: elsewhere the page would not exist. */
function DuplicateOf({ link }: { readonly link: DuplicateLink | null }): VNode {
  if (link === null) return <>{duplicateText.concealed}</>;
  const { number, caseId, entryId } = link;
  if (caseId !== null) return <a href={`/console/kasus/${caseId}`}>{number}</a>;
  if (entryId !== null) return <a href={`/console/data-pemda/${entryId}`}>{number}</a>;
  return <>{number}</>;
}

/** Two reports of different kinds have nothing to compare. */
export function Changes({ before, after }: { before: Report; after: Report }): VNode | null {
  if (before.kind !== after.kind) return null;
  const changed = changedFields(before, after);
  if (changed.length === 0) return <p class="quiet">{eventText.nothingChanged}</p>;
  return <Line name={eventText.changed}>{changed.map((field) => changedLabels[field]).join(', ')}</Line>;
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
