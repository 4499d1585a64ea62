/**
 * npm run bench [-- --json]: every promised number, in one run on an embedded database of its own.
 * `--only api`, `imports`, `kinds`, `candidates`, `matching`, `chat`, `crowd`, `console`, `reports`, `reminders` or `start` measures one part.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../src/storage/embedded/embedded-postgres.js';
import { silentLog } from '../support/log.js';
import { freePort, startRedis } from '../support/redis.js';
import { measureApi } from './api.js';
import { measureImports } from './imports.js';
import { takeEveryKind } from './kinds.js';
import { measureChat, type ChatRatesOptions } from './chat-rates.js';
import { runMeasured } from './child.js';
import { measureConsole } from './console.js';
import type { MatchMeasured } from './match-process.js';
import { measureMatching, tableOf } from './matching.js';
import { npmStart } from './process-group.js';
import { measureRotation } from './rotate-all.js';
import { against, atMost, growth, plain, print, type Measure } from './report.js';
import { PROVIDER_PER_SECOND, type RemindersMeasured } from './reminders.js';
import type { ReportsMeasured } from './reports.js';

const CHAT = { turns: 9, turnMs: 2_000, chats: 400, scripts: 'oneKind' } as const;
/** Everybody at once, at all questions of all kinds. */
const CROWD = { turns: 9, turnMs: 2_000, chats: 2_000, scripts: 'allKinds' } as const;
const REPORTS_MS = 10_000;
/** At the provider's own 30 a second, 10,000 messages take five and a half minutes. */
const REMINDERS = { reminders: 5_000, notifications: 5_000, scale: 10 };
/** Cases. */
const CONSOLE = { few: 20_000, many: 200_000, requests: 500 };
/** Rows of each of two registers, and reports asked about. */
const IMPORTS = { rows: 500_000, asked: 1_000 };
/** Persons, and reports asked about: a province's register. */
const MANY = { persons: 5_000_000, asked: 1_000 };
const MATCHING = { seed: 1, pairs: 20_000 };
const API = { persons: 100_000, turns: 5, turnMs: 2_000 };
const STARTS = 3;
const IDLE_MS = 10_000;

const json = process.argv.includes('--json');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const measured = (part: string) => only === undefined || only === part;
/** Undone in reverse, also after a Ctrl-C. */
const cleanups: (() => Promise<void>)[] = [];
const missed: Measure[] = [];

function tell(measure: Measure): void {
  print(measure, json);
  if (measure.met === false) missed.push(measure);
}

async function chat(step: string, options: ChatRatesOptions): Promise<void> {
  const { ours, insert, conversations } = await measureChat(options);
  const turns = (floor: readonly number[]) =>
    ours.map((rate, turn) => ({ ours: rate, floor: floor[turn] ?? 0 }));
  tell(against(turns(insert), { name: `${step} / durable insert`, least: 0.5 }));
  tell(against(turns(conversations), { name: `${step} / grammY conversations`, least: 1.5 }));
}

async function reports(queue: string, env: Readonly<Record<string, string>>): Promise<void> {
  const name = `report sent to registered, queue on ${queue}`;
  const result = await runMeasured<ReportsMeasured>('report-process', {
    ...env,
    BENCH_MS: String(REPORTS_MS),
  });
  tell(plain(name, result.perSecond, '/s'));
  tell(plain(`${name}, p50`, result.p50Ms, 'ms'));
  tell(plain(`${name}, p99`, result.p99Ms, 'ms'));
}

async function reminders(env: Readonly<Record<string, string>>): Promise<void> {
  const { lost, twice, perSecond, pace, toldPerSecond } = await runMeasured<RemindersMeasured>(
    'reminder-process',
    {
      ...env,
      BENCH_REMINDERS: String(REMINDERS.reminders),
      BENCH_NOTIFICATIONS: String(REMINDERS.notifications),
      BENCH_SCALE: String(REMINDERS.scale),
    },
  );
  const name = `10,000 reminders and news, pace 30/s x ${String(REMINDERS.scale)}`;
  const told = { ours: toldPerSecond, floor: PROVIDER_PER_SECOND };
  tell(against([told], { name: 'due reminders told / provider, 30/s', least: 1 }));
  tell(against([{ ours: perSecond, floor: pace }], { name, least: 0.95 }));
  tell(atMost(0, { name: `${name}, lost`, value: lost, unit: 'messages' }));
  tell(atMost(0, { name: `${name}, sent twice`, value: twice, unit: 'messages' }));
}

