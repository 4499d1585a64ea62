import type { VNode } from 'preact';
import { reporterText } from '../../../i18n/enrolment.js';
import type { MadeInvite } from '../../../usecases/enrolment/services.js';
import type { Formatter } from '../format.js';

/** Shown on the answer to the form that made it, and never again. */
export function InviteCode({
  invite,
  format,
}: {
  readonly invite: MadeInvite;
  readonly format: Formatter;
}): VNode {
  const { code, expiresAt } = invite;
  return (
    <div class="notice good" role="status" data-testid="invite-code">
      <p>
        <strong>{reporterText.inviteMade}</strong>
      </p>
      <p class="code">{code}</p>
      <p>{reporterText.inviteUntil(format.moment(expiresAt))}</p>
      <p>
        {reporterText.inviteTelegram} <code>{reporterText.telegramText(code)}</code>
      </p>
      <p>
        {reporterText.inviteWhatsApp} <code>{reporterText.whatsAppText(code)}</code>
      </p>
    </div>
  );
}
