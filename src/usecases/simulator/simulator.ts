import { v5 as uuidv5 } from 'uuid';
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
    send: async (personId, { clientId, choice, photo, ...input }) => {
      const { id, phone } = person(personId);
      const providerId = `${id}:${clientId}`;
      if (await store.has(providerId)) return;
      const blobId = uuidv5(providerId, UPLOADS);
      if (photo !== undefined) await blobs.put(blobId, photo);
      const upload = { kind: 'upload', blobId } as const;
      await intake.receive([
        {
          channel: 'simulator',
          account: simulatorAccount,
          providerId,
          address: id,
          chat: 'private',
          ...(phone === null ? {} : { phone }),
          ...(choice === undefined ? {} : { pressedOn: choice.pressedOn }),
          content:
            photo === undefined
              ? contentOf({ ...input, choice })
              : { type: isPdf(photo) ? 'pdf' : 'photo', source: upload, caption: input.text },
        },
      ]);
    },
  };
}

/** Of the ids that uploads get: the same file handed in twice is one. */
const UPLOADS = '6f1d2a34-8a0b-4c55-9d0e-2f7f3c1b6a90';

function isPdf(bytes: Buffer): boolean {
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-';
}

type Sent = Omit<Parameters<SimulatorServices['send']>[1], 'clientId' | 'photo'>;

function contentOf({ text, choice, place, other }: Sent): InboundContent {
  if (choice !== undefined) return { type: 'choice', token: choice.token };
  if (place !== undefined) return { type: 'location', ...place };
  if (other === 'contact') return { type: 'contact', phone: '', own: false };
  return other === undefined ? { type: 'text', text: text ?? '' } : { type: 'other', what: other };
}
