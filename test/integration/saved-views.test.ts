/** Saved views: one's own, sealed, counted as the queue itself would. */
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { Report } from '../../src/domain/report/report.js';
import { consoleOf, queueOf, savedViewsOf } from '../../src/parts.js';
import type { StaffActor } from '../../src/usecases/console-services.js';
import { VIEW_LIMIT, type SavedViewServices, type ViewFilter } from '../../src/usecases/views/services.js';
import { openTestContainer } from '../support/container.js';
import { asText, dumpTables } from '../support/dumps.js';
import { submitKind, syntheticKinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact, syntheticNik } from '../support/reports.js';

describe('saved views', () => {
  let container: Container;
  let views: SavedViewServices;
  let reviewer: StaffActor;
  let other: StaffActor;
  let supervisor: StaffActor;
  let secret: string;

  beforeAll(async () => {
    container = await openTestContainer();
    views = savedViewsOf(container);
    reviewer = await staff(container, 'verifikator');
    other = await staff(container, 'verifikator2');
    supervisor = await staff(container, 'supervisor');
    const by = await syntheticContact(container);
    const desa = await container.database.region.findFirstOrThrow({ where: { level: 'desa' } });
    const kinds = syntheticKinds(desa.code);
    const send = (n: number, answers: Partial<Report>, at?: Date) =>
      submitKind(
        container,
        by,
        { ...kinds.household, nik: syntheticNik(n), kk: null, ...answers } as Report,
        at,
      );
    await send(1, { name: 'Uji Satu' });
    await send(2, { name: 'Uji Dua', urgent: true });
    await send(3, { name: 'Uji Tiga' }, new Date(Date.now() - 60 * 86_400_000));
    const held = await send(4, { name: 'Uji Empat' });
    await queueOf(container).take(reviewer, held);
    const person = {
      ...kinds.person,
      nik: syntheticNik(5),
      kk: null,
      categories: ['16'],
      disability: null,
      note: null,
    };
    secret = await send(5, { ...person, name: 'Uji Rahasia' });
  });
  beforeEach(() => container.database.savedView.deleteMany());

  const save = (actor: StaffActor, name: string, filter: ViewFilter = {}, id = uuidv7()) =>
    views.save(actor, { id, name, filter });
  const names = async (actor: StaffActor) => (await views.list(actor)).map(({ name }) => name);

  it('keep every part of a filter, for their owner alone, and nothing of it in clear', async () => {
    const filter: ViewFilter = {
      state: 'all',
      kind: 'pmks_case',
      kecamatan: '64.08.04',
      desa: '64.08.04.2001',
      category: '08',
      holder: 'others',
      age: 14,
      duplicates: true,
      photos: true,
      urgent: true,
      second: true,
      q: 'quellamar',
      sort: 'due',
    };
    const id = uuidv7();
    await save(reviewer, '  Lansia   zwingara ', filter, id);
    expect(await views.list(reviewer)).toEqual([{ id, name: 'Lansia zwingara', filter }]);
    expect(await views.list(other)).toEqual([]);
    for (const call of [() => views.byId(other, id), () => views.rename(other, id, 'Uji')]) {
      await expect(call()).rejects.toMatchObject({ code: 'not_found' });
    }
    await views.remove(other, id);
    expect((await views.byId(reviewer, id)).name).toBe('Lansia zwingara');
    const dump = asText(await dumpTables(container.databaseUrl), () => true);
    expect(dump).not.toMatch(/quellamar|zwingara/);
  });

  it('are saved once, renamed and removed', async () => {
    const id = uuidv7();
    await Promise.all([save(reviewer, 'Satu', {}, id), save(reviewer, 'Satu', {}, id)]);
    await save(reviewer, 'Dua');
    expect(await names(reviewer)).toEqual(['Satu', 'Dua']);
    await views.rename(reviewer, id, 'Uno');
    await views.rename(reviewer, id, 'UNO');
    expect(await names(reviewer)).toEqual(['UNO', 'Dua']);
    await expect(views.rename(reviewer, id, 'dua')).rejects.toMatchObject({ details: { field: 'taken' } });
    for (const name of ['', '   ', 'x'.repeat(41)]) {
      await expect(save(reviewer, name)).rejects.toMatchObject({ details: { field: 'name' } });
    }
    await views.remove(reviewer, id);
    await views.remove(reviewer, id);
    expect(await names(reviewer)).toEqual(['Dua']);
  });

  it('are no more than twenty, and of no name twice, also when many are saved at once', async () => {
    const wanted = Array.from({ length: VIEW_LIMIT + 5 }, (_, nth) => save(reviewer, `Uji ${String(nth)}`));
    const asked = await Promise.allSettled(wanted);
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(VIEW_LIMIT);
    expect(await views.list(reviewer)).toHaveLength(VIEW_LIMIT);
    await expect(save(reviewer, 'Lagi')).rejects.toMatchObject({ details: { field: 'limit' } });
    const twins = await Promise.allSettled([save(other, 'Kembar'), save(other, 'kembar')]);
    expect(twins.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('count what the queue would list, concealed alike', async () => {
    const filters: readonly ViewFilter[] = [
      { holder: 'me' },
      { holder: 'nobody' },
      { holder: 'others' },
      { age: 'late' },
      { urgent: true },
      { second: true },
      { q: 'Uji Rahasia' },
      { q: 'Uji', kind: 'new_poor_household' },
      { state: 'all', photos: true },
      {},
    ];
    const services = consoleOf(container);
    const decision = { type: 'approve', note: '' } as const;
    await services.decide(supervisor, { caseId: secret, version: 2, decision, ip: '' });
    for (const filter of filters) await save(reviewer, JSON.stringify(filter).slice(0, 40), filter);
    for (const actor of [reviewer, other, supervisor]) {
      const counted = await views.counted(actor, filters);
      const totals = await Promise.all(
        filters.map(async (filter) => (await services.queue(actor, filter)).total),
      );
      expect(counted.standard).toEqual(totals);
      expect(counted.own.map(({ count }) => count)).toEqual(actor === reviewer ? totals : []);
    }
    const { standard } = await views.counted(reviewer, filters);
    expect(standard).toEqual([1, 3, 0, 1, 1, 0, 0, 4, 0, 5]);
    expect((await views.counted(supervisor, filters)).standard).toEqual([0, 4, 1, 1, 1, 1, 1, 4, 0, 5]);
    // A second person, or any other decision, ends the wait for one.
    await services.decide(supervisor, {
      caseId: secret,
      version: 3,
      decision: { type: 'ask_correction', reason: 'unclear', note: 'Uji?', fields: [] },
      ip: '',
    });
    expect((await views.counted(supervisor, [{ second: true }])).standard).toEqual([0]);
  });

  it('are nothing for an admin, who sees no cases', async () => {
    const admin = await staff(container, 'admin');
    for (const call of [
      () => views.list(admin),
      () => save(admin, 'Uji'),
      () => views.counted(admin, [{}]),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});
