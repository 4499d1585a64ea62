import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { findBinary } from './find-binary.js';

export interface TestRedis {
  readonly url: string;
  readonly pid: number;
  /** Where it keeps its append-only file. */
  readonly folder: string;
  /** Kills it and starts it again on what it had written; resolves when it answers. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** A Redis set as the service wants it, in a folder of its own; null when the machine has no redis-server. */
export async function startRedis(): Promise<TestRedis | null> {
  const binary = findBinary('redis-server');
  if (binary === null) return null;
  const folder = await mkdtemp(path.join(tmpdir(), 'lapor-redis-'));
  const port = await freePort();
  const start = async () => {
    const begun = spawn(binary, [...listenOn(port), ...keepEverything(folder)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await ready(begun);
    return begun;
  };
  let child = await start();
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return child.pid ?? 0;
    },
    folder,
    async kill() {
      await end('SIGKILL');
      child = await start();
    },
    async stop() {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const listenOn = (port: number) => ['--bind', '127.0.0.1', '--port', String(port)];

const keepEverything = (folder: string) => [
  ...['--dir', folder, '--save', '', '--appendonly', 'yes'],
  ...['--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'],
];

async function ready(child: ChildProcess): Promise<void> {
  if (child.stdout === null) throw new Error('redis-server has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('Ready to accept connections')) continue;
    // Unread output would fill the pipe and stop the server.
    child.stdout.resume();
    return;
  }
  throw new Error(`redis-server ended with code ${String(child.exitCode)}`);
}

/** Of 127.0.0.1, as the system picks it. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
