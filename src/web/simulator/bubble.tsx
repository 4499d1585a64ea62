import type { VNode } from 'preact';
import { simulatorText } from '../../i18n/console.js';
import type { ChatItem } from './chat.js';

interface BubbleProps {
  readonly bubble: ChatItem;
  readonly personId: string;
  readonly clock: Intl.DateTimeFormat;
  /** A new one for each form, so that a form sent twice is one message. */
  readonly clientId: () => string;
}

export function Bubble({ bubble, personId, clock, clientId }: BubbleProps): VNode {
  return (
    <li class={`bubble ${bubble.from}`} data-id={bubble.id} data-testid={`bubble-${bubble.from}`}>
      <span class="hidden">{simulatorText.from[bubble.from]}: </span>
      {bubble.hasPhoto ? <p class="photo-mark">{simulatorText.photoSent}</p> : null}
      {bubble.text === '' ? null : <p class="words">{bubble.text}</p>}
      <time datetime={bubble.at.toISOString()}>{clock.format(bubble.at)}</time>
      {bubble.choices.length === 0 ? null : (
        <div class="choices" role="group" aria-label={simulatorText.choices}>
          {bubble.choices.map((choice) => (
            <form key={choice.token} method="post" action={`/simulator/${personId}`} data-send>
              <input type="hidden" name="clientId" value={clientId()} />
              <input type="hidden" name="token" value={choice.token} />
              <input type="hidden" name="label" value={choice.label} />
              <input type="hidden" name="pressedOn" value={bubble.id} />
              <button type="submit">{choice.label}</button>
            </form>
          ))}
        </div>
      )}
    </li>
  );
}
