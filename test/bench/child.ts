import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cpuMs, residentBytes } from './proc.js';

/** Called by a measured server: tells its address, and answers how many steps it has done. */
export function ready(url: string, steps: () => number): void {
  process.on('message', () => process.send?.({ steps: steps() }));
  process.send?.({ url });
}

export interface Measured {
  readonly url: string;
  steps(): Promise<number>;
  /** Of its processor time so far, in milliseconds; of its memory now, in bytes. Linux only. */
  cpuMs(): number;
  residentBytes(): number;
  stop(): Promise<void>;
}

type Env = Readonly<Record<string, string>>;

/** Runs a measured server in a process of its own, so that the load has the other core. */
export async function startMeasured(program: string, env: Env): Promise<Measured> {
  const child = start(program, env);
  const { url } = await answer<{ url: string }>(program, child);
  return {
    url,
    steps: async () => {
      child.send('steps');
      return (await answer<{ steps: number }>(program, child)).steps;
    },
    cpuMs: () => cpuMs(child.pid ?? 0),
    residentBytes: () => residentBytes(child.pid ?? 0),
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Runs a program to the one thing it has to say. */
export async function runMeasured<T>(program: string, env: Env): Promise<T> {
  const child = start(program, env);
  const exited = once(child, 'exit');
  const said = await answer<T>(program, child);
  await exited;
  return said;
}

interface Package {
  readonly config: { readonly node: string; readonly import_arenas: string };
}

/** As package.json runs it. A floor is what anybody would write, and runs as anybody would run it. */
function settingsOf(program: string): { readonly options: string[]; readonly env: Env } {
  if (program.startsWith('floor-')) return { options: [], env: {} };
  const { config } = JSON.parse(readFileSync('package.json', 'utf8')) as Package;
  // `npm run import` answers nobody while it runs: the room that keeps pauses short would be wasted on it.
  if (program === 'import-process') return { options: [], env: { MALLOC_ARENA_MAX: config.import_arenas } };
  return { options: config.node.split(' '), env: {} };
}

/** All programs of the bench are bundled into one folder. */
function start(program: string, env: Env): ChildProcess {
  const folder = path.dirname(process.argv[1] ?? '');
  const settings = settingsOf(program);
  return fork(path.join(folder, `${program}.js`), [], {
    env: { ...process.env, ...settings.env, ...env },
    execArgv: settings.options,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

async function answer<T>(program: string, child: ChildProcess): Promise<T> {
  const gone = new AbortController();
  try {
    const [message] = (await Promise.race([
      once(child, 'message', { signal: gone.signal }),
      once(child, 'exit', { signal: gone.signal }).then(() => {
        throw new Error(`${program} ended`);
      }),
    ])) as [T];
    return message;
  } finally {
    gone.abort();
  }
}
