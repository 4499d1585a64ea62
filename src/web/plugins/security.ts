import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebConfig } from '../deps.js';

export async function secureHeaders(app: FastifyInstance, config: WebConfig): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    // With "no-referrer" browsers send `Origin: null` from our own forms.
    referrerPolicy: { policy: 'same-origin' },
    hsts: config.secureCookies,
    xFrameOptions: { action: 'deny' },
  });
}

/** False for a form or fetch of another site: browsers name the sender of every POST. */
export function fromOwnPage(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}
