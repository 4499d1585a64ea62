import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import { describeOnEachQueue } from '../support/backends.js';
import { hasBrowser, launchBrowser, newVisitor } from '../support/browser.js';
import { chatPage, housePhoto, sendPhoto } from '../support/chat-page.js';
import { signIn } from '../support/console-page.js';
import { tell, waitForReply, type Phone } from '../support/phone.js';
import { syntheticKk, syntheticNik } from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { complaintsOf } from '../support/watch-page.js';

const [reporter] = trialReporters;

describeOnEachQueue('a report in the browser', (backend) => {
  describe.skipIf(!hasBrowser())('from the simulator and the console', () => {
    let service: TestService;
    let browser: Browser;
    let reporting: BrowserContext;
    let reviewing: BrowserContext;
    let chat: Page;
    let phone: Phone;
    let desk: Page;
    let complaints: readonly (readonly string[])[];

    beforeAll(async () => {
      service = await startTestService({ backend });
      browser = await launchBrowser();
      reporting = await newVisitor(browser, 'phone');
      reviewing = await newVisitor(browser, 'desktop');
      complaints = [complaintsOf(reporting), complaintsOf(reviewing)];
      chat = await reporting.newPage();
      desk = await reviewing.newPage();
      phone = chatPage(chat);
    });
    afterAll(async () => {
      await browser.close();
    });

    it('goes from the chat through a correction to Data Pemda and back', async () => {
      await chat.goto(`${service.url}/simulator`);
      await chat.getByRole('link', { name: reporter?.name ?? '' }).click();
      const number = await sendReport(phone, chat);

      await signInAfterAMistake(desk, service.url);
      await openFromQueue(desk, number);
      await seeTheReport(desk);
      const asked = (await phone.read()).length;
      await askForCorrection(desk, number);
      await waitForReply(phone, asked, /perlu perbaikan[\s\S]*Nama lengkapnya siapa\?/);
      await correct(phone);

      await openFromQueue(desk, number);
      const decided = (await phone.read()).length;
      await desk.getByRole('button', { name: 'Setujui' }).click();
      await see(desk, `Laporan ${number} disetujui`);
      // The page is still the one from before: what is new came to it.
      await waitForReply(phone, decided, /disetujui/);
      await waitForReply(phone, decided, /tercatat di Data Pemda/);
      await tell(phone, 'status', new RegExp(`${number} – Tercatat di Data Pemda`));

      await seeTheEntry(desk, number);
      expect(complaints.flat()).toEqual([]);
      const { database } = service.container;
      expect(await database.registryEntryVersion.count()).toBe(1);
      expect(await database.case.count()).toBe(1);
    });
  });
});

/** Typed text and buttons, one wrong answer, toggles, a photo, one edit at the summary. Returns the number. */
async function sendReport(phone: Phone, chat: Page): Promise<string> {
  await tell(phone, 'halo', /Selamat datang/);
  const begun = (await phone.read()).length;
  await phone.press(/Mulai lapor/);
  await waitForReply(phone, begun, /Apa yang mau dilaporkan/);
  await phone.press(/Rumah tangga miskin baru/);
  await waitForReply(phone, begun, /No\. KK/);
  await tell(phone, syntheticKk(1), /NIK kepala keluarga/);
  await tell(phone, '6408 0101', /NIK harus 16 angka[\s\S]*NIK kepala keluarga/);
  await tell(phone, syntheticNik(1), /lahir 1 Januari 1980[\s\S]*nama kepala keluarga/);
  await tell(phone, 'Uji Contoh Satu', /alamat/);
  await tell(phone, 'Jalan Percobaan RT 3 RW 1', /jumlah anggota/);
  await tell(phone, 'empat', /Anggota 2/);
  await tell(phone, 'lewati', /keadaan rumah tangga/);
  await toggle(phone, chat, /(^|✓ )2$/, '2');
  await toggle(phone, chat, /(^|✓ )4$/, '2, 4');
  await toggle(phone, chat, /(^|✓ )2$/, '4');
  await toggle(phone, chat, /(^|✓ )2$/, '2, 4');
  const before = (await phone.read()).length;
  await phone.press(/Selesai/);
  await waitForReply(phone, before, /foto rumah/);
  await sendPhoto(chat, await housePhoto());
  await waitForReply(phone, before, /1 foto diterima/);
  await phone.press(/Selesai/);
  await waitForReply(phone, before, /Mohon periksa[\s\S]*4 orang/);
  await tell(phone, '7', /jumlah anggota/);
  await tell(phone, '5', /Mohon periksa[\s\S]*5 orang[\s\S]*nomor 2, 4[\s\S]*1 foto/);
  const sent = (await phone.read()).length;
  await phone.press(/Kirim/);
  const receipt = await waitForReply(phone, sent, /Laporan diterima, No\./);
  return /LP-\d{4}-\d{5}-[0-9A-Z]/.exec(receipt)?.[0] ?? '';
}

/** The question stays where it is and shows what is chosen. */
async function toggle(phone: Phone, chat: Page, label: RegExp, chosen: string): Promise<void> {
  const bubbles = await chat.getByTestId('bubble-bot').count();
  await phone.press(label);
  await chat.getByText(`Dipilih: ${chosen}.`).waitFor();
  expect(await chat.getByTestId('bubble-bot').count()).toBe(bubbles);
}

