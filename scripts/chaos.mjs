// npm run chaos: the long kill -9 test (test/chaos). Prints its counts; ends with 1 when anything was lost
// or done twice. Options: --queue postgres|redis|both, --seed, --kills, --postgres-kills,
// --redis-kills, --reports, --people, --pause (milliseconds between kills), --minutes (after which it gives up), --keep (data and logs).
import { parseArgs } from 'node:util';
import { run } from './check.mjs';
import { generate } from './generate.mjs';

const { values } = parseArgs({
  options: {
    queue: { type: 'string', default: 'both' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kills: { type: 'string', default: '200' },
    'postgres-kills': { type: 'string', default: '12' },
    'redis-kills': { type: 'string', default: '4' },
    reports: { type: 'string', default: '500' },
    people: { type: 'string', default: '60' },
    pause: { type: 'string', default: '600' },
    minutes: { type: 'string', default: '30' },
    keep: { type: 'boolean', default: false },
  },
});

Object.assign(process.env, {
  CHAOS_QUEUE: values.queue,
  CHAOS_SEED: values.seed,
  CHAOS_KILLS: values.kills,
  CHAOS_DATABASE_KILLS: values['postgres-kills'],
  CHAOS_REDIS_KILLS: values['redis-kills'],
  CHAOS_WAITS: 'true',
  CHAOS_REPORTS: values.reports,
  CHAOS_PEOPLE: values.people,
  CHAOS_PAUSE_MS: values.pause,
  CHAOS_WITHIN_MS: String(Number(values.minutes) * 60_000),
  ...(values.keep ? { CHAOS_KEEP: 'true' } : {}),
});
generate();
process.exitCode = run('vitest/vitest.mjs', ['run', '--disableConsoleIntercept', 'test/chaos/chaos.test.ts']);
