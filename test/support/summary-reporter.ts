import { writeSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Prints `N passed, N failed[, N skipped]` as the very last line, even of a run that broke off. */
export default class SummaryReporter implements Reporter {
  private readonly counts = { passed: 0, failed: 0, skipped: 0 };
  private ended = false;

  onInit(): void {
    process.once('exit', (code) => {
      // A run that broke off, or that failed outside every file (a global setup).
      if (this.counts.failed === 0 && (code !== 0 || !this.ended)) this.counts.failed = 1;
      const { passed, failed, skipped } = this.counts;
      writeSync(1, `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
    });
  }

  onTestCaseResult(test: TestCase): void {
    const { state } = test.result();
    if (state !== 'pending') this.counts[state] += 1;
  }

  /** Faults outside any test (a file that does not load, a broken hook) count as one failure each. */
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const broken = modules.filter((module) => module.state() === 'failed' && !hasFailedTest(module));
    this.counts.failed += broken.length + unhandled.length;
    this.ended = true;
  }
}

function hasFailedTest(module: TestModule): boolean {
  return !module.children.allTests('failed').next().done;
}
