/** The users of the console, for admins. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import type { MadeInvitation } from '../../usecases/accounts/services.js';
import { sendPage } from '../html.js';
import { attempted, UserForm, type Fault } from './account-form.js';
import { idIn, type ConsoleContext } from './context.js';
import { actorOf } from './session.js';
import { UserPage } from './views/user-page.js';
import { UsersPage } from './views/users-page.js';

const home = '/console/pengguna';

export function userRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { users, session } = context;

  app.get('/pengguna', (request, reply) => listPage(context, request, reply));

  // The link stands on the answer to the form that made it and nowhere else: no address leads to it.
  app.post('/pengguna', async (request, reply) => {
    const typed = UserForm.parse(request.body ?? {});
    const made = await attempted(() => users.invite(actorOf(request), typed, request.ip));
    if ('fault' in made) return listPage(context, request, reply, { typed, fault: made.fault });
    return userPage(context, request, reply, { id: made.done.id, made: made.done });
  });

  app.get('/pengguna/:id', (request, reply) =>
    userPage(context, request, reply, { id: idIn(request, 'id') }),
  );

  app.post('/pengguna/:id/ubah', async (request, reply) => {
    const id = idIn(request, 'id');
    const typed = UserForm.parse(request.body ?? {});
    const changed = await attempted(() => users.change(actorOf(request), id, typed, request.ip));
    if ('fault' in changed) return userPage(context, request, reply, { id, typed, fault: changed.fault });
    session.say(reply, 'user_changed');
    return reply.redirect(`${home}/${id}`, 303);
  });

  app.post('/pengguna/:id/undangan', async (request, reply) => {
    const id = idIn(request, 'id');
    const made = await attempted(() => users.reset(actorOf(request), id, request.ip));
    return userPage(
      context,
      request,
      reply,
      'done' in made ? { id, made: made.done } : { id, fault: made.fault },
    );
  });

  changeRoutes(app, context);
}

/** Forms that are no more than their button. */
function changeRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { users, session } = context;
  const Status = z.object({ active: z.enum(['1', '0']) });
  type Said = Parameters<typeof session.say>[1];
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { id, said, work }: { id: string; said: Said; work: () => Promise<void> },
  ) => {
    const changed = await attempted(work);
    if ('fault' in changed) return userPage(context, request, reply, { id, fault: changed.fault });
    session.say(reply, said);
    return reply.redirect(`${home}/${id}`, 303);
  };

  app.post('/pengguna/:id/status', async (request, reply) => {
    const id = idIn(request, 'id');
    const parsed = Status.safeParse(request.body);
    if (!parsed.success) throw new AppError('input.invalid');
    const active = parsed.data.active === '1';
    return answer(request, reply, {
      id,
      said: active ? 'user_activated' : 'user_deactivated',
      work: () => users.setActive(actorOf(request), id, active, request.ip),
    });
  });

  app.post('/pengguna/:id/wajib-sandi', (request, reply) => {
    const id = idIn(request, 'id');
    return answer(request, reply, {
      id,
      said: 'user_password_change_required',
      work: () => users.requirePasswordChange(actorOf(request), id, request.ip),
    });
  });

  app.post('/pengguna/:id/hapus-faktor', (request, reply) => {
    const id = idIn(request, 'id');
    return answer(request, reply, {
      id,
      said: 'user_second_factor_cleared',
      work: () => users.clearSecondFactor(actorOf(request), id, request.ip),
    });
  });
}

async function listPage(
  { users, frame, format }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  failed: { readonly typed: UserForm; readonly fault: Fault } | null = null,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const [rows, regions] = await Promise.all([users.list(actor), users.regions(actor)]);
  const props = { frame: await frame(request, reply), format, rows, regions };
  return sendPage(
    reply,
    <UsersPage {...props} typed={failed?.typed ?? null} problem={failed?.fault.sentence ?? null} />,
    failed?.fault.status ?? 200,
  );
}

interface Outcome {
  readonly id: string;
  /** What was typed into the form that failed. */
  readonly typed?: UserForm;
  readonly fault?: Fault;
  readonly made?: MadeInvitation;
}

async function userPage(
  { users, frame, format }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { id, typed, fault, made }: Outcome,
): Promise<FastifyReply> {
  const actor = actorOf(request);
  const [view, regions] = await Promise.all([users.user(actor, id), users.regions(actor)]);
  const invitation =
    made === undefined
      ? null
      : {
          address: `${request.protocol}://${request.host}/console/undangan/${made.link}`,
          expiresAt: made.expiresAt,
        };
  return sendPage(
    reply,
    <UserPage
      frame={await frame(request, reply)}
      format={format}
      view={view}
      regions={regions}
      typed={typed ?? null}
      problem={fault?.sentence ?? null}
      invitation={invitation}
    />,
    fault?.status ?? 200,
  );
}
