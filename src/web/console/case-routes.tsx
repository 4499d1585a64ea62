import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { approvalText, commentText, duplicateText, overtakenText } from '../../i18n/case-actions.js';
import { differentText, editPageText, editedText } from '../../i18n/casework.js';
import { caseStateLabels, inSentence } from '../../i18n/labels.js';
import { claimText } from '../../i18n/queue.js';
import { decisionText } from '../../i18n/console.js';
import { DifferenceReason } from '../../domain/case/duplicate.js';
import { CaseState } from '../../domain/case/events.js';
import { COMMENT_LIMIT } from '../../usecases/case/comments.js';
import type { StaffActor } from '../../usecases/console-services.js';
import { sendPage } from '../html.js';
import { ofCase, ofEntry } from './comparison.js';
import { withoutMenu } from './escalation-routes.js';
import { idIn, typedText, type ConsoleContext } from './context.js';
import { actFrom, NOTE_LIMIT, readDecisionForm, type Act, type Attempt } from './decision-form.js';
import { listQuery, listSuffix } from './list-query.js';
import { filterOf, type QueueQuery } from './queue-query.js';
import { actorOf, type FlashKey } from './session.js';
import { CasePage } from './views/case-page.js';
import type { CommentAttempt } from './views/comments.js';
import { ComparisonPage, type DifferenceAttempt } from './views/comparison-page.js';

const imageTypes = ['image/jpeg', 'image/png', 'image/webp'];

export function caseRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { session } = context;

  app.get('/kasus/:id', (request, reply) => casePage(context, request, reply));

  app.post('/kasus/:id/putusan', async (request, reply) => {
    const caseId = idIn(request, 'id');
    const typed = readDecisionForm(request.body);
    if (typed === null) throw new AppError('input.invalid');
    const act = actFrom(typed, await context.reference.current());
    if (!('type' in act)) return casePage(context, request, reply, { typed, problems: act, overtaken: null });
    try {
      const { version } = typed;
      const done = await perform(context, actorOf(request), { caseId, version, act, ip: request.ip });
      session.say(reply, done.said, done.number);
      return await reply.redirect(`/console/kasus/${caseId}${listIn(request)}`, 303);
    } catch (error) {
      const overtaken = overtakenBy(error, context);
      const problems = problemsIn(error);
      if (overtaken === null && problems.length === 0) throw error;
      return casePage(context, request, reply, { typed, problems, overtaken });
    }
  });

  app.post('/kasus/:id/komentar', async (request, reply) => {
    const caseId = idIn(request, 'id');
    const form = CommentForm.parse(request.body);
    const text = form.text.replace(/\r\n/g, '\n').trim();
    const problem = text === '' ? commentText.missing : text.length > COMMENT_LIMIT ? tooLong : null;
    if (problem !== null) return casePage(context, request, reply, null, { text, problem });
    const on = { id: form.id, caseId, text, ip: request.ip };
    const { unknown } = await context.caseActions.comment(actorOf(request), on);
    const names = unknown.map((name) => `@${name}`).join(', ');
    if (names === '') session.say(reply, 'commented');
    else session.say(reply, 'commented_unknown', names);
    return reply.redirect(`/console/kasus/${caseId}${listIn(request)}#komentar`, 303);
  });

  app.get('/kasus/:id/banding/:other', (request, reply) => comparisonPage(context, request, reply));

  app.post('/kasus/:id/banding/:other', async (request, reply) => {
    const typed = DifferenceForm.parse(request.body);
    const [caseId, otherId] = [idIn(request, 'id'), idIn(request, 'other')];
    const reason = DifferenceReason.safeParse(typed.reason).data;
    const note = typed.note.replace(/\r\n/g, '\n').trim();
    const problems = [
      ...(reason === undefined ? [differentText.reasonMissing] : []),
      ...(reason === 'other' && note === '' ? [differentText.noteMissing] : []),
      ...(note.length > NOTE_LIMIT ? [editPageText.noteTooLong(NOTE_LIMIT)] : []),
    ];
    if (reason === undefined || problems.length > 0) {
      return comparisonPage(context, request, reply, { ...typed, problems });
    }
    const input = { caseId, otherId, reason, note, ip: request.ip };
    await context.casework.dismissDuplicate(actorOf(request), input);
    session.say(reply, 'not_duplicate');
    return reply.redirect(`/console/kasus/${caseId}${listIn(request)}`, 303);
  });

  app.post('/kasus/:id/banding/:other/batal', async (request, reply) => {
    const [caseId, otherId] = [idIn(request, 'id'), idIn(request, 'other')];
    await context.casework.restoreDuplicate(actorOf(request), { caseId, otherId, ip: request.ip });
    session.say(reply, 'duplicate_again');
    return reply.redirect(`/console/kasus/${caseId}/banding/${otherId}${listIn(request)}`, 303);
  });

  app.get('/kasus/:id/foto/:photoId', withoutMenu, (request, reply) => sendPhoto(context, request, reply));
  /** Of a berita acara with several pages. */
  app.get('/kasus/:id/foto/:photoId/:page', withoutMenu, (request, reply) =>
    sendPhoto(context, request, reply),
  );
}

const listIn = (request: FastifyRequest) => listSuffix(listQuery(request.query));

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

const tooLong = commentText.tooLong(COMMENT_LIMIT);
const DifferenceForm = z.object({ reason: typedText, note: typedText });
const CommentForm = z.object({ id: z.uuid(), text: typedText });

