import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const PAUSE_AFTER_FAULT_MS = 250;

/** One process of the service, started again whenever it ends, as Docker's `restart: unless-stopped` does. */
export class Supervised {
  /** Kill -9s of this process. */
  kills = 0;
  /** How it ended when nobody had killed it. */
  readonly faults: string[] = [];
  /** It has said that it started, and lives. */
  up = false;
  private child: ChildProcess | null = null;
  private killed = false;
  private stopping = false;

  constructor(
    readonly name: string,
    private readonly options: {
      /** Name of the built file. */
      readonly entry: 'web' | 'bots' | 'workers';
      readonly env: Readonly<Record<string, string>>;
      /** Working folder, which gets the logs. */
      readonly folder: string;
    },
  ) {}

  start(): void {
    const { entry, env, folder } = this.options;
    this.killed = false;
    const child = spawn(process.execPath, [path.join(DIST, `${entry}.js`)], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    const log = createWriteStream(path.join(folder, `${this.name}.log`), { flags: 'a' });
    child.stderr.pipe(log);
    child.stdout.on('data', (lines: Buffer) => {
      log.write(lines);
      if (child === this.child && lines.includes('"started"')) this.up = true;
    });
    child.once('exit', (code, signal) => void this.again(code, signal));
  }

  kill(): void {
    if (this.killed) return;
    this.killed = true;
    this.up = false;
    this.kills += 1;
    this.child?.kill('SIGKILL');
  }

  /** By SIGTERM; what it left behind or how it failed to end is a fault. */
  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    if (code !== 0) this.faults.push(`${this.name} ended with code ${String(code)} when asked to stop`);
  }

  private async again(code: number | null, signal: string | null): Promise<void> {
    this.up = false;
    if (this.stopping) return;
    if (!this.killed) {
      this.faults.push(`${this.name} ended by itself: code ${String(code)}, signal ${String(signal)}`);
      await delay(PAUSE_AFTER_FAULT_MS);
    }
    if (!this.isStopping()) this.start();
  }

  private isStopping(): boolean {
    return this.stopping;
  }
}
