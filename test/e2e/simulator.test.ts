import { beforeAll, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import { simulatorOf } from '../../src/parts.js';
import { describeOnEachQueue } from '../support/backends.js';
import { ConsoleHttp } from '../support/console-http.js';
import { sendReport, tell, waitForReply, type Phone } from '../support/phone.js';
import { syntheticKk, syntheticNik } from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { simulatorPhone } from '../support/simulator-phone.js';

const [reporter] = trialReporters;
const stranger = '00000000-0000-7000-8000-000000000199';

describeOnEachQueue('a report by the simulator', (backend) => {
  let service: TestService;
  let phone: Phone;
  let office: ConsoleHttp;

  beforeAll(async () => {
    service = await startTestService({ backend });
    const simulator = simulatorOf(service.container);
    if (simulator === null || reporter === undefined) throw new Error('no simulator');
    // Everything is delivered five times: twice is once.
    phone = simulatorPhone(simulator, reporter.id, 5);
    office = await ConsoleHttp.signIn(service.url, 'verifikator', 'coba-verifikator');
  });

  it('goes from the chat through a correction to Data Pemda and back, once', async () => {
    const report = { kk: syntheticKk(1), nik: syntheticNik(1), name: 'Uji Contoh Satu' };
    const number = await sendReport(phone, report);
    const before = (await phone.read()).length;
    await office.decide(await office.findCase(number), 'ask_correction', {
      reason: 'unclear',
      note: 'Nama lengkapnya siapa?',
      fields: 'name',
    });
    await waitForReply(phone, before, /perlu perbaikan[\s\S]*Nama lengkapnya siapa\?/);
    const pressed = (await phone.read()).length;
    await phone.press(/Perbaiki/);
    await waitForReply(phone, pressed, /nama kepala keluarga/);
    await tell(phone, 'Uji Contoh Lengkap', /Mohon periksa[\s\S]*Uji Contoh Lengkap/);
    const asked = (await phone.read()).length;
    await phone.press(/Kirim/);
    await waitForReply(phone, asked, /Perbaikan diterima/);
    const decided = (await phone.read()).length;
    await office.decide(await office.findCase(number), 'approve');
    await waitForReply(phone, decided, /disetujui/);
    await waitForReply(phone, decided, /tercatat di Data Pemda/);

    const { database } = service.container;
    const cases = await database.case.findMany({ include: { events: true } });
    expect(cases.map((row) => [row.number, row.state])).toEqual([[number, 'registered']]);
    expect(await database.registryEntryVersion.count()).toBe(1);
    const told = (await phone.read()).filter((text) => text.includes(number) && text.startsWith('Laporan'));
    expect(told.filter((text) => text.includes('perlu perbaikan'))).toHaveLength(1);
    expect(told.filter((text) => text.includes('disetujui'))).toHaveLength(1);
    expect(told.filter((text) => text.includes('tercatat'))).toHaveLength(1);
    expect(await office.get('/console/data-pemda')).toContain('Uji Contoh Lengkap');
    await tell(phone, 'status', new RegExp(`${number} – Tercatat di Data Pemda`));
  });

  it('is answered once a message, however often each is delivered', async () => {
    const { database } = service.container;
    const inbox = await database.inboxMessage.findMany();
    const replies = await database.outboundMessage.findMany({ where: { purpose: 'reply' } });
    expect(inbox.every((message) => message.processedAt !== null && message.failure === null)).toBe(true);
    expect(new Set(replies.map((reply) => reply.dedupeKey)).size).toBe(replies.length);
    expect(replies.filter((reply) => reply.dedupeKey.endsWith(':1'))).toEqual([]);
  });

  it('tells a stranger once how to be enrolled, and nothing else', async () => {
    const simulator = simulatorOf(service.container);
    if (simulator === null) throw new Error('no simulator');
    const unknown = simulatorPhone(simulator, stranger);
    await tell(unknown, 'mulai', /belum terdaftar/);
    await unknown.say('status');
    await unknown.say('LP-2026-00001-A');
    const { database } = service.container;
    await expect
      .poll(() => database.inboxMessage.count({ where: { processedAt: null } }), { timeout: 10_000 })
      .toBe(0);
    expect(await unknown.read()).toHaveLength(1);
  });
});
