import type { VNode } from 'preact';
import { channelLabels } from '../../../i18n/console.js';
import { reporterText } from '../../../i18n/enrolment.js';
import type { ReporterView } from '../../../usecases/enrolment/services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Action } from './action.js';

interface ConnectedChatsProps {
  readonly frame: Frame;
  readonly contacts: ReporterView['contacts'];
  /** Where to disconnect one of them. */
  readonly action: string;
  readonly format: Formatter;
}

/** Chats of a person, whether messages get there, and a way to disconnect each. */
export function ConnectedChats({ frame, contacts, action, format }: ConnectedChatsProps): VNode {
  return (
    <ul class="plain-list">
      {contacts.map(({ id, channel, status, since }) => (
        <li key={id} data-testid="chat">
          {channelLabels[channel]}{' '}
          <span class={`tag${status === 'active' ? '' : ' warn'}`}>{reporterText.contactStates[status]}</span>{' '}
          <small>{reporterText.since(format.short(since))}</small>
          <Action frame={frame} action={action}>
            <input type="hidden" name="contact" value={id} />
            <button class="quiet" type="submit">
              {reporterText.disconnect(channelLabels[channel])}
            </button>
          </Action>
        </li>
      ))}
    </ul>
  );
}
