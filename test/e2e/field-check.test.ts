/** A field check, ordered by clicks, answered in the chat with a photo, read and decided in the console. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import { simulatorOf } from '../../src/parts.js';
import type { SimulatorServices } from '../../src/usecases/console-services.js';
import { hasBrowser, launchBrowser, newVisitor } from '../support/browser.js';
import { housePhoto } from '../support/chat-page.js';
import { enterConsole } from '../support/console-page.js';
import { lookAt } from '../support/look.js';
import { submitKind, syntheticKinds, type Kinds } from '../support/one-of-each-kind.js';
import { tell, waitForReply, type Phone } from '../support/phone.js';
import { syntheticContact } from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { simulatorPhone } from '../support/simulator-phone.js';
import { complaintsOf } from '../support/watch-page.js';

const checker = trialReporters[2];

describe.skipIf(!hasBrowser())('a field check', { timeout: 120_000 }, () => {
  let service: TestService;
  let simulator: SimulatorServices;
  let phone: Phone;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: readonly string[];
  let kinds: Kinds;
  let by: { reporterId: string; contactId: string };
  const faults: string[] = [];

  beforeAll(async () => {
    service = await startTestService();
    const found = simulatorOf(service.container);
    if (found === null || checker === undefined) throw new Error('no simulator');
    simulator = found;
    // Everything is delivered five times: twice is once.
    phone = simulatorPhone(simulator, checker.id, 5);
    await tell(phone, 'bantuan', /TUGAS – cek lapangan/);
    by = await syntheticContact(service.container);
    const desa = await service.container.database.region.findFirstOrThrow({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    kinds = syntheticKinds(desa.code);
    browser = await launchBrowser();
    context = await newVisitor(browser, 'desktop', { javaScriptEnabled: true });
    complaints = complaintsOf(context);
    page = await context.newPage();
    await enterConsole(page, service.url, 'verifikator');
  }, 60_000);
  afterEach(() => {
    expect({ faults: faults.splice(0), complaints }).toEqual({ faults: [], complaints: [] });
  });
  afterAll(async () => {
    await browser.close();
  });

  const look = (name: string) => lookAt(page, name, faults);
  const open = (caseId: string, rest = '') => page.goto(`${service.url}/console/kasus/${caseId}${rest}`);
  const flash = () => page.getByTestId('flash').textContent();
  const numberOf = async (id: string) =>
    (await service.container.database.case.findUniqueOrThrow({ where: { id } })).number;
  const order = async (who: RegExp) => {
    await page.getByLabel('Siapa yang mengecek').selectOption(await valueOf(who));
    await page.getByRole('button', { name: 'Kirim tugas' }).click();
  };
  const valueOf = async (who: RegExp) => {
    const option = page.locator('select[name=checker]').first().locator('option').filter({ hasText: who });
    return (await option.first().getAttribute('value')) ?? '';
  };

  it('goes from the console to the chat and back, with a photo, once', async () => {
    const caseId = await submitKind(service.container, by, kinds.household);
    const number = await numberOf(caseId);
    await open(caseId);
    await page.getByRole('link', { name: 'Minta cek lapangan' }).click();
    await look('check-order');
    await page.getByLabel('Catatan untuk yang mengecek').fill('NIK 6408010101807001 dicek');
    await page.getByRole('button', { name: 'Kirim tugas' }).click();
    await page.getByText('Pilih siapa yang mengecek.').waitFor();
    expect(await page.getByLabel('Catatan untuk yang mengecek').inputValue()).toContain('dicek');
    await look('check-order-refused');
    await page.getByLabel('Catatan untuk yang mengecek').fill('Mohon difoto dari depan.');
    const before = (await phone.read()).length;
    await order(/Pelapor Uji Tiga/);
    expect(await flash()).toContain(`Tugas cek lapangan untuk ${number}`);
    await look('check-open');
    await page.getByText('Tulis hasilnya di sini').click();
    await look('check-write');
    await page.getByRole('link', { name: 'Surat tugas' }).click();
    await page.getByTestId('sheet').getByText(kinds.household.name).waitFor();
    await look('check-sheet');
    await open(caseId);
    await page.getByTestId('check-open').waitFor();
    await look('check-case-open');
    await page.goto(`${service.url}/console?cek=open`);
    await look('check-queue');

    const task = await waitForReply(phone, before, /Tugas cek lapangan/);
    expect(task).toContain(number);
    expect(task).not.toContain(kinds.household.name);
    await phone.press(/Isi hasil/);
    await waitForReply(phone, before, /ditemukan\?/);
    await tell(phone, 'ketemu', /Tinggal di alamat/);
    await tell(phone, 'sesuai', /Keadaan rumah/);
    await tell(phone, '2', /Apa yang berbeda/);
    await tell(phone, 'Lantai sudah semen', /foto/i);
    const photo = await housePhoto();
    const clientId = randomUUID();
    const at = (await phone.read()).length;
    for (let time = 0; time < 3; time += 1) await simulator.send(checker?.id ?? '', { clientId, photo });
    await waitForReply(phone, at, /foto/i);
    await tell(phone, 'selesai', new RegExp(`Hasil cek lapangan laporan ${number}`));
    await tell(phone, 'kirim', /diterima/);

    const { database } = service.container;
    const stored = () => database.attachment.count({ where: { caseId, state: 'stored' } });
    await expect.poll(stored, { timeout: 10_000 }).toBe(1);
    const events = await database.caseEvent.findMany({ where: { caseId } });
    expect(events.filter(({ type }) => type === 'field_check_reported')).toHaveLength(1);
    const tasks = (await phone.read()).filter((text) => text.startsWith('Tugas cek lapangan'));
    expect(tasks).toHaveLength(1);

    await page.goto(`${service.url}/console?cek=reported`);
    await page.getByText('Hasil cek lapangan masuk').waitFor();
    await page.getByRole('link', { name: number }).click();
    const card = page.getByTestId('check-result');
    await card.getByText('Lantai sudah semen').waitFor();
    expect(await card.getByRole('img').count()).toBe(1);
    expect(await page.getByTestId('photos').getByRole('img').count()).toBe(0);
    await look('check-result');
    await open(caseId, '/cek-lapangan');
    await look('check-reported');
    await open(caseId);
    await page.getByRole('button', { name: 'Setujui' }).click();
    expect(await flash()).toContain('disetujui');
  });

  it('is written down, given to another, and taken back, also without scripts', async () => {
    const plain = await newVisitor(browser, 'desktop', { javaScriptEnabled: false });
    const scripted = page;
    page = await plain.newPage();
    await enterConsole(page, service.url, 'verifikator');
    const caseId = await submitKind(service.container, by, { ...kinds.person, nik: null });
    await open(caseId, '/cek-lapangan');
    await order(/Pelapor Uji Tiga/);
    await page.getByText('Ganti yang mengecek').click();
    await page.getByLabel('Siapa yang mengecek').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Ganti', exact: true }).click();
    await page.getByText('Tulis alasannya.').waitFor();
    await page.getByLabel('Alasan (untuk catatan kantor)').first().fill('Sedang sakit');
    await page.getByRole('button', { name: 'Ganti', exact: true }).click();
    expect(await flash()).toContain('sudah diganti');
    await page.getByText('Tulis hasilnya di sini').click();
    await page
      .getByRole('group', { name: 'Orang atau rumahnya' })
      .getByLabel('Ditemukan', { exact: true })
      .check();
    await page.getByRole('button', { name: 'Simpan hasil' }).click();
    await page.getByText('Isi setiap yang dilihat').waitFor();
    for (const name of ['Tinggal di alamat yang dilaporkan', 'Keadaan orangnya']) {
      await page.getByRole('group', { name }).getByLabel('Sesuai', { exact: true }).check();
    }
    await page.getByRole('button', { name: 'Simpan hasil' }).click();
    expect(await flash()).toContain('tersimpan');
    await order(/Pelapor Uji Tiga/);
    await page.getByText('Batalkan', { exact: true }).click();
    await page.getByLabel('Alasan (untuk catatan kantor)').last().fill('Tidak jadi');
    await page.getByRole('button', { name: 'Batalkan cek lapangan' }).click();
    expect(await flash()).toContain('dibatalkan');
    await plain.close();
    page = scripted;
    await open(caseId, '/cek-lapangan');
    await look('check-past');
  });
});
