/** One's own account: password, second factor, sessions. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { sendPage } from '../html.js';
import {
  attempted,
  fromOf,
  NewPasswordForm,
  SecondFactorForm,
  typedTwice,
  type Fault,
} from './account-form.js';
import type { ConsoleContext } from './context.js';
import { AccountPage, type AccountForm } from './views/account-page.js';
import { NewCodesPage, SecondFactorPage } from './views/second-factor-page.js';

const home = '/console/akun';
/** A single account is locked by the use case long before. */
const limited = { config: { rateLimit: { max: 30, timeWindow: 60_000 } } };

export function accountRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { accounts, session } = context;

  app.get('/akun', (request, reply) => page(context, request, reply));

  app.post('/akun/sandi', limited, async (request, reply) => {
    const typed = NewPasswordForm.parse(request.body ?? {});
    const changed = await attempted(async () => {
      const input = { current: typed.current, password: typedTwice(typed) };
      return accounts.changePassword(tokenOf(context, request), input, fromOf(request));
    });
    if ('fault' in changed) return page(context, request, reply, { form: 'password', ...changed.fault });
    session.say(reply, 'password_changed');
    return reply.redirect(home, 303);
  });

  app.post('/akun/sesi', async (request, reply) => {
    const parsed = z.object({ sesi: z.guid() }).safeParse(request.body);
    if (!parsed.success) throw new AppError('input.invalid');
    await accounts.endSession(tokenOf(context, request), parsed.data.sesi, fromOf(request));
    session.say(reply, 'session_ended');
    return reply.redirect(home, 303);
  });

  app.post('/akun/sesi-lain', async (request, reply) => {
    await accounts.endOtherSessions(tokenOf(context, request), fromOf(request));
    session.say(reply, 'other_sessions_ended');
    return reply.redirect(home, 303);
  });

  secondFactorRoutes(app, context);
}

function secondFactorRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { accounts, frame, session } = context;
  const offered = async (request: FastifyRequest, reply: FastifyReply, fault: Fault | null = null) => {
    const offer = await accounts.offerSecondFactor(tokenOf(context, request));
    const problem = fault?.sentence ?? null;
    return sendPage(
      reply,
      <SecondFactorPage frame={await frame(request, reply)} offer={offer} problem={problem} />,
      fault?.status ?? 200,
    );
  };

  app.get('/akun/faktor-kedua', (request, reply) => offered(request, reply));

  app.post('/akun/faktor-kedua', limited, async (request, reply) => {
    const { code, password } = SecondFactorForm.parse(request.body ?? {});
    const set = await attempted(() =>
      accounts.confirmSecondFactor(tokenOf(context, request), { code, password }, fromOf(request)),
    );
    if ('fault' in set) return offered(request, reply, set.fault);
    session.open(reply, set.done);
    return sendPage(reply, <NewCodesPage frame={await frame(request, reply)} codes={set.done.codes} />);
  });

  app.post('/akun/kode-pemulihan', limited, async (request, reply) => {
    const { password } = SecondFactorForm.parse(request.body ?? {});
    const renewed = await attempted(() =>
      accounts.renewRecoveryCodes(tokenOf(context, request), password, fromOf(request)),
    );
    if ('fault' in renewed) return page(context, request, reply, { form: 'codes', ...renewed.fault });
    return sendPage(reply, <NewCodesPage frame={await frame(request, reply)} codes={renewed.done} />);
  });
}

function tokenOf({ session }: ConsoleContext, request: FastifyRequest): string {
  return session.token(request) ?? '';
}

async function page(
  context: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  fault: (Fault & { readonly form: AccountForm }) | null = null,
): Promise<FastifyReply> {
  const { accounts, frame, format } = context;
  const own = await accounts.own(tokenOf(context, request));
  return sendPage(
    reply,
    <AccountPage frame={await frame(request, reply)} format={format} own={own} fault={fault} />,
    fault?.status ?? 200,
  );
}
