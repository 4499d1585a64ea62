/** What an open queue is told of: cases in its reader's scope, by their ids, and nothing else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { queueOf } from '../../src/parts.js';
import type { QueueServices } from '../../src/usecases/queue/services.js';
import { ConsoleHttp } from '../support/console-http.js';
import { staff, submitSynthetic, syntheticAnswers, syntheticContact } from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';

describe('the queue while it is open', () => {
  let service: TestService;
  let queue: QueueServices;

  beforeAll(async () => {
    service = await startTestService();
    queue = queueOf(service.container);
  });

  const submit = async (n: number) => {
    const { container } = service;
    return submitSynthetic(
      container,
      await syntheticContact(container),
      await syntheticAnswers(container, n),
    );
  };

  it('is told of what comes and changes in its scope, whichever process did it', async () => {
    const reviewer = await staff(service.container, 'verifikator');
    const told: string[] = [];
    const elsewhere: string[] = [];
    const stop = queue.watch(reviewer, (id) => void told.push(id));
    const stopOther = queue.watch({ ...reviewer, regions: ['64.08.99'] }, (id) => void elsewhere.push(id));
    expect(() => queue.watch({ ...reviewer, role: 'admin' }, () => undefined)).toThrow('not_found');
    // It listens once it is connected.
    await expect
      .poll(async () => (await submit(801 + told.length), told.length), { timeout: 10_000, interval: 200 })
      .toBeGreaterThan(0);
    const caseId = await submit(899);
    await expect.poll(() => told.filter((id) => id === caseId).length, { timeout: 10_000 }).toBe(2);
    expect(elsewhere).toEqual([]);
    stop();
    stopOther();
  });

  it('is told by events of the server, and lets the service stop', async () => {
    const office = await ConsoleHttp.signIn(service.url, 'verifikator', 'coba-verifikator');
    const response = await office.request('/console/langsung');
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.getReader();
    if (reader === undefined) throw new Error('no stream');
    let text = '';
    const caseId = await submit(950);
    while (!text.includes(caseId)) {
      const { value, done } = await reader.read();
      if (done) break;
      text += Buffer.from(value).toString('utf8');
      if (!text.includes('event:')) await submit(951);
    }
    expect(text).toMatch(/event: case\ndata: [\da-f-]{36}\n\n/);
    // What is left open ends with the service, after this test.
  });
});
