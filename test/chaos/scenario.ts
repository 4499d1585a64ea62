/**
 * Kill -9 under load: people report by chat and reviewers decide, while processes of the service,
 * PostgreSQL and Redis are killed at random and started again. Then the books are checked.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { telegramAccount } from '../../bots/telegram/channel.js';
import { parseConfig } from '../../src/config.js';
import { openContainer, type Container } from '../../src/container.js';
import { createLogger } from '../../src/log.js';
import { telegramWebhookPath } from '../../src/parts.js';
import type { QueueBackend } from '../support/backends.js';
import { freePort, startRedis, type TestRedis } from '../support/redis.js';
import { startTelegramServer, type TelegramServer } from '../support/telegram-server.js';
import { checkBooks, drained } from './check.js';
import { startChaosDatabase, type ChaosDatabase } from './database.js';
import type { Findings } from './findings.js';
import type { ChaosOptions } from './options.js';
import { Supervised } from './processes.js';
import { between, pick, seeded } from './random.js';
import { ReportingPerson } from './reporters.js';
import { ReviewDesk } from './reviewers.js';

const TOKEN = '640801:chaos-token';
const SECRET = 'only-telegram-knows-this';
/** Share of the kills by which they may be ahead of the reports. */
const AHEAD = 0.1;
const UP_WITHIN_MS = 90_000;
const PROGRESS_EVERY_MS = 15_000;
/** Whom the reviewers on duty are alerted at. */
const DUTY_CHAT = '8999';

interface Stage {
  readonly options: ChaosOptions;
  /** The service's data folder, with the logs of its processes. */
  readonly folder: string;
  readonly database: ChaosDatabase;
  /** null: the queue is not there. */
  readonly redis: TestRedis | null;
  readonly telegram: TelegramServer;
  readonly processes: readonly Supervised[];
  readonly desk: ReviewDesk;
  readonly people: readonly ReportingPerson[];
  readonly open: () => Promise<Container>;
}

export async function runChaos(
  options: ChaosOptions,
  queue: QueueBackend,
  log: (line: string) => void,
): Promise<Findings> {
  const begun = Date.now();
  const ends: (() => Promise<void>)[] = [];
  try {
    const stage = await setTheStage(options, queue, ends);
    const played = await play(stage, log);
    const container = await stage.open();
    ends.push(() => container.close());
    const left = await drained(container);
    await Promise.all(stage.processes.map((process) => process.stop()));
    const faults = [...played.faults, ...left, ...stage.processes.flatMap((process) => process.faults)];
    const findings = await checkBooks(container, stage);
    const counts = { queue, seed: options.seed, ...played.counts, ...findings.counts };
    const violations = [...faults, ...findings.violations];
    if (violations.length > 0 || options.keep) log(`The data folder is kept: ${stage.folder}`);
    // Ends last, after the database that stands in it.
    else ends.unshift(async () => rmSync(stage.folder, { recursive: true, force: true }));
    return { counts: { ...counts, seconds: Math.round((Date.now() - begun) / 1000) }, violations };
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

async function setTheStage(
  options: ChaosOptions,
  queue: QueueBackend,
  ends: (() => Promise<void>)[],
): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lapor-chaos-'));
  const random = seeded(options.seed + 1);
  const database = await startChaosDatabase(path.join(folder, 'database'));
  ends.push(() => database.stop());
  const redis = queue === 'redis' ? await startRedis() : null;
  ends.push(async () => redis?.stop());
  const telegram = await startTelegramServer({
    // Time for a sender to be killed between a message's arrival and the answer.
    answerAfterMs: () => between(random, 20, 250),
  });
  ends.push(() => telegram.stop());
  const port = await freePort();
  const origin = `http://127.0.0.1:${String(port)}`;
  const env = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'info',
    DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: database.url,
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
    SIMULATOR: 'false',
    // A person hears of many reports here in a few minutes, each in a message that is counted.
    DIGEST_AFTER: '-',
    // Ten seconds, so that drafts left alone for some are spoken of.
    DRAFT_REMIND_HOURS: '0.003',
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: telegram.url,
  };
  const open = () =>
    openContainer({
      config: parseConfig(env),
      databaseUrl: database.url,
      logger: createLogger('silent', {}),
    });
  const desk = new ReviewDesk(origin, seeded(options.seed + 2));
  const webhook = { url: origin + telegramWebhookPath, secret: SECRET };
  const people = await enrol(await open(), options, { telegram, desk, webhook });

  const logs = path.join(folder, 'logs');
  mkdirSync(logs);
  // Half of the people come by webhook, half by long polling: the web process takes the former.
  const webEnv = { ...env, PORT: String(port), PUBLIC_URL: origin, TELEGRAM_WEBHOOK_SECRET: SECRET };
  const processes = [
    new Supervised('web', { entry: 'web', env: webEnv, folder: logs }),
    ...['1', '2'].map((n) => new Supervised(`bots-${n}`, { entry: 'bots', env, folder: logs })),
    ...['1', '2'].map((n) => new Supervised(`workers-${n}`, { entry: 'workers', env, folder: logs })),
  ];
  ends.push(async () => {
    for (const process of processes) process.kill();
    await Promise.all(processes.map((process) => process.stop()));
  });
  for (const process of processes) process.start();
  await desk.open();
  await allUp(processes);
  return { options, folder, database, redis, telegram, processes, desk, people, open };
}

