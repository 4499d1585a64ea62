import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { presets } from '../../domain/overview/period.js';
import { ReportKind } from '../../domain/report/report.js';
import { sendPage } from '../html.js';
import { optionalText, type ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { OverviewPage } from './views/overview-page.js';

/** Of the page Ringkasan, as its address carries it. */
const Query = z.object({
  periode: z.enum(presets).catch('this_month'),
  dari: optionalText,
  sampai: optionalText,
  kecamatan: optionalText,
  kind: ReportKind.optional().catch(undefined),
  peta: z.enum(['waiting', 'received']).catch('waiting'),
});

export function overviewRoute(
  app: FastifyInstance,
  { overview, place, services, format, frame }: ConsoleContext,
): void {
  app.get('/ringkasan', async (request, reply) => {
    const actor = actorOf(request);
    const { periode: preset, dari: from, sampai: to, peta: tiles, ...narrowed } = Query.parse(request.query);
    const filter = { preset, from, to, ...narrowed };
    const [found, regions, shapes] = await Promise.all([
      overview.overview(actor, filter),
      services.regions(actor),
      place.kecamatanShapes(actor),
    ]);
    return sendPage(
      reply,
      <OverviewPage
        frame={await frame(request, reply)}
        format={format}
        filter={filter}
        tiles={tiles}
        overview={found}
        regions={regions}
        shapes={shapes}
      />,
    );
  });
}
