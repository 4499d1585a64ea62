import type { FastifyInstance } from 'fastify';
import { sendPage } from '../html.js';
import type { ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { ChannelsPage } from './views/channels-page.js';
import { SystemPage } from './views/system-page.js';

export function channelRoutes(
  app: FastifyInstance,
  { services, system, rotation, readiness, format, frame }: ConsoleContext,
): void {
  app.get('/kanal', async (request, reply) => {
    const channels = await services.channels(actorOf(request));
    return sendPage(
      reply,
      <ChannelsPage frame={await frame(request, reply)} format={format} channels={channels} />,
    );
  });

  app.get('/sistem', async (request, reply) => {
    const actor = actorOf(request);
    const [health, state, ready, keys] = await Promise.all([
      services.health(actor),
      system.state(actor),
      readiness.readiness(),
      rotation.state(actor),
    ]);
    const shown = { frame: await frame(request, reply), format, health, readiness: ready, state, keys };
    return sendPage(reply, <SystemPage {...shown} />);
  });
}
