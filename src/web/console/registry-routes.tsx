import type { FastifyInstance } from 'fastify';
import { sendPage } from '../html.js';
import { idIn, optionalText, type ConsoleContext } from './context.js';
import { withoutMenu } from './escalation-routes.js';
import { hrefWith } from './href.js';
import { readRegistryQuery, registryFilterOf } from './registry-query.js';
import { actorOf } from './session.js';
import { EntryPage } from './views/entry-page.js';
import { RegistryPage } from './views/registry-page.js';

export function registryRoutes(
  app: FastifyInstance,
  { services, search, format, frame }: ConsoleContext,
): void {
  app.get('/data-pemda', async (request, reply) => {
    const actor = actorOf(request);
    const query = readRegistryQuery(request.query);
    const filter = registryFilterOf(query, actor, search);
    const [page, regions] = await Promise.all([services.entries(actor, filter), services.regions(actor)]);
    const props = { frame: await frame(request, reply), format, query, filter, page, regions };
    return sendPage(reply, <RegistryPage {...props} />);
  });

  /** The filter's form. It is posted, so that what is searched for is in no address. */
  app.post('/data-pemda/cari', withoutMenu, async (request, reply) => {
    const words = optionalText.parse((request.body as { q?: unknown } | undefined)?.q);
    const cari = words === undefined ? undefined : search.seal(words, actorOf(request));
    const query = { ...readRegistryQuery(request.body), cari, q: undefined, cursor: undefined };
    return reply.redirect(hrefWith('/console/data-pemda', query), 303);
  });

  app.get('/data-pemda/:id', async (request, reply) => {
    const entry = await services.entryById(actorOf(request), idIn(request, 'id'), request.ip);
    return sendPage(reply, <EntryPage frame={await frame(request, reply)} format={format} entry={entry} />);
  });
}
