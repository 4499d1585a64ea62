/** Ordering a field check, giving it to somebody else, taking it back, writing down what was found. */
import { categoriesOf } from '../../domain/reference/reference.js';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../errors.js';
import { checkText } from '../../i18n/field-check.js';
import type { StaffActor } from '../../usecases/console-services.js';
import type { CheckPage } from '../../usecases/field-check/services.js';
import { sendPage } from '../html.js';
import { idIn, type ConsoleContext } from './context.js';
import {
  checkActs,
  checkerOf,
  problemsOf,
  readCheckForm,
  type CheckAttempt,
  type TypedCheck,
} from './field-check-form.js';
import { actorOf, type FlashKey } from './session.js';
import { FieldCheckPage } from './views/check-page.js';
import { TaskSheetPage } from './views/task-sheet-page.js';

export function fieldCheckRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { fieldChecks, session, format, frame } = context;

  app.get('/kasus/:id/cek-lapangan', async (request, reply) => {
    const page = await fieldChecks.page(actorOf(request), idIn(request, 'id'), request.ip);
    return show(context, request, reply, { page, attempt: null });
  });

  app.get('/kasus/:id/surat-tugas', async (request, reply) => {
    const sheet = await fieldChecks.sheet(actorOf(request), idIn(request, 'id'), request.ip);
    return sendPage(
      reply,
      <TaskSheetPage frame={await frame(request, reply)} sheet={sheet} format={format} />,
    );
  });

  for (const act of checkActs) {
    app.post(`/kasus/:id/cek-lapangan/${act}`, async (request, reply) => {
      const [actor, caseId] = [actorOf(request), idIn(request, 'id')];
      const typed = readCheckForm(act, request.body);
      if (typed === null) throw new AppError('input.invalid');
      const refuse = async (problems: readonly string[], status: number) => {
        const page = await fieldChecks.page(actor, caseId, request.ip);
        return show(context, request, reply, { page, attempt: { typed, problems } }, status);
      };
      const problems = problemsOf(
        typed,
        await askedIn(context, actor, caseId),
        categoriesOf(await context.reference.current()),
      );
      if (problems.length > 0) return refuse(problems, 422);
      try {
        const { number } = await perform(context, actor, { typed, caseId, ip: request.ip });
        session.say(reply, said[act], number);
        return await reply.redirect(`/console/kasus/${caseId}/cek-lapangan`, 303);
      } catch (error) {
        const sentence = sentenceOf(error, context);
        if (sentence === null) throw error;
        return refuse([sentence], error instanceof AppError ? error.status : 422);
      }
    });
  }
}

const said = {
  minta: 'check_ordered',
  ganti: 'check_reassigned',
  batal: 'check_cancelled',
  hasil: 'check_reported',
} as const satisfies Record<(typeof checkActs)[number], FlashKey>;

/** What the check that waits for its result wants to know. */
async function askedIn({ fieldChecks }: ConsoleContext, actor: StaffActor, caseId: string) {
  const all = await fieldChecks.ofCase(actor, caseId);
  return all?.checks.find(({ state }) => state === 'open')?.questions ?? [];
}

async function perform(
  { fieldChecks }: ConsoleContext,
  actor: StaffActor,
  { typed, ...where }: { readonly typed: TypedCheck; readonly caseId: string; readonly ip: string },
): Promise<{ number: string }> {
  const { act, version, days, questions, note, reason, findings } = typed;
  const on = { ...where, version };
  if (act === 'batal') return fieldChecks.cancel(actor, { ...on, reason });
  if (act === 'hasil') {
    const found = typed.found === 'yes';
    const answers = Object.entries(findings) as [keyof typeof findings, (typeof findings)['house']][];
    const told = answers.flatMap(([question, finding]) =>
      finding === undefined ? [] : { question, finding },
    );
    const result = { found, note: note === '' ? null : note, answers: found ? told : [] };
    return fieldChecks.write(actor, { ...on, checkId: typed.check, result });
  }
  const checker = checkerOf(typed.checker);
  if (checker === null) throw new AppError('input.invalid', { field: 'checker' });
  return act === 'minta'
    ? fieldChecks.order(actor, { ...on, checker, days, questions, note })
    : fieldChecks.reassign(actor, { ...on, checker, days, reason });
}

/** null: nothing that this form could mend. */
function sentenceOf(error: unknown, { format }: ConsoleContext): string | null {
  if (!(error instanceof AppError)) return null;
  const { by = '', until = '', field } = error.details;
  if (error.code === 'case.claimed') {
    return checkText.claimed(String(by), format.time(new Date(String(until))));
  }
  if (error.code === 'case.wrong_state') return checkText.changed;
  return error.code === 'input.invalid' && field === 'checker' ? checkText.checkerGone : null;
}

async function show(
  { frame, format }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  of: { readonly page: CheckPage; readonly attempt: CheckAttempt | null },
  status = 200,
): Promise<FastifyReply> {
  return sendPage(
    reply,
    <FieldCheckPage frame={await frame(request, reply)} format={format} {...of} />,
    status,
  );
}
