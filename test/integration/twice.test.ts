import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { InboundContent } from '../../src/domain/channel/message.js';
import { simulatorOf } from '../../src/parts.js';
import { openOutboundBody } from '../../src/storage/repositories/outbound.js';
import { describeOnEachQueue } from '../support/backends.js';
import { ConsoleHttp } from '../support/console-http.js';
import { sendReport, tell, waitForReply, type Phone } from '../support/phone.js';
import { emptyQueue, longAgo, outboxRows } from '../support/queue.js';
import {
  submitSynthetic,
  syntheticAnswers,
  syntheticContact,
  syntheticKk,
  syntheticNik,
} from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { simulatorPhone } from '../support/simulator-phone.js';

const [first, second] = trialReporters;
const photo = () =>
  sharp({ create: { width: 32, height: 24, channels: 3, background: '#486' } })
    .jpeg()
    .toBuffer();

describeOnEachQueue('twice is once', (backend) => {
  let service: TestService;
  let n = 100;

  let by: Awaited<ReturnType<typeof syntheticContact>>;

  beforeAll(async () => {
    service = await startTestService({ backend });
    by = await syntheticContact(service.container);
  });

  const simulator = () => {
    const found = simulatorOf(service.container);
    if (found === null || first === undefined || second === undefined) throw new Error('no simulator');
    return { services: found, first, second };
  };
  const settled = async () =>
    expect
      .poll(
        async () => {
          const { database } = service.container;
          const jobs = await database.outbox.count({ where: { doneAt: null } });
          return jobs + (await database.inboxMessage.count({ where: { processedAt: null } }));
        },
        { timeout: 20_000 },
      )
      .toBe(0);
  const waitingCase = async () => {
    const { container } = service;
    const caseId = await submitSynthetic(container, by, await syntheticAnswers(container, (n += 1)));
    await expect
      .poll(async () => (await container.database.case.findUniqueOrThrow({ where: { id: caseId } })).state, {
        timeout: 10_000,
      })
      .toBe('in_review');
    return caseId;
  };
  const told = async (caseId: string) => {
    const { database, storage } = service.container;
    const rows = await database.outboundMessage.findMany({ where: { caseId }, orderBy: { seq: 'asc' } });
    return rows.map((row) => openOutboundBody(storage, row.id, row.bodyEnc).text);
  };
  const eventTypes = async (caseId: string) => {
    const events = await service.container.database.caseEvent.findMany({
      where: { caseId },
      orderBy: { seq: 'asc' },
    });
    return events.map(({ type }) => type);
  };

  it('for two reviewers who decide at the same moment: the other is told who and what', async () => {
    const [one, two] = await Promise.all([
      ConsoleHttp.signIn(service.url, 'verifikator', 'coba-verifikator'),
      ConsoleHttp.signIn(service.url, 'verifikator2', 'coba-verifikator2'),
    ]);
    for (let round = 0; round < 6; round += 1) {
      const caseId = await waitingCase();
      const pages = await Promise.all([one, two].map((office) => office.get(`/console/kasus/${caseId}`)));
      const [approval, rejection] = await Promise.all([
        one.send(pages[0] ?? '', 'value="approve"', {}),
        two.send(pages[1] ?? '', 'value="reject"', { reason: 'not_poor', note: 'Sudah mampu.' }),
      ]);
      await settled();
      const types = await eventTypes(caseId);
      const approved = types.includes('approved');
      expect(types).toEqual(
        approved
          ? ['submitted', 'screened', 'approved', 'registered']
          : ['submitted', 'screened', 'rejected'],
      );
      const late = textOf(approved ? rejection : approval);
      expect(late).toMatch(
        approved ? /Verifikator Uji Satu[^<]*disetujui/i : /Verifikator Uji Dua[^<]*ditolak/i,
      );
      const versions = await service.container.database.registryEntryVersion.count({ where: { caseId } });
      expect(versions).toBe(approved ? 1 : 0);
      const texts = await told(caseId);
      expect(texts.filter((text) => /disetujui|ditolak/.test(text))).toHaveLength(1);
      expect(texts).toHaveLength(approved ? 2 : 1);
    }
  });

  it('for a decision whose button is pressed five times', async () => {
    const office = await ConsoleHttp.signIn(service.url, 'verifikator', 'coba-verifikator');
    const caseId = await waitingCase();
    const page = await office.get(`/console/kasus/${caseId}`);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => office.send(page, 'value="approve"', { note: '' })),
    );
    await settled();
    for (const answer of answers) expect(textOf(answer)).toMatch(/disetujui/i);
    expect(await eventTypes(caseId)).toEqual(['submitted', 'screened', 'approved', 'registered']);
    expect(await told(caseId)).toHaveLength(2);
  });

  it('for a report that is sent five times at once, typed and pressed', async () => {
    const { services, first: reporter } = simulator();
    const phone = simulatorPhone(services, reporter.id);
    const before = await service.container.database.case.count();
    await fillIn(phone, (n += 1));
    const seen = (await phone.read()).length;
    await Promise.all([
      ...Array.from({ length: 3 }, () => phone.say('kirim')),
      ...Array.from({ length: 2 }, () => phone.press(/^Kirim$/)),
    ]);
    await waitForReply(phone, seen, /Laporan diterima/);
    await settled();
    expect(await service.container.database.case.count()).toBe(before + 1);
    const said = (await phone.read()).slice(seen);
    expect(said.filter((text) => text.includes('Laporan diterima'))).toHaveLength(1);
  });

  it('for one draft that is sent from two contacts of one person at once', async () => {
    const { services, second: reporter } = simulator();
    const { container } = service;
    const phone = simulatorPhone(services, reporter.id);
    const onTelegram = (content: InboundContent) =>
      container.intake.receive([
        {
          channel: 'telegram',
          account: '640803',
          providerId: randomUUID(),
          address: '7002',
          chat: 'private',
          content,
        },
      ]);
    await tell(phone, 'bantuan', /KEMBALI/);
    await onTelegram({ type: 'contact', phone: reporter.phone, own: true });
    await settled();
    for (let round = 0; round < 3; round += 1) {
      const before = await container.database.case.count();
      await fillIn(phone, (n += 1));
      await Promise.all([phone.say('kirim'), onTelegram({ type: 'text', text: 'kirim' })]);
      await settled();
      expect(await container.database.case.count()).toBe(before + 1);
    }
    expect(
      await container.database.conversation.count({ where: { contacts: { some: { channel: 'telegram' } } } }),
    ).toBe(1);
  });

  it('for a reporter who is enrolled by two forms at once', async () => {
    const admin = await ConsoleHttp.signIn(service.url, 'admin', 'coba-admin');
    const { database } = service.container;
    const desa = await database.region.findFirstOrThrow({ where: { level: 'desa' } });
    const page = await admin.get('/console/pelapor');
    const before = await database.reporter.count();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        admin.send(page, 'name="phone"', {
          name: 'Uji Contoh Baru',
          role: 'psm',
          phone: '0812 7770 0456',
          desa: desa.code,
        }),
      ),
    );
    expect(await database.reporter.count()).toBe(before + 1);
    expect(answers.filter((text) => text.includes('sudah dipakai pelapor lain'))).toHaveLength(3);
  });

  it('for every job: handed over again at once, after its end, and after the queue was emptied', async () => {
    const { container } = service;
    const { services, first: reporter } = simulator();
    const phone = simulatorPhone(services, reporter.id, 5);
    const office = await ConsoleHttp.signIn(service.url, 'verifikator', 'coba-verifikator');
    const number = await sendReport(phone, {
      kk: syntheticKk((n += 1)),
      nik: syntheticNik(n),
      name: 'Uji Contoh Ulang',
    });
    await office.decide(await office.findCase(number), 'approve');
    await settled();
    const world = async () => {
      const { database } = container;
      return {
        events: await database.caseEvent.count(),
        entries: await database.registryEntry.count(),
        versions: await database.registryEntryVersion.count(),
        people: await database.person.count(),
        messages: await database.outboundMessage.count(),
        photos: await database.attachment.count(),
        jobs: await database.outbox.count(),
      };
    };
    const before = await world();
    const again = async (prepare: () => Promise<void>) => {
      // Each row is handed over, and ticked off once more when its job has really run.
      await container.database.outbox.updateMany({ data: { doneAt: null } });
      await prepare();
      await settled();
      expect(await world()).toEqual(before);
    };
    await again(async () => {
      const rows = await outboxRows(container);
      await Promise.all(Array.from({ length: 3 }, () => container.jobQueue.add(rows)));
    });
    await again(async () => {
      await container.jobQueue.add(await outboxRows(container));
      await emptyQueue(container);
      await longAgo(container);
    });
    // The same work under ids of its own, so that it runs twice at once past what BullMQ would hold back.
    const { jobs } = before;
    await container.database.$executeRaw`INSERT INTO outbox (job, payload) SELECT job, payload FROM outbox`;
    await settled();
    expect(await world()).toEqual({ ...before, jobs: 2 * jobs });
  });

  it('for a photo whose job runs twice at once', async () => {
    const { container } = service;
    const { services, first: reporter } = simulator();
    const phone = simulatorPhone(services, reporter.id);
    await tell(phone, 'lapor miskin baru', /No\. KK/);
    const seen = (await phone.read()).length;
    const clientId = randomUUID();
    const bytes = await photo();
    for (let time = 0; time < 3; time += 1) await services.send(reporter.id, { clientId, photo: bytes });
    await waitForReply(phone, seen, /Foto disimpan/);
    const rows = (await outboxRows(container)).filter((row) => row.job === 'media.store');
    await Promise.all([container.jobQueue.add(rows), container.jobQueue.add(rows)]);
    await settled();
    const photos = await container.database.attachment.findMany();
    expect(photos.map(({ state }) => state)).toEqual(['stored']);
    const said = (await phone.read()).slice(seen);
    expect(said.filter((text) => /foto/i.test(text))).toHaveLength(1);
    await tell(phone, 'batal', /Hentikan/);
    await tell(phone, 'ya', /dihentikan/);
  });
});

/** Up to the summary. */
async function fillIn(phone: Phone, n: number): Promise<void> {
  await tell(phone, 'lapor miskin baru', /No\. KK/);
  await tell(phone, syntheticKk(n), /NIK kepala keluarga/);
  await tell(phone, syntheticNik(n), /nama kepala keluarga/);
  await tell(phone, 'Uji Contoh Kembar', /alamat/i);
  await tell(phone, 'Jalan Percobaan RT 3 RW 1', /jumlah anggota/);
  await tell(phone, '4', /Anggota 2/);
  await tell(phone, 'lewati', /keadaan rumah tangga/);
  await tell(phone, '1', /foto rumah/);
  await tell(phone, 'lewati', /Mohon periksa/);
}

const textOf = (page: string) => page.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ');
