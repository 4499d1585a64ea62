import { v7 as uuidv7 } from 'uuid';
import type { InboundContent } from '../../domain/channel/message.js';
import type { Intake } from '../../domain/channel/ports.js';
import { AppError } from '../../errors.js';
import type { SimulatorServices } from '../console-services.js';
import type { BlobStore } from '../ports.js';
import type { SimulatorStore } from './ports.js';

export const simulatorAccount = 'web';

export interface SimulatorPerson {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  /** null: a stranger. */
  readonly phone: string | null;
}

/** A chat in the browser: one more channel, with the same inbox, dialogue and outbox. */
export function simulatorServices(deps: {
  readonly people: readonly SimulatorPerson[];
  readonly store: SimulatorStore;
  readonly intake: Intake;
  readonly blobs: BlobStore;
}): SimulatorServices {
  const { people, store, intake, blobs } = deps;
  const person = (id: string): SimulatorPerson => {
    const found = people.find((candidate) => candidate.id === id);
    if (found === undefined) throw new AppError('not_found');
    return found;
  };
  return {
    people: () => Promise.resolve(people.map(({ id, name, note }) => ({ id, name, note }))),
    messages: async (personId, after) => {
      const items = await store.lines(person(personId).id, after);
      return { items, cursor: items.at(-1)?.cursor ?? after };
    },
    send: async (personId, { clientId, text, choice, photo }) => {
      const { id, phone } = person(personId);
      let content: InboundContent;
      if (photo !== undefined) {
        const blobId = uuidv7();
        await blobs.put(blobId, photo);
        content = { type: 'photo', source: { kind: 'upload', blobId }, caption: text };
      } else if (choice !== undefined) {
        content = { type: 'choice', token: choice.token };
      } else {
        content = { type: 'text', text: text ?? '' };
      }
      await intake.receive([
        {
          channel: 'simulator',
          account: simulatorAccount,
          providerId: `${id}:${clientId}`,
          address: id,
          chat: 'private',
          ...(phone === null ? {} : { phone }),
          ...(choice === undefined ? {} : { pressedOn: choice.pressedOn }),
          content,
        },
      ]);
    },
  };
}
