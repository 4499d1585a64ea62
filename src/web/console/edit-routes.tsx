/** The office puts answers right: what was typed is shown as a change first, and saved with its reason. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../errors.js';
import { claimText } from '../../i18n/queue.js';
import { editPageText } from '../../i18n/casework.js';
import { nothingTyped, type EditView } from '../../usecases/casework/services.js';
import { sendPage } from '../html.js';
import { idIn, type ConsoleContext } from './context.js';
import { readEditForm, whyOf, type TypedEdit } from './edit-form.js';
import { listQuery, listSuffix } from './list-query.js';
import { actorOf } from './session.js';
import { EditPage } from './views/edit-page.js';
import { versionRows } from './versions.js';

export function editRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { casework, session } = context;

  app.get('/kasus/:id/isian', async (request, reply) => {
    const caseId = idIn(request, 'id');
    const view = await casework.editView(actorOf(request), { caseId, ip: request.ip });
    // Decided by now: there is nothing to put right any more.
    if (!view.open) return reply.redirect(`/console/kasus/${caseId}${listIn(request)}`, 303);
    const { version } = view;
    const form = { version, step: 'ubah', typed: nothingTyped, reason: '', note: '' } as const;
    return show(context, request, reply, { view, form, problems: [], status: 200 });
  });

  app.post('/kasus/:id/isian', async (request, reply) => {
    const caseId = idIn(request, 'id');
    const form = readEditForm(request.body);
    if (form === null) throw new AppError('input.invalid');
    const actor = actorOf(request);
    const { version, typed, step } = form;
    const look = () => casework.editView(actor, { caseId, version, typed, ip: request.ip });
    if (step !== 'simpan') {
      const view = await look();
      return show(context, request, reply, { view, form, problems: [], status: statusOf(view) });
    }
    const why = whyOf(form);
    if ('problems' in why) {
      return show(context, request, reply, { view: await look(), form, problems: why.problems, status: 422 });
    }
    try {
      const { number } = await casework.saveEdit(actor, { caseId, version, typed, ...why, ip: request.ip });
      session.say(reply, 'edited', number);
      return await reply.redirect(`/console/kasus/${caseId}${listIn(request)}`, 303);
    } catch (error) {
      const problems = problemsIn(error, context);
      if (problems === null) throw error;
      const view = await look();
      return show(context, request, reply, { view, form, problems, status: 409 });
    }
  });
}

const listIn = (request: FastifyRequest) => listSuffix(listQuery(request.query));

function statusOf({ meanwhile, faults }: EditView): number {
  if (meanwhile !== null) return 409;
  return faults.length === 0 ? 200 : 422;
}

/** null: nothing that the page can say. What happened meanwhile it says by itself. */
function problemsIn(error: unknown, { format }: ConsoleContext): readonly string[] | null {
  if (!(error instanceof AppError)) return null;
  const { code, details } = error;
  if (code === 'case.claimed') {
    const { by = '', until = '' } = details;
    return [claimText.refused(String(by), format.time(new Date(until)))];
  }
  if (code === 'case.already_decided' || code === 'case.wrong_state') return [];
  return code === 'input.invalid' ? [editPageText.nothingChanged] : null;
}

async function show(
  { format, frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: {
    readonly view: EditView;
    readonly form: TypedEdit;
    readonly problems: readonly string[];
    readonly status: number;
  },
): Promise<FastifyReply> {
  const { view, form, problems, status } = shown;
  const { before, after, meanwhile } = view;
  const page = (
    <EditPage
      frame={await frame(request, reply)}
      format={format}
      caseId={idIn(request, 'id')}
      list={listIn(request)}
      view={view}
      form={form}
      problems={problems}
      changes={after === null ? [] : versionRows(before, after, format)}
      theirs={meanwhile === null ? [] : versionRows(meanwhile.before, before, format)}
    />
  );
  return sendPage(reply, page, status);
}
