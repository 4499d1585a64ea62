import type { VNode } from 'preact';
import { alertText, reporterText } from '../../../i18n/enrolment.js';
import type { AlertsView, MadeInvite } from '../../../usecases/enrolment/services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Action } from './action.js';
import { ConnectedChats } from './connected-chats.js';
import { InviteCode } from './invite-code.js';
import { Layout } from './layout.js';

interface AlertsPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: AlertsView;
  readonly invite: MadeInvite | null;
}

export function AlertsPage(props: AlertsPageProps): VNode {
  return (
    <Layout frame={props.frame} title={alertText.title} place="/console/peringatan">
      <h1>{alertText.title}</h1>
      <p class="lead">{alertText.lead}</p>
      <div class="tiles">
        <Duty {...props} />
        <Chats {...props} />
        <Code {...props} />
      </div>
    </Layout>
  );
}

function Duty({ frame, view: { onDuty, contacts } }: AlertsPageProps): VNode {
  return (
    <section class="card" aria-labelledby="tugas" data-testid="duty">
      <h2 id="tugas">{alertText.dutyTitle}</h2>
      <div class="stack">
        <p>{onDuty ? alertText.onDuty : alertText.offDuty}</p>
        {onDuty && contacts.length === 0 ? <p class="notice bad">{alertText.noChat}</p> : null}
        <Action frame={frame} action="/console/peringatan/siaga">
          <input type="hidden" name="on" value={onDuty ? '0' : '1'} />
          <button type="submit" class={onDuty ? 'second' : undefined}>
            {onDuty ? alertText.turnOff : alertText.turnOn}
          </button>
        </Action>
      </div>
    </section>
  );
}

function Chats({ frame, format, view: { contacts } }: AlertsPageProps): VNode {
  return (
    <section class="card" aria-labelledby="obrolan">
      <h2 id="obrolan">{alertText.chatsTitle}</h2>
      {contacts.length === 0 ? <p class="quiet">{alertText.noChats}</p> : null}
      <ConnectedChats frame={frame} contacts={contacts} action="/console/peringatan/putus" format={format} />
    </section>
  );
}

function Code({ frame, format, view, invite }: AlertsPageProps): VNode {
  return (
    <section class="card" aria-labelledby="kode">
      <h2 id="kode">{alertText.codeTitle}</h2>
      {invite === null ? null : <InviteCode invite={invite} format={format} />}
      <div class="stack">
        <p class="hint">{alertText.codeHint}</p>
        {view.inviteExpiresAt === null || invite !== null ? null : (
          <p>{reporterText.inviteOpen(format.moment(view.inviteExpiresAt))}</p>
        )}
        <Action frame={frame} action="/console/peringatan/kode">
          <button type="submit">{reporterText.makeInvite}</button>
        </Action>
      </div>
    </section>
  );
}
