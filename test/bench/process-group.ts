import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

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

/** From /proc: Linux only, like the numbers that are promised. */
function groupResident(group: number): number {
  let pages = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [, , processGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(processGroup) !== group) continue;
      const [, resident] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
      pages += Number(resident);
    } catch {
      // It ended while we looked.
    }
  }
  return pages * 4096;
}
