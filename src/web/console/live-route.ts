/** What changes while the queue is open: ids of cases, as they come, to pages with a script. */
import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ConsoleContext } from './context.js';
import { withoutMenu } from './escalation-routes.js';
import { actorOf } from './session.js';

/** The browser asks anew after this, and is then asked who it is. */
const LIFE_MS = 5 * 60_000;
/** Proxies close what is silent for long. */
const SIGN_OF_LIFE_MS = 25_000;

export function liveRoute(app: FastifyInstance, { queue }: ConsoleContext): void {
  const open = new Set<PassThrough>();
  app.addHook('preClose', async () => {
    for (const stream of open) stream.end();
  });

  app.get('/langsung', withoutMenu, (request, reply) => {
    const stream = new PassThrough();
    const stop = queue.watch(actorOf(request), (caseId) => stream.write(`event: case\ndata: ${caseId}\n\n`));
    open.add(stream);
    const life = setTimeout(() => stream.end(), LIFE_MS).unref();
    const signs = setInterval(() => stream.write(':\n\n'), SIGN_OF_LIFE_MS).unref();
    stream.once('close', () => {
      stop();
      open.delete(stream);
      clearTimeout(life);
      clearInterval(signs);
    });
    stream.write('retry: 5000\n\n');
    return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream);
  });
}
