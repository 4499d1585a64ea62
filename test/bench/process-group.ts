import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { processIds, residentBytes, statOf } from './proc.js';

export interface StartedService {
  /** From the command to the first 200 of /readyz. */
  readonly readyMs: number;
  /** Bytes of all its processes (npm's and the shell's too) but PostgreSQL's. */
  residentBytes(): number;
  stop(): Promise<void>;
}

/** `npm start`, in a process group of its own. */
export async function npmStart(env: Readonly<Record<string, string>>, port: number): Promise<StartedService> {
  const begun = performance.now();
  const child = spawn('npm', ['start', '--silent'], {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  await answers(`http://127.0.0.1:${String(port)}/readyz`, child);
  return {
    readyMs: performance.now() - begun,
    residentBytes: () => groupResident(child.pid ?? 0),
    stop: async () => {
      const exited = once(child, 'exit');
      process.kill(-(child.pid ?? 0), 'SIGINT');
      await exited;
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await delay(20);
  }
  throw new Error('npm start ended before it was ready');
}

/** Linux only, like the numbers that are promised. */
function groupResident(group: number): number {
  return processIds()
    .filter((pid) => statOf(pid)?.[2] === String(group))
    .reduce((sum, pid) => sum + residentBytes(pid), 0);
}
