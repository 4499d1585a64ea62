import { randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { renderToString } from 'preact-render-to-string';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import type { SimulatorServices } from '../../usecases/console-services.js';
import type { WebConfig } from '../deps.js';
import { sendPage } from '../html.js';
import { fromOwnPage } from '../plugins/security.js';
import { Bubble } from './bubble.js';
import { PHOTO_LIMIT } from './chat.js';
import { ChatPage, PeoplePage, type Person } from './pages.js';

const Query = z.object({ after: z.string().min(1).max(200).optional(), tunggu: z.string().optional() });
const Params = z.object({ id: z.string().max(100) });
const Form = z.object({
  clientId: z.string().min(1).max(100),
  text: z.string().max(4000).optional(),
  token: z.string().max(64).optional(),
  label: z.string().max(200).optional(),
  pressedOn: z.string().max(100).optional(),
  place: z.string().max(60).transform(readPlace).optional(),
  other: z.enum(['voice', 'sticker', 'video', 'contact']).optional(),
  /** An empty file: none was chosen. */
  photo: z
    .instanceof(Buffer)
    .transform((bytes) => (bytes.length === 0 ? undefined : bytes))
    .optional(),
});

/** "0.53, 117.6", as maps write it. */
function readPlace(text: string, context: z.RefinementCtx): { latitude: number; longitude: number } {
  const [, latitude, longitude] =
    /^\s*(-?\d{1,2}(?:\.\d+)?)[\s,;]+(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text) ?? [];
  if (latitude === undefined || longitude === undefined) {
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  }
  return { latitude: Number(latitude), longitude: Number(longitude) };
}

interface SimulatorOptions {
  readonly services: SimulatorServices;
  readonly config: WebConfig;
}

export async function simulatorRoutes(
  app: FastifyInstance,
  { services, config }: SimulatorOptions,
): Promise<void> {
  await app.register(formbody);
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { fileSize: PHOTO_LIMIT, files: 1, fields: 8 },
  });
  const clock = new Intl.DateTimeFormat('id-ID', {
    timeZone: config.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    if (request.method === 'POST' && !fromOwnPage(request)) throw new AppError('auth.csrf');
  });

  app.get('/', async (_request, reply) => sendPage(reply, <PeoplePage people={await services.people()} />));

  app.get('/:id', async (request, reply) => {
    const person = await personIn(services, request);
    const { items, cursor } = await services.messages(person.id, null);
    const waiting = read(Query, request.query).tunggu !== undefined;
    const props = { person, items, cursor, clock, waiting };
    return sendPage(reply, <ChatPage {...props} />);
  });

  app.get('/:id/messages', async (request) => {
    const person = await personIn(services, request);
    const { items, cursor } = await services.messages(person.id, read(Query, request.query).after ?? null);
    return {
      cursor,
      // The page puts `html` on the screen: it is the same bubble as in the first load.
      items: items.map((item) => ({
        ...item,
        html: renderToString(
          <Bubble bubble={item} personId={person.id} clock={clock} clientId={randomUUID} />,
        ),
      })),
    };
  });

  app.post('/:id', { bodyLimit: PHOTO_LIMIT + 64 * 1024 }, async (request, reply) => {
    const person = await personIn(services, request);
    const form = read(Form, request.body);
    if (hasSomething(form)) await services.send(person.id, messageOf(form));
    if (request.headers.accept?.includes('application/json') === true) return reply.code(202).send({});
    return reply.redirect(`/simulator/${encodeURIComponent(person.id)}?tunggu=1#tulis`, 303);
  });
}

type SimulatorForm = z.infer<typeof Form>;

function hasSomething({ text, token, photo, place, other }: SimulatorForm): boolean {
  return [token, photo, place, other].some((part) => part !== undefined) || (text ?? '').trim() !== '';
}

function messageOf({ clientId, text, token, label, pressedOn, photo, place, other }: SimulatorForm) {
  if (place !== undefined) return { clientId, place };
  if (other !== undefined) return { clientId, other };
  if (token !== undefined && pressedOn !== undefined) {
    return { clientId, choice: { token, label: label ?? '', pressedOn } };
  }
  const caption = text === undefined || text.trim() === '' ? {} : { text };
  return { clientId, ...caption, ...(photo === undefined ? {} : { photo }) };
}

async function personIn(services: SimulatorServices, request: FastifyRequest): Promise<Person> {
  const { id } = read(Params, request.params);
  const person = (await services.people()).find((candidate) => candidate.id === id);
  if (person === undefined) throw new AppError('not_found');
  return person;
}

function read<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new AppError('input.invalid');
  return parsed.data;
}
