import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { staffMay } from '../../domain/access/scope.js';
import { CaseState } from '../../domain/case/events.js';
import { ReportKind } from '../../domain/report/report.js';
import { sendPage } from '../html.js';
import { optionalText, type ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { homeOf } from './views/layout.js';
import { QueuePage } from './views/queue-page.js';

export const QueueQuery = z.object({
  status: z
    .union([CaseState, z.enum(['all', 'objected'])])
    .optional()
    .catch(undefined),
  kind: ReportKind.optional().catch(undefined),
  kecamatan: optionalText,
  desa: optionalText,
  q: optionalText,
  cursor: optionalText,
});

export function queueRoute(app: FastifyInstance, { services, format, frame }: ConsoleContext): void {
  app.get('/', async (request, reply) => {
    const actor = actorOf(request);
    if (!staffMay(actor, 'read_cases')) return reply.redirect(homeOf(actor), 303);
    const { status: state, ...rest } = QueueQuery.parse(request.query);
    const filter = { state, ...rest };
    const [page, counts, regions] = await Promise.all([
      services.queue(actor, filter),
      services.queueCounts(actor),
      services.regions(actor),
    ]);
    return sendPage(
      reply,
      <QueuePage
        frame={frame(request, reply)}
        format={format}
        filter={filter}
        page={page}
        counts={counts}
        regions={regions}
      />,
    );
  });
}
