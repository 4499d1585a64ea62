import type { FastifyInstance } from 'fastify';
import type { ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { homeOf } from './views/layout.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** That this page shows somebody new where to begin. */
    introduces: boolean;
  }
}

/** On the page that people come to first, until they say that they know. */
export function introductionRoute(app: FastifyInstance, { accounts }: ConsoleContext): void {
  app.decorateRequest('introduces', false);
  app.addHook('preHandler', async (request) => {
    const { actor, method, url } = request;
    if (actor === null || method !== 'GET') return;
    const [path = ''] = url.split('?');
    if (path.replace(/\/$/, '') === homeOf(actor)) request.introduces = await accounts.isNew(actor);
  });

  app.post('/pengenalan', async (request, reply) => {
    const actor = actorOf(request);
    await accounts.introduce(actor);
    return reply.redirect(homeOf(actor), 303);
  });
}