/** Each page with the many cases, and how much more it takes than with the few. */
async function consolePages(dataDir: string): Promise<void> {
  const register = async (cases: number) => {
    const folder = path.join(dataDir, String(cases));
    const server = await startEmbeddedPostgres({ dataDir: folder, log: silentLog });
    cleanups.push(() => server.stop());
    const env = { NODE_ENV: 'test', DATABASE_URL: server.url, DATA_DIR: folder, REDIS_URL: '' };
    return { env, adminUrl: server.adminUrl, cases };
  };
  const { few, many, requests } = CONSOLE;
  const { tasks, crowd, live, exports, queueBytes } = await measureConsole({
    registers: [await register(few), await register(many)],
    requests,
    tell: (line) => void process.stderr.write(`${line}\n`),
  });
  const ms = (name: string, value: number) => ({ name, value, unit: 'ms' });
  for (const { name, most, p50, p99, floor } of tasks) {
    tell(atMost(most, ms(`${name}, p99`, p99)));
    tell(growth(`${name}, p50`, { value: p50, floor, most: 1.5 }));
  }
  tell(plain(`${crowd.name}, p50`, crowd.p50, 'ms'));
  tell(plain(`${crowd.name}, p99`, crowd.p99, 'ms'));
  tell(atMost(1_000, ms('a change to 100 live pages, slowest', live.slowestMs)));
  const share = { name: '100 live pages, a change a second, of one core', value: live.coreShare * 100 };
  tell(atMost(10, { ...share, unit: '%' }));
  for (const [format, { bytes, seconds, extraBytes }] of Object.entries(exports)) {
    const name = `export of all cases, ${format}`;
    tell(plain(name, bytes / 2 ** 20 / seconds, 'MB/s'));
    tell(atMost(150, { name: `${name}, memory above before`, value: extraBytes / 2 ** 20, unit: 'MB' }));
  }
  tell(atMost(150, { name: 'queue page, first load', value: queueBytes / 1000, unit: 'kB' }));
}

/** What other agencies ask for, with each look in the access log before it is answered. */
async function api(env: Readonly<Record<string, string>>): Promise<void> {
  const { lookUps, feed } = await measureApi({ env: { ...env, REDIS_URL: '' }, ...API });
  tell(against(lookUps, { name: 'api look-up / bare route with one SELECT', least: 0.4 }));
  tell(plain('changes feed', feed.rows / feed.seconds, 'rows/s'));
  const extra = {
    name: `changes feed, ${String(feed.rows)} rows, memory above before`,
    value: feed.extraBytes / 2 ** 20,
  };
  tell(atMost(100, { ...extra, unit: 'MB' }));
}

/** How well two records of one person are told from those of two, without a database. */
function matching(): void {
  const result = measureMatching(MATCHING);
  process.stderr.write(`${tableOf(result)}\n`);
  const { recall, recallWithBlocking, precision, conflicts, falseSame, twoPersons, microseconds } = result;
  const missed = (name: string, share: number, most: number) => {
    tell(atMost(most * 100, { name: `matching, ${name}`, value: (1 - share) * 100, unit: '%' }));
  };
  missed('of pairs of one person called different', recall, 0.02);
  missed('the same, or kept apart by blocking', recallWithBlocking, 0.02);
  missed('of pairs called same or asked about, of two', precision, 0.01);
  const inTenThousand = { name: 'matching, false same', value: (falseSame * 10_000) / twoPersons };
  tell(atMost(1, { ...inTenThousand, unit: 'in 10,000' }));
  tell(plain('matching, two persons told to bear one number', conflicts, 'pairs'));
  tell(plain('matching, a record read', microseconds.prepare, 'us'));
  tell(plain('matching, a pair compared', microseconds.compare, 'us'));
}

/** A register taken over beside another that is there, and who may be whom in both. */
async function imports(dataDir: string): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
  cleanups.push(() => server.stop());
  const { rows, asked } = IMPORTS;
  const result = await measureImports({
    env: { NODE_ENV: 'test', DATABASE_URL: server.url, DATA_DIR: dataDir, REDIS_URL: '' },
    url: server.url,
    adminUrl: server.adminUrl,
    folder: dataDir,
    rows,
    asked,
    tell: (line) => void process.stderr.write(`${line}\n`),
  });
  const { ours, copyMs, fileMs, match, page } = result;
  const perSecond = (ms: number) => (rows * 1_000) / ms;
  const name = `import of ${rows.toLocaleString('en')} rows, matched`;
  tell(
    against([{ ours: perSecond(ours.totalMs), floor: perSecond(copyMs) }], {
      name: `${name} / COPY of what it leaves`,
      least: 0.25,
    }),
  );
  tell(plain(`${name}, of COPY of the file into texts`, fileMs / ours.totalMs, ''));
  tell(atMost(400, { name: `${name}, resident`, value: ours.residentBytes / 2 ** 20, unit: 'MB' }));
  tellMatch(match, 5);
  const pages = `a person's page among ${match.persons.toLocaleString('en')}`;
  tell(atMost(20, { name: `${pages}, p99`, value: page.p99Ms, unit: 'ms' }));
  tell(plain(`${pages}, p50`, page.p50Ms, 'ms'));
}

/**
 * Each kind of import at its size, killed and taken back: for what it comes to, not for how long it takes. Then another
 * key for all of it.
 */
