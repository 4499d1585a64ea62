/** Pages that are open while cases change: how soon all of them hear of it, and what that costs the service. */
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ConsoleHttp } from '../support/console-http.js';
import type { Measured } from './child.js';

export interface LiveMeasured {
  /** From the commit until the last of the pages had it; the slowest of all changes. */
  readonly slowestMs: number;
  /** Of one core, while there was a change a second. */
  readonly coreShare: number;
}

const HEARD_WITHIN_MS = 10_000;

/** `change` commits a change of a case and returns the case's id; null: there is none left to change. */
export async function measureLive(
  { service, person, change }: { service: Measured; person: ConsoleHttp; change: () => Promise<string> },
  { pages, changes, everyMs }: { pages: number; changes: number; everyMs: number },
): Promise<LiveMeasured> {
  const open = await Promise.all(
    Array.from({ length: pages }, () => LivePage.open(new URL('/console/langsung', service.url), person)),
  );
  // Signing in, and the pages' own opening, are not what is measured.
  await delay(1_000);
  const [cpu, begun] = [service.cpuMs(), performance.now()];
  let slowestMs = 0;
  for (let n = 0; n < changes; n += 1) {
    const next = begun + (n + 1) * everyMs;
    const caseId = await change();
    const committed = performance.now();
    await Promise.all(open.map((page) => page.hears(caseId)));
    slowestMs = Math.max(slowestMs, performance.now() - committed);
    await delay(Math.max(0, next - performance.now()));
  }
  const coreShare = (service.cpuMs() - cpu) / (performance.now() - begun);
  for (const page of open) page.close();
  return { slowestMs, coreShare };
}

class LivePage {
  private heard = '';
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly response: http.IncomingMessage) {
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      this.heard += text;
      for (const look of this.waiting) look();
    });
  }

  static async open(url: URL, person: ConsoleHttp): Promise<LivePage> {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      http.get(url, { agent: false, headers: { cookie: person.cookie } }, resolve).on('error', reject);
    });
    if (response.statusCode !== 200) throw new Error('no live page');
    return new LivePage(response);
  }

  async hears(caseId: string): Promise<void> {
    if (this.heard.includes(caseId)) return;
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('a page was not told')), HEARD_WITHIN_MS);
      const look = () => {
        if (!this.heard.includes(caseId)) return;
        clearTimeout(late);
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
    });
  }

  close(): void {
    this.response.destroy();
  }
}
