import { beforeAll, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import { describeOnEachQueue } from '../support/backends.js';
import { ConsoleHttp } from '../support/console-http.js';
import { atEnd } from '../support/ends.js';
import { sendReport, tell, waitForReply } from '../support/phone.js';
import { syntheticKk, syntheticNik } from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { startTelegramServer, type TelegramServer } from '../support/telegram-server.js';

const [reporter] = trialReporters;

describeOnEachQueue('a report by Telegram', (backend) => {
  let telegram: TelegramServer;
  let service: TestService;

  beforeAll(async () => {
    telegram = await startTelegramServer();
    service = await startTestService({
      backend,
      env: { TELEGRAM_BOT_TOKEN: '640801:test-token', TELEGRAM_API_ROOT: telegram.url },
    });
    // Registered last, runs first: a poll under way would hold the service up.
    atEnd(() => telegram.stop());
  });

  it('comes of a shared number, and goes through a correction to the decision and back, once', async () => {
    const phone = telegram.phone({ id: 7001, phone: reporter?.phone ?? '' }, 5);
    await tell(phone, '/start', /belum terdaftar/);
    const unknown = (await phone.read()).length;
    await phone.shareNumber();
    await waitForReply(phone, unknown, /Bapak\/Ibu sudah dikenal/);

    const number = await sendReport(phone, {
      kk: syntheticKk(7),
      nik: syntheticNik(7),
      name: 'Uji Contoh Tujuh',
    });
    const office = await ConsoleHttp.signIn(service.url, 'verifikator', 'coba-verifikator');
    const asked = (await phone.read()).length;
    await office.decide(await office.findCase(number), 'ask_correction', {
      reason: 'incomplete',
      note: 'Berapa anggotanya?',
      fields: 'memberCount',
    });
    await waitForReply(phone, asked, /Berapa anggotanya\?/);
    const pressed = (await phone.read()).length;
    await phone.press(/Perbaiki/);
    await waitForReply(phone, pressed, /jumlah anggota/);
    await tell(phone, '6', /Mohon periksa[\s\S]*6 orang/);
    const sending = (await phone.read()).length;
    await phone.press(/^Kirim$/);
    await waitForReply(phone, sending, /Perbaikan diterima/);
    const decided = (await phone.read()).length;
    await office.decide(await office.findCase(number), 'reject', {
      reason: 'not_poor',
      note: 'Sudah mampu.',
    });
    await waitForReply(phone, decided, /ditolak[\s\S]*Sudah mampu\./);

    const said = await phone.read();
    expect(said.filter((text) => text.includes('ditolak'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('Laporan diterima'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('Perbaikan diterima'))).toHaveLength(1);
    expect(await service.container.database.case.count()).toBe(1);
    expect(telegram.calls).toContain('setMyCommands');
  });

  it('toggles the choices of a question in place', async () => {
    const phone = telegram.phone({ id: 7001 });
    await tell(phone, 'lapor miskin baru', /No\. KK/);
    const start = (await phone.read()).length;
    await phone.press(/Tidak punya KK/);
    await waitForReply(phone, start, /NIK kepala keluarga/);
    await tell(phone, 'tidak ada', /nama kepala keluarga/);
    await tell(phone, 'Uji Contoh Delapan', /tanggal lahir/);
    await tell(phone, '1 Januari 1980', /alamat/);
    await tell(phone, 'Jalan Percobaan RT 1', /jumlah anggota/);
    await tell(phone, '2', /Anggota 2/);
    await tell(phone, 'lewati', /keadaan rumah tangga/);
    const messages = (await phone.read()).length;
    await phone.press(/^2$/);
    await expect.poll(() => telegram.sent.at(-1)?.text).toMatch(/^Dipilih: 2\./);
    expect(await phone.read()).toHaveLength(messages);
    await phone.press(/Selesai/);
    await waitForReply(phone, messages, /foto rumah/);
    await tell(phone, 'batal', /Hentikan laporan ini/);
    await tell(phone, 'ya', /dihentikan/);
  });
});
