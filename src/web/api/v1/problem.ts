/** Errors of the API, as RFC 9457 has them. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError, type ErrorCode } from '../../../errors.js';
import { apiProblems, type ApiProblem } from '../../../i18n/opd-api.js';

export const Problem = z.object({
  type: z.string().meta({ description: 'Alamat penjelasan kesalahan ini' }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(Object.keys(apiProblems) as [ApiProblem, ...ApiProblem[]]),
  errors: z
    .array(z.object({ field: z.string(), message: z.string() }))
    .optional()
    .meta({ description: 'Bagian permintaan yang salah' }),
});
type Problem = z.infer<typeof Problem>;

export const problemStatus: Readonly<Record<ApiProblem, number>> = {
  invalid: 422,
  unauthorized: 401,
  not_found: 404,
  cursor_expired: 410,
  key_reused: 409,
  too_large: 413,
  not_json: 415,
  too_many: 429,
  internal: 500,
  unavailable: 503,
};

/** A request that is wrong in its form: each field with a sentence. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';

  constructor(readonly errors: readonly { readonly field: string; readonly message: string }[]) {
    super('invalid');
  }
}

const RETRY_SECONDS = 5;

/** The one place where a fault becomes an answer of the API. `isAway`: the store's fault, and it will pass. */
export function problemHandler(isAway: (error: unknown) => boolean) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const code = isAway(error) ? 'unavailable' : problemOf(error);
    if (problemStatus[code] >= 500) {
      request.log.error(
        { code, kind: error instanceof Error ? error.name : 'unknown' },
        'api request failed',
      );
    }
    return sendProblem(reply, code, error instanceof InvalidRequest ? error.errors : undefined);
  };
}

export function sendProblem(
  reply: FastifyReply,
  code: ApiProblem,
  errors?: InvalidRequest['errors'],
): FastifyReply {
  const { title, detail } = apiProblems[code];
  const status = problemStatus[code];
  if (code === 'unauthorized') void reply.header('www-authenticate', 'Bearer realm="SIPMAS"');
  if (code === 'unavailable') void reply.header('retry-after', String(RETRY_SECONDS));
  const problem: Problem = {
    type: `/api/v1#${code}`,
    title,
    status,
    detail,
    code,
    ...(errors === undefined ? {} : { errors: [...errors] }),
  };
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

const ofApp: Readonly<Partial<Record<ErrorCode, ApiProblem>>> = {
  'auth.required': 'unauthorized',
  not_found: 'not_found',
  'api.cursor_expired': 'cursor_expired',
  'api.key_reused': 'key_reused',
  'api.too_many': 'too_many',
  'input.invalid': 'invalid',
  'database.unavailable': 'unavailable',
};

function problemOf(error: unknown): ApiProblem {
  if (error instanceof AppError) return ofApp[error.code] ?? 'internal';
  if (error instanceof InvalidRequest) return 'invalid';
  const { statusCode = 500 } = error as Partial<FastifyError>;
  if (statusCode === 413) return 'too_large';
  if (statusCode === 415) return 'not_json';
  if (statusCode === 404) return 'not_found';
  return statusCode >= 400 && statusCode < 500 ? 'invalid' : 'internal';
}
