import type { FastifyInstance } from 'fastify';
import { staffMay } from '../../domain/access/scope.js';
import { sendPage } from '../html.js';
import { optionalText, type ConsoleContext } from './context.js';
import { withoutMenu } from './escalation-routes.js';
import { hrefWith } from './href.js';
import { filterOf, queryOf, readQueueQuery } from './queue-query.js';
import { actorOf } from './session.js';
import { viewLinks } from './view-links.js';
import { homeOf } from './views/layout.js';
import { QueuePage } from './views/queue-page.js';

export function queueRoute(app: FastifyInstance, context: ConsoleContext): void {
  const { services, casework, search, format, frame } = context;

  app.get('/', async (request, reply) => {
    const actor = actorOf(request);
    if (!staffMay(actor, 'read_cases')) return reply.redirect(homeOf(actor), 303);
    const query = readQueueQuery(request.query);
    const filter = filterOf(query, actor, search);
    const [page, counts, regions, views, mentions] = await Promise.all([
      services.queue(actor, filter),
      services.queueCounts(actor),
      services.regions(actor),
      viewLinks(context, actor, filter),
      casework.unreadMentions(actor),
    ]);
    const lists = { page, counts, regions, views, mentions };
    const shown = { frame: await frame(request, reply), format, query, filter, ...lists };
    return sendPage(reply, <QueuePage {...shown} />);
  });

  /** The filter's form. It is posted, so that what is searched for is in no address. */
  app.post('/cari', withoutMenu, async (request, reply) => {
    const actor = actorOf(request);
    const words = optionalText.parse((request.body as { q?: unknown } | undefined)?.q);
    const cari = words === undefined ? undefined : search.seal(words, actor);
    const query = { ...readQueueQuery(request.body), cari, q: undefined, cursor: undefined };
    return reply.redirect(hrefWith('/console', queryOf(query)), 303);
  });
}
