// npm test: the checks, then every suite. The last line printed is `N passed, N failed[, N skipped]`.
// Arguments are handed to vitest, e.g. `npm test -- test/unit`.
import { spawnSync } from 'node:child_process';
import { failingChecks, run } from './check.mjs';

const failing = await failingChecks();
if (failing.length > 0) {
  console.log(`FAILED: ${failing.join(', ')}; the tests were not run`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
} else {
  if (spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).error !== undefined) {
    console.log('This machine has no redis-server: the suites on the Redis queue are skipped.');
  }
  process.exitCode = run('vitest/vitest.mjs', ['run', ...process.argv.slice(2)]);
}
