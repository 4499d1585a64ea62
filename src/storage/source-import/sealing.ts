/** Sealing takes most of the time in which a file is read in: a thread does most of it, where there is one. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ImportHead, ReadRow } from '../../usecases/source-import/ports.js';
import type { Keyring } from '../crypto/keyring.js';
import { idsFor, sealRows, type Sealer, type Staged, type ToSeal } from './staging.js';

export interface Sealing {
  seal(head: ImportHead, rows: readonly ReadRow[]): Promise<Staged>;
}

/** Beside each bundled program (scripts/build.mjs); in tests, which run from source, there is none. */
const THREAD = 'sealing-thread.js';
/** After so long without a file its memory is given back. */
const IDLE_MS = 1_000;
/** Times that rows were handed over. Whoever reads is done sooner than the thread: more would only wait. */
const MOST_WAITING = 2;
/** A few rows at a time take little, and what is not bounded grows. */
const LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 48 };

export function sealingOf(sealer: Sealer, keyring: Keyring): Sealing {
  const file = path.join(path.dirname(process.argv[1] ?? ''), THREAD);
  const here = (asked: ToSeal) => new Promise<Staged>((resolve) => resolve(sealRows(sealer, asked)));
  if (existsSync(file)) return new SealingThread(file, keyring, here);
  return { seal: (head, rows) => here(toSeal(head, rows)) };
}

function toSeal({ id, source }: ImportHead, rows: readonly ReadRow[]): ToSeal {
  return { head: { id, source }, rows, ids: idsFor(rows) };
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
    private readonly here: (asked: ToSeal) => Promise<Staged>,
  ) {}

  seal(head: ImportHead, rows: readonly ReadRow[]): Promise<Staged> {
    const asked = toSeal(head, rows);
    if (this.waiting.length >= MOST_WAITING) return this.here(asked);
    if (this.idle !== null) clearTimeout(this.idle);
    this.idle = null;
    this.worker ??= this.start();
    const { worker } = this;
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
