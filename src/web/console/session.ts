/** Who is at the browser: session cookie, CSRF token, and the sentence shown after a redirect. */
import { createHash } from 'node:crypto';
import cookie, { type CookieSerializeOptions } from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../errors.js';
import { flashText } from '../../i18n/console.js';
import type { ConsoleServices, StaffActor } from '../../usecases/console-services.js';
import type { WebConfig } from '../deps.js';

declare module 'fastify' {
  interface FastifyRequest {
    actor: StaffActor | null;
  }
}

export type FlashKey = keyof typeof flashText;

export interface Session {
  /** The session's token as the browser sent it. */
  token(request: FastifyRequest): string | null;
  /** From here on in this answer, too, the session is this one. */
  open(reply: FastifyReply, session: { token: string; expiresAt: Date }): void;
  close(reply: FastifyReply): void;
  /** Value of the hidden field of every form. */
  csrfToken(request: FastifyRequest, reply: FastifyReply): string;
  /** Shows one sentence on the next page. `subject`: a case number or ''. */
  say(reply: FastifyReply, key: FlashKey, subject?: string): void;
  /** The sentence to show now, which is then forgotten. */
  heard(request: FastifyRequest, reply: FastifyReply): string | null;
}

export async function startSessions(
  app: FastifyInstance,
  console: Pick<ConsoleServices, 'authenticate'>,
  config: WebConfig,
): Promise<Session> {
  const prefix = config.secureCookies ? '__Host-' : '';
  const names = { session: `${prefix}sipmas`, csrf: `${prefix}sipmas-csrf`, flash: `${prefix}sipmas-flash` };
  // Lax: with Strict a link from a chat or a mail would open the sign-in page instead.
  const base: CookieSerializeOptions = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.secureCookies,
  };
  const token = (request: FastifyRequest) => request.cookies[names.session] ?? null;
  // The token's owner must have a name, also before anybody signed in.
  const csrfOwner = (request: FastifyRequest) => token(request) ?? 'nobody';

  await app.register(cookie, { secret: config.cookieSecret });
  await app.register(csrf, {
    cookieKey: names.csrf,
    cookieOpts: { ...base, signed: true },
    // Bound to the session: a token from before signing in is worth nothing after it.
    csrfOpts: {
      hmacKey: createHash('sha256').update(`csrf:${config.cookieSecret}`).digest('hex'),
      userInfo: true,
    },
    getUserInfo: csrfOwner,
    logLevel: 'debug',
  });
  app.decorateRequest('actor', null);
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const given = token(request);
    if (given !== null) request.actor = await console.authenticate(given);
  });
  app.addHook('preHandler', (request, reply, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') next();
    else app.csrfProtection(request, reply, next);
  });

  return {
    token,
    open: (reply, { token: fresh, expiresAt }) => {
      void reply.setCookie(names.session, fresh, { ...base, expires: expiresAt });
      // The forms of a page that is sent with it are this session's.
      reply.request.cookies[names.session] = fresh;
    },
    close: (reply) => void reply.clearCookie(names.session, base),
    csrfToken: (request, reply) => reply.generateCsrf({ userInfo: csrfOwner(request) }),
    say: (reply, key, subject = '') =>
      void reply.setCookie(names.flash, `${key}:${subject}`, { ...base, signed: true, maxAge: 60 }),
    heard: (request, reply) => {
      const cookieValue = request.cookies[names.flash];
      if (cookieValue === undefined) return null;
      void reply.clearCookie(names.flash, base);
      return sentenceOf(request.unsignCookie(cookieValue).value ?? '');
    },
  };
}

function sentenceOf(value: string): string | null {
  const [key = '', subject = ''] = value.split(':');
  return key in flashText ? flashText[key as FlashKey](subject) : null;
}

export function actorOf(request: FastifyRequest): StaffActor {
  if (request.actor === null) throw new AppError('auth.required');
  return request.actor;
}

/** A place to return to after signing in: one of our own console pages, or nothing. */
export function ownConsolePath(next: unknown): string | null {
  const base = 'http://own.invalid';
  if (typeof next !== 'string' || !URL.canParse(next, base)) return null;
  const url = new URL(next, base);
  const own = url.origin === base && /^\/console(\/|$)/.test(url.pathname);
  const door = /^\/console\/(masuk|keluar)\b/.test(url.pathname);
  return own && !door ? url.pathname + url.search : null;
}
