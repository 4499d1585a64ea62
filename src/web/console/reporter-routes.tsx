import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { reporterText } from '../../i18n/console.js';
import { sendPage } from '../html.js';
import { manyTexts, typedText, type ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { ReportersPage } from './views/reporters-page.js';

const Form = z.object({ name: typedText, role: typedText, phone: typedText, desa: manyTexts });
export type TypedReporter = z.infer<typeof Form>;
export type ReporterProblem = keyof typeof reporterText.problem;

/** An enrolment that failed: what was typed, and the field that is wrong. */
export interface FailedEnrolment {
  readonly typed: TypedReporter;
  readonly problem: ReporterProblem;
}

export function reporterRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { services, session } = context;

  app.get('/pelapor', (request, reply) => page(context, request, reply));

  app.post('/pelapor', async (request, reply) => {
    const typed = Form.parse(request.body ?? {});
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

function problemOf(error: unknown): ReporterProblem | null {
  if (!(error instanceof AppError) || error.code !== 'input.invalid') return null;
  const { field } = error.details;
  return typeof field === 'string' && field in reporterText.problem ? (field as ReporterProblem) : null;
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
