/** Agencies are told that there is something to read: signed, once if all goes well, and until they have heard it. */
import { createHmac } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { isWebhookUrl, nextTry } from '../../src/domain/opd/webhook.js';
import { aidOf, opdAdminOf, workers } from '../../src/parts.js';
import { opdQueries } from '../../src/storage/opd/lists.js';
import { HttpWebhookSender, isAllowedAddress } from '../../src/storage/opd/webhook-sender.js';
import { deliverWebhook, noticeWebhooks } from '../../src/usecases/opd/deliver.js';
import { agencyWithKey, webhookFor, wholeGrant } from '../support/agencies.js';
import { frozenList } from '../support/aid-people.js';
import { openSecondContainer, openTestContainer } from '../support/container.js';
import { atEnd } from '../support/ends.js';
import { brokenTls, nobody, Receiver, type Heard } from '../support/receiver.js';
import { staff } from '../support/reports.js';
import { importedAs, sourceRow } from '../support/source-rows.js';

const trial = { allowsPrivate: false, allowsLoopback: true, timeoutMs: 400 };

describe('a webhook', () => {
  let container: Container;
  let now: Date;
  const ip = '127.0.0.1';

  beforeAll(async () => {
    now = new Date();
    container = await openTestContainer({ clock: { now: () => now } });
  });

  const deps = () => ({
    ...container,
    webhookSender: new HttpWebhookSender(trial),
    opdQueries: opdQueries(container.storage, container.config.timeZone),
  });
  const hooked = async (grant = wholeGrant, to?: string) => {
    const receiver = await Receiver.open();
    const { agencyId } = await agencyWithKey(container, grant);
    return { receiver, agencyId, ...(await webhookFor(container, agencyId, to ?? receiver.url)) };
  };
  const tell = async (webhookId: string, deliveryId: string | null = null) => {
    const id = uuidv7();
    await opdAdminOf(container).tellAgain(await staff(container, 'admin'), { id, webhookId, deliveryId });
    return id;
  };
  const deliver = (deliveryId: string) => deliverWebhook(deps(), { deliveryId });
  const rowOf = (id: string) => container.database.webhookDelivery.findUniqueOrThrow({ where: { id } });
  const hookOf = (id: string) => container.database.webhook.findUniqueOrThrow({ where: { id } });
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  /** As https://www.standardwebhooks.com says that a receiver does. */
  const isSigned = ({ headers, body }: Heard, secret: string) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const line = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(line).digest('base64')}`;
  };

  it('is signed with its own secret and the time, and names no person', async () => {
    const { receiver, webhookId, secret } = await hooked();
    const id = await tell(webhookId);
    await deliver(id);
    const [heard] = receiver.heard;
    if (heard === undefined) throw new Error('nothing was heard');
    expect(heard.headers).toMatchObject({ 'webhook-id': id, 'webhook-key-id': webhookId });
    expect(Number(heard.headers['webhook-timestamp'])).toBe(Math.floor(now.getTime() / 1000));
    expect(isSigned(heard, secret)).toBe(true);
    expect(isSigned({ ...heard, body: heard.body.replace('ping', 'pong') }, secret)).toBe(false);
    expect(isSigned(heard, (await hooked()).secret)).toBe(false);
    expect(JSON.parse(heard.body)).toEqual({
      type: 'ping',
      timestamp: expect.any(String) as unknown,
      data: {},
    });
    expect(await rowOf(id)).toMatchObject({
      state: 'delivered',
      attempts: 1,
      outcome: 'delivered',
      status: 200,
    });
    // The job once more, and twice at once: heard once.
    await Promise.all([deliver(id), deliver(id)]);
    expect(receiver.heard).toHaveLength(1);
  });

  it.each([
    ['hang_up', 'unreachable', null],
    ['garbage', 'unreachable', null],
    ['silent', 'timeout', null],
    [500, 'status', 500],
    [404, 'status', 404],
    [302, 'status', 302],
  ] as const)('is tried again after %s, ever later, under the same id', async (manner, outcome, status) => {
    const { receiver, webhookId, secret } = await hooked();
    receiver.answers(manner, manner, 200);
    const id = await tell(webhookId);
    await deliver(id);
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', attempts: 1, outcome, status });
    // Not before it is due.
    await deliver(id);
    expect(await rowOf(id)).toMatchObject({ attempts: 1 });
    expect((await rowOf(id)).dueAt).toEqual(nextTry(1, now));
    later(61_000);
    await deliver(id);
    later(301_000);
    await deliver(id);
    expect(await rowOf(id)).toMatchObject({ state: 'delivered', attempts: 3, status: 200 });
    expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([id]));
    expect(receiver.heard.every((one) => isSigned(one, secret))).toBe(true);
    expect(await hookOf(webhookId)).toMatchObject({ state: 'active', failingSince: null });
    // A redirect was not followed: its target is the receiver itself.
    expect(receiver.heard.length).toBe(manner === 'hang_up' ? 1 : 3);
  });

  it('says of a server that is not there, or whose certificate is not, what is wrong', async () => {
    const [unsigned = '', plain = ''] = await brokenTls();
    for (const [url, outcome] of [
      [await nobody(), 'unreachable'],
      [unsigned, 'tls'],
      [plain, 'tls'],
      ['https://tidak-ada.invalid/', 'unreachable'],
    ] as const) {
      const { webhookId } = await hooked(wholeGrant, url);
      const id = await tell(webhookId);
      await deliver(id);
      expect([url, (await rowOf(id)).outcome]).toEqual([url, outcome]);
    }
  });

  it('goes to no address inside, by number or by name, however it is written', async () => {
    const strict = { allowsPrivate: false, allowsLoopback: false };
    const inside = [
      '127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '0.0.0.0',
      '100.64.0.1',
    ];
    const six = [
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::7f00:1',
      'ff02::1',
    ];
    for (const address of [...inside, ...six, 'x'])
      expect([address, isAllowedAddress(address, strict)]).toEqual([address, false]);
    for (const address of ['8.8.8.8', '103.10.20.30', '2400:cb00::1']) {
      expect([address, isAllowedAddress(address, strict)]).toEqual([address, true]);
    }
    expect(isAllowedAddress('10.1.2.3', { ...strict, allowsPrivate: true })).toBe(true);
    expect(isAllowedAddress('169.254.169.254', { allowsPrivate: true, allowsLoopback: true })).toBe(false);
    const receiver = await Receiver.open();
    const sender = new HttpWebhookSender(strict);
    const port = new URL(receiver.url).port;
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1', '127.1']) {
      const tried = await sender.send(`http://${host}:${port}/`, { headers: {}, body: '' });
      expect([host, tried.outcome]).toEqual([host, 'address']);
    }
    expect(receiver.heard).toEqual([]);
    expect(isWebhookUrl('https://opd.example/x', false)).toBe(true);
    for (const url of [
      'http://opd.example/',
      'ftp://x/',
      'https://u:p@opd.example/',
      'x',
      'http://127.0.0.1/',
    ]) {
      expect([url, isWebhookUrl(url, false)]).toEqual([url, false]);
    }
  });

  it('stops at once where the receiver is gone, and after three days where none arrives; it goes on by hand', async () => {
    const admin = await staff(container, 'admin');
    const { receiver, webhookId } = await hooked();
    receiver.answers(410);
    const id = await tell(webhookId);
    await deliver(id);
    expect(await hookOf(webhookId)).toMatchObject({ state: 'paused', pausedWhy: 'gone' });
    later(100_000);
    await deliver(id);
    expect((await rowOf(id)).attempts).toBe(1);
    receiver.answers(500);
    await opdAdminOf(container).setWebhook(admin, webhookId, 'active', ip);
    for (let hours = 0; hours < 24 * 4; hours += 12) {
      await deliver(id);
      later(12 * 3_600_000 + 1);
    }
    expect(await hookOf(webhookId)).toMatchObject({ state: 'paused', pausedWhy: 'failing' });
    receiver.answers(200);
    await opdAdminOf(container).setWebhook(admin, webhookId, 'active', ip);
    await deliver(id);
    expect(await rowOf(id)).toMatchObject({ state: 'delivered' });
    expect(await hookOf(webhookId)).toMatchObject({ state: 'active', failingSince: null });
  });

  it('is told again by hand, once for each press, as a telling of its own', async () => {
    const admin = await staff(container, 'admin');
    const { receiver, webhookId } = await hooked();
    const id = await tell(webhookId);
    await deliver(id);
    const press = { id: uuidv7(), webhookId, deliveryId: id };
    await Promise.all([1, 2].map(() => opdAdminOf(container).tellAgain(admin, press)));
    const jobs = await container.database.outbox.count({
      where: { job: 'webhook.deliver', payload: { path: ['deliveryId'], equals: press.id } },
    });
    expect(jobs).toBe(1);
    await deliver(press.id);
    expect(receiver.heard.map(({ headers }) => headers['webhook-id'])).toEqual([id, press.id]);
    expect(await rowOf(press.id)).toMatchObject({ replayOf: id, type: 'ping' });
    const other = await hooked();
    const foreign = opdAdminOf(container).tellAgain(admin, {
      ...press,
      id: uuidv7(),
      webhookId: other.webhookId,
    });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    const supervisor = await staff(container, 'supervisor');
    await expect(opdAdminOf(container).tellAgain(supervisor, press)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('tells of an approved list those who may read it, once, and who is paused later', async () => {
    const { database } = container;
    const admin = await staff(container, 'admin');
    const author = await staff(container, 'supervisor');
    await importedAs(container, 'P3KE', [sourceRow(1)]);
    const listId = await frozenList(container, admin, author);
    const grant = { ...wholeGrant, areas: [...author.regions], programs: ['uji'] };
    const reads = await hooked(grant);
    const paused = await hooked(grant);
    const others = await Promise.all([
      hooked({ ...grant, areas: ['64.08.04'] }),
      hooked({ ...grant, programs: [] }),
      hooked({ ...grant, actions: ['record_aid'] }),
    ]);
    await opdAdminOf(container).setWebhook(admin, paused.webhookId, 'paused', ip);
    const told = (webhookId: string) =>
      database.webhookDelivery.findMany({ where: { webhookId, type: 'aid_list.approved' } });
    const second = await staff(container, 'supervisor2');
    const approve = () => aidOf(container).decide(second, { id: listId, approve: true, note: '', ip });
    expect(await Promise.all([approve(), approve()])).toEqual([{ ok: true }, { ok: true }]);
    const [own, ...more] = await told(reads.webhookId);
    expect(more).toEqual([]);
    await deliver(own?.id ?? '');
    expect(reads.receiver.heard.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { type: 'aid_list.approved', data: {} },
    ]);
    for (const { webhookId } of others) expect(await told(webhookId)).toEqual([]);
    const [waits] = await told(paused.webhookId);
    await deliver(waits?.id ?? '');
    expect(paused.receiver.heard).toEqual([]);
    await opdAdminOf(container).setWebhook(admin, paused.webhookId, 'active', ip);
    await deliver(waits?.id ?? '');
    expect(paused.receiver.heard).toHaveLength(1);
  });

  it('is called for by changes that its agency sees, and by no others; many are one', async () => {
    const here = await hooked({ ...wholeGrant, areas: ['64.08.04'] });
    const elsewhere = await hooked({ ...wholeGrant, areas: ['64.08.10'] });
    const waiting = (webhookId: string) =>
      container.database.webhookDelivery.findMany({ where: { webhookId, type: 'changes.available' } });
    await noticeWebhooks(deps());
    expect(await waiting(here.webhookId)).toEqual([]);
    await importedAs(
      container,
      'DTSEN',
      [1, 2, 3].map((n) => sourceRow(n, { desaCode: '64.08.04.2001' })),
    );
    await expect
      .poll(async () => {
        await noticeWebhooks(deps());
        return (await waiting(here.webhookId)).length;
      })
      .toBe(1);
    await importedAs(
      container,
      'DTSEN',
      [4, 5].map((n) => sourceRow(n, { desaCode: '64.08.04.2001' })),
      {
        whole: false,
        asOf: '2026-02-01',
      },
    );
    for (let n = 0; n < 3; n += 1) await noticeWebhooks(deps());
    expect(await waiting(here.webhookId)).toHaveLength(1);
    expect(await waiting(elsewhere.webhookId)).toEqual([]);
    const [one] = await waiting(here.webhookId);
    await deliver(one?.id ?? '');
    expect(here.receiver.heard).toHaveLength(1);
    // What was told is not told again; what comes after it is.
    await noticeWebhooks(deps());
    expect(await waiting(here.webhookId)).toHaveLength(1);
    expect(elsewhere.receiver.heard).toEqual([]);
  });

  it(
    'arrives after a restart between two tries, by the workers themselves',
    { timeout: 60_000 },
    async () => {
      const { receiver, webhookId } = await hooked();
      receiver.answers('hang_up', 200);
      const id = await tell(webhookId);
      await deliver(id);
      expect(await rowOf(id)).toMatchObject({ state: 'waiting', attempts: 1 });
      // The process that took it once more has died on it: its hold is over.
      await container.database.webhookDelivery.update({ where: { id }, data: { dueAt: new Date(0) } });
      const second = await openSecondContainer(container);
      await noticeWebhooks({
        ...deps(),
        ...second,
        opdQueries: opdQueries(second.storage, second.config.timeZone),
      });
      const running = await workers.start(second);
      atEnd(() => running.stop());
      await expect.poll(async () => (await rowOf(id)).state).toBe('delivered');
      expect(receiver.heard.map(({ headers }) => headers['webhook-id'])).toContain(id);
    },
  );
});
