import type { FastifyInstance } from 'fastify';
import { sendPage } from '../html.js';
import { idIn, type ConsoleContext } from './context.js';
import { RegistryFilter } from './registry-filter.js';
import { actorOf } from './session.js';
import { EntryPage } from './views/entry-page.js';
import { RegistryPage } from './views/registry-page.js';

export function registryRoutes(app: FastifyInstance, { services, format, frame }: ConsoleContext): void {
  app.get('/data-pemda', async (request, reply) => {
    const actor = actorOf(request);
    const filter = RegistryFilter.parse(request.query);
    const [page, regions] = await Promise.all([services.entries(actor, filter), services.regions(actor)]);
    const props = { frame: frame(request, reply), format, filter, page, regions };
    return sendPage(reply, <RegistryPage {...props} />);
  });

  app.get('/data-pemda/:id', async (request, reply) => {
    const entry = await services.entryById(actorOf(request), idIn(request, 'id'), request.ip);
    return sendPage(reply, <EntryPage frame={frame(request, reply)} format={format} entry={entry} />);
  });
}
