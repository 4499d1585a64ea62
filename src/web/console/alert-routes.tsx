import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import type { MadeInvite } from '../../usecases/enrolment/services.js';
import { sendPage } from '../html.js';
import type { ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { AlertsPage } from './views/alerts-page.js';

const DutyForm = z.object({ on: z.enum(['1', '0']) });
const ContactForm = z.object({ contact: z.guid() });

export function alertRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { enrolment, session } = context;

  app.get('/peringatan', (request, reply) => page(context, request, reply));

  app.post('/peringatan/siaga', async (request, reply) => {
    const on = read(DutyForm, request.body).on === '1';
    await enrolment.setDuty(actorOf(request), on, request.ip);
    session.say(reply, on ? 'duty_on' : 'duty_off');
    return reply.redirect('/console/peringatan', 303);
  });

  app.post('/peringatan/kode', async (request, reply) =>
    page(context, request, reply, await enrolment.inviteSelf(actorOf(request), request.ip)),
  );

  app.post('/peringatan/putus', async (request, reply) => {
    const { contact } = read(ContactForm, request.body);
    await enrolment.disconnectSelf(actorOf(request), contact, request.ip);
    session.say(reply, 'chat_disconnected');
    return reply.redirect('/console/peringatan', 303);
  });
}

function read<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new AppError('input.invalid');
  return parsed.data;
}

async function page(
  { enrolment, frame, format }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  invite: MadeInvite | null = null,
): Promise<FastifyReply> {
  const view = await enrolment.alerts(actorOf(request));
  return sendPage(
    reply,
    <AlertsPage frame={await frame(request, reply)} format={format} view={view} invite={invite} />,
  );
}
