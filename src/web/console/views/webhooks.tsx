import type { VNode } from 'preact';
import { v7 as uuidv7 } from 'uuid';
import { opdText, webhookText } from '../../../i18n/opd.js';
import type {
  AgencyAccessView,
  KeyMade,
  WebhookProblem,
  WebhookView,
} from '../../../usecases/opd/services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Moment, Problems } from './parts.js';

interface WebhooksProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: AgencyAccessView;
  readonly newId: string;
  readonly webhookMade: KeyMade | null;
  readonly webhookProblem: WebhookProblem | null;
  readonly typedUrl: string;
}

/** Where an agency is told, and what became of each telling. */
export function Webhooks(props: WebhooksProps): VNode {
  const { frame, view, newId, webhookMade, webhookProblem, typedUrl } = props;
  const { webhooks, agency, mayChange } = view;
  return (
    <section class="card later" aria-labelledby="webhook">
      <h2 id="webhook">{webhookText.title}</h2>
      <p class="hint">{webhookText.hint}</p>
      {webhookMade === null ? null : <Made made={webhookMade} />}
      <Problems
        title={webhookText.notAdded}
        problems={webhookProblem === null ? [] : [webhookText.problems[webhookProblem]]}
      />
      {webhooks.length === 0 ? <p class="quiet">{webhookText.none}</p> : null}
      {webhooks.map((webhook) => (
        <OneWebhook key={webhook.id} {...props} of={webhook} />
      ))}
      {mayChange && agency.active ? (
        <form
          method="post"
          action={`/console/acuan/opd/${agency.id}/webhook`}
          class="stack"
          noValidate
          data-once
        >
          <input type="hidden" name="_csrf" value={frame.csrf} />
          <input type="hidden" name="id" value={newId} />
          <label>
            {webhookText.url}
            <input type="url" name="url" value={typedUrl} maxLength={500} required autocomplete="off" />
          </label>
          <button type="submit">{webhookText.add}</button>
        </form>
      ) : null}
    </section>
  );
}

function Made({ made: { text } }: { readonly made: KeyMade }): VNode {
  if (text === null) return <p class="notice warn">{opdText.madeBefore}</p>;
  return (
    <div class="notice good" role="status" data-testid="webhook-made">
      <p>
        <strong>{webhookText.made}</strong>
      </p>
      <p>
        <code class="secret">{text}</code>
      </p>
      <p>{webhookText.madeHint}</p>
    </div>
  );
}

function OneWebhook({
  frame,
  format,
  view,
  of: webhook,
}: WebhooksProps & { readonly of: WebhookView }): VNode {
  const base = `/console/acuan/opd/${view.agency.id}/webhook`;
  const { id, url, state, pausedWhy, failingSince, deliveries } = webhook;
  const stands = pausedWhy === null ? webhookText.active : webhookText.paused[pausedWhy];
  const changeTo = (wanted: string, label: string, classes = 'second') => (
    <form method="post" action={`${base}/ubah`} data-once>
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <input type="hidden" name="webhook" value={id} />
      <input type="hidden" name="state" value={wanted} />
      <button type="submit" class={classes}>
        {label}
      </button>
    </form>
  );
  return (
    <details open={failingSince !== null || state === 'paused'} data-testid="webhook" data-state={state}>
      <summary>
        <span class="wraps">{url}</span> {state === 'active' ? null : <span class="tag">{stands}</span>}
      </summary>
      {failingSince === null ? null : (
        <p class="notice warn">{webhookText.failing(format.moment(failingSince))}</p>
      )}
      {view.mayChange ? (
        <div class="ways-in">
          {state === 'active'
            ? changeTo('paused', webhookText.pause)
            : changeTo('active', webhookText.resume)}
          <Tell
            frame={frame}
            action={`${base}/kirim`}
            webhook={id}
            delivery={null}
            label={webhookText.ping}
          />
          {changeTo('removed', webhookText.remove, 'second reject')}
        </div>
      ) : null}
      <h3>{webhookText.sent}</h3>
      {deliveries.length === 0 ? <p class="quiet">{webhookText.noneSent}</p> : null}
      <ol class="plain-list">
        {deliveries.map((delivery) => (
          <li key={delivery.id} data-testid="delivery" data-delivered={delivery.delivered}>
            {webhookText.types[delivery.type]}
            {delivery.isReplay ? ` (${webhookText.replay})` : ''},{' '}
            <Moment at={delivery.madeAt} format={format} />
            <br />
            <small>
              {delivery.outcome === null
                ? webhookText.waiting
                : webhookText.outcome(delivery.outcome, delivery.status)}
              {delivery.attempts > 1 ? `, ${webhookText.attempts(delivery.attempts)}` : ''}
              {delivery.delivered || delivery.outcome === null
                ? ''
                : `, ${webhookText.next(format.moment(delivery.dueAt))}`}
            </small>
            {view.mayChange ? (
              <Tell
                frame={frame}
                action={`${base}/kirim`}
                webhook={id}
                delivery={delivery.id}
                label={webhookText.again}
                name={webhookText.againOf(format.moment(delivery.madeAt))}
              />
            ) : null}
          </li>
        ))}
      </ol>
    </details>
  );
}

interface TellProps {
  readonly frame: Frame;
  readonly action: string;
  readonly webhook: string;
  /** null: a trial. */
  readonly delivery: string | null;
  readonly label: string;
  readonly name?: string;
}

function Tell({ frame, action, webhook, delivery, label, name }: TellProps): VNode {
  return (
    <form method="post" action={action} data-once>
      <input type="hidden" name="_csrf" value={frame.csrf} />
      <input type="hidden" name="id" value={uuidv7()} />
      <input type="hidden" name="webhook" value={webhook} />
      {delivery === null ? null : <input type="hidden" name="delivery" value={delivery} />}
      <button type="submit" class="second" aria-label={name}>
        {label}
      </button>
    </form>
  );
}