async function kinds(dataDir: string): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
  cleanups.push(() => server.stop());
  const env = { NODE_ENV: 'test', DATABASE_URL: server.url, DATA_DIR: dataDir, REDIS_URL: '' };
  await takeEveryKind({
    env,
    url: server.url,
    folder: dataDir,
    rows: IMPORTS.rows,
    tell: (line) => void process.stderr.write(`${line}\n`),
  });
  const rotation = await measureRotation({ env, url: server.url, dataDir });
  const name = `key rotation over ${rotation.persons.toLocaleString('en')} persons`;
  tell(plain(name, rotation.cells / rotation.seconds, 'cells/s'));
  tell(plain(`${name}, killed halfway`, rotation.seconds, 's'));
  tell(plain(`${name}, resident`, rotation.residentBytes / 2 ** 20, 'MB'));
}

function tellMatch({ persons, p50Ms, p99Ms }: MatchMeasured, most: number): void {
  const name = `candidates among ${persons.toLocaleString('en')} persons`;
  tell(atMost(most, { name: `${name}, p99`, value: p99Ms, unit: 'ms' }));
  tell(plain(`${name}, p50`, p50Ms, 'ms'));
}

/** Who may be whom where there are ten times as many. */
async function candidates(dataDir: string): Promise<void> {
  const env = { ...(await serve(dataDir)), REDIS_URL: '' };
  await runMeasured('faces-process', { ...env, BENCH_PERSONS: String(MANY.persons) });
  tellMatch(
    await runMeasured<MatchMeasured>('match-process', { ...env, BENCH_ASKED: String(MANY.asked) }),
    10,
  );
}

/** `npm start` on the data folder as it stands. */
async function processGroup(dataDir: string): Promise<void> {
  const unset = [
    'DATABASE_URL',
    'REDIS_URL',
    'TELEGRAM_BOT_TOKEN',
    'TELEGRAM_WEBHOOK_SECRET',
    'WHATSAPP_ACCOUNT',
  ];
  const env = { ...Object.fromEntries(unset.map((name) => [name, ''])), NODE_ENV: '', DATA_DIR: dataDir };
  const readyMs: number[] = [];
  let resident = 0;
  for (let start = 1; start <= STARTS; start += 1) {
    const service = await npmStart(env, await freePort());
    readyMs.push(service.readyMs);
    try {
      if (start < STARTS) continue;
      await delay(IDLE_MS);
      resident = service.residentBytes();
    } finally {
      await service.stop();
    }
  }
  tell(atMost(5, { name: 'npm start to ready, slowest', value: Math.max(...readyMs) / 1000, unit: 's' }));
  tell(atMost(250, { name: 'idle process group without PostgreSQL', value: resident / 2 ** 20, unit: 'MB' }));
}

async function measureAll(): Promise<void> {
  if (measured('matching')) matching();
  if (only === 'matching') return;
  const dataDir = await mkdtemp(path.join(tmpdir(), 'lapor-bench-'));
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
  // On a server of its own: the other parts' tables are small, as they were before there was a crowd.
  if (measured('crowd')) {
    await chat('chat step, 2,000 reports', { env: await serve(path.join(dataDir, 'crowd')), ...CROWD });
    await cleanUpTo(1);
  }
  if (measured('console')) {
    await consolePages(path.join(dataDir, 'console'));
    await cleanUpTo(1);
  }
  if (measured('api')) {
    await api(await serve(path.join(dataDir, 'api')));
    await cleanUpTo(1);
  }
  if (measured('imports')) {
    await imports(path.join(dataDir, 'imports'));
    await cleanUpTo(1);
  }
  // An hour: asked for by name alone.
  if (only === 'kinds') {
    await kinds(path.join(dataDir, 'kinds'));
    await cleanUpTo(1);
  }
  if (measured('candidates')) {
    await candidates(path.join(dataDir, 'candidates'));
    await cleanUpTo(1);
  }
  const env = await serve(dataDir);
  if (measured('chat')) await chat('chat step', { env, ...CHAT });
  if (measured('reports')) await reportsOnEachQueue(env);
  if (measured('reminders')) await reminders({ ...env, REDIS_URL: '' });
  await cleanUpTo(1);
  if (measured('start')) await processGroup(dataDir);
}

async function serve(dataDir: string): Promise<Readonly<Record<string, string>>> {
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog });
  cleanups.push(() => server.stop());
  return { NODE_ENV: 'test', DATABASE_URL: server.url, DATA_DIR: dataDir };
}

async function reportsOnEachQueue(env: Readonly<Record<string, string>>): Promise<void> {
  await reports('PostgreSQL', { ...env, REDIS_URL: '' });
  const redis = await startRedis();
  if (redis === null) {
    process.stderr.write('This machine has no redis-server: the queue on Redis is not measured.\n');
    return;
  }
  cleanups.push(() => redis.stop());
  await reports('Redis', { ...env, REDIS_URL: redis.url });
}

async function cleanUpTo(rest: number): Promise<void> {
  while (cleanups.length > rest) await cleanups.pop()?.();
}

process.once('SIGINT', () => {
  void cleanUpTo(0).finally(() => process.exit(130));
});
try {
  await measureAll();
} finally {
  await cleanUpTo(0);
}
process.exitCode = missed.length === 0 ? 0 : 1;
