import { beforeAll, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import { createLogger } from '../../src/log.js';
import { describeOnEachQueue } from '../support/backends.js';
import { ConsoleHttp } from '../support/console-http.js';
import { asText, dumpTables } from '../support/dumps.js';
import { atEnd } from '../support/ends.js';
import { findLeaks } from '../support/leaks.js';
import { sendReport, tell, waitForReply, type Talk } from '../support/phone.js';
import { syntheticKk, syntheticNik } from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { pairTestWhatsApp, startTestWhatsApp, type TestWhatsApp } from '../support/whatsapp-server.js';

const [reporter] = trialReporters;
const TIMES = 5;
const stranger = '+6281100009999';
const report = { kk: syntheticKk(21), nik: syntheticNik(21), name: 'Uji Contoh Duapuluhsatu' };

describeOnEachQueue('a report by WhatsApp', (backend) => {
  let whatsapp: TestWhatsApp;
  let service: TestService;
  let phone: Talk;
  const logged: string[] = [];

  beforeAll(async () => {
    whatsapp = await startTestWhatsApp();
    service = await startTestService({
      backend,
      logger: createLogger('debug', { part: 'test' }, { write: (line) => void logged.push(line) }),
      env: { WHATSAPP_ACCOUNT: 'uji', WHATSAPP_WS_URL: whatsapp.wsUrl },
      prepare: async (container) => {
        await pairTestWhatsApp(container, 'uji');
        return { ...container, intake: deliveredAgain(container.intake) };
      },
    });
    phone = whatsapp.phone(reporter?.phone ?? '');
    atEnd(() => whatsapp.stop());
  });

  it('is of whom WhatsApp vouches for, and goes through a correction to Data Pemda and back, once', async () => {
    const number = await sendReport(phone, report);
    const office = await ConsoleHttp.signIn(service.url, 'verifikator', 'coba-verifikator');
    const asked = (await phone.read()).length;
    await office.decide(await office.findCase(number), 'ask_correction', {
      reason: 'contradictory',
      note: 'Berapa anggotanya?',
      fields: 'memberCount',
    });
    await waitForReply(phone, asked, /perlu perbaikan[\s\S]*Berapa anggotanya\?/);
    await tell(phone, `PERBAIKI ${number}`, /jumlah anggota/);
    await tell(phone, '7', /Mohon periksa[\s\S]*7 orang/);
    await tell(phone, 'kirim', /Perbaikan diterima/);
    const decided = (await phone.read()).length;
    await office.decide(await office.findCase(number), 'approve');
    await waitForReply(phone, decided, /disetujui/);
    await waitForReply(phone, decided, /tercatat di Data Pemda/);
    await tell(phone, 'status', new RegExp(`${number} – Tercatat di Data Pemda`));

    const { database } = service.container;
    expect(await database.case.count()).toBe(1);
    expect(await database.registryEntryVersion.count()).toBe(1);
    const said = await phone.read();
    for (const once of [
      /perlu perbaikan/,
      /disetujui/,
      /tercatat di/,
      /Laporan diterima/,
      /Perbaikan diterima/,
    ]) {
      expect(said.filter((text) => once.test(text) && !text.startsWith('Laporan Bapak/Ibu'))).toHaveLength(1);
    }
    // Each inbound message was taken in five times, and answered once.
    const replies = await database.outboundMessage.findMany({ where: { purpose: 'reply' } });
    expect(replies).toHaveLength(await database.inboxMessage.count());
    expect(new Set(whatsapp.sent.map(({ id }) => id)).size).toBe(whatsapp.sent.length);
  });

  it('shows choices as a numbered list, and takes the number', async () => {
    await tell(phone, 'mulai', /1\. Rumah tangga miskin baru\n2\. Kasus PMKS/);
    await tell(phone, '1', /No\. KK/);
    await tell(phone, 'batal', /Hentikan laporan ini[\s\S]*1\. Ya\n2\. Tidak/);
    await tell(phone, '2', /No\. KK/);
    await tell(phone, 'mulai', /1\. Lanjutkan\n2\. Simpan dulu, mulai baru\n3\. Hapus, mulai baru/);
    await tell(phone, '1', /No\. KK/);
    await tell(phone, 'batal', /Hentikan/);
    await tell(phone, '1', /dihentikan/);
  });

  it('tells a stranger once how to be enrolled', async () => {
    const unknown = whatsapp.phone(stranger);
    await tell(unknown, 'halo', /belum terdaftar/);
    await unknown.say('mulai');
    await settled(service.container);
    expect(await unknown.read()).toHaveLength(1);
  });

  it('leaves no number, name or address in its log, nor in clear in the database', async () => {
    const { nik, kk, name } = report;
    const digits = (number: string) => number.slice(1);
    const sealed = {
      nik,
      kk,
      phone: digits(reporter?.phone ?? ''),
      stranger: digits(stranger),
      street: 'Percobaan',
    };
    expect(findLeaks(logged.join(''), { ...sealed, name })).toEqual([]);
    expect(logged.join('')).toContain('"part":"test"');
    expect(findLeaks(asText(await dumpTables(service.container.databaseUrl)), sealed)).toEqual([]);
  });

  it('finds its number signed in, in the console', async () => {
    const admin = await ConsoleHttp.signIn(service.url, 'admin', 'coba-admin');
    expect(await admin.get('/console/kanal')).toMatch(/data-testid="channel-whatsapp"[\s\S]*Tersambung/);
  });
});

function deliveredAgain(intake: Container['intake']): Container['intake'] {
  const receive: Container['intake']['receive'] = async (messages) => {
    for (let time = 0; time < TIMES; time += 1) await intake.receive(messages);
  };
  return Object.assign(Object.create(intake) as Container['intake'], { receive });
}

async function settled({ database }: Container): Promise<void> {
  await expect
    .poll(() => database.inboxMessage.count({ where: { processedAt: null } }), { timeout: 10_000 })
    .toBe(0);
}
