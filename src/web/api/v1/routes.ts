/** The API for other agencies (OPD), below /api/v1. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { purposeNote } from '../../../domain/access/export-purpose.js';
import { AppError } from '../../../errors.js';
import { apiText } from '../../../i18n/opd-api.js';
import type { Asking, ChangesPage, KnownKey, OpdReadServices } from '../../../usecases/opd/services.js';
import { operations, PurposeHeaders, schemas, type Me, type Operation } from './contract.js';
import { InvalidRequest, problemHandler, sendProblem } from './problem.js';

const BODY_LIMIT = 16_384;
const MINUTE_MS = 60_000;
/** Changes in an answer that is no stream, and of a stream those that are in memory at once. */
const PAGE_MOST = 1_000;
const BATCH = 500;
const LINES = 'application/x-ndjson';

declare module 'fastify' {
  interface FastifyRequest {
    holder: KnownKey | null;
  }
}

interface ApiOptions {
  readonly services: OpdReadServices;
  readonly isAway: (error: unknown) => boolean;
}

export async function apiRoutes(app: FastifyInstance, { services, isAway }: ApiOptions): Promise<void> {
  app.setErrorHandler(problemHandler(isAway));
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not_found'));
  // JSON alone: a body of another kind is told so.
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('holder', null);
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const [, sent = ''] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    request.holder = await services.holder(sent);
  });
  await app.register(rateLimit, {
    timeWindow: MINUTE_MS,
    max: (request) => holderOf(request).perMinute,
    keyGenerator: (request) => holderOf(request).id,
    enableDraftSpec: true,
    errorResponseBuilder: () => new AppError('api.too_many'),
  });
  const route = (operation: Operation, handler: (request: FastifyRequest, reply: FastifyReply) => unknown) =>
    app.route({ method: operation.method, url: operation.path, bodyLimit: BODY_LIMIT, handler });

  route(operations.me, (request, reply) => sendJson(request, reply, meOf(holderOf(request))));

  route(operations.lookUpPeople, async (request, reply) => {
    const asking = askingOf(request);
    const { nik, kk } = parsed(schemas.LookUp, request.body ?? {}, '');
    const items = await services.lookUp(asking, nik === undefined ? { kk: kk ?? '' } : { nik });
    return reply.type('application/json').send(JSON.stringify({ items }));
  });

  route(operations.readPerson, async (request, reply) => {
    const asking = askingOf(request);
    const { id } = parsed(operations.readPerson.params, request.params, '');
    return sendJson(request, reply, await services.person(asking, id));
  });

  route(operations.listPeople, async (request, reply) => {
    const asking = askingOf(request);
    const {
      cursor = null,
      limit,
      updatedSince,
      ...filter
    } = parsed(operations.listPeople.query, request.query, '');
    const since = updatedSince === undefined ? undefined : new Date(updatedSince);
    const page = await services.people(asking, { ...filter, updatedSince: since }, { cursor, limit });
    return sendJson(request, reply, page);
  });

  route(operations.listAidLists, async (request, reply) =>
    sendJson(request, reply, { items: await services.aidLists(askingOf(request)) }),
  );

  route(operations.readAidList, async (request, reply) => {
    const asking = askingOf(request);
    const { id } = parsed(operations.readAidList.params, request.params, '');
    const { cursor = null, limit } = parsed(operations.readAidList.query, request.query, '');
    return sendJson(request, reply, await services.aidListRows(asking, id, { cursor, limit }));
  });

  route(operations.recordAid, async (request, reply) => {
    const headers = parsed(operations.recordAid.headers, request.headers, 'header ');
    const aid = parsed(schemas.Aid, request.body ?? {}, '');
    const asking = { key: holderOf(request), ip: request.ip };
    const recorded = await services.recordAid(asking, headers['idempotency-key'], aid);
    if (!recorded.ok) {
      const [field, message] = apiText.aidProblems[recorded.problem];
      throw new InvalidRequest([{ field, message }]);
    }
    const { id, status } = recorded;
    return reply.type('application/json').send(JSON.stringify({ id, status }));
  });

  route(operations.withdrawAid, async (request, reply) => {
    const { id } = parsed(operations.withdrawAid.params, request.params, '');
    const why = parsed(schemas.Withdrawal, request.body ?? {}, '');
    const { ok } = await services.withdrawAid({ key: holderOf(request), ip: request.ip }, id, why);
    if (!ok) throw new InvalidRequest([{ field: 'note', message: apiText.withdrawNoteWrong }]);
    return reply.type('application/json').send(JSON.stringify({ id, status: 'withdrawn' }));
  });

  route(operations.readChanges, async (request, reply) => {
    const asking = askingOf(request);
    const { cursor = null, limit } = parsed(operations.readChanges.query, request.query, '');
    if (request.headers.accept?.includes(LINES) !== true) {
      const page = await services.changes(asking, { cursor, limit: Math.min(limit, PAGE_MOST) });
      return sendJson(request, reply, page);
    }
    // The first batch before the head of the answer: what is wrong is told as a problem.
    const first = await services.changes(asking, { cursor, limit: Math.min(limit, BATCH) });
    return reply.type(LINES).send(Readable.from(linesOf(services, asking, { first, limit })));
  });
}

