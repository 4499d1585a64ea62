import type { FastifyInstance } from 'fastify';
import type { ConsoleContext } from './context.js';
import { actorOf } from './session.js';

export function rotationRoutes(app: FastifyInstance, { rotation, session }: ConsoleContext): void {
  app.post('/sistem/kunci/mulai', async (request, reply) => {
    await rotation.start(actorOf(request), request.ip);
    session.say(reply, 'rotation_started');
    return reply.redirect('/console/sistem', 303);
  });
  app.post('/sistem/kunci/hentikan', async (request, reply) => {
    await rotation.stop(actorOf(request), request.ip);
    session.say(reply, 'rotation_stopped');
    return reply.redirect('/console/sistem', 303);
  });
}
