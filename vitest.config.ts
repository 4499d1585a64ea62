import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/longest-first.js';

const shared = {
  environment: 'node',
  pool: 'forks',
  // The modules that files share are loaded once a worker: half of what a run took was loading them anew.
  isolate: false,
  setupFiles: 'test/support/setup-file.ts',
  // A machine that does much else at once is slow, not wrong.
  testTimeout: 60_000,
  hookTimeout: 120_000,
} as const;

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    dangerouslyIgnoreUnhandledErrors: false,
    passWithNoTests: false,
    reporters: ['default', './test/support/summary-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}', 'test/channels/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'integration',
          include: [
            'test/integration/**/*.test.{ts,tsx}',
            'test/e2e/**/*.test.ts',
            'test/chaos/**/*.test.ts',
          ],
          expect: { poll: { timeout: 15_000 } },
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
    ],
  },
});
