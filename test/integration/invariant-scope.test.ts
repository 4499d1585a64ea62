/** Invariant 7: one rule says who may see what, for console and chat; what is not allowed looks like absence. */
import fc from 'fast-check';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import { liesIn, staffMay, type StaffAction, type StaffRole } from '../../src/domain/access/scope.js';
import {
  bulkOf,
  caseActionsOf,
  consoleOf,
  enrolmentOf,
  escalationsOf,
  exportsOf,
  fieldChecksOf,
  oversightOf,
  overviewOf,
  placeOf,
  printOf,
  queueOf,
  referenceOf,
  savedViewsOf,
  simulatorOf,
  systemOf,
  usersOf,
} from '../../src/parts.js';
import { argon2Passwords } from '../../src/storage/console/accounts.js';
import { openAnswers } from '../../src/storage/repositories/answers.js';
import type { BulkServices } from '../../src/usecases/bulk/services.js';
import type { SavedViewServices } from '../../src/usecases/views/services.js';
import type { CaseActionServices } from '../../src/usecases/case/services.js';
import type { ConsoleServices, StaffActor } from '../../src/usecases/console-services.js';
import type { UserServices } from '../../src/usecases/accounts/services.js';
import type { PlaceServices } from '../../src/usecases/place/services.js';
import type { PrintServices } from '../../src/usecases/print/services.js';
import type { FieldCheckServices } from '../../src/usecases/field-check/services.js';
import type { ReferenceServices } from '../../src/usecases/reference/services.js';
import type { QueueServices } from '../../src/usecases/queue/services.js';
import type { EnrolmentServices } from '../../src/usecases/enrolment/services.js';
import type { OverviewServices } from '../../src/usecases/overview/services.js';
import type { EscalationServices } from '../../src/usecases/escalation/services.js';
import type { ExportServices } from '../../src/usecases/export/services.js';
import type { OversightServices } from '../../src/usecases/oversight/services.js';
import { resubmitReport } from '../../src/usecases/report/resubmit-report.js';
import { submitReport } from '../../src/usecases/report/submit-report.js';
import { ConsoleHttp } from '../support/console-http.js';
import { tell, waitForReply } from '../support/phone.js';
import { staff, submitSynthetic, syntheticAnswers, syntheticContact } from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { simulatorPhone } from '../support/simulator-phone.js';

interface Target {
  readonly desaCode: string;
  readonly caseId: string;
  readonly photoId: string;
  readonly entryId: string;
}

const roles: readonly StaffRole[] = ['reviewer', 'supervisor', 'admin'];

