import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { signInText } from '../../i18n/console.js';
import { sendPage } from '../html.js';
import { ownConsolePath } from './session.js';
import { fromOf } from './account-form.js';
import { placeOf } from './door-routes.js';
import { typedText, type ConsoleContext } from './context.js';
import { homeOf } from './views/layout.js';
import { SignInPage } from './views/sign-in-page.js';

const Query = z.object({ next: z.string().optional().catch(undefined) });
const Form = z.object({
  username: typedText,
  password: typedText,
  next: z.string().optional().catch(undefined),
});

/** Per address; a single account is locked by the use case long before. */
const ATTEMPTS_PER_MINUTE = 30;

export function signInRoutes(app: FastifyInstance, context: ConsoleContext): void {
  const { services, session } = context;

  app.get('/masuk', async (request, reply) => {
    const next = ownConsolePath(Query.parse(request.query).next);
    if (request.actor !== null) return reply.redirect(next ?? homeOf(request.actor), 303);
    const token = session.token(request);
    const at = token === null ? null : await context.accounts.step(token);
    if (at !== null) return reply.redirect(placeOf(at.step, next), 303);
    return page(context, request, reply, { next });
  });

  app.post(
    '/masuk',
    { config: { rateLimit: { max: ATTEMPTS_PER_MINUTE, timeWindow: 60_000 } } },
    async (request, reply) => {
      const { username, password, ...rest } = Form.parse(request.body ?? {});
      const next = ownConsolePath(rest.next);
      try {
        const opened = await services.signIn({ username, password, ...fromOf(request) });
        const old = session.token(request);
        if (old !== null) await services.signOut(old, request.ip);
        session.open(reply, opened);
        // What is still due comes next; the queue sends those who may not read it to their own first page.
        return await reply.redirect(next ?? '/console', 303);
      } catch (error) {
        const problem = problemOf(error);
        if (problem === undefined) throw error;
        return page(context, request, reply, { next, username, problem });
      }
    },
  );
}

export function signOutRoute(app: FastifyInstance, { services, session }: ConsoleContext): void {
  app.post('/keluar', async (request, reply) => {
    const token = session.token(request);
    if (token !== null) await services.signOut(token, request.ip);
    session.close(reply);
    session.say(reply, 'signed_out');
    return reply.redirect('/console/masuk', 303);
  });
}

interface Outcome {
  readonly next: string | null;
  readonly username?: string;
  readonly problem?: { readonly status: number; readonly sentence: string } | undefined;
}

function page(
  { session, config }: ConsoleContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { next, username = '', problem }: Outcome,
): FastifyReply {
  return sendPage(
    reply,
    <SignInPage
      csrf={session.csrfToken(request, reply)}
      next={next}
      username={username}
      problem={problem?.sentence ?? null}
      flash={session.heard(request, reply)}
      regionName={config.homeRegionName}
      trialAccounts={config.trial ? config.trialAccounts : null}
    />,
    problem?.status ?? 200,
  );
}

function problemOf(error: unknown): Outcome['problem'] {
  if (!(error instanceof AppError)) return undefined;
  if (error.code === 'auth.invalid_credentials')
    return { status: error.status, sentence: signInText.invalid };
  if (error.code !== 'auth.locked') return undefined;
  return { status: error.status, sentence: signInText.locked(Number(error.details['minutes'] ?? 1)) };
}
