import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendPage } from '../html.js';
import { type ConsoleContext } from './context.js';
import { EnrolmentForm, problemOf, type FailedEnrolment } from './enrolment-form.js';
import { actorOf } from './session.js';
import { ReportersPage } from './views/reporters-page.js';

export function reporterRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { services, session } = context;

  app.get('/pelapor', (request, reply) => page(context, request, reply));

  app.post('/pelapor', async (request, reply) => {
    const typed = EnrolmentForm.parse(request.body ?? {});
    try {
      const { desa: desaCodes, ...person } = typed;
      await services.enrolReporter(actorOf(request), { ...person, desaCodes });
    } catch (error) {
      const problem = problemOf(error);
      if (problem === null) throw error;
      return page(context, request, reply, { typed, problem });
    }
    session.say(reply, 'enrolled');
    return reply.redirect('/console/pelapor', 303);
  });
}

async function page(
  { services, frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  failed: FailedEnrolment | null = null,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const [reporters, regions] = await Promise.all([services.reporters(actor), services.regions(actor)]);
  const props = { frame: frame(request, reply), reporters, regions, failed };
  return sendPage(reply, <ReportersPage {...props} />, failed === null ? 200 : 422);
}
