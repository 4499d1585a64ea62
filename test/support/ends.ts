/** What a test file has opened, wherever in it, and how it is closed after the file. */
import { afterAll } from 'vitest';

type End = (failed: boolean) => unknown;

const ends: End[] = [];

/**
 * Runs `end` after the file's last test and its own hooks, last-registered first; it is told whether a test
 * of the file failed. Vitest hears `afterAll` only while it reads the file: one that is called in a hook or
 * in a test never runs.
 */
export function atEnd(end: End): void {
  ends.push(end);
}

interface Task {
  readonly result?: { readonly state: string };
  readonly tasks?: readonly Task[];
}

/** For the setup file, which vitest runs anew for each test file. */
export function endWithTheFile(): void {
  afterAll(async ({}, file) => {
    const failed = hasFailed(file);
    const faults: unknown[] = [];
    for (const end of ends.splice(0).toReversed()) {
      try {
        await end(failed);
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length === 1) throw faults[0];
    if (faults.length > 1) throw new AggregateError(faults, 'more than one thing did not end');
  });
}

function hasFailed(task: Task): boolean {
  return task.result?.state === 'fail' || (task.tasks ?? []).some(hasFailed);
}
