import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { sendPage } from '../html.js';
import type { ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { PairPageView, PAIRS_PATH, PairsPage } from './views/pairs-page.js';

const Page = z.object({ sesudah: z.guid().optional().catch(undefined) });
const Side = z.enum(['one', 'other']).default('one');
const Decision = z.object({
  putusan: z.enum(['same', 'different']),
  nama: Side,
  lahir: Side,
  jk: Side,
  nik: Side,
});
/** What was not asked is not chosen. */
const asked = ['nama', 'lahir', 'jk', 'nik'] as const;

export function pairRoutes(
  app: FastifyInstance,
  { onePerson, frame, format, session }: ConsoleContext,
): void {
  app.get('/pasangan', async (request, reply) => {
    const { sesudah = null } = Page.parse(request.query ?? {});
    const page = await onePerson.page(actorOf(request), sesudah);
    const props = { frame: await frame(request, reply), format, page, isFirst: sesudah === null };
    return sendPage(reply, <PairsPage {...props} />);
  });

  app.get<{ Params: { id: string } }>('/pasangan/:id', async (request, reply) => {
    const id = idOf(request.params.id);
    const view = await onePerson.pair(actorOf(request), id, request.ip);
    return sendPage(reply, <PairPageView frame={await frame(request, reply)} format={format} view={view} />);
  });

  app.post<{ Params: { id: string } }>('/pasangan/:id/putusan', async (request, reply) => {
    const id = idOf(request.params.id);
    const form = Decision.safeParse(request.body);
    if (!form.success) throw new AppError('input.invalid');
    const { putusan: what, nama: name, lahir: birthDate, jk: sex, nik } = form.data;
    const chosen = asked.some((key) => key in (request.body as object));
    const told = what === 'same' && chosen ? { name, birthDate, sex, nik } : null;
    await onePerson.decide(actorOf(request), { id, what, told, ip: request.ip });
    session.say(reply, `pair_${what}`);
    return reply.redirect(PAIRS_PATH, 303);
  });

  app.post<{ Params: { id: string } }>('/pasangan/:id/batal', async (request, reply) => {
    const id = idOf(request.params.id);
    await onePerson.undo(actorOf(request), { id, ip: request.ip });
    session.say(reply, 'pair_undone');
    return reply.redirect(`${PAIRS_PATH}/${id}`, 303);
  });
}

function idOf(text: string): string {
  const id = z.guid().safeParse(text);
  if (!id.success) throw new AppError('not_found');
  return id.data;
}
