import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebConfig } from '../deps.js';

const directives = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  objectSrc: ["'none'"],
};
/** With "no-referrer" browsers send `Origin: null` from our own forms. */
const REFERRER_POLICY = 'same-origin';

export async function secureHeaders(app: FastifyInstance, config: WebConfig): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives },
    referrerPolicy: { policy: REFERRER_POLICY },
    hsts: config.secureCookies,
    xFrameOptions: { action: 'deny' },
  });
}

/** The same for what machines ask for thousands of times, as it stands: Helmet works it out anew for each answer. */
export function secureAnswers(app: FastifyInstance, { secureCookies }: WebConfig): void {
  const policy = Object.entries(directives).map(
    ([name, values]) =>
      `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${values.join(' ')}`,
  );
  const headers = {
    'content-security-policy': policy.join(';'),
    'referrer-policy': REFERRER_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(secureCookies ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
  app.addHook('onRequest', (_request, reply, next) => {
    void reply.headers(headers);
    next();
  });
}

/** False for a form or fetch of another site: browsers name the sender of every POST. */
export function fromOwnPage(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}