describe('scope', () => {
  let service: TestService;
  let services: ConsoleServices;
  let actions: CaseActionServices;
  let enrolment: EnrolmentServices;
  let overview: OverviewServices;
  let users: UserServices;
  let oversight: OversightServices;
  let exports: ExportServices;
  let claims: QueueServices;
  let place: PlaceServices;
  let print: PrintServices;
  let escalations: EscalationServices;
  let checks: FieldCheckServices;
  let reference: ReferenceServices;
  let bulk: BulkServices;
  let views: SavedViewServices;
  let targets: readonly Target[];
  let areas: readonly string[];
  let by: { reporterId: string; contactId: string };

  beforeAll(async () => {
    service = await startTestService();
    const { container } = service;
    const { database } = container;
    services = consoleOf(container);
    actions = caseActionsOf(container);
    enrolment = enrolmentOf(container);
    overview = overviewOf(container);
    users = usersOf(container);
    oversight = oversightOf(container);
    exports = exportsOf(container);
    claims = queueOf(container);
    place = placeOf(container);
    print = printOf(container);
    escalations = escalationsOf(container);
    checks = fieldChecksOf(container);
    reference = referenceOf(container);
    bulk = bulkOf(container);
    views = savedViewsOf(container);
    by = await syntheticContact(container);
    const all = await database.region.findMany({ where: { level: 'desa' }, orderBy: { code: 'asc' } });
    // Neighbours, and kecamatan that begin alike: 64.08.01, 64.08.10, 64.08.12.
    const desa = [
      ...all.filter(({ parentCode }) => parentCode === '64.08.01').slice(0, 2),
      ...['64.08.10', '64.08.12'].flatMap((code) => all.filter((row) => row.parentCode === code).slice(0, 1)),
    ].map(({ code }) => code);
    areas = [...desa, '64.08', '64.08.01', '64.08.1', '64.08.10', '64.08.12', '64', '64.08.01.200'];
    targets = await Promise.all(desa.map((code, n) => registered(code, n + 1)));
  }, 60_000);

  async function registered(desaCode: string, n: number): Promise<Target> {
    const { container } = service;
    const { database, unitOfWork, blobs } = container;
    const photoId = uuidv7();
    const source = { kind: 'upload', blobId: uuidv7() } as const;
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#345' } })
      .jpeg()
      .toBuffer();
    await blobs.put(source.blobId, bytes);
    await unitOfWork.run(async (tx) => {
      await tx.attachments.register({ id: photoId, contactId: by.contactId, source });
      await tx.outbox.add('media.store', { attachmentId: photoId });
    });
    const answers = {
      ...(await syntheticAnswers(container, n)),
      desaCode,
      photos: [{ id: photoId, role: 'house_front' as const }],
    };
    const caseId = await submitSynthetic(container, by, answers);
    const reached = async (state: string) => {
      for (;;) {
        const row = await database.case.findUniqueOrThrow({ where: { id: caseId } });
        const photo = await database.attachment.findUniqueOrThrow({ where: { id: photoId } });
        if (row.state === state && photo.state === 'stored') return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await reached('in_review');
    const decision = { type: 'approve', note: '' } as const;
    const actor = await staff(container, 'verifikator');
    await services.decide(actor, { caseId, version: 2, decision, ip: '' });
    await reached('registered');
    const { entryId } = await database.registryEntryVersion.findFirstOrThrow({ where: { caseId } });
    return { desaCode, caseId, photoId, entryId };
  }

  const actorOf = (role: StaffRole, regions: readonly string[], id: string): StaffActor => ({
    id,
    username: 'uji',
    name: 'Uji',
    role,
    regions,
    grants: [],
  });
  /** What came of a call, as its caller can tell it. */
  const outcome = async (call: () => Promise<unknown>): Promise<string> =>
    call().then(
      () => 'allowed',
      (error: unknown) => {
        const { code, details } = error as { code?: string; details?: object };
        return code === 'not_found' ? `not_found ${JSON.stringify(details)}` : 'allowed';
      },
    );

  it('lets every method of the console do what the rule says, and hides the rest like absence', async () => {
    const { id: userId } = await staff(service.container, 'verifikator');
    const decision = { type: 'reject', reason: 'other', note: 'Uji' } as const;
    const sheet = { identities: false, purpose: 'field_check', note: '', ip: '' } as const;
    const checker = { kind: 'user', id: userId } as const;
    const order = { checker, days: 5, questions: ['house'] as const, note: '', version: 2, ip: '' };
    const single: readonly {
      readonly action: StaffAction;
      readonly call: (actor: StaffActor, target: Target) => Promise<unknown>;
    }[] = [
      { action: 'read_cases', call: (actor, { caseId }) => services.caseById(actor, caseId, '') },
      {
        action: 'decide_cases',
        call: (actor, { caseId }) => services.decide(actor, { caseId, version: 2, decision, ip: '' }),
      },
      { action: 'read_cases', call: (actor, { caseId, photoId }) => services.photo(actor, caseId, photoId) },
      { action: 'read_cases', call: (actor, { caseId }) => actions.comments(actor, caseId) },
      { action: 'read_cases', call: (actor, { caseId }) => checks.page(actor, caseId, '') },
      {
        action: 'decide_cases',
        call: (actor, { caseId }) => checks.order(actor, { caseId, ...order }),
      },
      {
        action: 'decide_cases',
        call: (actor, { caseId }) => checks.cancel(actor, { caseId, version: 2, reason: 'Uji', ip: '' }),
      },
      {
        action: 'decide_cases',
        call: (actor, { caseId }) => checks.reassign(actor, { caseId, ...order, reason: 'Uji' }),
      },
      {
        action: 'decide_cases',
        call: (actor, { caseId }) =>
          checks.write(actor, {
            caseId,
            version: 2,
            ip: '',
            checkId: userId,
            result: { found: false, note: null, answers: [] },
          }),
      },
      {
        action: 'read_cases',
        call: (actor, { caseId }) => actions.comment(actor, { id: uuidv7(), caseId, text: 'Uji', ip: '' }),
      },
      {
        action: 'reopen_cases',
        call: (actor, { caseId }) =>
          actions.reopen(actor, { caseId, version: 2, reason: 'new_facts', note: 'Uji', ip: '' }),
      },
      {
        action: 'answer_objections',
        call: (actor, { caseId }) =>
          actions.answerObjection(actor, { caseId, version: 2, outcome: 'refused', note: 'Uji', ip: '' }),
      },
      {
        action: 'handle_escalations',
        call: (actor, { caseId }) => escalations.handle(actor, { caseId, note: '', assignee: null, ip: '' }),
      },
      { action: 'read_registry', call: (actor, { entryId }) => services.entryById(actor, entryId, '') },
      { action: 'read_cases', call: (actor, { caseId }) => print.printable(actor, caseId) },
      { action: 'read_cases', call: (actor, { caseId }) => print.sheet(actor, { ...sheet, caseId }) },
      {
        action: 'print_identities',
        call: (actor, { caseId }) => print.sheet(actor, { ...sheet, caseId, identities: true }),
      },
    ];
    const absent: Target = { desaCode: '', caseId: uuidv7(), photoId: uuidv7(), entryId: uuidv7() };
    const anywhere: readonly {
      readonly action: StaffAction;
      readonly call: (actor: StaffActor) => Promise<unknown>;
    }[] = [
      { action: 'read_cases', call: (actor) => services.queueCounts(actor) },
      { action: 'read_overview', call: (actor) => overview.overview(actor, { preset: 'year' }) },
      { action: 'read_cases', call: (actor) => place.around(actor, '64.08.04.2001') },
      { action: 'read_overview', call: (actor) => place.kecamatanShapes(actor) },
      { action: 'decide_cases', call: (actor) => claims.takeNext(actor, {}) },
      { action: 'decide_cases', call: (actor) => bulk.runs(actor) },
      {
        action: 'take_over_claims',
        call: (actor) => bulk.prepare(actor, { action: 'assign', selection: { type: 'all', filter: {} } }),
      },
      { action: 'read_cases', call: (actor) => views.counted(actor, [{}]) },
      { action: 'manage_reporters', call: (actor) => enrolment.list(actor, {}) },
      { action: 'manage_users', call: (actor) => users.list(actor) },
      { action: 'manage_users', call: (actor) => users.regions(actor) },
      { action: 'read_channels', call: (actor) => services.channels(actor) },
      { action: 'read_channels', call: (actor) => services.health(actor) },
      { action: 'read_channels', call: (actor) => systemOf(service.container).state(actor) },
      { action: 'read_access_log', call: (actor) => oversight.accessLog(actor, {}) },
      { action: 'read_access_log', call: (actor) => oversight.accessUsers(actor) },
      { action: 'verify_history', call: (actor) => oversight.lastCheck(actor) },
      { action: 'export_lists', call: (actor) => exports.count(actor, { list: 'cases', filter: {} }) },
      { action: 'export_lists', call: (actor) => exports.count(actor, { list: 'entries', filter: {} }) },
      {
        action: 'export_identities',
        call: (actor) => exports.minutes(actor, { desa: '', month: '2026-01' }),
      },
      { action: 'verify_history', call: (actor) => oversight.requestCheck(actor, '') },
      { action: 'handle_escalations', call: (actor) => escalations.page(actor) },
      { action: 'read_reference', call: (actor) => reference.view(actor, ['holiday']) },
      { action: 'read_reference', call: (actor) => reference.lastRecount(actor) },
      { action: 'read_reference', call: (actor) => reference.openByCategory(actor) },
      { action: 'read_reference', call: (actor) => reference.agencies(actor) },
      {
        action: 'manage_reference',
        call: (actor) => reference.addHolidays(actor, { text: '', year: 2027 }, ''),
      },
    ];
    const regions = fc.subarray([...areas], { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...roles),
        regions,
        fc.nat({ max: targets.length - 1 }),
        async (role, reach, at) => {
          const actor = actorOf(role, reach, userId);
          const target = targets[at] ?? absent;
          const inside = ({ desaCode }: Target) => reach.some((area) => liesIn(desaCode, area));
          for (const { action, call } of single) {
            const may = staffMay(actor, action) && inside(target);
            const missing = await outcome(() => call(actor, absent));
            expect(missing).toBe('not_found {}');
            expect(await outcome(() => call(actor, target))).toBe(may ? 'allowed' : missing);
          }
          for (const { action, call } of anywhere) {
            expect(await outcome(() => call(actor))).toBe(
              staffMay(actor, action) ? 'allowed' : 'not_found {}',
            );
          }
          const seen = async (
            action: StaffAction,
            list: () => Promise<readonly string[]>,
            ids: readonly string[],
          ) => {
            if (!staffMay(actor, action)) expect(await outcome(list)).toBe('not_found {}');
            else expect((await list()).toSorted()).toEqual(ids.toSorted());
          };
          const within = targets.filter(inside);
          await seen(
            'read_overview',
            async () => (await overview.overview(actor, { preset: 'year' })).desa.map(({ code }) => code),
            within.map(({ desaCode }) => desaCode),
          );
          const cases = () => services.queue(actor, { state: 'all' });
          await seen(
            'read_cases',
            async () => (await cases()).items.map(({ id }) => id),
            within.map(({ caseId }) => caseId),
          );
          await seen(
            'read_registry',
            async () => (await services.entries(actor, {})).items.map(({ id }) => id),
            within.map(({ entryId }) => entryId),
          );
          const visible = await services.regions(actor);
          expect(visible.every(({ code }) => reach.some((area) => liesIn(code, area)))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('does not give a photo through another case, nor a filter or a search more than the scope', async () => {
    const { id } = await staff(service.container, 'verifikator');
    const [own, other] = targets.filter(
      ({ desaCode }) =>
        ['64.08.01', '64.08.10'].includes(desaCode.slice(0, 8)) && desaCode !== targets[1]?.desaCode,
    );
    if (own === undefined || other === undefined) throw new Error('too few');
    const actor = actorOf('reviewer', ['64.08.01'], id);
    await expect(services.photo(actor, own.caseId, other.photoId)).rejects.toMatchObject({
      code: 'not_found',
    });
    const row = await service.container.database.case.findUniqueOrThrow({ where: { id: other.caseId } });
    const { nik } = openAnswers(service.container.storage, row.id, row.answersEnc);
    for (const filter of [
      { desa: other.desaCode },
      { kecamatan: '64.08.10' },
      { q: row.number },
      { q: nik ?? '' },
      { q: row.subjectName },
    ]) {
      expect(await services.queue(actor, { state: 'all', ...filter })).toMatchObject({ items: [], total: 0 });
      expect(await services.entries(actor, filter)).toMatchObject({ items: [], total: 0 });
    }
  });

  it('answers the same page to what is not there and to what is not theirs', async () => {
    const { database } = service.container;
    const password = 'kata-sandi-uji-camat';
    await database.consoleUser.create({
      data: {
        id: uuidv7(),
        username: 'camat',
        name: 'Verifikator Kecamatan Uji',
        role: 'reviewer',
        passwordHash: await argon2Passwords.hash(password),
        scopes: { create: { regionCode: '64.08.01' } },
      },
    });
    const office = await ConsoleHttp.signIn(service.url, 'camat', password);
    const [mine] = targets;
    const other = targets.find(({ desaCode }) => desaCode.startsWith('64.08.10'));
    if (mine === undefined || other === undefined) throw new Error('too few');
    const answer = async (path: string, init: RequestInit = {}) => {
      const response = await office.request(path, {
        ...init,
        headers: { accept: 'text/html', ...(init.headers as Record<string, string> | undefined) },
      });
      return { status: response.status, body: await response.text() };
    };
    const page = await office.get(`/console/kasus/${mine.caseId}`);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const decide = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        _csrf: csrf,
        decision: 'reject',
        version: '2',
        reason: 'other',
        note: 'Uji',
      }).toString(),
    };
    const twin = ['reject', '', 'salah'].map((decision) => ({
      ...decide,
      body: decide.body.replace('reject', decision),
    }));
    const requests: readonly ((target: Target) => readonly [string, RequestInit?])[] = [
      ({ caseId }) => [`/console/kasus/${caseId}`],
      ({ caseId }) => [`/console/kasus/${caseId}/cetak`],
      ({ caseId }) => [`/console/kasus/${caseId}/cetak`, { ...decide, body: `${decide.body}&purpose=other` }],
      ({ caseId, photoId }) => [`/console/kasus/${caseId}/foto/${photoId}`],
      ({ photoId }) => [`/console/kasus/${mine.caseId}/foto/${photoId}`],
      ({ entryId }) => [`/console/data-pemda/${entryId}`],
      ({ caseId }) => [`/console/kasus/${caseId}/cek-lapangan`],
      ({ caseId }) => [`/console/kasus/${caseId}/surat-tugas`],
      ...twin.map(
        (init) =>
          ({ caseId }: Target) =>
            [`/console/kasus/${caseId}/putusan`, init] as const,
      ),
    ];
    const absent: Target = { desaCode: '', caseId: uuidv7(), photoId: uuidv7(), entryId: uuidv7() };
    const statuses: number[] = [];
    for (const request of requests) {
      const forbidden = await answer(...request(other));
      expect(forbidden).toEqual(await answer(...request(absent)));
      statuses.push(forbidden.status);
    }
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404, 404, 404, 404, 422, 422]);
    expect((await answer(`/console/kasus/${mine.caseId}`)).status).toBe(200);
    for (const path of [
      '/console/pelapor',
      '/console/pengguna',
      '/console/kanal',
      '/console/sistem',
      '/console/peta',
      '/console/catatan-akses',
      '/console/bnba',
    ]) {
      expect(await answer(path)).toEqual(await answer('/console/tidak-ada'));
    }
  });

  it('keeps a reporter from the reports of another, and from a desa not their own', async () => {
    const { container } = service;
    const { database, unitOfWork } = container;
    const simulator = simulatorOf(container);
    const [first, second] = trialReporters;
    if (simulator === null || first === undefined || second === undefined) throw new Error('no simulator');
    const answers = await syntheticAnswers(container, 50);
    const caseId = await submitSynthetic(container, by, answers);
    const state = async () => (await database.case.findUniqueOrThrow({ where: { id: caseId } })).state;
    await expect.poll(state, { timeout: 10_000 }).toBe('in_review');
    const decision = { type: 'ask_correction', reason: 'unclear', note: 'Apa?', fields: [] } as const;
    const { number } = await services.decide(await staff(container, 'verifikator'), {
      caseId,
      version: 2,
      decision,
      ip: '',
    });

    const phone = simulatorPhone(simulator, second.id);
    const refusal = await tell(phone, `perbaiki ${number}`, /tidak menunggu perbaikan/);
    const unknown = await tell(phone, 'perbaiki LP-2020-00001-O', /tidak menunggu perbaikan|tidak benar/);
    expect(refusal).not.toContain('Apa?');
    expect(unknown).toBeDefined();
    await tell(phone, 'status', /Belum ada laporan/);
    const seen = (await phone.read()).length;
    await phone.say('perbaiki');
    await waitForReply(phone, seen, /Tidak ada laporan yang menunggu/);

    const contact = await database.contact.findFirstOrThrow({ where: { reporterId: second.id } });
    const intruder = { reporterId: second.id, contactId: contact.id, now: new Date() };
    const resubmit = (regions: readonly string[], id = caseId) =>
      unitOfWork.run((tx) =>
        resubmitReport(
          tx,
          { ...intruder, regions },
          { type: 'resubmit_report', draftId: uuidv7(), caseId: id, number, answers },
        ),
      );
    for (const id of [caseId, uuidv7()]) {
      expect(await resubmit([answers.desaCode], id)).toEqual({ type: 'no_correction', number });
    }
    const elsewhere = unitOfWork.run((tx) =>
      submitReport(
        tx,
        { ...intruder, regions: ['64.08.01.2002'] },
        { type: 'submit_report', draftId: uuidv7(), kind: 'new_poor_household', answers },
      ),
    );
    await expect(elsewhere).rejects.toMatchObject({ code: 'not_found' });

    // Photos of another's chat are not taken along by their ids.
    const [target] = targets;
    const loose = uuidv7();
    const source = { kind: 'upload', blobId: uuidv7() } as const;
    await unitOfWork.run((tx) => tx.attachments.register({ id: loose, contactId: by.contactId, source }));
    await unitOfWork.run((tx) => tx.attachments.assign(target?.caseId ?? '', second.id, [loose]));
    expect(await database.attachment.findUniqueOrThrow({ where: { id: loose } })).toMatchObject({
      caseId: null,
    });
    expect(await state()).toBe('needs_correction');
  });

  it('lets an admin enrol reporters for desa within their own reach only', async () => {
    const { id } = await staff(service.container, 'admin');
    const admin = actorOf('admin', ['64.08.01'], id);
    const person = { name: 'Uji Contoh Pelapor', role: 'psm', phone: '0812 7770 0789' };
    const enrol = (desaCodes: readonly string[]) => enrolment.enrol(admin, { ...person, desaCodes }, '');
    for (const desaCodes of [['64.08.10.2001'], ['64.08.01.2001', '64.08.10.2001'], ['64.08.99.2001']]) {
      await expect(enrol(desaCodes)).rejects.toMatchObject({
        code: 'input.invalid',
        details: { field: 'desa' },
      });
    }
    await expect(enrol(['64.08.01.2001'])).resolves.toBeDefined();
    const reviewer = actorOf('reviewer', ['64.08'], id);
    await expect(
      enrolment.enrol(reviewer, { ...person, desaCodes: ['64.08.01.2001'] }, ''),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
