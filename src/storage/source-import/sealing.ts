/** Sealing takes most of the time in which a file is read in: it has a thread of its own, where there is one. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ImportHead, ReadRow } from '../../usecases/source-import/ports.js';
import type { Keyring } from '../crypto/keyring.js';
import { sealRows, type Sealer, type Staged } from './staging.js';

export interface Sealing {
  seal(head: ImportHead, rows: readonly ReadRow[]): Promise<Staged>;
}

/** What the thread is asked, and what it answers; in order. */
export interface ToSeal {
  readonly head: Pick<ImportHead, 'id' | 'source'>;
  readonly rows: readonly ReadRow[];
}

/** Beside each bundled program (scripts/build.mjs); in tests, which run from source, there is none. */
const THREAD = 'sealing-thread.js';
/** After so long without a file its memory is given back. */
const IDLE_MS = 1_000;
/** A few rows at a time take little, and what is not bounded grows. */
const LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 };

export function sealingOf(sealer: Sealer, keyring: Keyring): Sealing {
  const file = path.join(path.dirname(process.argv[1] ?? ''), THREAD);
  if (existsSync(file)) return new SealingThread(file, keyring);
  return {
    seal: (head, rows) => new Promise((resolve) => resolve(sealRows(sealer, head, rows))),
  };
}

interface Waiting {
  readonly resolve: (staged: Staged) => void;
  readonly reject: (error: unknown) => void;
}

class SealingThread implements Sealing {
  private worker: Worker | null = null;
  private waiting: Waiting[] = [];
  private idle: NodeJS.Timeout | null = null;

  constructor(
    private readonly file: string,
    private readonly keyring: Keyring,
  ) {}

  seal({ id, source }: ImportHead, rows: readonly ReadRow[]): Promise<Staged> {
    if (this.idle !== null) clearTimeout(this.idle);
    this.idle = null;
    this.worker ??= this.start();
    const { worker } = this;
    const asked: ToSeal = { head: { id, source }, rows };
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      worker.ref();
      worker.postMessage(asked);
    });
  }

  private start(): Worker {
    const worker = new Worker(this.file, {
      workerData: this.keyring,
      resourceLimits: LIMITS,
    });
    worker.on('message', (staged: Staged) => {
      this.waiting.shift()?.resolve(staged);
      if (this.waiting.length === 0) this.rest(worker);
    });
    worker.on('error', (error) => {
      this.lose(worker, error);
    });
    worker.on('exit', () => {
      this.lose(worker, new Error('the sealing thread ended'));
    });
    return worker;
  }

  private rest(worker: Worker): void {
    worker.unref();
    this.idle = setTimeout(() => {
      this.worker = null;
      void worker.terminate();
    }, IDLE_MS).unref();
  }

  /** Whoever waits hears of it; the next rows get a new thread. */
  private lose(worker: Worker, error: unknown): void {
    if (this.worker !== worker) return;
    this.worker = null;
    const lost = this.waiting;
    this.waiting = [];
    for (const { reject } of lost) reject(error);
  }
}
