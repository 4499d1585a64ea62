import type { VNode } from 'preact';
import { escalationText } from '../../../i18n/escalation.js';
import type { Frame } from '../context.js';

const MOST = 99;

/** Beside the queue in the menu. */
export function EscalationCount({ frame }: { readonly frame: Frame }): VNode | null {
  const { escalations } = frame;
  if (escalations === 0) return null;
  return (
    <span class="nav-count" data-testid="escalation-count">
      <span aria-hidden="true">{escalations > MOST ? `${String(MOST)}+` : escalations}</span>
      <span class="hidden">{escalationText.navCount(escalations)}</span>
    </span>
  );
}
