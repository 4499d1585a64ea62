/** Steps of a chat a second: ours and the floors', in turns on the same server. */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { webhookHeaders } from './chat-service.js';
import { startMeasured, type Measured } from './child.js';
import type { Scripts } from './lines.js';
import { load } from './load.js';
import { shareNumber, Talk } from './talk.js';

export interface ChatRates {
  readonly ours: readonly number[];
  readonly insert: readonly number[];
  readonly conversations: readonly number[];
}

export interface ChatRatesOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly turns: number;
  readonly turnMs: number;
  /** So many reporters, each in a report of their own. */
  readonly chats: number;
  readonly scripts: Scripts;
}

const IN_FLIGHT = 16;
/** So that all code is warm, however few the chats are. */
const WARM_UP = 6_000;
const LOST_AFTER_MS = 20_000;

export async function measureChat(options: ChatRatesOptions): Promise<ChatRates> {
  const { env, turns, turnMs, chats } = options;
  const sides = {
    insert: await startSide('floor-insert', options),
    conversations: await startSide('floor-conversations', options),
    ours: await startSide('chat-process', { ...options, env: { ...env, BENCH_CHATS: String(chats) } }),
  };
  try {
    await run(sides.ours.server, { requests: chats, body: shareNumber });
    for (const side of Object.values(sides)) {
      await take(side, { requests: Math.max(side.talk.toBegin, WARM_UP) });
    }
    await gatherStatistics(env['DATABASE_URL']);
    const rates = { ours: [] as number[], insert: [] as number[], conversations: [] as number[] };
    for (let turn = 0; turn < turns; turn += 1) {
      for (const name of ['insert', 'ours', 'conversations'] as const) {
        rates[name].push(await take(sides[name], { durationMs: turnMs }));
      }
    }
    return rates;
  } finally {
    for (const { server } of Object.values(sides)) await server.stop();
  }
}

interface Side {
  readonly server: Measured;
  readonly talk: Talk;
}

async function startSide(program: string, { env, chats, scripts }: ChatRatesOptions): Promise<Side> {
  return { server: await startMeasured(program, env), talk: new Talk({ chats, scripts, sends: false }) };
}

/** Steps a second. A step counts when it is done: its reply handed over, its row inserted. */
function take({ server, talk }: Side, until: { durationMs?: number; requests?: number }): Promise<number> {
  return run(server, { ...until, body: () => talk.next() });
}

async function run(
  server: Measured,
  work: { durationMs?: number; requests?: number; body: (n: number) => string },
): Promise<number> {
  const before = await server.steps();
  const begun = performance.now();
  const { sent } = await load({ url: server.url, headers: webhookHeaders, connections: IN_FLIGHT, ...work });
  const waited = performance.now();
  while ((await server.steps()) - before < sent) {
    if (performance.now() - waited > LOST_AFTER_MS) throw new Error('steps were lost');
    await delay(1);
  }
  return (sent * 1000) / (performance.now() - begun);
}

/** As autovacuum does within a minute; until then the server plans for tables of unknown size. */
async function gatherStatistics(url: string | undefined): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('ANALYZE');
  await client.end();
}
