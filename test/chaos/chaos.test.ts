import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { queueBackends } from '../support/backends.js';
import { chaosOptions } from './options.js';
import { runChaos } from './scenario.js';

const options = chaosOptions(process.env);
/** The run ends by itself long before: people wait some minutes for an answer, and the books are checked. */
const TIMEOUT_MS = options.withinMs + 600_000;

beforeAll(() => {
  const build = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));
  if (spawnSync(process.execPath, [build], { stdio: 'inherit' }).status !== 0) throw new Error('not built');
});

for (const { backend, available } of queueBackends().filter((one) => options.queues.includes(one.backend))) {
  describe.skipIf(!available)(`kill -9 at random [queue: ${backend}]`, () => {
    it('loses nothing that was acknowledged and does nothing twice', { timeout: TIMEOUT_MS }, async () => {
      const { counts, violations } = await runChaos(options, backend, (line) => console.log(line));
      console.log(
        Object.entries(counts)
          .map(([name, count]) => `${name}: ${String(count)}`)
          .join('\n'),
      );
      expect(violations).toEqual([]);
      expect(counts['kills']).toBeGreaterThanOrEqual(options.kills);
      expect(counts['kills_postgres']).toBeGreaterThanOrEqual(options.databaseKills);
      if (backend === 'redis') expect(counts['kills_redis']).toBeGreaterThanOrEqual(options.redisKills);
      expect(counts['reports_told_received']).toBeGreaterThanOrEqual(options.reports);
    });
  });
}
