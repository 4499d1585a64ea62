/** What stands between the password and the console, and how an invited person comes in. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { z } from 'zod';
import type { SignInStep } from '../../domain/access/sign-in.js';
import { sendPage } from '../html.js';
import {
  attempted,
  CodeForm,
  fromOf,
  NewPasswordForm,
  SecondFactorForm,
  typedTwice,
} from './account-form.js';
import type { ConsoleContext } from './context.js';
import { hrefWith } from './href.js';
import { ownConsolePath } from './session.js';
import {
  CodePage,
  CodesPage,
  InvitationGonePage,
  InvitationPage,
  PasswordPage,
  SetUpPage,
  type DoorFrame,
} from './views/door-page.js';

/** Per address; a single account is locked by the use case long before. */
const rateLimit = { max: 30, timeWindow: 60_000 };
const limited = { config: { rateLimit } };

const paths = {
  code: '/console/masuk/kode',
  password: '/console/masuk/sandi',
  second_factor: '/console/masuk/faktor-kedua',
} as const;

/** Where a session goes that is at this step. */
export function placeOf(step: SignInStep, next: string | null): string {
  if (step === 'none') return next ?? '/console';
  return hrefWith(paths[step], next === null ? {} : { next });
}

export function doorRoutes(app: FastifyInstance, context: ConsoleContext): void {
  codeRoutes(app, context);
  passwordRoutes(app, context);
  secondFactorRoutes(app, context);
  invitationRoutes(app, context);

  app.post('/masuk/batal', async (request, reply) => {
    const token = context.session.token(request);
    if (token !== null) await context.services.signOut(token, request.ip);
    context.session.close(reply);
    return reply.redirect('/console/masuk', 303);
  });
}

function codeRoutes(app: FastifyInstance, context: ConsoleContext): void {
  app.get('/masuk/kode', (request, reply) =>
    atStep(context, request, reply, 'code', (frame) => <CodePage frame={frame} problem={null} />),
  );

  app.post('/masuk/kode', limited, async (request, reply) => {
    const { code, next } = CodeForm.parse(request.body ?? {});
    const token = context.session.token(request) ?? '';
    const given = await attempted(() => context.accounts.giveCode(token, code, fromOf(request)), 'code');
    if ('done' in given) {
      context.session.open(reply, given.done);
      return reply.redirect(ownConsolePath(next) ?? '/console', 303);
    }
    const { sentence, status } = given.fault;
    const frame = frameOf(context, request, reply, next);
    return sendPage(reply, <CodePage frame={frame} problem={sentence} />, status);
  });
}

function passwordRoutes(app: FastifyInstance, context: ConsoleContext): void {
  app.get('/masuk/sandi', (request, reply) =>
    atStep(context, request, reply, 'password', (frame, username) => (
      <PasswordPage frame={frame} problem={null} username={username} />
    )),
  );

  app.post('/masuk/sandi', limited, async (request, reply) => {
    const { next, ...typed } = NewPasswordForm.parse(request.body ?? {});
    const token = context.session.token(request) ?? '';
    const renewed = await attempted(async () =>
      context.accounts.renewPassword(token, typedTwice(typed), fromOf(request)),
    );
    if ('done' in renewed) {
      context.session.open(reply, renewed.done);
      context.session.say(reply, 'password_changed');
      return reply.redirect(ownConsolePath(next) ?? '/console', 303);
    }
    const { sentence, status } = renewed.fault;
    const username = (await context.accounts.step(token))?.username ?? '';
    const frame = frameOf(context, request, reply, next);
    return sendPage(reply, <PasswordPage frame={frame} problem={sentence} username={username} />, status);
  });
}

function secondFactorRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { accounts, session } = context;

  app.get('/masuk/faktor-kedua', async (request, reply) =>
    atStep(context, request, reply, 'second_factor', async (frame) => {
      const offer = await accounts.offerSecondFactor(session.token(request) ?? '');
      return <SetUpPage frame={frame} problem={null} offer={offer} />;
    }),
  );

  app.post('/masuk/faktor-kedua', limited, async (request, reply) => {
    const { next, ...typed } = SecondFactorForm.parse(request.body ?? {});
    const token = session.token(request) ?? '';
    const set = await attempted(() => accounts.confirmSecondFactor(token, typed, fromOf(request)));
    if ('done' in set) session.open(reply, set.done);
    const frame = frameOf(context, request, reply, next);
    if ('done' in set) return sendPage(reply, <CodesPage frame={frame} codes={set.done.codes} />);
    const { sentence, status } = set.fault;
    const offer = await accounts.offerSecondFactor(token);
    return sendPage(reply, <SetUpPage frame={frame} problem={sentence} offer={offer} />, status);
  });
}

function invitationRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { accounts, session } = context;
  const page = async (
    request: FastifyRequest,
    reply: FastifyReply,
    problem: string | null,
    status: number,
  ) => {
    const link = linkIn(request);
    const invited = await accounts.invitation(link);
    const frame = frameOf(context, request, reply, undefined);
    if (invited === null) return sendPage(reply, <InvitationGonePage frame={frame} />, 404);
    const action = `/console/undangan/${link}`;
    return sendPage(
      reply,
      <InvitationPage frame={frame} problem={problem} invited={invited} action={action} />,
      status,
    );
  };

  app.get('/undangan/:link', limited, (request, reply) => page(request, reply, null, 200));

  app.post('/undangan/:link', limited, async (request, reply) => {
    const typed = NewPasswordForm.parse(request.body ?? {});
    const link = linkIn(request);
    if ((await accounts.invitation(link)) === null) return page(request, reply, null, 404);
    const accepted = await attempted(async () =>
      accounts.acceptInvitation(link, typedTwice(typed), fromOf(request)),
    );
    if ('fault' in accepted) return page(request, reply, accepted.fault.sentence, accepted.fault.status);
    const old = session.token(request);
    if (old !== null) await context.services.signOut(old, request.ip);
    session.open(reply, accepted.done);
    return reply.redirect('/console', 303);
  });
}

/** What cannot be a link's secret is one that nobody has. */
function linkIn(request: FastifyRequest): string {
  const { link } = request.params as { readonly link?: unknown };
  return z
    .string()
    .regex(/^[\w-]{43}$/)
    .catch('')
    .parse(link);
}

/** The page of this step; who is at another one is led there. */
async function atStep(
  context: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  step: SignInStep,
  page: (frame: DoorFrame, username: string) => VNode | Promise<VNode>,
): Promise<FastifyReply> {
  const { next } = z.object({ next: z.unknown().optional() }).parse(request.query);
  const token = context.session.token(request);
  const at = token === null ? null : await context.accounts.step(token);
  const wanted = ownConsolePath(next);
  if (at === null)
    return reply.redirect(hrefWith('/console/masuk', wanted === null ? {} : { next: wanted }), 303);
  if (at.step !== step) return reply.redirect(placeOf(at.step, wanted), 303);
  return sendPage(reply, await page(frameOf(context, request, reply, next), at.username));
}

function frameOf(
  { session, config }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  next: unknown,
): DoorFrame {
  return {
    csrf: session.csrfToken(request, reply),
    regionName: config.homeRegionName,
    trial: config.trial,
    next: ownConsolePath(next),
  };
}
