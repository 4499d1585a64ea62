/** Who works on what: one at a time, for a while, and nobody unawares. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { Report } from '../../src/domain/report/report.js';
import { consoleOf, queueOf } from '../../src/parts.js';
import type { ConsoleServices, Decision, StaffActor } from '../../src/usecases/console-services.js';
import type { QueueServices } from '../../src/usecases/queue/services.js';
import { v7 as uuidv7 } from 'uuid';
import { openTestContainer } from '../support/container.js';
import { submitKind, syntheticKinds, type Kinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact, syntheticNik } from '../support/reports.js';

const MINUTE = 60_000;
const rejection: Decision = { type: 'reject', reason: 'other', note: 'Uji' };

describe('claims', () => {
  let container: Container;
  let queue: QueueServices;
  let services: ConsoleServices;
  let kinds: Kinds;
  let by: { reporterId: string; contactId: string };
  let first: StaffActor;
  let second: StaffActor;
  let supervisor: StaffActor;
  let now = new Date('2026-11-23T02:00:00Z');
  let n = 500;

  beforeAll(async () => {
    container = await openTestContainer({ clock: { now: () => now } });
    queue = queueOf(container);
    services = consoleOf(container);
    by = await syntheticContact(container);
    const desa = await container.database.region.findFirstOrThrow({ where: { level: 'desa' } });
    kinds = syntheticKinds(desa.code);
    first = await staff(container, 'verifikator');
    second = await staff(container, 'verifikator2');
    supervisor = await staff(container, 'supervisor');
  });
  beforeEach(async () => {
    now = new Date('2026-11-23T02:00:00Z');
    await container.database.case.updateMany({ data: { state: 'withdrawn' } });
  });

  const submit = (answers: Partial<Report> = {}, at?: Date) => {
    n += 1;
    return submitKind(
      container,
      by,
      { ...kinds.household, nik: syntheticNik(n), kk: null, ...answers } as Report,
      at,
    );
  };
  const later = (minutes: number) => {
    now = new Date(now.getTime() + minutes * MINUTE);
  };
  const holderOf = async (caseId: string) => (await queue.look(supervisor, caseId))?.holder?.name ?? null;
  const decide = (actor: StaffActor, caseId: string) =>
    services.decide(actor, { caseId, version: 2, decision: rejection, ip: '' });

  it('gives a case to one of two who ask at once', async () => {
    const caseId = await submit();
    const asked = await Promise.allSettled([queue.take(first, caseId), queue.take(second, caseId)]);
    expect(asked.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const winner = asked[0].status === 'fulfilled' ? first : second;
    const loser = winner === first ? second : first;
    expect(await holderOf(caseId)).toBe(winner.name);
    await expect(queue.take(loser, caseId)).rejects.toMatchObject({
      code: 'case.claimed',
      details: { by: winner.name, until: '2026-11-23T02:10:00.000Z' },
    });
    // Twice is once.
    await queue.take(winner, caseId);
    expect(await holderOf(caseId)).toBe(winner.name);
  });

  it('lapses by itself, and goes on while its page is open', async () => {
    const caseId = await submit();
    await queue.take(first, caseId);
    later(9);
    expect(await queue.look(first, caseId)).toMatchObject({
      holder: { me: true, until: new Date('2026-11-23T02:19:00Z') },
    });
    later(9);
    expect(await holderOf(caseId)).toBe(first.name);
    later(1);
    expect(await holderOf(caseId)).toBeNull();
    // A look at a page does not take a case back that lapsed.
    expect(await queue.look(first, caseId)).toMatchObject({ holder: null });
    await queue.take(second, caseId);
    expect(await holderOf(caseId)).toBe(second.name);
    await queue.release(first, caseId);
    expect(await holderOf(caseId)).toBe(second.name);
    await queue.release(second, caseId);
    expect(await holderOf(caseId)).toBeNull();
  });

  it('lets a supervisor take over, tells who held it, and writes that down once', async () => {
    const caseId = await submit();
    await queue.take(first, caseId);
    await expect(queue.takeOver(second, caseId, '')).rejects.toMatchObject({ code: 'not_found' });
    expect(await queue.look(supervisor, caseId)).toMatchObject({ mayTakeOver: true });
    expect(await queue.look(second, caseId)).toMatchObject({ mayTakeOver: false });
    await queue.takeOver(supervisor, caseId, '127.0.0.1');
    await queue.takeOver(supervisor, caseId, '127.0.0.1');
    expect(await queue.look(first, caseId)).toMatchObject({
      holder: { name: supervisor.name, me: false },
      takenFromMe: true,
    });
    expect(await queue.look(second, caseId)).toMatchObject({ takenFromMe: false });
    await expect(decide(first, caseId)).rejects.toMatchObject({ code: 'case.claimed' });
    const logged = await container.database.accessLog.findMany({ where: { subject: caseId } });
    expect(logged.map(({ action, userId }) => [action, userId])).toEqual([
      ['case.claim_taken_over', supervisor.id],
    ]);
    await queue.release(supervisor, caseId);
    expect(await queue.look(first, caseId)).toMatchObject({ holder: null, takenFromMe: false });
  });

  it('refuses the decision of another, and says who works on it; a decision ends the claim', async () => {
    const caseId = await submit();
    await queue.take(first, caseId);
    for (const other of [second, supervisor]) {
      await expect(decide(other, caseId)).rejects.toMatchObject({
        code: 'case.claimed',
        details: { by: first.name },
      });
    }
    await decide(first, caseId);
    expect(await container.database.case.findUniqueOrThrow({ where: { id: caseId } })).toMatchObject({
      state: 'rejected',
      claimedById: null,
      claimedUntil: null,
    });
    expect(await queue.look(first, caseId)).toBeNull();
    await expect(queue.take(first, caseId)).rejects.toMatchObject({ code: 'not_found' });
    // The other still learns that it was decided, not that it was held.
    await expect(decide(second, caseId)).rejects.toMatchObject({ code: 'case.already_decided' });
  });

  it('lets anybody decide what nobody works on, or whose claim has lapsed', async () => {
    const [free, lapsed] = [await submit(), await submit()];
    await queue.take(first, lapsed);
    later(10);
    await decide(second, free);
    await decide(second, lapsed);
  });

  it('takes the next of the queue: each a different one, in its order, under the filter', async () => {
    const ids: string[] = [];
    for (let minute = 0; minute < 6; minute += 1) {
      ids.push(await submit({}, new Date(Date.UTC(2026, 10, 20, 0, minute))));
    }
    const urgent = await submit({ urgent: true }, new Date('2026-11-22T00:00:00Z'));
    const person = await submit(kinds.person, new Date('2026-11-19T00:00:00Z'));
    expect(await queue.takeNext(second, { kind: 'pmks_case' })).toBe(person);
    expect(await queue.takeNext(second, { kind: 'pmks_case' })).toBeNull();
    const taken = await Promise.all([first, second, first, second].map((actor) => queue.takeNext(actor, {})));
    expect(taken.toSorted()).toEqual([urgent, ...ids.slice(0, 3)].toSorted());
    expect(await queue.takeNext(first, {})).toBe(ids[3]);
    later(10);
    expect(await queue.takeNext(first, {})).toBe(urgent);
  });

  it('shows who else has the page open, for as long as they have', async () => {
    const caseId = await submit();
    await queue.look(second, caseId);
    expect(await queue.look(first, caseId)).toMatchObject({ lookers: [second.name] });
    later(3);
    expect(await queue.look(first, caseId)).toMatchObject({ lookers: [] });
  });

  it('is nothing to those outside the scope, without the role, or without the right to sensitive cases', async () => {
    const caseId = await submit();
    const secret = await submit({
      ...kinds.person,
      nik: null,
      categories: ['16'],
      disability: null,
      note: null,
    });
    const elsewhere = { ...first, regions: ['64.08.99'] };
    const admin = { ...first, role: 'admin' } as const;
    for (const actor of [elsewhere, admin]) {
      for (const id of [caseId, uuidv7()]) {
        await expect(queue.take(actor, id)).rejects.toMatchObject({ code: 'not_found' });
        await expect(
          queue.takeOver({ ...actor, role: actor.role === 'admin' ? 'admin' : 'supervisor' }, id, ''),
        ).rejects.toMatchObject({ code: 'not_found' });
        expect(await queue.look(actor, id)).toBeNull();
      }
    }
    await expect(queue.take(first, secret)).rejects.toMatchObject({ code: 'not_found' });
    expect(await queue.look(first, secret)).toBeNull();
    expect(await queue.takeNext(elsewhere, {})).toBeNull();
    expect(await queue.takeNext(first, {})).toBe(caseId);
    expect(await queue.takeNext(first, {})).toBeNull();
    expect(await queue.takeNext(supervisor, {})).toBe(secret);
    const rows = (await services.queue(first, {})).items;
    expect(rows.find(({ id }) => id === secret)?.holder).toBeNull();
    expect(rows.find(({ id }) => id === caseId)?.holder).toEqual({ name: first.name, me: true });
    for (const holder of ['me', 'nobody', 'others'] as const) {
      const found = (await services.queue(first, { holder })).items.map(({ id }) => id);
      expect(found).toEqual(holder === 'me' ? [caseId] : []);
    }
  });
});
