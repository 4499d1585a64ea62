import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { caseStateLabels } from '../../i18n/labels.js';
import { claimText } from '../../i18n/queue.js';
import { decisionText } from '../../i18n/console.js';
import { CaseState } from '../../domain/case/events.js';
import { sendPage } from '../html.js';
import { idIn, type ConsoleContext } from './context.js';
import { decisionFrom, readDecisionForm, type Attempt } from './decision-form.js';
import { actorOf } from './session.js';
import { CasePage } from './views/case-page.js';

const flashOf = { approve: 'approved', reject: 'rejected', ask_correction: 'correction_requested' } as const;
const imageTypes = ['image/jpeg', 'image/png', 'image/webp'];

export function caseRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { services, session } = context;

  app.get('/kasus/:id', (request, reply) => casePage(context, request, reply));

  app.post('/kasus/:id/putusan', async (request, reply) => {
    const caseId = idIn(request, 'id');
    const typed = readDecisionForm(request.body);
    if (typed === null) throw new AppError('input.invalid');
    const decision = decisionFrom(typed);
    if (!('type' in decision)) {
      return casePage(context, request, reply, { typed, problems: decision, overtaken: null });
    }
    try {
      const { version } = typed;
      const decided = await services.decide(actorOf(request), { caseId, version, decision, ip: request.ip });
      session.say(reply, flashOf[typed.decision], decided.number);
      return await reply.redirect(`/console/kasus/${caseId}`, 303);
    } catch (error) {
      const overtaken = overtakenBy(error, context);
      if (overtaken === null) throw error;
      return casePage(context, request, reply, { typed, problems: [], overtaken });
    }
  });

  app.get('/kasus/:id/foto/:photoId', (request, reply) => sendPhoto(context, request, reply));
  /** Of a berita acara with several pages. */
  app.get('/kasus/:id/foto/:photoId/:page', (request, reply) => sendPhoto(context, request, reply));
}

const Page = z.object({ page: z.coerce.number().int().min(1).max(100).default(1) });

async function sendPhoto(
  { services }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const page = Page.safeParse(request.params);
  if (!page.success) throw new AppError('not_found');
  const more = { ...page.data, ip: request.ip };
  const ids = [idIn(request, 'id'), idIn(request, 'photoId')] as const;
  const photo = await services.photo(actorOf(request), ...ids, more);
  if (!imageTypes.includes(photo.mime)) throw new AppError('media.not_an_image');
  return reply.type(photo.mime).send(photo.bytes);
}

async function casePage(
  { services, queue, format, frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  attempt: Attempt | null = null,
): Promise<FastifyReply> {
  const [actor, caseId] = [actorOf(request), idIn(request, 'id')];
  const view = await services.caseById(actor, caseId, request.ip);
  const claim = await queue.look(actor, caseId);
  const shown = { frame: frame(request, reply), format, view, claim, attempt };
  const page = <CasePage {...shown} />;
  return sendPage(reply, page, statusOf(attempt));
}

function statusOf(attempt: Attempt | null): number {
  if (attempt === null) return 200;
  return attempt.overtaken === null ? 422 : 409;
}

function overtakenBy(error: unknown, { format }: ConsoleContext): Attempt['overtaken'] {
  if (!(error instanceof AppError)) return null;
  const { by = '', at = '' } = error.details;
  const state = CaseState.safeParse(error.details['state']).data;
  const said = state === undefined ? '' : caseStateLabels[state];
  if (error.code === 'case.already_decided') {
    const sentence = decisionText.already(String(by), format.moment(new Date(at)), said);
    return { title: decisionText.alreadyTitle, sentence };
  }
  if (error.code === 'case.claimed') {
    const until = format.time(new Date(String(error.details['until'])));
    return { title: claimText.refusedTitle, sentence: claimText.refused(String(by), until) };
  }
  if (error.code !== 'case.wrong_state') return null;
  if (state === 'withdrawn') {
    return { title: decisionText.withdrawnTitle, sentence: decisionText.withdrawnMeanwhile };
  }
  return { title: decisionText.staleTitle, sentence: decisionText.stale(said) };
}
