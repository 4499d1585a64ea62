import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, type ErrorCode } from '../../errors.js';
import { errorText } from '../../i18n/console.js';
import { rotationFault } from '../../i18n/rotation.js';
import { pairText } from '../../i18n/pairs.js';
import { sourceImportText } from '../../i18n/source-import.js';
import { MessagePage } from '../document.js';
import { sendPage } from '../html.js';

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
}

const sentences: Readonly<Record<ErrorCode, string>> = {
  'auth.invalid_credentials': errorText.signInNeeded,
  'auth.locked': errorText.tooMany,
  'auth.required': errorText.signInNeeded,
  'auth.csrf': errorText.csrf,
  not_found: errorText.notFound,
  'case.already_decided': errorText.conflict,
  'case.claimed': errorText.conflict,
  'case.wrong_state': errorText.conflict,
  'case.second_person_needed': errorText.conflict,
  'case.no_such_duplicate': errorText.invalid,
  'case.reason_required': errorText.invalid,
  'reference.changed': errorText.conflict,
  'aid.list_changed': errorText.conflict,
  'aid.file_changed': errorText.conflict,
  'pair.decided': pairText.decidedAlready,
  'import.open': sourceImportText.faults.open,
  'import.older': sourceImportText.faults.older,
  'import.not_newest': sourceImportText.faults.not_newest,
  'import.wrong_state': sourceImportText.faults.wrong_state,
  'rotation.other_key': rotationFault,
  'api.cursor_expired': errorText.notFound,
  'api.key_reused': errorText.conflict,
  'api.too_many': errorText.tooMany,
  'input.invalid': errorText.invalid,
  'media.too_large': errorText.tooLarge,
  'media.not_an_image': errorText.notAnImage,
  'media.gone': errorText.notFound,
  'media.unreachable': errorText.unavailable,
  'job.invalid': errorText.internal,
  'crypto.unreadable': errorText.internal,
  'crypto.unknown_key': errorText.internal,
  'database.unavailable': errorText.unavailable,
  'queue.unavailable': errorText.unavailable,
  'config.invalid': errorText.internal,
  internal: errorText.internal,
};

type ErrorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** The one place where an error becomes a status and a sentence. `isAway`: the store's fault, and it will pass. */
export function errorHandler(isAway: (error: unknown) => boolean): ErrorHandler {
  return (error, request, reply) => {
    const problem = problemOf(isAway(error) ? new AppError('database.unavailable') : error);
    if (problem.status >= 500) {
      request.log.error(
        { code: problem.code, fault: faultOf(error), route: request.routeOptions.url },
        'request failed',
      );
    }
    return answer(request, reply, problem);
  };
}

export function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return answer(request, reply, problemOf(new AppError('not_found')));
}

function problemOf(error: unknown): Problem {
  const known = error instanceof AppError ? error : fromFramework(error as Partial<FastifyError>);
  return { status: known.status, code: known.code, sentence: sentences[known.code] };
}

/** What Fastify and its plugins throw, in our codes. */
function fromFramework({
  code = '',
  statusCode = 500,
}: Partial<FastifyError>): Problem & { code: ErrorCode } {
  const as = (appCode: ErrorCode, status = statusCode) => ({
    status,
    code: appCode,
    sentence: sentences[appCode],
  });
  if (code.startsWith('FST_CSRF')) return as('auth.csrf');
  if (statusCode === 413) return as('media.too_large');
  if (statusCode === 429) return as('auth.locked');
  if (statusCode === 404) return as('not_found');
  return statusCode >= 400 && statusCode < 500 ? as('input.invalid') : as('internal', 500);
}

/** Where it broke, without the message: a message can quote what a person typed. */
function faultOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [typeof error];
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 8).map((line) => line.trim())];
}

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, code, sentence }: Problem,
): FastifyReply {
  void reply.header('cache-control', 'no-store');
  if (!wantsHtml(request)) {
    return reply
      .code(status)
      .type('application/problem+json')
      .send({ type: 'about:blank', title: sentence, status, code });
  }
  const title = status === 404 ? errorText.notFoundTitle : errorText.title;
  return sendPage(reply, <MessagePage title={title} sentence={sentence} />, status);
}

function wantsHtml(request: FastifyRequest): boolean {
  const { accept } = request.headers;
  if (accept?.includes('text/html') === true) return true;
  return request.url.startsWith('/console') && accept?.includes('json') !== true;
}
