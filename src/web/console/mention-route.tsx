import type { FastifyInstance } from 'fastify';
import { sendPage } from '../html.js';
import type { ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { MentionsPage } from './views/mentions-page.js';

export function mentionRoute(app: FastifyInstance, { casework, format, frame }: ConsoleContext): void {
  app.get('/disebut', async (request, reply) => {
    const mentions = await casework.mentions(actorOf(request));
    return sendPage(
      reply,
      <MentionsPage frame={await frame(request, reply)} mentions={mentions} format={format} />,
    );
  });
}
