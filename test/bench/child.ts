import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { UserFromGetMe } from 'grammy/types';

export const botInfo = {
  id: 1,
  is_bot: true,
  first_name: 'Bench',
  username: 'bench_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
} as UserFromGetMe;

/** Called by a measured server: tells its port, and answers how far it is. */
export function ready(server: Server, progress: () => number): void {
  process.on('message', () => process.send?.({ progress: progress() }));
  process.send?.({ port: (server.address() as AddressInfo).port });
}

export interface Measured {
  readonly port: number;
  progress(): Promise<number>;
  stop(): Promise<void>;
}

/** Runs a measured server in a process of its own, so that the load has the other core. */
export async function startMeasured(file: string, env: Readonly<Record<string, string>>): Promise<Measured> {
  const child: ChildProcess = fork(file, [], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [first] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${file} did not start`))),
  ])) as [{ port: number }];
  return {
    port: first.port,
    progress: async () => {
      child.send('progress');
      const [message] = (await once(child, 'message')) as [{ progress: number }];
      return message.progress;
    },
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
