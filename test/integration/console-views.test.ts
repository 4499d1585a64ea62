/** What the console reads of the four kinds of report, from a real database. */
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import type { CaseEventData } from '../../src/domain/case/events.js';
import type { Report } from '../../src/domain/report/report.js';
import { consoleOf } from '../../src/parts.js';
import type { ConsoleServices, Decision, StaffActor } from '../../src/usecases/console-services.js';
import { openTestContainer } from '../support/container.js';
import { submitKind, syntheticKinds, writePersonEntry, type Kinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';

const ip = '127.0.0.1';

describe('what the console reads', () => {
  let container: Container;
  let services: ConsoleServices;
  let kinds: Kinds;
  let by: { reporterId: string; contactId: string };
  let reviewer: StaffActor;
  let supervisor: StaffActor;
  let n = 100;

  beforeAll(async () => {
    container = await openTestContainer();
    services = consoleOf(container);
    by = await syntheticContact(container);
    const desa = await container.database.region.findFirstOrThrow({ where: { level: 'desa' } });
    kinds = syntheticKinds(desa.code);
    reviewer = await staff(container, 'verifikator');
    supervisor = await staff(container, 'supervisor');
  });

  /** Nobody else's NIK and KK. */
  const fresh = <R extends Report>(answers: R): R => {
    n += 1;
    return { ...answers, nik: syntheticNik(n), kk: answers.kk === null ? null : syntheticKk(n) };
  };
  const submit = (answers: Report, now?: Date) => submitKind(container, by, answers, now);
  const append = async (caseId: string, data: CaseEventData, at = new Date()) =>
    container.unitOfWork.run(async (tx) => {
      const head = await tx.cases.lock(caseId);
      if (head === null) throw new Error('no case');
      await tx.cases.append(head, { actor: { kind: 'reporter', id: by.reporterId }, at, data });
    });
  const decide = (actor: StaffActor, caseId: string, decision: Decision, version = 2) =>
    services.decide(actor, { caseId, version, decision, ip });
  const viewed = async (caseId: string) =>
    (await container.database.accessLog.findMany({ where: { subject: caseId }, orderBy: { id: 'asc' } })).map(
      ({ action }) => action,
    );

  it('each kind as it was sent', async () => {
    for (const answers of Object.values(kinds) as Report[]) {
      const sent = fresh(answers);
      const caseId = await submit(sent);
      const view = await services.caseById(reviewer, caseId, ip);
      expect(view).toMatchObject({ kind: sent.kind, answers: sent, subjectName: sent.name, decidable: true });
      await decide(supervisor, caseId, { type: 'reject', reason: 'other', note: 'Uji' });
    }
  });

  it('emergencies before all others, then the oldest, over the edges of pages', async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
    const sent: { id: string; urgent: boolean; minute: number }[] = [];
    for (let i = 0; i < 56; i += 1) {
      const answers = { ...fresh(kinds.person), urgent: i % 2 === 1 };
      // Some are of the same moment.
      sent.push({ id: await submit(answers, at(i >> 1)), urgent: answers.urgent, minute: i >> 1 });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await services.queue(reviewer, { kind: 'pmks_case', cursor });
      expect(page.total).toBe(56);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    const order = (a: (typeof sent)[number], b: (typeof sent)[number]) =>
      Number(b.urgent) - Number(a.urgent) || a.minute - b.minute || (a.id < b.id ? -1 : 1);
    expect(seen).toEqual(sent.toSorted(order).map(({ id }) => id));
    // A cursor that is none of ours begins at the beginning.
    expect((await services.queue(reviewer, { kind: 'pmks_case', cursor: 'bukan' })).items).toHaveLength(25);
    const others = await services.queue(reviewer, { kind: 'data_update' });
    expect(others.total).toBe(0);
  });

  it('withdrawn reports where they are asked for, and says so to who decides too late', async () => {
    const caseId = await submit(fresh(kinds.household));
    await append(caseId, { type: 'withdrawn', note: 'Salah orang' });
    const withdrawn = await services.queue(reviewer, { state: 'withdrawn' });
    expect(withdrawn.items.map(({ id }) => id)).toEqual([caseId]);
    expect(await services.queueCounts(reviewer)).toMatchObject({ withdrawn: 1 });
    await expect(decide(reviewer, caseId, { type: 'approve', note: '' })).rejects.toMatchObject({
      code: 'case.wrong_state',
      details: { state: 'withdrawn' },
    });
  });

  it('objections: in a list of their own, with their words and deadline, until they lapse', async () => {
    const caseId = await submit(fresh(kinds.household));
    await decide(reviewer, caseId, { type: 'reject', reason: 'not_poor', note: 'Uji' });
    const before = (await services.queueCounts(reviewer)).objected;
    const at = new Date('2026-11-01T03:00:00Z');
    await append(caseId, { type: 'objected', note: 'Mohon dilihat lagi' }, at);
    expect((await services.queueCounts(reviewer)).objected).toBe(before + 1);
    const listed = await services.queue(reviewer, { state: 'objected' });
    expect(listed.items).toMatchObject([{ id: caseId, objection: 'open', state: 'rejected' }]);
    const { objected } = await services.caseById(reviewer, caseId, ip);
    expect(objected).toEqual({
      note: 'Mohon dilihat lagi',
      at,
      state: 'open',
      until: new Date('2026-11-15T03:00:00Z'),
    });
    await append(caseId, { type: 'objection_lapsed' });
    expect((await services.queue(reviewer, { state: 'objected' })).total).toBe(0);
    expect(await services.caseById(reviewer, caseId, ip)).toMatchObject({
      objection: 'lapsed',
      objected: { state: 'lapsed' },
    });
  });

  it('who goes on with a report that was handed over', async () => {
    const [, successor] = trialReporters;
    const caseId = await submit(fresh(kinds.household));
    expect((await services.caseById(reviewer, caseId, ip)).owner).toBeNull();
    const data = {
      type: 'handed_over',
      fromReporterId: by.reporterId,
      toReporterId: successor?.id ?? '',
    } as const;
    await append(caseId, data);
    const view = await services.caseById(reviewer, caseId, ip);
    expect(view.owner).toMatchObject({ id: successor?.id, name: successor?.name, phone: successor?.phone });
    expect(view.events.at(-1)?.handover).toEqual({ from: trialReporters[0]?.name, to: successor?.name });
  });

  it('how far each message got: one in a digest as far as the digest, one by another channel', async () => {
    const caseId = await submit(fresh(kinds.household));
    const contact = await container.unitOfWork.run((tx) => tx.messages.contact(by.contactId));
    const queue = async (key: string, purpose: 'notification' | 'digest') => {
      const dedupeKey = `${caseId}:${key}`;
      const message = {
        ...contact,
        contactId: by.contactId,
        purpose,
        dedupeKey,
        body: { text: key },
      } as const;
      await container.unitOfWork.run((tx) =>
        tx.messages.queue({ ...message, caseId: purpose === 'digest' ? null : caseId }),
      );
      return (await container.database.outboundMessage.findUniqueOrThrow({ where: { dedupeKey } })).id;
    };
    const change = (id: string, data: { state: string; digestId?: string; fallbackOf?: string }) =>
      container.database.outboundMessage.update({ where: { id }, data });
    const digest = await queue('ringkasan', 'digest');
    await change(digest, { state: 'read' });
    await change(await queue('ditahan', 'notification'), { state: 'held' });
    await change(await queue('diringkas', 'notification'), { state: 'digested', digestId: digest });
    const failed = await queue('gagal', 'notification');
    await change(failed, { state: 'blocked' });
    await change(await queue('ulang', 'notification'), { state: 'sent', fallbackOf: failed });
    expect((await services.caseById(reviewer, caseId, ip)).notifications).toMatchObject([
      { text: 'ditahan', state: 'held', digest: true, fallback: false },
      { text: 'diringkas', state: 'read', digest: true, fallback: false },
      { text: 'gagal', state: 'blocked', digest: false, fallback: false },
      { text: 'ulang', state: 'sent', digest: false, fallback: true },
    ]);
  });

  it('pictures under what they show, and pages of a berita acara up to its last', async () => {
    const [photo, minutes] = [uuidv7(), uuidv7()];
    const answers: Report = {
      ...fresh(kinds.household),
      photos: [
        { id: photo, role: 'house_front' },
        { id: minutes, role: 'minutes' },
      ],
    };
    for (const id of [photo, minutes]) {
      const source = { kind: 'upload', blobId: uuidv7() } as const;
      await container.unitOfWork.run((tx) =>
        tx.attachments.register({ id, contactId: by.contactId, source }),
      );
    }
    const caseId = await submit(answers);
    const stored = { state: 'stored', mime: 'image/jpeg', width: 10, height: 10 };
    await container.database.attachment.update({ where: { id: minutes }, data: { ...stored, pages: 2 } });
    await container.blobs.put(minutes, Buffer.from('satu'));
    await container.blobs.put(`${minutes}:2`, Buffer.from('dua'));
    const { photos } = await services.caseById(reviewer, caseId, ip);
    expect(photos).toMatchObject([
      { id: photo, role: 'house_front', state: 'pending', pages: 1 },
      { id: minutes, role: 'minutes', state: 'stored', pages: 2 },
    ]);
    const page = async (at?: number) =>
      (
        await services.photo(reviewer, caseId, minutes, at === undefined ? {} : { page: at })
      ).bytes.toString();
    expect([await page(), await page(1), await page(2)]).toEqual(['satu', 'satu', 'dua']);
    await expect(page(3)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('the entry that a correction is about', async () => {
    const person = fresh(kinds.person);
    const first = await submit(person);
    const entryId = await writePersonEntry(container, { caseId: first, answers: person, category: '08' });
    const caseId = await submit({ ...fresh(kinds.ineligible), entryId });
    expect((await services.caseById(reviewer, caseId, ip)).about).toMatchObject({
      id: entryId,
      name: person.name,
    });
  });

  it('takes no reason and no field that the kind does not have', async () => {
    const caseId = await submit(fresh(kinds.ineligible));
    for (const decision of [
      { type: 'reject', reason: 'not_poor', note: 'Uji' },
      { type: 'ask_correction', reason: 'unclear', note: 'Uji', fields: ['indicators'] },
    ] as const) {
      await expect(decide(reviewer, caseId, decision)).rejects.toMatchObject({ code: 'input.invalid' });
    }
    await decide(reviewer, caseId, { type: 'reject', reason: 'still_eligible', note: 'Uji' });
  });

  describe('of a sensitive case', () => {
    const secret = { categories: ['16'], disability: null, note: null, name: 'Uji Rahasia Sekali' };
    const told = /Uji Rahasia|16|Pelapor Uji|6408/;

    it('nothing but number, place, state and dates, for those without the right to more', async () => {
      const answers = { ...fresh(kinds.person), ...secret, urgent: true };
      const caseId = await submit(answers);
      const hidden = await services.caseById(reviewer, caseId, ip);
      expect(hidden).toMatchObject({ sensitive: true, urgent: true, answers: null, decidable: false });
      const { id: _id, number: _number, submittedAt, updatedAt, events, ...rest } = hidden;
      expect([submittedAt, updatedAt]).toEqual([expect.any(Date), expect.any(Date)]);
      expect(JSON.stringify(rest)).not.toMatch(told);
      expect(events.map(({ type, data, actorName }) => [type, data, actorName])).toEqual([
        ['submitted', null, ''],
        ['screened', null, ''],
      ]);
      expect(await viewed(caseId)).toEqual(['case.viewed']);
      const seen = await services.caseById(supervisor, caseId, ip);
      expect(seen).toMatchObject({ answers, subjectName: answers.name, decidable: true });
      expect(await viewed(caseId)).toEqual(['case.viewed', 'case.sensitive_viewed']);
      // By the grant, and by nothing else.
      const granted = { ...reviewer, grants: ['sensitive'] as const };
      expect(await services.caseById(granted, caseId, ip)).toMatchObject({ answers, decidable: true });
      const without = { ...supervisor, grants: [] };
      expect(await services.caseById(without, caseId, ip)).toMatchObject({ answers: null, decidable: false });
    });

    it('a row without a name, which no search by name, NIK or KK finds', async () => {
      const kk = syntheticKk(9001);
      const answers = { ...fresh(kinds.person), ...secret, kk, name: 'Uji Tersembunyi' };
      const caseId = await submit(answers);
      const { number } = await container.database.case.findUniqueOrThrow({ where: { id: caseId } });
      const find = async (actor: StaffActor, q: string) =>
        (await services.queue(actor, { state: 'all', q })).items;
      for (const q of ['tersembunyi', answers.nik ?? '', kk]) {
        expect(await find(reviewer, q)).toEqual([]);
        expect(await find(supervisor, q)).toMatchObject([{ id: caseId, subjectName: 'Uji Tersembunyi' }]);
      }
      for (const q of [number, number.slice(3, 13)]) {
        expect(await find(reviewer, q)).toMatchObject([
          { id: caseId, subjectName: null, reporterName: null, photoCount: 0, duplicateCount: 0 },
        ]);
      }
    });

    it('nothing in another case of the same person that would tell of it', async () => {
      const shared = fresh(kinds.person);
      const first = await submit({ ...shared, ...secret });
      await writePersonEntry(container, {
        caseId: first,
        answers: { ...shared, ...secret },
        category: '16',
      });
      const second = await submit(shared);
      const other = await services.caseById(supervisor, second, ip);
      expect(other.duplicates.map(({ caseId }) => caseId)).toContain(first);
      expect(await services.caseById(reviewer, second, ip)).toMatchObject({
        duplicates: [],
        duplicateCount: 0,
      });
      const rows = await services.queue(reviewer, { q: shared.nik ?? '' });
      expect(rows.items).toMatchObject([{ id: second, duplicateCount: 0 }]);
    });

    it('no photo, and no decision; a supervisor decides, and each look at a photo is written down', async () => {
      const id = uuidv7();
      const source = { kind: 'upload', blobId: uuidv7() } as const;
      await container.unitOfWork.run((tx) =>
        tx.attachments.register({ id, contactId: by.contactId, source }),
      );
      const photos = [{ id, role: 'person' as const }];
      const caseId = await submit({ ...fresh(kinds.person), ...secret, photos });
      await container.blobs.put(id, Buffer.from('foto'));
      const stored = { state: 'stored', mime: 'image/jpeg' };
      await container.database.attachment.update({ where: { id }, data: stored });
      await expect(services.photo(reviewer, caseId, id)).rejects.toMatchObject({ code: 'not_found' });
      await services.photo(supervisor, caseId, id, { ip });
      expect(await viewed(caseId)).toEqual(['case.sensitive_viewed']);
      for (const decision of [
        { type: 'approve', note: '' },
        { type: 'reject', reason: 'other', note: 'Uji' },
        { type: 'ask_correction', reason: 'unclear', note: 'Uji', fields: [] },
      ] as const) {
        await expect(decide(reviewer, caseId, decision)).rejects.toMatchObject({ code: 'not_found' });
      }
      await decide(supervisor, caseId, { type: 'approve', note: '' });
    });

    it('what was said of it while it was sensitive stays hidden when it is so no longer', async () => {
      const answers = { ...fresh(kinds.person), ...secret };
      const caseId = await submit(answers);
      const question = { type: 'ask_correction', reason: 'unclear', note: 'Benarkah?', fields: [] } as const;
      await decide(supervisor, caseId, question);
      await append(caseId, { type: 'resubmitted', answers: { ...answers, categories: ['24'] } });
      const { events, answers: now } = await services.caseById(reviewer, caseId, ip);
      expect(now).toMatchObject({ categories: ['24'] });
      expect(events.map(({ type, data }) => [type, data === null])).toEqual([
        ['submitted', true],
        ['screened', true],
        ['correction_requested', true],
        ['resubmitted', false],
      ]);
    });

    it('an entry of Data Pemda without a name, which no search by name or NIK finds', async () => {
      const answers = { ...fresh(kinds.person), ...secret, name: 'Uji Tertutup' };
      const caseId = await submit(answers);
      const entryId = await writePersonEntry(container, { caseId, answers, category: '16' });
      const find = async (actor: StaffActor, q: string) => (await services.entries(actor, { q })).items;
      expect(await find(reviewer, 'tertutup')).toEqual([]);
      expect(await find(supervisor, 'tertutup')).toMatchObject([{ id: entryId, headName: 'Uji Tertutup' }]);
      expect(await find(reviewer, answers.nik ?? '')).toEqual([]);
      const listed = (await services.entries(reviewer, {})).items.find(({ id }) => id === entryId);
      expect(listed).toMatchObject({ sensitive: true, headName: null });
      const hidden = await services.entryById(reviewer, entryId, ip);
      expect(hidden).toMatchObject({ headName: null, kk: null, members: [], categories: [] });
      expect(JSON.stringify(hidden.versions)).not.toMatch(/Uji Tertutup|"16"|Pelapor Uji/);
      expect(await services.entryById(supervisor, entryId, ip)).toMatchObject({ headName: 'Uji Tertutup' });
      expect(await viewed(entryId)).toEqual(['entry.viewed', 'entry.sensitive_viewed']);
    });
  });
});
