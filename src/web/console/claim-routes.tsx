/** Taking, keeping and giving back a case; what its open page asks meanwhile. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../errors.js';
import { idIn, type ConsoleContext } from './context.js';
import { withoutMenu } from './escalation-routes.js';
import { hrefWith } from './href.js';
import { listQuery, listSuffix } from './list-query.js';
import { filterOf, queryOf, readQueueQuery } from './queue-query.js';
import { actorOf } from './session.js';

export function claimRoutes(app: FastifyInstance, { queue, search, format, session }: ConsoleContext): void {
  const back = (request: FastifyRequest, reply: FastifyReply) =>
    reply.redirect(`/console/kasus/${idIn(request, 'id')}${listSuffix(listQuery(request.query))}`, 303);

  app.post('/kasus/:id/ambil', async (request, reply) => {
    try {
      await queue.take(actorOf(request), idIn(request, 'id'));
    } catch (error) {
      // The page tells who holds it.
      if (!(error instanceof AppError && error.code === 'case.claimed')) throw error;
    }
    return back(request, reply);
  });

  app.post('/kasus/:id/lepas', async (request, reply) => {
    await queue.release(actorOf(request), idIn(request, 'id'));
    return back(request, reply);
  });

  app.post('/kasus/:id/ambil-alih', async (request, reply) => {
    await queue.takeOver(actorOf(request), idIn(request, 'id'), request.ip);
    return back(request, reply);
  });

  /** Of the script on the page: names of staff and a time, nothing of the case. */
  app.post('/kasus/:id/denyut', withoutMenu, async (request) => {
    const view = await queue.look(actorOf(request), idIn(request, 'id'));
    if (view === null) return { holder: null, me: false, until: null, lookers: [] };
    const { holder, lookers } = view;
    return {
      holder: holder?.name ?? null,
      me: holder?.me ?? false,
      until: holder === null ? null : format.time(holder.until),
      lookers,
    };
  });

  app.post('/ambil-berikutnya', withoutMenu, async (request, reply) => {
    const actor = actorOf(request);
    const query = readQueueQuery(request.body);
    const caseId = await queue.takeNext(actor, filterOf(query, actor, search));
    if (caseId !== null) return reply.redirect(`/console/kasus/${caseId}`, 303);
    session.say(reply, 'nothing_next');
    return reply.redirect(hrefWith('/console', queryOf({ ...query, cursor: undefined })), 303);
  });
}
