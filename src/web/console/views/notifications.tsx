import type { VNode } from 'preact';
import { caseText, channelLabels, deliveryLabels } from '../../../i18n/console.js';
import type { CaseView, NotificationView } from '../../../usecases/console-services.js';
import type { Formatter } from '../format.js';
import { Moment } from './parts.js';

interface NotificationsProps extends Pick<CaseView, 'notifications'> {
  readonly format: Formatter;
}

/** What the reporter was told, and how far each message got. */
export function Notifications({ notifications, format }: NotificationsProps): VNode {
  return (
    <section class="card later" aria-labelledby="pemberitahuan" data-testid="notifications">
      <h2 id="pemberitahuan">{caseText.notifications}</h2>
      {notifications.length === 0 ? <p class="quiet">{caseText.noNotifications}</p> : null}
      <ol class="timeline">
        {notifications.map((notification) => (
          <li key={notification.id} data-state={notification.state}>
            <p class="said">{notification.text}</p>
            <p class="quiet">
              {channelLabels[notification.channel]} ·{' '}
              <Moment at={notification.settledAt ?? notification.createdAt} format={format} /> ·{' '}
              <strong>{deliveryLabels[notification.state] ?? notification.state}</strong>
              {detailsOf(notification).map((detail) => ` · ${detail}`)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function detailsOf({ digest, fallback, failure, state }: NotificationView): readonly string[] {
  return [
    ...(digest && state !== 'held' ? [caseText.inDigest] : []),
    ...(fallback ? [caseText.byFallback] : []),
    ...(failure === null ? [] : [caseText.failure(failure)]),
  ];
}
