import type { FastifyInstance } from 'fastify';
import { sendPage } from '../html.js';
import type { ConsoleContext } from './context.js';
import { hrefWith } from './href.js';
import { QUALITY, readQualityArea, readQualityQuery } from './quality-query.js';
import { actorOf } from './session.js';
import { QualityListPage } from './views/quality/list-page.js';
import { QualityPage } from './views/quality/overview-page.js';

export function qualityRoutes(
  app: FastifyInstance,
  { quality, services, session, format, frame }: ConsoleContext,
): void {
  app.get('/mutu', async (request, reply) => {
    const actor = actorOf(request);
    const area = readQualityArea(request.query);
    const { kecamatan, desa } = area;
    const [overview, regions] = await Promise.all([
      quality.overview(actor, { kecamatan, desa }),
      services.regions(actor),
    ]);
    const props = { frame: frame(request, reply), format, area, overview, regions };
    return sendPage(reply, <QualityPage {...props} />);
  });

  app.get('/mutu/daftar', async (request, reply) => {
    const actor = actorOf(request);
    const query = readQualityQuery(request.query);
    const { kecamatan, desa, periksa: topic, di: first, tanpa: second, cursor } = query;
    const asked = { topic, first, second: topic === 'missing' ? second : undefined };
    const list = await quality.list(actor, { ...asked, kecamatan, desa, cursor, ip: request.ip });
    const regions = await services.regions(actor);
    const props = { frame: frame(request, reply), format, query, list, regions };
    return sendPage(reply, <QualityListPage {...props} />);
  });

  app.post('/mutu/hitung', async (request, reply) => {
    await quality.recount(actorOf(request));
    session.say(reply, 'quality_asked');
    return reply.redirect(hrefWith(QUALITY, readQualityArea(request.body)), 303);
  });
}
