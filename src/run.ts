/** The life of a process: configuration, stores, parts, and an orderly end. */
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { Logger } from 'pino';
import { readConfig, type Config } from './config.js';
import { openContainer, type Container, type ContainerOptions } from './container.js';
import { AppError } from './errors.js';
import { terminal } from './i18n/terminal.js';
import { createLogger, logOf } from './log.js';
import { isAway } from './storage/database.js';
import { startHeartbeat } from './storage/health.js';
import { startEmbeddedPostgres } from './storage/embedded/embedded-postgres.js';
import { containForeignCode } from './foreign-code.js';
import type { Log } from './usecases/ports.js';

export interface Part {
  /** Ends what is under way and takes nothing new. */
  stop(): Promise<void>;
}

export interface PartDefinition {
  readonly name: 'web' | 'bots' | 'workers';
  start(container: Container): Promise<Part>;
}

/** After this long an orderly end has failed; everything that matters is committed anyway. */
const STOP_WITHIN_MS = 15_000;
/** A database that is coming up, as after a crash or when all starts at once, is waited for so long. */
const DATABASE_WITHIN_MS = 60_000;
const ASK_AGAIN_MS = 500;

/** For programs whom nobody waits for: a collection now and then costs them little. */
export const SPARING = 40;

/**
 * What is garbage among the old is collected once there is `garbage` percent of what lives. Node would wait for
 * three hundred where there is memory: a long export filled it. Not by the command line, whose variable does not
 * take it.
 */
export function boundMemory(garbage = 100): void {
  setFlagsFromString(`--heap-growing-percent=${String(garbage)}`);
}

export async function runProcess(
  parts: readonly PartDefinition[],
  announce?: (config: Config) => void,
): Promise<void> {
  boundMemory();
  const stopping = stopRequested();
  let log: Log | null = null;
  try {
    const config = readConfig();
    const logger = createLogger(config.logLevel, { part: parts.map((part) => part.name).join('+') });
    log = logOf(logger);
    containForeignCode(log);
    const running = await startAll(config, logger, parts, stopping);
    announce?.(config);
    log.info({}, 'started');
    await aborted(stopping);
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    log.info({}, 'stopping');
    await running.stop();
    log.info({}, 'stopped');
    process.exit(0);
  } catch (error) {
    if (stopping.aborted) process.exit(0);
    process.stderr.write(`${terminal.cannotStart(explain(error))}\n`);
    log?.error({ code: error instanceof AppError ? error.code : 'internal' }, 'cannot start');
    process.exit(1);
  }
}

async function startAll(
  config: Config,
  logger: Logger,
  parts: readonly PartDefinition[],
  stopping: AbortSignal,
): Promise<Part> {
  const embedded =
    config.databaseUrl === null
      ? await startEmbeddedPostgres({ dataDir: config.dataDir, log: logOf(logger) })
      : null;
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  const container = await openPatiently({ config, databaseUrl, logger }, stopping);
  container.pump.start();
  const started: Part[] = [];
  for (const part of parts) started.push(await part.start(container));
  const { database, log } = container;
  const names = parts.map(({ name }) => name);
  const heartbeat = startHeartbeat({ database, parts: names, file: config.heartbeatFile, log });
  return {
    stop: async () => {
      await heartbeat.stop();
      for (const part of started.toReversed()) await part.stop();
      await container.pump.stop();
      await container.close();
      await embedded?.stop();
    },
  };
}

async function openPatiently(options: ContainerOptions, stopping: AbortSignal): Promise<Container> {
  const until = Date.now() + DATABASE_WITHIN_MS;
  for (;;) {
    try {
      return await openContainer(options);
    } catch (cause) {
      if (!isAway(cause)) throw cause;
      if (Date.now() > until) throw new AppError('database.unavailable', {}, { cause });
      logOf(options.logger).warn({}, 'waiting for the database');
    }
    await delay(ASK_AGAIN_MS, undefined, { signal: stopping });
  }
}

/** Ctrl-C reaches npm as well as this process, and may come twice. */
function stopRequested(): AbortSignal {
  const stop = new AbortController();
  process.on('SIGINT', () => stop.abort());
  process.on('SIGTERM', () => stop.abort());
  return stop.signal;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** For the person at the terminal: what is wrong, never a secret. */
function explain(error: unknown): string {
  if (error instanceof AppError) {
    const details = Object.values(error.details).join(', ');
    const cause = error.cause instanceof Error ? ` – ${error.cause.message}` : '';
    return `${error.code}${details === '' ? '' : ` (${details})`}${cause}`;
  }
  return error instanceof Error ? error.message : 'unknown';
}

// --- programs that do one thing and end ----------------------------------------------------------

/** They log nothing: what they say, they say in sentences. */
const quiet = createLogger('silent', {});

/** The database of the settings; without one the embedded one, for as long as the work takes. */
export async function withDatabase<T>(
  { databaseUrl, dataDir }: Config,
  work: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== null) return work(databaseUrl);
  const embedded = await startEmbeddedPostgres({ dataDir, log: logOf(quiet) });
  try {
    return await work(embedded.url);
  } finally {
    await embedded.stop();
  }
}

export async function withContainer<T>(
  config: Config,
  work: (container: Container) => Promise<T>,
): Promise<T> {
  return withDatabase(config, async (databaseUrl) => {
    const container = await openContainer({ config, databaseUrl, logger: quiet });
    try {
      return await work(container);
    } finally {
      await container.close();
    }
  });
}

/** Returns the exit code. */
export function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}
