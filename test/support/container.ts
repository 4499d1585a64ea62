import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Logger } from 'pino';
import { parseConfig } from '../../src/config.js';
import { openContainer, type Container, type Tempo } from '../../src/container.js';
import { createLogger } from '../../src/log.js';
import type { Clock } from '../../src/usecases/ports.js';
import type { QueueBackend } from './backends.js';
import { atEnd } from './ends.js';
import { createTestDatabase } from './postgres.js';
import { startRedis } from './redis.js';

export interface TestContainerOptions {
  readonly backend?: QueueBackend;
  readonly env?: Readonly<Record<string, string>>;
  /** 'migrated': of no region yet. */
  readonly database?: 'begun' | 'migrated';
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** At once when left out: nobody waits for these messages but the test. */
  readonly tempo?: Tempo;
}

/** Another process on the same stores: a container of its own. Closed after the file. */
export async function openSecondContainer(
  first: Container,
  env: Readonly<Record<string, string>> = {},
): Promise<Container> {
  const { config, databaseUrl, logger } = first;
  const container = await openContainer({
    config: { ...config, ...keysOf(env) },
    databaseUrl,
    logger,
  });
  atEnd(() => container.close());
  return container;
}

function keysOf({ FIELD_KEYS: field, INDEX_KEY: index }: Readonly<Record<string, string>>) {
  return field === undefined || index === undefined ? {} : { keys: { field, index } };
}

/** Everything a process is made of, over a database (and Redis) of the test file's own. */
export async function openTestContainer(options: TestContainerOptions = {}): Promise<Container> {
  const { url } = await createTestDatabase(options.database ?? 'begun');
  const dataDir = mkdtempSync(path.join(tmpdir(), 'sipmas-test-'));
  const redis = options.backend === 'redis' ? await startRedis() : null;
  const config = parseConfig({
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    DATABASE_URL: url,
    REDIS_URL: redis?.url,
    PORT: '0',
    // A test's reporters hear of more reports in a day than people do.
    DIGEST_AFTER: '-',
    ...options.env,
  });
  const container = await openContainer({
    config,
    databaseUrl: url,
    tempo: options.tempo ?? 'at_once',
    logger: options.logger ?? createLogger(process.env['TEST_LOG'] ?? 'silent', {}),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  atEnd(async () => {
    await container.close();
    await redis?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return container;
}