async function signInAfterAMistake(desk: Page, url: string): Promise<void> {
  await desk.goto(`${url}/console`);
  await signIn(desk, 'verifikator', 'bukan-sandinya');
  await see(desk, 'Nama pengguna atau kata sandi salah');
  expect(await desk.getByLabel('Nama pengguna').inputValue()).toBe('verifikator');
  await signIn(desk, 'verifikator', 'coba-verifikator');
  await desk.getByRole('heading', { name: 'Antrean laporan' }).waitFor();
}

async function openFromQueue(desk: Page, number: string): Promise<void> {
  await desk.getByRole('link', { name: 'Antrean', exact: true }).click();
  await desk.getByLabel('Cari').fill('bukan siapa-siapa');
  await desk.getByRole('button', { name: 'Terapkan' }).click();
  await see(desk, 'Tidak ada laporan yang cocok.');
  await desk.getByRole('link', { name: 'Hapus saringan' }).click();
  await desk.getByRole('link', { name: /Sedang diverifikasi 1/ }).click();
  await desk.getByLabel('Cari').fill('uji contoh');
  await desk.getByRole('button', { name: 'Terapkan' }).click();
  await desk.getByRole('link', { name: number }).click();
  await desk.getByRole('heading', { name: number }).waitFor();
}

async function seeTheReport(desk: Page): Promise<void> {
  const answers = desk.getByTestId('answers');
  for (const answer of [
    'Uji Contoh Satu',
    '6408 0101 0180 0002',
    '1 Januari 1980',
    'RT 003, RW 001',
    '5 orang',
  ]) {
    await answers.getByText(answer).first().waitFor();
  }
  await answers.getByText('Saran sistem: Tanda belum cukup').waitFor();
  await seeThePhoto(desk);
  await desk.getByTestId('timeline').getByText('Laporan diterima dari pelapor').waitFor();
  await desk.getByTestId('timeline').getByText('Pemeriksaan ganda selesai').waitFor();
}

/** A worker may still be fetching it when the page is opened first. */
async function seeThePhoto(desk: Page): Promise<void> {
  const photo = desk.getByTestId('photos').getByRole('img');
  await expect.poll(async () => (await desk.reload(), photo.count())).toBe(1);
  await photo.scrollIntoViewIfNeeded();
  const width = () => photo.evaluate((image: unknown) => (image as { naturalWidth: number }).naturalWidth);
  await expect.poll(width).toBeGreaterThan(100);
}

/** Forgets the reason first: what was typed and ticked stays. */
async function askForCorrection(desk: Page, number: string): Promise<void> {
  await desk.getByText('Ada yang perlu diperbaiki').click();
  const form = desk.getByTestId('decision-ask_correction');
  await form.getByLabel('Nama', { exact: true }).check();
  await form.getByLabel('Pertanyaan untuk pelapor').fill('Nama lengkapnya siapa?');
  await form.getByRole('button', { name: 'Minta perbaikan' }).click();
  await see(desk, 'Pilih alasannya.');
  expect(await form.getByLabel('Pertanyaan untuk pelapor').inputValue()).toBe('Nama lengkapnya siapa?');
  expect(await form.getByLabel('Nama', { exact: true }).isChecked()).toBe(true);
  await form.getByLabel('Alasan').selectOption('Tidak jelas');
  await form.getByRole('button', { name: 'Minta perbaikan' }).click();
  await see(desk, `Permintaan perbaikan untuk ${number} dikirim`);
}

async function correct(phone: Phone): Promise<void> {
  const pressed = (await phone.read()).length;
  await phone.press(/Perbaiki/);
  await waitForReply(phone, pressed, /nama kepala keluarga/);
  await tell(phone, 'Uji Contoh Lengkap', /Mohon periksa[\s\S]*Uji Contoh Lengkap/);
  const sent = (await phone.read()).length;
  await phone.press(/Kirim/);
  await waitForReply(phone, sent, /Perbaikan diterima/);
}

async function seeTheEntry(desk: Page, number: string): Promise<void> {
  await desk.getByRole('link', { name: 'Data Pemda', exact: true }).click();
  await desk
    .getByRole('row', { name: /Uji Contoh Lengkap/ })
    .getByRole('link')
    .click();
  await desk.getByTestId('version').getByText('Versi 1').waitFor();
  await desk.getByTestId('version').getByText('Verifikator Uji Satu').waitFor();
  await desk.getByTestId('member').getByText('Uji Contoh Lengkap').waitFor();
  await desk
    .getByTestId('version')
    .getByRole('link', { name: `Laporan ${number}` })
    .click();
  await desk.getByTestId('timeline').getByText('Perbaikan diterima dari pelapor').waitFor();
  await desk.getByTestId('timeline').getByText('Yang berubah: Nama').waitFor();
  expect(await desk.getByTestId('state').first().textContent()).toBe('Tercatat di Data Pemda');
}

async function see(page: Page, text: string): Promise<void> {
  await page.getByText(text).first().waitFor();
}
