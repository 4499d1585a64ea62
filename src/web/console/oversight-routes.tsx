import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendPage } from '../html.js';
import { optionalText, type ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { AccessLogPage } from './views/access-log-page.js';

const unlessBlank = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional()).catch(undefined);

/** As the form's fields are called; what cannot be read is as if it was not given. */
const Query = z.object({
  nomor: optionalText,
  petugas: unlessBlank(z.guid()),
  tindakan: unlessBlank(z.string().regex(/^[a-z_.]{1,60}$/)),
  dari: unlessBlank(z.iso.date()),
  sampai: unlessBlank(z.iso.date()),
  cursor: unlessBlank(z.string().regex(/^\d{1,18}$/)),
});

export function oversightRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { oversight, session, format, frame } = context;

  app.get('/catatan-akses', async (request, reply) => {
    const actor = actorOf(request);
    const { nomor, petugas, tindakan, dari, sampai, cursor } = Query.parse(request.query);
    const filter = { number: nomor, user: petugas, action: tindakan, from: dari, until: sampai, cursor };
    const [page, users, check] = await Promise.all([
      oversight.accessLog(actor, filter),
      oversight.accessUsers(actor),
      oversight.lastCheck(actor),
    ]);
    const props = { frame: await frame(request, reply), format, filter, page, users, check };
    return sendPage(reply, <AccessLogPage {...props} />);
  });

  app.post('/catatan-akses/periksa', async (request, reply) => {
    await oversight.requestCheck(actorOf(request), request.ip);
    session.say(reply, 'history_check');
    return reply.redirect('/console/catatan-akses', 303);
  });
}
