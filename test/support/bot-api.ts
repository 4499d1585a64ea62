/** A Bot API server that answers from a script: the wire format of https://core.telegram.org/bots/api. */
import Fastify from 'fastify';

export interface BotApiCall {
  readonly method: string;
  readonly body: Record<string, unknown>;
}

/** `cut`: the connection breaks after the request came. A string: not JSON at all. */
export type Reply =
  | { readonly result: unknown }
  | { readonly error: number; readonly description: string; readonly retry_after?: number }
  | 'cut'
  | { readonly page: string };

export interface BotApi {
  readonly url: string;
  readonly calls: readonly BotApiCall[];
  /** Replies to come, oldest first; when there are none a message is simply sent. */
  script(...replies: readonly Reply[]): void;
  /** Files by path, as `/file/bot<token>/<path>` serves them. */
  readonly files: Map<string, { readonly status: number; readonly body: Buffer; readonly location?: string }>;
  stop(): Promise<void>;
}

export const botToken = '640801:test-token';

export async function startBotApi(): Promise<BotApi> {
  const app = Fastify();
  const calls: BotApiCall[] = [];
  const files: BotApi['files'] = new Map();
  let replies: Reply[] = [];
  let nextMessage = 100;
  app.get('/file/:bot/*', async (request, reply) => {
    const path = (request.params as Record<string, string>)['*'] ?? '';
    const file = files.get(path) ?? { status: 404, body: Buffer.from('not found') };
    calls.push({ method: 'file', body: { path } });
    if (file.location !== undefined) reply.header('location', file.location);
    return reply.code(file.status).send(file.body);
  });
  app.post('/:bot/:method', async (request, reply) => {
    const { bot, method } = request.params as { bot: string; method: string };
    calls.push({ method, body: (request.body ?? {}) as Record<string, unknown> });
    if (bot !== `bot${botToken}`)
      return reply.code(401).send({ ok: false, error_code: 401, description: 'Unauthorized' });
    const next = replies.shift() ?? { result: { message_id: nextMessage++, date: 1_790_000_000 } };
    if (next === 'cut') {
      request.raw.socket.destroy();
      return reply.hijack();
    }
    if ('page' in next) return reply.code(502).type('text/html').send(next.page);
    if ('result' in next) return { ok: true, result: next.result };
    const { error, description, retry_after } = next;
    const parameters = retry_after === undefined ? {} : { parameters: { retry_after } };
    return reply.code(error).send({ ok: false, error_code: error, description, ...parameters });
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    calls,
    files,
    script: (...more) => {
      replies = [...more];
      calls.length = 0;
    },
    stop: () => app.close(),
  };
}
