/** Who saw or did what: kept for good, without names, and shown to those who answer for it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Container } from '../../src/container.js';
import { consoleOf, oversightOf } from '../../src/parts.js';
import type { ConsoleServices, StaffActor } from '../../src/usecases/console-services.js';
import type { AccessFilter, OversightServices } from '../../src/usecases/oversight/services.js';
import { openTestContainer } from '../support/container.js';
import { submitKind, syntheticKinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact } from '../support/reports.js';

const ip = '192.0.2.7';

describe('the access log', () => {
  let container: Container;
  let services: ConsoleServices;
  let oversight: OversightServices;
  let reviewer: StaffActor;
  let supervisor: StaffActor;
  let admin: StaffActor;
  let caseId: string;
  let number: string;

  beforeAll(async () => {
    container = await openTestContainer();
    services = consoleOf(container);
    oversight = oversightOf(container);
    [reviewer, supervisor, admin] = [
      await staff(container, 'verifikator'),
      await staff(container, 'supervisor'),
      await staff(container, 'admin'),
    ];
    const by = await syntheticContact(container);
    caseId = await submitKind(container, by, syntheticKinds('64.08.01.2001').household);
    ({ number } = await container.database.case.findUniqueOrThrow({ where: { id: caseId } }));
    await services.caseById(reviewer, caseId, ip);
  }, 60_000);

  const items = async (actor: StaffActor, filter: AccessFilter = {}) =>
    (await oversight.accessLog(actor, filter)).items;
  const actions = async (actor: StaffActor, filter: AccessFilter = {}) =>
    (await items(actor, filter)).map(({ action }) => action);

  it('says who looked at a case, when and from where', async () => {
    expect(await items(supervisor, { number })).toMatchObject([
      { userName: reviewer.name, action: 'case.viewed', ip, subject: { kind: 'case', id: caseId, number } },
    ]);
    expect(await items(supervisor, { number: number.toLowerCase() })).toHaveLength(1);
    expect(await items(supervisor, { number: 'LP-2020-00001-O' })).toEqual([]);
  });

  it('keeps who came in, who was refused, and who was locked out, but not what they typed', async () => {
    const attempt = (username: string, password: string) =>
      services.signIn({ username, password, ip, userAgent: '' }).catch(() => undefined);
    await attempt(' Verifikator ', 'coba-verifikator');
    await attempt('rahasia-yang-salah-tempat', 'x');
    for (let n = 0; n < 6; n += 1) await attempt('admin', 'salah');
    const rows = await container.database.accessLog.findMany({
      where: { action: { startsWith: 'session.' } },
      orderBy: { id: 'asc' },
    });
    expect(rows.map(({ action, userId }) => [action, userId])).toEqual([
      ['session.opened', reviewer.id],
      ['session.refused', null],
      ...Array.from({ length: 5 }, () => ['session.refused', admin.id]),
      ['session.locked', admin.id],
    ]);
    expect(
      JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? '' : value)),
    ).not.toMatch(/rahasia|salah/);
  });

  it('is shown to a supervisor of the region, and to admins; to nobody else', async () => {
    await expect(oversight.accessLog(reviewer, {})).rejects.toMatchObject({ code: 'not_found' });
    await expect(oversight.accessUsers(reviewer)).rejects.toMatchObject({ code: 'not_found' });
    await expect(oversight.lastCheck(reviewer)).rejects.toMatchObject({ code: 'not_found' });
    await expect(oversight.requestCheck(reviewer, ip)).rejects.toMatchObject({ code: 'not_found' });
    const neighbour = { ...supervisor, regions: ['64.08.10'] };
    expect(await actions(neighbour, { number })).toEqual([]);
    expect(await actions(neighbour)).toEqual([]);
    expect(await oversight.accessUsers(neighbour)).toEqual([]);
    const here = { ...supervisor, regions: ['64.08.01'] };
    // The case is here, whoever looked; that the reviewer of the whole region came in is not.
    expect(await actions(here)).toEqual(['case.viewed']);
    expect(await actions(admin, { number })).toEqual(['case.viewed']);
    // Of unknown user names only those know who answer for all of it.
    expect(await items(admin, { action: 'session.refused' })).toHaveLength(6);
    expect(await items(supervisor, { action: 'session.refused' })).toHaveLength(5);
    expect(await actions({ ...admin, regions: [] })).toEqual([]);
  });

  it('is filtered by user, action and days of the office', async () => {
    const at = (iso: string) => new Date(iso);
    const subject = caseId;
    // 23.59 and 00.01 where the office is (WITA, UTC+8).
    await container.database.accessLog.createMany({
      data: [
        { userId: supervisor.id, action: 'case.approved', subject, at: at('2025-03-09T15:59:00Z') },
        { userId: supervisor.id, action: 'case.rejected', subject, at: at('2025-03-09T16:01:00Z') },
      ],
    });
    expect(await actions(supervisor, { from: '2025-03-09', until: '2025-03-09' })).toEqual(['case.approved']);
    expect(await actions(supervisor, { from: '2025-03-10', until: '2025-03-10' })).toEqual(['case.rejected']);
    expect(await actions(supervisor, { user: supervisor.id })).toEqual(['case.rejected', 'case.approved']);
    expect(await actions(supervisor, { user: uuidv7() })).toEqual([]);
    expect(await actions(supervisor, { action: 'case.approved' })).toEqual(['case.approved']);
  });

  it('goes over the edges of pages without loss or repetition', async () => {
    const data = Array.from({ length: 120 }, () => ({
      userId: reviewer.id,
      action: 'case.uji',
      subject: caseId,
    }));
    await container.database.accessLog.createMany({ data });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await oversight.accessLog(supervisor, { action: 'case.uji', cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  it('cannot be rewritten', async () => {
    const { database } = container;
    await expect(database.accessLog.deleteMany()).rejects.toThrow();
    await expect(database.accessLog.updateMany({ data: { userId: null } })).rejects.toThrow();
    await expect(database.$executeRaw`TRUNCATE access_log`).rejects.toThrow();
    expect(await database.accessLog.count()).toBeGreaterThan(120);
  });
});
