import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { escalationText } from '../../i18n/escalation.js';
import { sendPage } from '../html.js';
import { typedText, type ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { ESCALATION_PATH } from './views/escalation-marks.js';
import { EscalationsPage, type HandleAttempt } from './views/escalations-page.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** false: its answer has none. */
    menu?: boolean;
  }
  interface FastifyRequest {
    /** For the menu: asked for beside what the page shows; null where no page is shown. */
    escalations: Promise<number> | null;
  }
}

/** Of a route whose answer is no page. */
export const withoutMenu = { config: { menu: false } } as const;

/** The menu of every page tells a supervisor how many wait. */
export function countEscalations(app: FastifyInstance, { escalations }: ConsoleContext): void {
  app.decorateRequest('escalations', null);
  app.addHook('preHandler', (request, _reply, next) => {
    const { actor, routeOptions } = request;
    if (actor !== null && routeOptions.config.menu !== false) {
      request.escalations = escalations.openCount(actor);
      // Thrown where the page asks for it; an answer that never does has no need of it.
      request.escalations.catch(() => undefined);
    }
    next();
  });
}

const HandleForm = z.object({
  kasus: z.guid(),
  catatan: typedText,
  petugas: z.preprocess((value) => (value === '' ? undefined : value), z.guid().optional()),
});

export function escalationRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { escalations, session } = context;

  app.get('/eskalasi', (request, reply) => page(context, request, reply, null));

  app.post('/eskalasi/tangani', async (request, reply) => {
    const form = HandleForm.safeParse(request.body);
    if (!form.success) throw new AppError('input.invalid');
    const { kasus: caseId, petugas = null } = form.data;
    const note = form.data.catatan.replace(/\r\n/g, '\n');
    try {
      const wanted = { caseId, note, assignee: petugas, ip: request.ip };
      const { number, done } = await escalations.handle(actorOf(request), wanted);
      session.say(reply, done ? 'escalation_handled' : 'escalation_already', number);
      return await reply.redirect(ESCALATION_PATH, 303);
    } catch (error) {
      const field =
        error instanceof AppError && error.code === 'input.invalid' ? error.details['field'] : null;
      if (field !== 'note' && field !== 'assignee') throw error;
      return page(context, request, reply, {
        caseId,
        note,
        assignee: petugas,
        problem: escalationText.faults[field],
      });
    }
  });
}

async function page(
  { escalations, frame, format }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  attempt: HandleAttempt | null,
): Promise<FastifyReply> {
  const view = await escalations.page(actorOf(request));
  const props = { frame: await frame(request, reply), format, view, attempt };
  return sendPage(reply, <EscalationsPage {...props} />);
}
