import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import type { MadeInvite } from '../../usecases/enrolment/services.js';
import { sendPage } from '../html.js';
import { idIn, type ConsoleContext } from './context.js';
import { EnrolmentForm, problemOf, ReportersFilter, type FailedEnrolment } from './enrolment-form.js';
import { actorOf } from './session.js';
import { ReporterPage } from './views/reporter-page.js';
import { ReportersPage } from './views/reporters-page.js';

const StatusForm = z.object({ status: z.enum(['active', 'suspended', 'left']) });

export function reporterRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { enrolment, session } = context;

  app.get('/pelapor', (request, reply) => listPage(context, request, reply));

  app.post('/pelapor', async (request, reply) => {
    const typed = EnrolmentForm.parse(request.body ?? {});
    const failed = await attempt(typed, ({ desa: desaCodes, ...person }) =>
      enrolment.enrol(actorOf(request), { ...person, desaCodes }, request.ip),
    );
    if (failed !== null) return listPage(context, request, reply, failed);
    session.say(reply, 'enrolled');
    return reply.redirect('/console/pelapor', 303);
  });

  app.get('/pelapor/:id', (request, reply) => reporterPage(context, request, reply));

  app.post('/pelapor/:id/ubah', async (request, reply) => {
    const id = idIn(request, 'id');
    const typed = EnrolmentForm.parse(request.body ?? {});
    const failed = await attempt(typed, ({ desa: desaCodes, ...person }) =>
      enrolment.change(actorOf(request), id, { ...person, desaCodes }, request.ip),
    );
    if (failed !== null) return reporterPage(context, request, reply, { failed });
    session.say(reply, 'reporter_changed');
    return reply.redirect(`/console/pelapor/${id}`, 303);
  });

  statusRoutes(app, context);
  inviteRoutes(app, context);
}

function statusRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { enrolment, session } = context;

  app.post('/pelapor/:id/status', async (request, reply) => {
    const id = idIn(request, 'id');
    const parsed = StatusForm.safeParse(request.body);
    if (!parsed.success) throw new AppError('input.invalid');
    const { status } = parsed.data;
    const refused = await attempt(null, () => enrolment.setStatus(actorOf(request), id, status, request.ip));
    if (refused !== null) return reporterPage(context, request, reply, { refused: refused.problem });
    session.say(reply, `reporter_${status}`);
    return reply.redirect(`/console/pelapor/${id}`, 303);
  });

  app.post('/pelapor/:id/putus', async (request, reply) => {
    const id = idIn(request, 'id');
    const contact = z.object({ contact: z.guid() }).safeParse(request.body);
    if (!contact.success) throw new AppError('input.invalid');
    await enrolment.disconnect(actorOf(request), id, contact.data.contact, request.ip);
    session.say(reply, 'chat_disconnected');
    return reply.redirect(`/console/pelapor/${id}`, 303);
  });
}

function inviteRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { enrolment, session } = context;

  // The code stands on the answer to the form and nowhere else: no address leads to it.
  app.post('/pelapor/:id/undangan', async (request, reply) => {
    const id = idIn(request, 'id');
    let invite: MadeInvite | null = null;
    const refused = await attempt(null, async () => {
      invite = await enrolment.invite(actorOf(request), id, request.ip);
    });
    return reporterPage(context, request, reply, { invite, refused: refused?.problem ?? null });
  });

  app.post('/pelapor/:id/undangan/cabut', async (request, reply) => {
    const id = idIn(request, 'id');
    await enrolment.revokeInvite(actorOf(request), id, request.ip);
    session.say(reply, 'invite_revoked');
    return reply.redirect(`/console/pelapor/${id}`, 303);
  });
}

/** null: it worked. */
export async function attempt<T>(typed: T, work: (typed: T) => Promise<unknown>) {
  try {
    await work(typed);
    return null;
  } catch (error) {
    const problem = problemOf(error);
    if (problem === null) throw error;
    return { typed, problem };
  }
}

async function listPage(
  { services, enrolment, frame }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  failed: FailedEnrolment | null = null,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const filter = ReportersFilter.parse(request.query);
  const [page, orphans, regions] = await Promise.all([
    enrolment.list(actor, filter),
    enrolment.orphans(actor),
    services.regions(actor),
  ]);
  const props = { frame: await frame(request, reply), filter, page, orphans, regions, failed };
  return sendPage(reply, <ReportersPage {...props} />, failed === null ? 200 : 422);
}

interface Outcome {
  readonly failed?: FailedEnrolment | null;
  readonly refused?: FailedEnrolment['problem'] | null;
  readonly invite?: MadeInvite | null;
}

async function reporterPage(
  { services, enrolment, frame, format }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { failed = null, refused = null, invite = null }: Outcome = {},
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const [view, regions] = await Promise.all([
    enrolment.reporter(actor, idIn(request, 'id'), request.ip),
    services.regions(actor),
  ]);
  const props = { frame: await frame(request, reply), format, view, regions, failed, refused, invite };
  return sendPage(reply, <ReporterPage {...props} />, failed === null && refused === null ? 200 : 422);
}
