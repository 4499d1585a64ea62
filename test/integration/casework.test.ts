/** Answers put right by the office, pairs that are no duplicates, neighbours in a list, and who is mentioned. */
import { v7 as uuidv7 } from 'uuid';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { Report } from '../../src/domain/report/report.js';
import { caseActionsOf, caseworkOf, consoleOf, queueOf } from '../../src/parts.js';
import {
  nothingTyped,
  type CaseworkServices,
  type SaveEditInput,
} from '../../src/usecases/casework/services.js';
import type {
  ConsoleServices,
  Decision,
  QueueFilter,
  StaffActor,
} from '../../src/usecases/console-services.js';
import { notifyReporter } from '../../src/usecases/notify/notify-reporter.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import { undecided } from '../../src/storage/repositories/verdicts.js';
import { openAnswers } from '../../src/storage/repositories/answers.js';
import { PrismaHistoryStore } from '../../src/storage/oversight/history.js';
import { verifyHistory } from '../../src/domain/case/verify.js';
import { openTestContainer } from '../support/container.js';
import { saidTo } from '../support/decided.js';
import { approval, household, pmks, screened } from '../support/kinds.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';

const ip = '127.0.0.1';
const notFound = { code: 'not_found' };

describe('work on a case', () => {
  let container: Container;
  let services: ConsoleServices;
  let casework: CaseworkServices;
  let by: { reporterId: string; contactId: string };
  let desa: string;
  let reviewer: StaffActor;
  let supervisor: StaffActor;
  let second: StaffActor;
  let n = 900;

  beforeAll(async () => {
    container = await openTestContainer();
    services = consoleOf(container);
    casework = caseworkOf(container);
    by = await syntheticContact(container);
    desa = (
      await container.database.region.findFirstOrThrow({ where: { level: 'desa' }, orderBy: { code: 'asc' } })
    ).code;
    reviewer = await staff(container, 'verifikator');
    supervisor = await staff(container, 'supervisor');
    second = await staff(container, 'supervisor2');
  });

  const elsewhere = (actor: StaffActor): StaffActor => ({ ...actor, regions: ['64.08.99'] });
  const poor = (more: Partial<Report> = {}): Report =>
    household(desa, { nik: syntheticNik((n += 1)), kk: syntheticKk(n), ...(more as object) });
  const submit = (report: Report) => screened(container, by, report);
  const rowOf = (id: string) => container.database.case.findUniqueOrThrow({ where: { id } });
  const answersOf = async (id: string) => openAnswers(container.storage, id, (await rowOf(id)).answersEnc);
  const typesOf = async (caseId: string) =>
    (await container.database.caseEvent.findMany({ where: { caseId }, orderBy: { seq: 'asc' } }))
      .map(({ type }) => type)
      .slice(2);
  const decide = (actor: StaffActor, caseId: string, version: number, decision: Decision = approval) =>
    services.decide(actor, { caseId, version, decision, ip });
  const renamed = (caseId: string, version = 2, name = 'Uji Diperbaiki'): SaveEditInput => ({
    caseId,
    version,
    typed: { said: { name: [name] }, asked: [] },
    reason: 'documents',
    note: 'Sesuai KTP',
    ip,
  });
  const save = (actor: StaffActor, input: SaveEditInput) => casework.saveEdit(actor, input);

  describe('an edit', () => {
    it('is a version of its own: sealed, chained, told in the history, and nothing is lost', async () => {
      const report = poor();
      const caseId = await submit(report);
      const due = (await rowOf(caseId)).dueOn;
      expect(await save(reviewer, renamed(caseId))).toMatchObject({ state: 'in_review' });
      expect(await typesOf(caseId)).toEqual(['edited']);
      expect(await answersOf(caseId)).toEqual({ ...report, name: 'Uji Diperbaiki' });
      expect(await rowOf(caseId)).toMatchObject({ subjectName: 'Uji Diperbaiki', version: 3, dueOn: due });
      const view = await services.caseById(supervisor, caseId, ip);
      expect(view.edits).toMatchObject([{ byName: reviewer.name, own: false }]);
      expect(view.events.at(-1)?.data).toMatchObject({
        type: 'edited',
        reason: 'documents',
        note: 'Sesuai KTP',
      });
      expect(view.events[0]?.data).toMatchObject({ answers: { name: report.name } });
      const event = await container.database.caseEvent.findFirstOrThrow({
        where: { caseId, type: 'edited' },
      });
      expect(JSON.stringify(event)).not.toMatch(/Diperbaiki|Sesuai KTP/);
      const stored = await new PrismaHistoryStore(container.database, container.storage).batch(null, 100);
      expect(stored.map(verifyHistory).filter((fault) => fault !== null)).toEqual([]);
    });

    it('tells the reporter its number and that it was put right, once, and no more', async () => {
      const caseId = await submit(poor());
      await save(reviewer, renamed(caseId));
      const { id: eventId } = await container.database.caseEvent.findFirstOrThrow({
        where: { caseId, type: 'edited' },
      });
      await notifyReporter(container, { caseId, eventId });
      await notifyReporter(container, { caseId, eventId });
      const { number } = await rowOf(caseId);
      const said = (await saidTo(container, by.contactId)).filter((message) => message.caseId === caseId);
      expect(said.map(({ text }) => text)).toEqual([`Isian laporan ${number} diperbaiki oleh Dinas Sosial.`]);
      const jobs = await container.database.outbox.findMany({ where: { job: 'case.notify' } });
      expect(jobs.filter(({ payload }) => JSON.stringify(payload).includes(eventId))).toHaveLength(1);
    });

    it('is not approved by its editor alone; another may approve at once, or after the editor', async () => {
      const other = await submit(poor());
      await save(reviewer, renamed(other));
      expect(await decide(supervisor, other, 3)).toMatchObject({ event: 'approved' });

      const caseId = await submit(poor());
      await save(reviewer, renamed(caseId));
      const awaited = async () =>
        (await services.queue(supervisor, { second: true })).items.map(({ id }) => id);
      expect(await awaited()).not.toContain(caseId);
      expect(await decide(reviewer, caseId, 3)).toMatchObject({ event: 'approval_proposed' });
      expect(await awaited()).toContain(caseId);
      await expect(decide(reviewer, caseId, 4)).rejects.toMatchObject({ code: 'case.second_person_needed' });
      expect(await decide(supervisor, caseId, 4)).toMatchObject({ event: 'approved' });
      expect(await awaited()).not.toContain(caseId);
      const { id: eventId } = await container.database.caseEvent.findFirstOrThrow({
        where: { caseId, type: 'approved' },
      });
      await registerCase(container, { caseId, eventId });
      expect(await rowOf(caseId)).toMatchObject({ state: 'registered' });
    });

    it('by two leaves neither of them the approval alone, and voids a first approval', async () => {
      const caseId = await submit(poor());
      await save(reviewer, renamed(caseId));
      await save(supervisor, renamed(caseId, 3, 'Uji Dua Kali'));
      expect(await decide(supervisor, caseId, 4)).toMatchObject({ event: 'approval_proposed' });
      await save(second, renamed(caseId, 5, 'Uji Tiga Kali'));
      expect(await services.caseById(supervisor, caseId, ip)).toMatchObject({ proposal: null });
      expect(await decide(second, caseId, 6)).toMatchObject({ event: 'approval_proposed' });
      expect(await decide(reviewer, caseId, 7)).toMatchObject({ event: 'approved' });
    });

    it('twice is once; of two at once one is first, and the other is told who', async () => {
      for (let round = 0; round < 3; round += 1) {
        const caseId = await submit(poor());
        const both = await Promise.allSettled([
          save(reviewer, renamed(caseId)),
          save(supervisor, renamed(caseId, 2, 'Uji Lain')),
          save(reviewer, renamed(caseId)),
        ]);
        const late = both.filter((one) => one.status === 'rejected');
        expect(await typesOf(caseId)).toEqual(['edited']);
        expect(late.length).toBeGreaterThan(0);
        for (const { reason } of late) {
          expect(reason).toMatchObject({ code: 'case.already_decided', details: { event: 'edited' } });
        }
      }
      const caseId = await submit(poor());
      await save(reviewer, renamed(caseId));
      await save(reviewer, renamed(caseId));
      expect(await typesOf(caseId)).toEqual(['edited']);
      await expect(decide(supervisor, caseId, 2)).rejects.toMatchObject({
        code: 'case.already_decided',
        details: { event: 'edited', by: reviewer.name, state: 'in_review' },
      });
    });

    it('carries what was typed on an older version over to the newer one', async () => {
      const caseId = await submit(poor({ name: 'Uji Lama' }));
      const page = await casework.editView(supervisor, { caseId, ip });
      const whole = Object.fromEntries(page.fields.map(({ id, stands }) => [id, stands]));
      await save(reviewer, renamed(caseId));
      const typed = { said: { ...whole, memberCount: ['5'] }, asked: [] };
      const view = await casework.editView(supervisor, { caseId, version: 2, typed, ip });
      expect(view).toMatchObject({
        version: 3,
        meanwhile: { by: reviewer.name, event: 'edited', before: { name: 'Uji Lama' } },
        typed: { said: { memberCount: ['5'] } },
        after: { name: 'Uji Diperbaiki', memberCount: 5 },
      });
      expect(Object.keys(view.typed.said)).toEqual(['memberCount']);
    });

    it('looks for duplicates and weighs the priority anew', async () => {
      const twin = poor();
      const other = await submit(twin);
      const caseId = await submit(poor());
      expect(await container.database.caseDuplicate.count({ where: { caseId } })).toBe(0);
      const said = { nik: [twin.nik ?? ''], indicators: ['no_fixed_home'] };
      await save(reviewer, { ...renamed(caseId), typed: { said, asked: ['birthDate'] } });
      expect(await container.database.caseDuplicate.findMany({ where: { caseId } })).toMatchObject([
        { rule: 'nik', otherCaseId: other },
      ]);
      expect((await rowOf(caseId)).priorityReasons).toContain('no_home');
    });

    it('takes a reason, a change, a fitting answer, and a case that waits and is not another one’s', async () => {
      const caseId = await submit(poor());
      await expect(save(reviewer, { ...renamed(caseId), note: ' ' })).rejects.toMatchObject({
        code: 'case.reason_required',
      });
      for (const typed of [nothingTyped, { said: { nik: ['12'] }, asked: [] }]) {
        await expect(save(reviewer, { ...renamed(caseId), typed })).rejects.toMatchObject({
          code: 'input.invalid',
        });
      }
      await queueOf(container).take(supervisor, caseId);
      await expect(save(reviewer, renamed(caseId))).rejects.toMatchObject({ code: 'case.claimed' });
      await save(supervisor, renamed(caseId));
      await decide(supervisor, caseId, 3, { type: 'reject', reason: 'other', note: 'Uji' });
      await expect(save(supervisor, renamed(caseId, 4, 'Uji Lagi'))).rejects.toMatchObject({
        code: 'case.wrong_state',
      });
      expect(await casework.editView(supervisor, { caseId, ip })).toMatchObject({ open: false });
    });

    it('is for those who may decide the case; to others there is none', async () => {
      const caseId = await submit(poor());
      const secret = await submit(pmks(desa, { nik: syntheticNik((n += 1)), categories: ['16'] }));
      const admin = await staff(container, 'admin');
      const forbidden: readonly (readonly [StaffActor, string])[] = [
        [admin, caseId],
        [elsewhere(reviewer), caseId],
        [reviewer, secret],
        [reviewer, '019aa000-0000-7000-8000-000000000001'],
      ];
      for (const [actor, id] of forbidden) {
        await expect(casework.editView(actor, { caseId: id, ip })).rejects.toMatchObject(notFound);
        await expect(save(actor, renamed(id))).rejects.toMatchObject(notFound);
      }
      await casework.editView(supervisor, { caseId: secret, ip });
      expect(
        await container.database.accessLog.findMany({
          where: { subject: secret, userId: supervisor.id, action: 'case.sensitive_viewed' },
        }),
      ).toHaveLength(1);
    });

    it('neither lets somebody make a sensitive case who may not see one, nor tells what one was', async () => {
      const caseId = await submit(pmks(desa, { nik: syntheticNik((n += 1)) }));
      const typed = { said: { categories: ['16'] }, asked: [] };
      const view = await casework.editView(reviewer, { caseId, version: 2, typed, ip });
      expect(view).toMatchObject({ after: null, faults: [{ field: 'categories' }] });
      expect(JSON.stringify(view.fields)).not.toContain('HIV');
      await expect(save(reviewer, { ...renamed(caseId), typed })).rejects.toMatchObject({
        code: 'input.invalid',
      });
      await save(supervisor, { ...renamed(caseId), typed });
      expect(await rowOf(caseId)).toMatchObject({ sensitive: true, categories: [] });
      expect(await services.caseById(reviewer, caseId, ip)).toMatchObject({ answers: null, edits: [] });
      const back = { said: { categories: ['08'] }, asked: [] };
      await save(second, { ...renamed(caseId, 3), typed: back, note: 'Bukan kategori 16' });
      const seen = await services.caseById(reviewer, caseId, ip);
      expect(seen).toMatchObject({ sensitive: false, answers: { categories: ['08'] } });
      expect(seen.events.slice(-2).map(({ data }) => data)).toEqual([null, null]);
    });
  });

  describe('two that share a number', () => {
    const nobody = '019aa000-0000-7000-8000-000000000001';
    const different = { reason: 'other_person', note: 'Beda orang, kembar KK', ip } as const;
    const pairOf = async () => {
      const twin = poor();
      const older = await submit(twin);
      const newer = await submit({ ...twin, name: 'Uji Kembar' });
      // Looked through anew, the older one finds the newer.
      await save(second, renamed(older));
      return [older, newer] as const;
    };
    const countOf = async (actor: StaffActor, caseId: string) =>
      (await services.caseById(actor, caseId, ip)).duplicateCount;
    const listed = async (caseId: string) =>
      (await services.queue(supervisor, { duplicates: true })).items.some(({ id }) => id === caseId);
    const register = async (caseId: string) => {
      await decide(reviewer, caseId, 3);
      const { id: eventId } = await container.database.caseEvent.findFirstOrThrow({
        where: { caseId, type: 'approved' },
      });
      await registerCase(container, { caseId, eventId });
    };
    const verdicts = (ids: readonly string[]) =>
      container.database.duplicateVerdict.findMany({ where: { caseId: { in: [...ids] } } });

    /** Of each case what its column says, and what follows from what was found and said. */
    const marks = () => container.database.$queryRaw<{ marked: boolean; waits: boolean }[]>`
      SELECT c.undecided_duplicates AS marked, EXISTS (
        SELECT FROM case_duplicate x WHERE x.case_id = c.id AND ${undecided}) AS waits
      FROM "case" c`;

    afterEach(async () => {
      for (const { marked, waits } of await marks()) expect(marked).toBe(waits);
    });

    it('are called different on one, and then are on both; it can be taken back on either', async () => {
      const [older, newer] = await pairOf();
      await casework.dismissDuplicate(reviewer, { caseId: older, otherId: newer, ...different });
      await casework.dismissDuplicate(supervisor, { caseId: newer, otherId: older, ...different, note: '' });
      for (const caseId of [older, newer]) {
        const view = await services.caseById(reviewer, caseId, ip);
        expect(view.duplicateCount).toBe(0);
        expect(view.duplicates.map(({ verdict }) => verdict)).toMatchObject([
          { reason: 'other_person', note: 'Beda orang, kembar KK', byName: reviewer.name },
          { byName: reviewer.name },
        ]);
        expect(await listed(caseId)).toBe(false);
      }
      expect(JSON.stringify(await verdicts([older, newer]))).not.toContain('kembar KK');
      await casework.restoreDuplicate(supervisor, { caseId: newer, otherId: older, ip });
      await casework.restoreDuplicate(supervisor, { caseId: newer, otherId: older, ip });
      expect([await countOf(reviewer, older), await listed(newer)]).toEqual([1, true]);
      await casework.dismissDuplicate(reviewer, { caseId: newer, otherId: older, ...different });
      expect(await countOf(reviewer, older)).toBe(0);
      expect(await verdicts([older, newer])).toHaveLength(2);
    });

    it('stay decided when either is looked through again', async () => {
      const [older, newer] = await pairOf();
      await casework.dismissDuplicate(reviewer, { caseId: newer, otherId: older, ...different });
      for (const caseId of [older, newer]) {
        const { version } = await rowOf(caseId);
        await save(reviewer, renamed(caseId, version, 'Uji Sekali Lagi'));
        expect(await container.database.caseDuplicate.count({ where: { caseId } })).toBe(2);
        expect(await countOf(reviewer, caseId)).toBe(0);
      }
    });

    it('stay decided when somebody says so while one of them is looked through', async () => {
      const [older, newer] = await pairOf();
      const found = await container.database.caseDuplicate.findMany({ where: { caseId: newer } });
      const verdict = {
        id: uuidv7(),
        caseId: older,
        otherCaseId: newer,
        reason: 'other_person',
        noteEnc: '',
        decidedById: reviewer.id,
        decidedAt: new Date(),
      };
      await container.database.caseDuplicate.deleteMany({ where: { caseId: newer } });
      const said = await container.database.$transaction(async (tx) => {
        await tx.caseDuplicate.createMany({ data: found });
        // As a word that waits for no lock would.
        const word = container.database.duplicateVerdict.create({ data: verdict });
        await Promise.race([word, delay(200)]);
        return [word];
      });
      await Promise.all(said);
      expect([await listed(older), await listed(newer)]).toEqual([false, false]);
    });

    it('of several at once one stands', async () => {
      const [older, newer] = await pairOf();
      await Promise.all(
        [reviewer, supervisor, second].flatMap((actor) => [
          casework.dismissDuplicate(actor, { caseId: older, otherId: newer, ...different }),
          casework.dismissDuplicate(actor, { caseId: newer, otherId: older, ...different }),
        ]),
      );
      expect(await verdicts([older, newer])).toHaveLength(1);
    });

    it('stay decided when one of them has become an entry of Data Pemda; it can be taken back there', async () => {
      const [older, newer] = await pairOf();
      const kk = syntheticKk(n);
      await casework.dismissDuplicate(reviewer, { caseId: newer, otherId: older, ...different });
      await register(older);
      await save(reviewer, renamed(newer));
      const { duplicates } = await services.caseById(reviewer, newer, ip);
      const entryId = duplicates.find((one) => one.entryId !== null)?.entryId ?? '';
      expect(duplicates.map(({ verdict }) => verdict?.reason)).toEqual(duplicates.map(() => 'other_person'));
      expect([await countOf(reviewer, newer), await listed(newer)]).toEqual([0, false]);
      await casework.dismissDuplicate(reviewer, { caseId: newer, otherId: entryId, ...different });
      expect(await verdicts([older, newer])).toHaveLength(1);
      await casework.restoreDuplicate(supervisor, { caseId: newer, otherId: entryId, ip });
      expect([await countOf(reviewer, newer), await listed(newer)]).toEqual([2, true]);
      // Another report that shares the number is asked about all the same.
      const third = await submit(poor({ kk }));
      expect(await countOf(reviewer, third)).toBeGreaterThan(1);
      // An entry is called different by itself, too.
      await casework.dismissDuplicate(reviewer, { caseId: newer, otherId: entryId, ...different });
      expect(await countOf(reviewer, newer)).toBe(1);
      await casework.dismissDuplicate(reviewer, { caseId: newer, otherId: older, ...different });
      expect(await countOf(reviewer, newer)).toBe(0);
    });

    it('take a reason, and somebody who may see and decide both', async () => {
      const [older, newer] = await pairOf();
      const on = { caseId: newer, otherId: older, ip };
      await expect(
        casework.dismissDuplicate(reviewer, { ...on, reason: 'other', note: ' ' }),
      ).rejects.toMatchObject({ code: 'case.reason_required' });
      const admin = await staff(container, 'admin');
      const secret = pmks(desa, { nik: syntheticNik((n += 1)), categories: ['16'] });
      const concealed = await submit(secret);
      const open = await submit(poor({ nik: secret.nik }));
      const forbidden: readonly (readonly [StaffActor, typeof on])[] = [
        [admin, on],
        [elsewhere(reviewer), on],
        [reviewer, { ...on, otherId: nobody }],
        [reviewer, { ...on, caseId: nobody }],
        [reviewer, { caseId: open, otherId: concealed, ip }],
        [reviewer, { caseId: concealed, otherId: open, ip }],
      ];
      for (const [actor, pair] of forbidden) {
        await expect(casework.dismissDuplicate(actor, { ...pair, ...different })).rejects.toMatchObject(
          notFound,
        );
        await expect(casework.restoreDuplicate(actor, pair)).rejects.toMatchObject(notFound);
      }
      expect(await countOf(reviewer, newer)).toBe(1);
      await casework.dismissDuplicate(supervisor, { caseId: open, otherId: concealed, ...different });
      expect((await services.caseById(reviewer, open, ip)).duplicates).toEqual([]);
    });
  });

  describe('the neighbours of a case', () => {
    it('are those of the list, in each order and filter; what was decided knows where it stood', async () => {
      const ids: string[] = [];
      for (let count = 0; count < 4; count += 1)
        ids.push(await submit(poor({ name: `Uji Tetangga ${'abcd'[count] ?? ''}` })));
      const filters: readonly QueueFilter[] = [
        { q: 'Tetangga' },
        { q: 'Tetangga', sort: 'newest' },
        { q: 'Tetangga', sort: 'due' },
        { sort: 'oldest', state: 'all' },
      ];
      for (const filter of filters) {
        const { items, total } = await services.queue(supervisor, filter);
        for (const [place, { id }] of items.slice(0, 8).entries()) {
          expect(await casework.neighbours(supervisor, id, filter)).toEqual({
            before: items[place - 1]?.id ?? null,
            after: items[place + 1]?.id ?? null,
            place: place + 1,
            total,
          });
        }
      }
      const [filter = {}] = filters;
      const [first = '', second = '', third = ''] = (await services.queue(supervisor, filter)).items.map(
        ({ id }) => id,
      );
      await decide(supervisor, second, 2, { type: 'reject', reason: 'other', note: 'Uji' });
      expect(await casework.neighbours(supervisor, second, filter)).toEqual({
        before: first,
        after: third,
        place: null,
        total: 3,
      });
    });

    it('tell nothing of what lies elsewhere or is concealed', async () => {
      const caseId = await submit(poor());
      const secret = await submit(
        pmks(desa, { name: 'Uji Rahasia', nik: syntheticNik((n += 1)), categories: ['16'] }),
      );
      const admin = await staff(container, 'admin');
      for (const actor of [admin, elsewhere(reviewer)]) {
        await expect(casework.neighbours(actor, caseId, {})).rejects.toMatchObject(notFound);
      }
      expect(await casework.neighbours(reviewer, secret, { q: 'Rahasia', state: 'all' })).toMatchObject({
        place: null,
        total: 0,
      });
    });
  });

  describe('a mention', () => {
    const say = (actor: StaffActor, caseId: string, text: string, id = uuidv7()) =>
      caseActionsOf(container).comment(actor, { id, caseId, text, ip });

    it('reaches who may read the case, once, and is read where it was said', async () => {
      const caseId = await submit(poor());
      const id = uuidv7();
      const text = 'Tolong dilihat @supervisor, @SUPERVISOR dan @verifikator. surel a@supervisor2.id';
      for (let twice = 0; twice < 2; twice += 1) {
        expect(await say(reviewer, caseId, text, id)).toEqual({ unknown: [] });
      }
      const { number } = await rowOf(caseId);
      expect(await casework.unreadMentions(supervisor)).toBe(1);
      expect(await casework.mentions(supervisor)).toMatchObject([
        { caseId, number, authorName: reviewer.name, read: false },
      ]);
      // Neither oneself nor who is not called upon.
      for (const actor of [reviewer, second]) expect(await casework.mentions(actor)).toEqual([]);
      await casework.readMentions(second, caseId);
      expect(await casework.unreadMentions(supervisor)).toBe(1);
      await casework.readMentions(supervisor, caseId);
      expect(await casework.unreadMentions(supervisor)).toBe(0);
      expect(await casework.mentions(supervisor)).toMatchObject([{ read: true }]);
      expect(await casework.mentions(elsewhere(supervisor))).toEqual([]);
      const rows = await container.database.commentMention.findMany();
      expect(JSON.stringify(rows)).not.toContain('dilihat');
    });

    it('of nobody, and of who may not see the case, is told alike; the comment is kept', async () => {
      const secret = await submit(pmks(desa, { nik: syntheticNik((n += 1)), categories: ['16'] }));
      const names = '@verifikator @admin @siapa @supervisor2';
      expect(await say(supervisor, secret, names)).toEqual({ unknown: ['verifikator', 'admin', 'siapa'] });
      expect(await caseActionsOf(container).comments(second, secret)).toHaveLength(1);
      expect(await casework.mentions(reviewer)).toEqual([]);
      expect(await casework.unreadMentions(second)).toBe(1);
      // Without the grant nothing is told of it any more.
      const ungranted: StaffActor = { ...second, grants: [] };
      expect(await casework.mentions(ungranted)).toEqual([]);
      expect(await casework.unreadMentions(ungranted)).toBe(0);
      expect((await casework.mentionable(supervisor, secret)).map(({ username }) => username)).toEqual([
        'supervisor2',
      ]);
      for (const actor of [reviewer, elsewhere(supervisor), await staff(container, 'admin')]) {
        await expect(casework.mentionable(actor, secret)).rejects.toMatchObject(notFound);
      }
      await expect(casework.mentions(await staff(container, 'admin'))).rejects.toMatchObject(notFound);
    });
  });
});
