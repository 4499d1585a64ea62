/** What other pages show of escalations. */
import type { VNode } from 'preact';
import { escalationText } from '../../../i18n/escalation.js';
import type { CaseRow } from '../../../usecases/console-services.js';
import type { Frame } from '../context.js';

export const ESCALATION_PATH = '/console/eskalasi';

export function EscalatedMark({ of }: { readonly of: Pick<CaseRow, 'escalated'> }): VNode | null {
  return of.escalated ? (
    <a class="badge escalated" href={ESCALATION_PATH} data-testid="escalated">
      {escalationText.mark}
    </a>
  ) : null;
}

export function AssignedMark({ of: { assigned } }: { readonly of: Pick<CaseRow, 'assigned'> }): VNode | null {
  if (assigned === null) return null;
  return (
    <span class={assigned.me ? 'tag holder mine' : 'tag holder'} data-testid="assigned">
      {assigned.me ? escalationText.rowMine : escalationText.rowAssigned(assigned.name)}
    </span>
  );
}

/** On the pages that a supervisor begins the day with. */
export function EscalationNotice({ frame }: { readonly frame: Frame }): VNode | null {
  if (frame.escalations === 0) return null;
  return (
    <p class="notice warn escalations" data-testid="escalations">
      {escalationText.waiting(frame.escalations)} <a href={ESCALATION_PATH}>{escalationText.open}</a>
    </p>
  );
}
