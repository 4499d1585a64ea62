/** Keys to the API: made, proved, replaced without a gap, ended at once; and what opens with them. */
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { noGrant } from '../../src/domain/access/agency.js';
import { opdAdminOf, referenceOf } from '../../src/parts.js';
import type { OpdAdminServices } from '../../src/usecases/opd/services.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { agencyWithKey, keyFor, setGrant, wholeGrant } from '../support/agencies.js';
import { openSecondContainer, openTestContainer } from '../support/container.js';
import { ApiClient } from '../support/opd-api.js';
import { startRecordedApp } from '../support/recorded-app.js';
import { staff } from '../support/reports.js';

describe('a key to the api', () => {
  let container: Container;
  let app: FastifyInstance;
  let admin: StaffActor;
  let opd: OpdAdminServices;
  const ip = '127.0.0.1';
  const statusOf = async (key: string | null) => (await new ApiClient(app, key).get('/me')).status;

  beforeAll(async () => {
    container = await openTestContainer();
    ({ app } = await startRecordedApp(container));
    admin = await staff(container, 'admin');
    opd = opdAdminOf(container);
  });

  it('opens as it was shown, and not once any of its letters is another', async () => {
    const { key } = await agencyWithKey(container);
    expect(await statusOf(key)).toBe(200);
    for (const at of [0, 8, 15, 16, 30, key.length - 2]) {
      const other = key.charAt(at) === 'A' ? 'B' : 'A';
      expect([at, await statusOf(key.slice(0, at) + other + key.slice(at + 1))]).toEqual([at, 401]);
    }
    for (const none of [null, '', key.slice(0, -1), `${key}A`, 'x']) expect(await statusOf(none)).toBe(401);
    const refused = await new ApiClient(app, null).get('/me');
    expect(refused.headers['www-authenticate']).toBe('Bearer realm="SIPMAS"');
    expect(refused.headers['content-type']).toContain('application/problem+json');
  });

  it('stands nowhere as it was shown', async () => {
    const { key, keyId } = await agencyWithKey(container);
    const secret = key.split('_').slice(2).join('_');
    const row = await container.database.apiKey.findUniqueOrThrow({ where: { id: keyId } });
    const log = await container.database.accessLog.findMany({
      where: { action: { startsWith: 'api_key.' } },
    });
    const kept = JSON.stringify([row, log], (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(kept).not.toContain(secret);
    expect(log.at(-1)).toMatchObject({ action: 'api_key.made', userId: admin.id });
  });

  it('stays, and its agency, for what the access log says of them; and nobody else is named there', async () => {
    const { agencyId, keyId } = await agencyWithKey(container);
    const { database } = container;
    await expect(database.$executeRaw`DELETE FROM api_key WHERE id = ${keyId}::uuid`).rejects.toThrow(
      /stays/,
    );
    await expect(
      database.$executeRaw`UPDATE agency SET id = gen_random_uuid() WHERE id = ${agencyId}::uuid`,
    ).rejects.toThrow(/stays/);
    const log = (agency: string, key: string) =>
      database.$executeRaw`
        INSERT INTO access_log (action, agency_id, api_key_id) VALUES ('api.looked_up', NULL, NULL),
          ('api.looked_up', ${agency}::uuid, ${key}::uuid)`;
    await expect(log(agencyId, uuidv7())).rejects.toThrow(
      'api_key_id of access_log refers to what is not there',
    );
    await expect(log(uuidv7(), keyId)).rejects.toThrow('agency_id of access_log refers to what is not there');
    expect(await log(agencyId, keyId)).toBe(2);
  });

  it('is made once by a form that is sent twice, and shown once', async () => {
    const { agencyId } = await agencyWithKey(container);
    const input = { id: uuidv7(), agencyId, name: 'Aplikasi Uji', days: 30 };
    const both = await Promise.all([opd.makeKey(admin, input, ip), opd.makeKey(admin, input, ip)]);
    const shown = both.flatMap((made) => (made.ok && made.text !== null ? [made.text] : []));
    expect(shown).toHaveLength(1);
    expect(await container.database.apiKey.count({ where: { agencyId } })).toBe(2);
    expect(await opd.makeKey(admin, input, ip)).toEqual({ ok: true, id: input.id, text: null });
  });

  it('is not made without a name, for other times than offered, without end or for who is not active', async () => {
    const { agencyId } = await agencyWithKey(container);
    const make = (more: object) =>
      opd.makeKey(admin, { id: uuidv7(), agencyId, name: 'Aplikasi Uji', days: 30, ...more }, ip);
    expect(await make({ name: ' ' })).toEqual({ ok: false, problem: 'name' });
    expect(await make({ days: 3650 })).toEqual({ ok: false, problem: 'days' });
    for (let n = 1; n < 20; n += 1) expect(await make({})).toMatchObject({ ok: true });
    expect(await make({})).toEqual({ ok: false, problem: 'too_many' });
    await setActive(agencyId, false);
    expect(await make({})).toEqual({ ok: false, problem: 'agency_inactive' });
    await expect(make({ agencyId: uuidv7() })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is replaced without a gap: who asks all the while is never refused', async () => {
    const { key, keyId, agencyId } = await agencyWithKey(container);
    let current = key;
    const end = new AbortController();
    const answers: number[] = [];
    const asked = (async () => {
      while (!end.signal.aborted) {
        answers.push(await statusOf(current));
        // Without a pause it would leave nobody else a turn.
        await delay(1);
      }
    })();
    for (let turn = 0, old = keyId; turn < 5; turn += 1) {
      const id = uuidv7();
      const made = await opd.rotateKey(admin, { id, keyId: old, days: 365, overlapDays: 1 }, ip);
      if (!made.ok || made.text === null) throw new Error('not made');
      expect(await statusOf(current)).toBe(200);
      current = made.text;
      old = id;
      await delay(20);
    }
    end.abort();
    await asked;
    expect(answers.length).toBeGreaterThan(5);
    expect(new Set(answers)).toEqual(new Set([200]));
    const { keys } = await opd.access(admin, agencyId);
    const old = keys.find(({ id }) => id === keyId);
    expect(old?.replacedBy).not.toBeNull();
    expect((old?.expiresAt.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(86_400_000);
    expect(old?.state).toBe('good');
  });

  it('is not replaced once it has ended, and its end is never put off', async () => {
    const { keyId, agencyId } = await agencyWithKey(container);
    const short = await opd.makeKey(admin, { id: uuidv7(), agencyId, name: 'Pendek', days: 30 }, ip);
    if (!short.ok) throw new Error('not made');
    const soon = new Date(Date.now() + 60_000);
    await container.database.apiKey.update({ where: { id: short.id }, data: { expiresAt: soon } });
    const rotate = (of: string) =>
      opd.rotateKey(admin, { id: uuidv7(), keyId: of, days: 30, overlapDays: 7 }, ip);
    expect(await rotate(short.id)).toMatchObject({ ok: true });
    expect(await container.database.apiKey.findUnique({ where: { id: short.id } })).toMatchObject({
      expiresAt: soon,
    });
    await opd.revokeKey(admin, keyId, ip);
    expect(await rotate(keyId)).toEqual({ ok: false, problem: 'not_good' });
    await expect(rotate(uuidv7())).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is refused at once when it was revoked, here, and soon after in another process', async () => {
    const { key, keyId } = await agencyWithKey(container);
    const other = await openSecondContainer(container);
    await other.keyRing.holder(key);
    expect(await statusOf(key)).toBe(200);
    await Promise.all([opd.revokeKey(admin, keyId, ip), opd.revokeKey(admin, keyId, ip)]);
    expect(await statusOf(key)).toBe(401);
    await expect
      .poll(() => other.keyRing.holder(key).catch((error: unknown) => error), { timeout: 6_000 })
      .toMatchObject({ code: 'auth.required' });
    const noted = await container.database.accessLog.count({
      where: { action: 'api_key.revoked', subject: { contains: key.split('_')[1] ?? '' } },
    });
    expect(noted).toBe(1);
  });

  it('is refused when its time is over, and while its agency is not active', async () => {
    const { key, keyId } = await agencyWithKey(container);
    await container.database.apiKey.update({ where: { id: keyId }, data: { expiresAt: new Date() } });
    container.keyRing.forget();
    expect(await statusOf(key)).toBe(401);
    const { agencyId, key: second } = await agencyWithKey(container);
    await setActive(agencyId, false);
    container.keyRing.forget();
    expect(await statusOf(second)).toBe(401);
  });

  it('tells when it was used', async () => {
    const { agencyId } = await agencyWithKey(container);
    const { key, keyId } = await keyFor(container, agencyId);
    container.keyRing.forget();
    await statusOf(key);
    const lastUsed = async () =>
      (await opd.access(admin, agencyId)).keys.find(({ id }) => id === keyId)?.lastUsedAt;
    // Written once a minute for all keys: whoever asks after that has it written.
    await container.keyRing.flush();
    expect((await lastUsed())?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it('opens what its agency is granted from then on, of which each version stays', async () => {
    const { key, agencyId } = await agencyWithKey(container, noGrant);
    const told = async () => (await new ApiClient(app, key).get('/me')).json();
    expect(await told()).toMatchObject({ grant: { areas: [], fieldGroups: [] } });
    await setGrant(container, agencyId, { ...wholeGrant, areas: ['64.08.04', '64.08', '64.08.04'] });
    expect(await told()).toMatchObject({ grant: { areas: ['64.08'] } });
    const { policy, policyHistory } = await opd.access(admin, agencyId);
    expect(policyHistory.map(({ version }) => version)).toEqual([2, 1]);
    // The same again is no change; what was meant for an older version is told so.
    await opd.savePolicy(admin, agencyId, policy, ip);
    const older = { ...policy, version: 0, perMinute: 5 };
    await expect(opd.savePolicy(admin, agencyId, older, ip)).rejects.toMatchObject({
      code: 'reference.changed',
    });
    await expect(
      container.database.agencyGrant.updateMany({ where: { agencyId }, data: { perMinute: 9 } }),
    ).rejects.toThrow(/append-only/);
  });

  it('is of no account to who is no admin', async () => {
    const { agencyId, keyId } = await agencyWithKey(container);
    const supervisor = await staff(container, 'supervisor');
    const input = { id: uuidv7(), agencyId, name: 'Aplikasi Uji', days: 30 };
    const refused = { code: 'not_found' };
    await expect(opd.makeKey(supervisor, input, ip)).rejects.toMatchObject(refused);
    await expect(opd.revokeKey(supervisor, keyId, ip)).rejects.toMatchObject(refused);
    const { policy } = await opd.access(supervisor, agencyId);
    await expect(opd.savePolicy(supervisor, agencyId, policy, ip)).rejects.toMatchObject(refused);
    const reviewer = await staff(container, 'verifikator');
    await expect(opd.access(reviewer, agencyId)).rejects.toMatchObject(refused);
  });

  const setActive = async (agencyId: string, active: boolean) => {
    const reference = referenceOf(container);
    const found = (await reference.agencies(admin)).agencies.find(({ id }) => id === agencyId);
    if (found === undefined) throw new Error('no agency');
    const contact = { person: '', reach: '' };
    await reference.saveAgency(admin, { ...found, contact, active }, ip);
  };
});