/** A line for each change, some hundred at once; last where to go on. */
async function* linesOf(
  services: OpdReadServices,
  asking: Asking,
  { first, limit }: { readonly first: ChangesPage; readonly limit: number },
): AsyncGenerator<string> {
  let page = first;
  for (let left = limit - BATCH; ; left -= BATCH) {
    if (page.items.length > 0) yield page.items.map((item) => `${JSON.stringify(item)}\n`).join('');
    if (!page.more || left <= 0) break;
    page = await services.changes(asking, { cursor: page.next, limit: Math.min(left, BATCH) });
  }
  yield `${JSON.stringify({ next: page.next, more: page.more })}\n`;
}

function holderOf({ holder }: FastifyRequest): KnownKey {
  if (holder === null) throw new AppError('auth.required');
  return holder;
}

function meOf({ agency: { code, name }, expiresAt, grant, perMinute }: KnownKey): Me {
  const { areas, groups, actions, programs } = grant;
  return {
    agency: { code, name },
    key: { expiresAt: expiresAt.toISOString() },
    grant: {
      areas: [...areas],
      fieldGroups: [...groups],
      actions: [...actions],
      programs: [...programs],
      perMinute,
    },
  };
}

/** Throws InvalidRequest where no purpose is told: nothing is read without one. */
function askingOf(request: FastifyRequest): Asking {
  const { purpose, 'purpose-note': note = '' } = parsed(PurposeHeaders, request.headers, 'header ');
  const words = purposeNote(purpose, note);
  if (words === 'wrong') {
    throw new InvalidRequest([{ field: 'header purpose-note', message: apiText.noteWrong }]);
  }
  return { key: holderOf(request), ip: request.ip, purpose, purposeNote: words.text };
}

const { localeError } = z.locales.id();
const inIndonesian: typeof localeError = (issue) =>
  issue.code === 'invalid_type' && issue.input === undefined ? apiText.missing : localeError(issue);

function parsed<T extends z.ZodType>(schema: T, value: unknown, place: string): z.infer<T> {
  const result = schema.safeParse(value, { error: inIndonesian });
  if (result.success) return result.data;
  throw new InvalidRequest(
    result.error.issues.map(({ path, message }) => ({ field: `${place}${path.join('.')}`, message })),
  );
}

/** Read it was, also where nothing has changed since: the access log says so either way. */
function sendJson(request: FastifyRequest, reply: FastifyReply, told: unknown): FastifyReply {
  const body = JSON.stringify(told);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  void reply.header('etag', etag);
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.type('application/json').send(body);
}