async function enrol(
  container: Container,
  { people, seed, waits }: ChaosOptions,
  {
    telegram,
    desk,
    webhook,
  }: { telegram: TelegramServer; desk: ReviewDesk; webhook: { url: string; secret: string } },
): Promise<readonly ReportingPerson[]> {
  const desa = await container.database.region.findMany({
    where: { level: 'desa' },
    orderBy: { code: 'asc' },
  });
  await putOnDuty(container);
  const persons: ReportingPerson[] = [];
  for (let n = 0; n < people; n += 1) {
    const phone = `+6281290${String(n).padStart(6, '0')}`;
    const { code } = pick(() => (n % desa.length) / desa.length, desa);
    const reporter = { name: 'Pelapor Contoh', role: 'operator_desa', phone, desaCodes: [code] };
    await container.unitOfWork.run((tx) => tx.reporters.create([reporter]));
    const own = telegram.phone({ id: 9000 + n, phone, ...(n % 2 === 0 ? {} : { webhook }) });
    const habits = { desaCode: code, digests: waits && n % 6 === 3, dawdles: waits };
    persons.push(new ReportingPerson(own, desk, seeded(seed + 10 + n), habits));
  }
  await container.close();
  return persons;
}

/** A supervisor with a chat, as an invitation code would leave it. */
async function putOnDuty({ database, storage }: Container): Promise<void> {
  const { id: userId } = await database.consoleUser.update({
    where: { username: 'supervisor' },
    data: { onDuty: true },
  });
  const { id: conversationId } = await database.conversation.create({ data: { id: uuidv7() } });
  const id = uuidv7();
  await database.contact.create({
    data: {
      id,
      channel: 'telegram',
      account: telegramAccount(TOKEN),
      addressEnc: storage.cipher.seal(DUTY_CHAT, { table: 'contact', column: 'address_enc', row: id }),
      addressMac: storage.index.mac('address', DUTY_CHAT),
      conversationId,
      userId,
    },
  });
}

interface Played {
  readonly counts: Readonly<Record<string, number>>;
  /** What went wrong on the way. */
  readonly faults: readonly string[];
}

/** Until there were kills and reports enough, and everybody has heard of their last report. */
async function play(stage: Stage, log: (line: string) => void): Promise<Played> {
  const { options, people, processes, desk, telegram, database, redis } = stage;
  const faults: string[] = [];
  let begun = 0;
  let kills = 0;
  let databaseKills = 0;
  let redisKills = 0;
  const next = () => (begun += 1);
  const reports = () => people.reduce((sum, { told }) => sum + told.length, 0);
  const over = () => faults.length > 0 || (kills >= options.kills && reports() >= options.reports);
  const live = async (person: ReportingPerson) => {
    await person.introduce();
    while (!over()) await person.report(next);
  };
  const lives = people.map((person) =>
    live(person).catch((error: unknown) => {
      faults.push(error instanceof Error ? error.message : String(error));
    }),
  );
  const progress = setInterval(() => {
    log(
      `${String(kills)} kills, ${String(reports())} reports, ${String(telegram.sent.length)} messages sent`,
    );
  }, PROGRESS_EVERY_MS);
  // No faster than the reports come, so that the kills are spread over all of them.
  const early = () => kills / options.kills > reports() / options.reports + AHEAD;
  // Most kills wait until all but one are up, or nothing would ever be done; some hit a start.
  const ready = () => random() < 0.1 || processes.filter(({ up }) => !up).length < 2;
  const started = Date.now();
  const random = seeded(options.seed);
  while (!over()) {
    await delay(between(random, 0, 2 * options.pauseMs));
    if (Date.now() - started > options.withinMs) faults.push(`only ${String(reports())} reports in time`);
    if (options.kills === 0 || early() || !ready()) continue;
    if (databaseKills < dueBy(kills + 1, options.databaseKills, options)) {
      databaseKills += 1;
      await database.kill();
    } else if (redis !== null && redisKills < dueBy(kills + 2, options.redisKills, options)) {
      redisKills += 1;
      await redis.kill();
    } else {
      pick(random, processes).kill();
    }
    kills += 1;
  }
  const killing = Date.now() - started;
  await Promise.all(lives);
  await allUp(processes).catch((error: unknown) => faults.push(String(error)));
  clearInterval(progress);
  const byProcess = Object.fromEntries(processes.map(({ name, kills: own }) => [`kills_${name}`, own]));
  return {
    counts: {
      kills,
      kills_postgres: databaseKills,
      kills_redis: redisKills,
      ...byProcess,
      seconds_of_killing: Math.round(killing / 1000),
      console_requests_unanswered: desk.unanswered,
      webhook_retries: telegram.webhookRetries,
      senders_gone_before_the_answer: telegram.sendersGone,
    },
    faults,
  };
}

async function allUp(processes: readonly Supervised[]): Promise<void> {
  const until = Date.now() + UP_WITHIN_MS;
  while (!processes.every(({ up }) => up)) {
    const down = processes.filter(({ up }) => !up).map(({ name }) => name);
    if (Date.now() > until) throw new Error(`${down.join(', ')} did not come up`);
    await delay(50);
  }
}

/** Spread evenly over the kills. */
function dueBy(n: number, times: number, { kills }: ChaosOptions): number {
  return Math.min(times, Math.floor((n * times) / kills));
}
