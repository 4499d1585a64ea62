/**
 * BullMQ 6.7 remembers the failure of a queue's or worker's first connection to PostgreSQL for ever: one
 * that was made while the database was away fails at every later step, and such a worker asks again
 * without a pause, so that nothing else in its process gets a turn. Here a new one takes its place.
 */

interface Emitting {
  on(event: 'error', listener: (error: Error) => void): unknown;
}
interface Closable {
  close(): Promise<void>;
}

/** So many faults within the window, and the worker is replaced after the pause. */
const MANY_FAULTS = 20;
const WINDOW_MS = 1_000;
const PAUSE_MS = 500;
/** What a retired worker or queue gets to end by itself. */
const END_WITHIN_MS = 5_000;

export class RevivingWorker<W extends Emitting & Closable> implements Closable {
  private current: W | null;
  private readonly retired = new Set<Promise<void>>();
  private faults = 0;
  private windowBegan = 0;
  private revival: NodeJS.Timeout | undefined;

  constructor(
    private readonly make: () => W,
    private readonly onError: (error: Error) => void,
  ) {
    this.current = this.begin();
  }

  async close(): Promise<void> {
    clearTimeout(this.revival);
    const { current } = this;
    this.current = null;
    await Promise.all([current?.close(), ...this.retired]);
  }

  private begin(): W {
    const worker = this.make();
    worker.on('error', (error) => this.fault(worker, error));
    return worker;
  }

  /** Called in the midst of the worker's own loop: to end it, it must be closed here and now. */
  private fault(worker: W, error: Error): void {
    if (worker !== this.current) return;
    this.onError(error);
    const now = Date.now();
    if (now - this.windowBegan > WINDOW_MS) {
      this.windowBegan = now;
      this.faults = 0;
    }
    this.faults += 1;
    if (this.faults < MANY_FAULTS) return;
    this.current = null;
    retire(worker, this.retired);
    this.revival = setTimeout(() => {
      this.current = this.begin();
    }, PAUSE_MS);
  }
}

export class RevivingQueue<Q extends Emitting & Closable> implements Closable {
  private current: Q;
  private readonly retired = new Set<Promise<void>>();

  constructor(
    private readonly make: () => Q,
    private readonly onError: (error: Error) => void,
  ) {
    this.current = this.begin();
  }

  /** After a fault the next call has a new queue. */
  async with<T>(work: (queue: Q) => Promise<T>): Promise<T> {
    const queue = this.current;
    try {
      return await work(queue);
    } catch (error) {
      if (queue === this.current) {
        this.current = this.begin();
        retire(queue, this.retired);
      }
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.current.close(), ...this.retired]);
  }

  private begin(): Q {
    const queue = this.make();
    queue.on('error', this.onError);
    return queue;
  }
}

function retire(broken: Closable, retired: Set<Promise<void>>): void {
  const late = new Promise<void>((resolve) => setTimeout(resolve, END_WITHIN_MS).unref());
  const ended = Promise.race([broken.close().catch(() => undefined), late]).finally(() => {
    retired.delete(ended);
  });
  retired.add(ended);
}
