import type { Fed, ReportDetail } from '../../dialogue/types.js';
import type { CaseEvent } from '../../domain/case/events.js';
import { mayFollow } from '../../domain/case/fold.js';
import { mayObject } from '../../domain/case/objection.js';
import { reasonLabel, type Reference } from '../../domain/reference/reference.js';
import { objectionResult } from '../../i18n/case-actions.js';
import type { Work } from '../ports.js';
import type { ReporterActor } from './actor.js';
import { findReport } from './find-report.js';

/** What became of one's own report. */
export async function showReport(tx: Work, actor: ReporterActor, number: string): Promise<Fed> {
  const head = await findReport(tx, actor, 'show', number);
  if (head === null) return { type: 'report', number, report: null };
  const { kind, state, submittedAt, urgent, objection } = head;
  const events = await tx.cases.events(head.id);
  const reference = await tx.reference.current();
  return {
    type: 'report',
    number,
    report: {
      number: head.number,
      kind,
      state,
      submittedAt,
      urgent,
      objection,
      history: events
        .filter(({ data }) => data.type !== 'approval_proposed')
        .map((event) => historyLine(event, reference)),
      may: {
        correct: mayFollow('resubmitted', state),
        withdraw: mayFollow('withdrawn', state),
        object: mayObject(head),
      },
    },
  };
}

function historyLine(event: CaseEvent, reference: Reference): ReportDetail['history'][number] {
  return { type: event.data.type, at: event.at, note: noteOf(event, reference) };
}

/** Only what the reviewer said to the reporter. */
function noteOf({ data, at }: CaseEvent, reference: Reference): string | null {
  switch (data.type) {
    case 'correction_requested':
      return data.note;
    case 'rejected':
      return [reasonLabel(reference, 'reject_reason', { code: data.reason, at }), data.note]
        .filter((part) => part !== '')
        .join(': ');
    case 'objection_answered':
      return `${objectionResult(data.outcome, data.reopens)}. ${data.note}`;
    case 'submitted':
    case 'screened':
    case 'resubmitted':
    case 'edited':
    case 'approval_proposed':
    case 'approved':
    case 'duplicate_confirmed':
    case 'reopened':
    case 'registered':
    case 'withdrawn':
    case 'objected':
    case 'objection_lapsed':
    case 'handed_over':
    case 'field_check_ordered':
    case 'field_check_cancelled':
    case 'field_check_reported':
      return null;
  }
}
