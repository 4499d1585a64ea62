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

/** Of an option that is chosen already. */
const CHOSEN = '✓ ';

/** A place in the list that the words show: many of them stand side by side. */
const PLACE = /^(?:✓ )?\d{1,2}$/;

/** A line that stands on a button is not said twice. */
function wordsOf({ text, choices }: ChatItem): string {
  const onButtons = new Set(choices.map(({ label }) => label.replace(CHOSEN, '')));
  return text
    .split('\n')
    .filter((line) => !onButtons.has(line))
    .join('\n');
}

export function Bubble({ bubble, personId, clock, clientId }: BubbleProps): VNode {
  return (
    <li class={`bubble ${bubble.from}`} data-id={bubble.id} data-testid={`bubble-${bubble.from}`}>
      <span class="hidden">{simulatorText.from[bubble.from]}: </span>
      {bubble.sent === null ? null : <p class="photo-mark">{simulatorText.sent[bubble.sent]}</p>}
      {bubble.text === '' ? null : <p class="words">{wordsOf(bubble)}</p>}
      <time datetime={bubble.at.toISOString()}>{clock.format(bubble.at)}</time>
      {bubble.choices.length === 0 ? null : (
        <div class="choices" role="group" aria-label={simulatorText.choices}>
          {bubble.choices.map((choice) => (
            <form
              key={choice.token}
              class={PLACE.test(choice.label) ? 'place' : undefined}
              method="post"
              action={`/simulator/${personId}`}
              data-send
            >
              <input type="hidden" name="clientId" value={clientId()} />
              <input type="hidden" name="token" value={choice.token} />
              <input type="hidden" name="label" value={choice.label} />
              <input type="hidden" name="pressedOn" value={bubble.id} />
              <button type="submit" aria-pressed={choice.label.startsWith(CHOSEN) ? true : undefined}>
                {choice.label}
              </button>
            </form>
          ))}
        </div>
      )}
    </li>
  );
}
