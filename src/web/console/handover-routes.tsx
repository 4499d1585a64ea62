import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import type { HandoverInput } from '../../usecases/enrolment/services.js';
import { sendPage } from '../html.js';
import type { ConsoleContext } from './context.js';
import { HandoverForm, type Failed } from './enrolment-form.js';
import { attempt } from './reporter-routes.js';
import { actorOf } from './session.js';
import { HandoverPage } from './views/handover-page.js';

export function handoverRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { enrolment, session } = context;

  app.get('/pelapor/serah', (request, reply) => {
    const { desa, dari } = HandoverForm.parse(request.query);
    return page(context, request, reply, { desa, dari });
  });

  app.post('/pelapor/serah', async (request, reply) => {
    const typed = HandoverForm.parse(request.body ?? {});
    const done = { id: '', cases: 0 };
    const failed = await attempt(typed, async () => {
      Object.assign(done, await enrolment.handOver(actorOf(request), inputOf(typed), request.ip));
    });
    if (failed !== null) return page(context, request, reply, typed, failed);
    session.say(reply, 'handed_over', String(done.cases));
    return reply.redirect(`/console/pelapor/${done.id}`, 303);
  });
}

const Id = z.guid();

/** An id in a form that is none is of nobody. */
function idOf(typed: string): string {
  const parsed = Id.safeParse(typed);
  if (!parsed.success) throw new AppError('not_found');
  return parsed.data;
}

function inputOf({ desa: desaCode, dari, successor, ...person }: HandoverForm): HandoverInput {
  return {
    desaCode,
    fromId: dari === '' ? null : idOf(dari),
    to: successor === '' ? { type: 'new', person } : { type: 'existing', id: idOf(successor) },
  };
}

async function page(
  { services, enrolment, frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { desa, dari }: Pick<HandoverForm, 'desa' | 'dari'>,
  failed: Failed<HandoverForm> | null = null,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const [successors, regions] = await Promise.all([enrolment.successors(actor), services.regions(actor)]);
  const place = regions.find(({ code }) => code === desa);
  if (place === undefined) throw new AppError('not_found');
  const from = dari === '' ? null : await enrolment.reporter(actor, idOf(dari), request.ip);
  const props = { frame: await frame(request, reply), desa: place, from, successors, failed };
  return sendPage(reply, <HandoverPage {...props} />, failed === null ? 200 : 422);
}