interface Performed {
  readonly number: string;
  readonly said: FlashKey;
}

async function perform(
  { services, caseActions }: ConsoleContext,
  actor: StaffActor,
  {
    act,
    ...on
  }: { readonly caseId: string; readonly version: number; readonly ip: string; readonly act: Act },
): Promise<Performed> {
  switch (act.type) {
    case 'reopen': {
      const { number } = await caseActions.reopen(actor, { ...on, reason: act.reason, note: act.note });
      return { number, said: 'reopened' };
    }
    case 'answer_objection': {
      const { outcome, note } = act;
      const { number } = await caseActions.answerObjection(actor, { ...on, outcome, note });
      return { number, said: 'objection_answered' };
    }
    case 'approve':
    case 'reject':
    case 'ask_correction':
    case 'duplicate': {
      const { number, event } = await services.decide(actor, { ...on, decision: act });
      return { number, said: flashOf[act.type] ?? (event === 'approval_proposed' ? event : 'approved') };
    }
  }
}

/** Of an approval it depends on what it came to. */
const flashOf = {
  approve: null,
  reject: 'rejected',
  ask_correction: 'correction_requested',
  duplicate: 'duplicate_confirmed',
} as const;

async function casePage(
  context: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  attempt: Attempt | null = null,
  commenting: CommentAttempt | null = null,
): Promise<FastifyReply> {
  const { services, casework, fieldChecks, place, queue, reference, format, frame } = context;
  const [actor, caseId] = [actorOf(request), idIn(request, 'id')];
  const view = await services.caseById(actor, caseId, request.ip);
  const open = view.answers;
  const list = listQuery(request.query);
  // All of it is to be seen at once, and none of it needs another part.
  const [claim, comments, around, checks, colleagues, opened, texts] = await Promise.all([
    queue.look(actor, caseId),
    open === null ? null : commentsFor(context, actor, view.id),
    open === null ? null : place.around(actor, open.desaCode),
    open === null ? null : fieldChecks.ofCase(actor, view.id),
    open === null ? [] : casework.mentionable(actor, view.id),
    list === null ? null : openedList(context, actor, { caseId, list }),
    reference.current(),
  ]);
  const page = (
    <CasePage
      frame={await frame(request, reply)}
      list={opened}
      format={format}
      reference={texts}
      view={view}
      around={around}
      claim={claim}
      attempt={attempt}
      comments={comments}
      checks={checks}
      colleagues={colleagues}
      commenting={commenting}
    />
  );
  return sendPage(reply, page, commenting === null ? statusOf(attempt) : 422);
}

/** What is shown was before their eyes, and whatever is said later was not. */
async function commentsFor({ caseActions, casework }: ConsoleContext, actor: StaffActor, caseId: string) {
  const comments = await caseActions.comments(actor, caseId);
  await casework.readMentions(actor, caseId);
  return comments;
}

async function openedList(
  { casework, search }: ConsoleContext,
  actor: StaffActor,
  { caseId, list }: { readonly caseId: string; readonly list: QueueQuery },
) {
  return { query: list, at: await casework.neighbours(actor, caseId, filterOf(list, actor, search)) };
}

/** Beside a possible duplicate of it that the actor may see; every look is written down. */
async function comparisonPage(
  { services, format, frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  attempt: DifferenceAttempt | null = null,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const other = idIn(request, 'other');
  const view = await services.caseById(actor, idIn(request, 'id'), request.ip);
  const candidate = view.duplicates.find(({ caseId, entryId }) => caseId === other || entryId === other);
  if (candidate === undefined) throw new AppError('not_found');
  const left = ofCase(view, format);
  const right =
    candidate.caseId === other
      ? ofCase(await services.caseById(actor, other, request.ip), format)
      : ofEntry(await services.entryById(actor, other, request.ip), format);
  if (left === null || right === null) throw new AppError('not_found');
  const list = listIn(request);
  const shown = { frame: await frame(request, reply), list, view, left, right, candidate, format, attempt };
  return sendPage(reply, <ComparisonPage {...shown} />, attempt === null ? 200 : 422);
}

function problemsIn(error: unknown): Attempt['problems'] {
  if (!(error instanceof AppError)) return [];
  if (error.code === 'case.second_person_needed') return [{ field: 'note', sentence: approvalText.own }];
  if (error.code !== 'case.no_such_duplicate') return [];
  const state = CaseState.safeParse(error.details['state']).data;
  const sentence =
    state === undefined
      ? duplicateText.noSuch
      : duplicateText.holdsNobody(inSentence(caseStateLabels[state]));
  return [{ field: 'number', sentence }];
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
    const moment = format.moment(new Date(at));
    if (error.details['event'] === 'approval_proposed' && state === 'in_review') {
      return { title: approvalText.overtakenTitle, sentence: approvalText.overtaken(String(by), moment) };
    }
    const change = error.details['event'];
    if (change === 'edited') {
      return { title: editedText.overtakenTitle, sentence: editedText.overtaken(String(by), moment) };
    }
    if (change === 'reopened' || change === 'objection_answered') {
      const what = overtakenText.by[change];
      return { title: overtakenText.title, sentence: overtakenText.sentence(what, String(by), moment) };
    }
    const sentence = decisionText.already(String(by), moment, said);
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
