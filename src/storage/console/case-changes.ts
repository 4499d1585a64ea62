/** What PostgreSQL tells of cases that come or change, whichever process did it. */
import pg from 'pg';
import type { CaseChange, CaseChanges } from '../../usecases/queue/ports.js';

const AGAIN_MS = 2_000;

/** One connection while somebody listens, and none else. What happens while it is away is not told. */
export class PgCaseChanges implements CaseChanges {
  private readonly listeners = new Set<(change: CaseChange) => void>();
  private client: pg.Client | null = null;

  constructor(private readonly url: string) {}

  on(listener: (change: CaseChange) => void): () => void {
    this.listeners.add(listener);
    if (this.client === null) this.listen();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.leave();
    };
  }

  private listen(): void {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    this.client = client;
    client.on('notification', ({ payload = '' }) => {
      const [caseId = '', desaCode = ''] = payload.split(' ');
      for (const listener of this.listeners) listener({ caseId, desaCode });
    });
    const lost = () => {
      if (this.client !== client) return;
      this.leave();
      setTimeout(() => {
        if (this.client === null && this.listeners.size > 0) this.listen();
      }, AGAIN_MS).unref();
    };
    client.on('error', lost);
    client.on('end', lost);
    client
      .connect()
      .then(() => client.query('LISTEN case_changed'))
      .catch(lost);
  }

  private leave(): void {
    const { client } = this;
    this.client = null;
    void client?.end().catch(() => undefined);
  }
}
