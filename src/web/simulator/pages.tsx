import { randomUUID } from 'node:crypto';
import type { VNode } from 'preact';
import { errorText, simulatorText, siteText } from '../../i18n/console.js';
import type { SimulatorServices } from '../../usecases/console-services.js';
import { Document, TrialBanner } from '../document.js';
import { GUIDE_PATH } from '../guide/route.js';
import { Bubble } from './bubble.js';
import { bubblesOf, PHOTO_LIMIT, type ChatItem } from './chat.js';

export type Person = Awaited<ReturnType<SimulatorServices['people']>>[number];

export function PeoplePage({ people }: { readonly people: readonly Person[] }): VNode {
  return (
    <Document title={simulatorText.title} bodyClass="plain">
      <TrialBanner />
      <main class="message" id="isi">
        <p class="brand">{siteText.product}</p>
        <h1>{simulatorText.title}</h1>
        <p>{simulatorText.lead}</p>
        <p>
          <a href={GUIDE_PATH}>{simulatorText.guide}</a>
        </p>
        <ul class="doors" aria-label={simulatorText.people}>
          {people.map(({ id, name, note }) => (
            <li key={id}>
              <a href={`/simulator/${encodeURIComponent(id)}`}>{name}</a>
              <span>{note}</span>
            </li>
          ))}
        </ul>
      </main>
    </Document>
  );
}

interface ChatPageProps {
  readonly person: Person;
  readonly items: readonly ChatItem[];
  readonly cursor: string | null;
  readonly clock: Intl.DateTimeFormat;
  /** A message was just sent: without JavaScript the page looks once more for the answer. */
  readonly waiting: boolean;
}

export function ChatPage({ person, items, cursor, clock, waiting }: ChatPageProps): VNode {
  const address = `/simulator/${encodeURIComponent(person.id)}`;
  const lookAgain = (
    <noscript>
      <meta http-equiv="refresh" content={`2;url=${address}#tulis`} />
    </noscript>
  );
  return (
    <Document
      title={person.name}
      scripts={['simulator.js']}
      head={waiting ? lookAgain : undefined}
      bodyClass="phone"
    >
      <a class="skip" href="#tulis">
        {siteText.skip}
      </a>
      <main
        class="chat"
        data-chat={address}
        data-cursor={cursor ?? ''}
        data-photo-limit={PHOTO_LIMIT}
        data-status={JSON.stringify(statusWords)}
      >
        <header>
          <a href="/simulator">{simulatorText.switch}</a>
          <h1>{person.name}</h1>
          <p>{person.note}</p>
        </header>
        <div
          class="scroller"
          role="log"
          aria-live="polite"
          aria-label={simulatorText.log(person.name)}
          tabIndex={0}
        >
          <ol class="bubbles">
            {bubblesOf(items).map((bubble) => (
              <Bubble
                key={bubble.id}
                bubble={bubble}
                personId={person.id}
                clock={clock}
                clientId={randomUUID}
              />
            ))}
          </ol>
        </div>
        {items.length === 0 ? <p class="quiet start">{simulatorText.empty}</p> : null}
        <noscript>
          <p class="quiet start">
            <a href={`${address}#tulis`}>{simulatorText.reload}</a>
          </p>
        </noscript>
        <Composer address={address} />
        <OtherThings address={address} />
      </main>
    </Document>
  );
}

const statusWords = {
  sending: simulatorText.sending,
  retrying: simulatorText.retrying,
  tooLarge: errorText.tooLarge,
  photo: simulatorText.fileSent,
};

function Composer({ address }: { readonly address: string }): VNode {
  return (
    <form
      class="composer"
      method="post"
      action={address}
      encType="multipart/form-data"
      data-send
      data-composer
    >
      <input type="hidden" name="clientId" value={randomUUID()} />
      <label class="attach">
        <span>{simulatorText.photo}</span>
        <input type="file" name="photo" accept="image/*,application/pdf" />
      </label>
      <label class="write">
        <span class="hidden">{simulatorText.write}</span>
        <textarea
          id="tulis"
          name="text"
          rows={1}
          placeholder={simulatorText.write}
          autocomplete="off"
          maxLength={4000}
        />
      </label>
      <button type="submit">{simulatorText.send}</button>
    </form>
  );
}

const others = ['voice', 'sticker', 'video', 'contact'] as const;

/** What else people send from a phone, to see what the service answers. */
function OtherThings({ address }: { readonly address: string }): VNode {
  return (
    <details class="other-things">
      <summary>{simulatorText.others}</summary>
      <form method="post" action={address} data-send>
        <input type="hidden" name="clientId" value={randomUUID()} />
        <input type="hidden" name="label" value={simulatorText.sent.location} />
        <label>
          <span>{simulatorText.place}</span>
          <input
            name="place"
            required
            placeholder={simulatorText.placeExample}
            autocomplete="off"
            maxLength={60}
          />
        </label>
        <button type="submit">{simulatorText.sendPlace}</button>
      </form>
      <div class="choices">
        {others.map((other) => (
          <form key={other} method="post" action={address} data-send>
            <input type="hidden" name="clientId" value={randomUUID()} />
            <input type="hidden" name="other" value={other} />
            <input type="hidden" name="label" value={simulatorText.sent[other]} />
            <button type="submit">{simulatorText.sent[other]}</button>
          </form>
        ))}
      </div>
    </details>
  );
}
