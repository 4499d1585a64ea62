/** What an agency may read by the API, and its keys: supervisors read it, admins change it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { agencyActions, fieldGroups } from '../../domain/access/agency.js';
import { AppError } from '../../errors.js';
import { opdText } from '../../i18n/opd.js';
import { webhookStates } from '../../domain/opd/webhook.js';
import type { KeyMade, KeyProblem, WebhookProblem } from '../../usecases/opd/services.js';
import { sendPage } from '../html.js';
import { idIn, manyTexts, typedText, type ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { AgencyAccessPage, type PolicyAttempt } from './views/agency-access-page.js';

const HOME = '/console/acuan/opd';

const PolicyForm = z.object({
  version: z.coerce.number().int().min(0).catch(0),
  area: manyTexts,
  group: manyTexts,
  action: manyTexts,
  program: manyTexts,
  perMinute: typedText,
});
const number = z.coerce.number().int().catch(0);
const KeyForm = z.object({ id: z.uuid(), name: typedText, days: number });
const RotateForm = z.object({ id: z.uuid(), key: z.uuid(), days: number, overlap: number });
const RevokeForm = z.object({ key: z.uuid() });
const WebhookForm = z.object({ id: z.uuid(), url: typedText });
const WebhookStateForm = z.object({ webhook: z.uuid(), state: z.enum(webhookStates) });
/** Without a delivery it is a trial. */
const TellForm = z.object({ id: z.uuid(), webhook: z.uuid(), delivery: z.uuid().optional() });

/** What the last form came to. */
interface Outcome {
  readonly policy?: PolicyAttempt;
  readonly made?: KeyMade;
  readonly keyProblem?: KeyProblem;
  readonly typedName?: string;
  readonly webhookMade?: KeyMade;
  readonly webhookProblem?: WebhookProblem;
  readonly typedUrl?: string;
}

export function opdRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { opd, session } = context;

  app.get('/acuan/opd/:id', (request, reply) => send(context, request, reply, {}));

  app.post('/acuan/opd/:id/hak', async (request, reply) => {
    const agencyId = idIn(request, 'id');
    const typed = formOf(PolicyForm, request);
    const policy = policyOf(typed);
    try {
      const saved = await opd.savePolicy(actorOf(request), agencyId, policy, request.ip);
      if (!saved.ok) {
        const attempt = { policy, problem: opdText.problems[saved.problem], overtaken: false };
        return await send(context, request, reply, { policy: attempt }, 422);
      }
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'reference.changed') throw error;
      const { by = '', at = '' } = error.details;
      const problem = opdText.overtaken(String(by), context.format.moment(new Date(at)));
      return send(context, request, reply, { policy: { policy, problem, overtaken: true } }, error.status);
    }
    session.say(reply, 'reference_saved');
    return reply.redirect(`${HOME}/${agencyId}`, 303);
  });

  // A key stands on the answer to the form that made it and nowhere else: no address leads to it.
  app.post('/acuan/opd/:id/kunci', async (request, reply) => {
    const { id, name, days } = formOf(KeyForm, request);
    const input = { id, agencyId: idIn(request, 'id'), name, days };
    const made = await opd.makeKey(actorOf(request), input, request.ip);
    return made.ok
      ? send(context, request, reply, { made })
      : send(context, request, reply, { keyProblem: made.problem, typedName: name }, 422);
  });

  app.post('/acuan/opd/:id/ganti', async (request, reply) => {
    idIn(request, 'id');
    const { id, key: keyId, days, overlap: overlapDays } = formOf(RotateForm, request);
    const made = await opd.rotateKey(actorOf(request), { id, keyId, days, overlapDays }, request.ip);
    return made.ok
      ? send(context, request, reply, { made })
      : send(context, request, reply, { keyProblem: made.problem }, 422);
  });

  app.post('/acuan/opd/:id/cabut', async (request, reply) => {
    idIn(request, 'id');
    const { key } = formOf(RevokeForm, request);
    const { agencyId } = await opd.revokeKey(actorOf(request), key, request.ip);
    session.say(reply, 'api_key_revoked');
    return reply.redirect(`${HOME}/${agencyId}`, 303);
  });

  webhookRoutes(app, context);
}

function webhookRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { opd, session } = context;

  // Its secret stands on this answer and nowhere else.
  app.post('/acuan/opd/:id/webhook', async (request, reply) => {
    const { id, url } = formOf(WebhookForm, request);
    const input = { id, agencyId: idIn(request, 'id'), url: url.trim() };
    const made = await opd.addWebhook(actorOf(request), input, request.ip);
    return made.ok
      ? send(context, request, reply, { webhookMade: made })
      : send(context, request, reply, { webhookProblem: made.problem, typedUrl: url }, 422);
  });

  app.post('/acuan/opd/:id/webhook/ubah', async (request, reply) => {
    idIn(request, 'id');
    const { webhook, state } = formOf(WebhookStateForm, request);
    const { agencyId } = await opd.setWebhook(actorOf(request), webhook, state, request.ip);
    session.say(reply, 'webhook_changed');
    return reply.redirect(`${HOME}/${agencyId}#webhook`, 303);
  });

  app.post('/acuan/opd/:id/webhook/kirim', async (request, reply) => {
    idIn(request, 'id');
    const { id, webhook: webhookId, delivery: deliveryId = null } = formOf(TellForm, request);
    const { agencyId } = await opd.tellAgain(actorOf(request), { id, webhookId, deliveryId });
    session.say(reply, 'webhook_sent');
    return reply.redirect(`${HOME}/${agencyId}#webhook`, 303);
  });
}

function policyOf({ version, area, group, action, program, perMinute }: z.infer<typeof PolicyForm>) {
  return {
    version,
    perMinute: /^\d{1,7}$/.test(perMinute.trim()) ? Number(perMinute) : Number.NaN,
    grant: {
      areas: area,
      groups: fieldGroups.filter((one) => group.includes(one)),
      actions: agencyActions.filter((one) => action.includes(one)),
      programs: program,
    },
  };
}

/** What is no form of ours does not exist, for whoever sent it. */
function formOf<T extends z.ZodType>(form: T, request: FastifyRequest): z.infer<T> {
  const parsed = form.safeParse(request.body ?? {});
  if (!parsed.success) throw new AppError('not_found');
  return parsed.data;
}

async function send(
  { opd, frame, format }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: Outcome,
  status = 200,
): Promise<FastifyReply> {
  const { policy, made, keyProblem, typedName = '', webhookMade, webhookProblem, typedUrl = '' } = outcome;
  const view = await opd.access(actorOf(request), idIn(request, 'id'));
  return sendPage(
    reply,
    <AgencyAccessPage
      frame={await frame(request, reply)}
      format={format}
      view={view}
      newId={uuidv7()}
      attempt={policy ?? null}
      made={made ?? null}
      keyProblem={keyProblem ?? null}
      typedName={typedName}
      webhookMade={webhookMade ?? null}
      webhookProblem={webhookProblem ?? null}
      typedUrl={typedUrl}
    />,
    status,
  );
}
