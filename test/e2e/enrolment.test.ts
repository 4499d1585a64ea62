/** The pages of enrolment in a browser: a code used in the chat, a list imported, a desa handed over. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, launchBrowser, newVisitor } from '../support/browser.js';
import { signIn } from '../support/console-page.js';
import { tell } from '../support/phone.js';
import { simulatorOf } from '../../src/parts.js';
import { startTestService, type TestService } from '../support/service.js';
import { simulatorPhone } from '../support/simulator-phone.js';
import { accessFaults, complaintsOf, overflow } from '../support/watch-page.js';

const stranger = '00000000-0000-7000-8000-000000000199';
const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } };

describe.skipIf(!hasBrowser())('enrolment in the browser', { timeout: 120_000 }, () => {
  let service: TestService;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: readonly string[];
  const faults: string[] = [];

  beforeAll(async () => {
    service = await startTestService();
    browser = await launchBrowser();
    context = await newVisitor(browser, 'desktop');
    complaints = complaintsOf(context);
    page = await context.newPage();
    await page.goto(`${service.url}/console/masuk`);
    await signIn(page, 'admin', 'coba-admin');
    await page.getByRole('button', { name: 'Keluar' }).waitFor();
  });
  afterEach(() => {
    expect({ faults: faults.splice(0), complaints }).toEqual({ faults: [], complaints: [] });
  });
  afterAll(() => browser.close());

  /** It fits, and everybody can use it. */
  const look = async (name: string) => {
    for (const [device, size] of Object.entries(sizes)) {
      await page.setViewportSize(size);
      const wider = await overflow(page);
      if (wider > 0) faults.push(`${name}, ${device}: ${String(wider)} px too wide`);
      faults.push(...(await accessFaults(page)).map((fault) => `${name}, ${device}: ${fault}`));
    }
    const folder = process.env['SCREENSHOTS'];
    if (folder === undefined) return;
    for (const [device, size] of Object.entries(sizes)) {
      await page.setViewportSize(size);
      await page.screenshot({ path: `${folder}/enrol-${name}-${device}.png`, fullPage: true });
    }
  };
  const see = (text: string | RegExp) => page.getByText(text).first().waitFor();

  it('makes a code, which connects a chat', async () => {
    await page.goto(`${service.url}/console/pelapor`);
    await look('list');
    await page.getByRole('link', { name: 'Pelapor Uji Dua' }).click();
    await see('Belum terhubung');
    await look('reporter');
    await page.getByRole('button', { name: 'Buat kode' }).click();
    const code = (await page.getByTestId('invite-code').locator('.code').textContent()) ?? '';
    await look('code');
    const simulator = simulatorOf(service.container);
    if (simulator === null) throw new Error('no simulator');
    await tell(simulatorPhone(simulator, stranger), `daftar ${code}`, /sudah dikenal/);
    await page.goto(page.url().replace('/undangan', ''));
    await page.getByTestId('chat').getByText('terhubung', { exact: true }).waitFor();
    await see('Terhubung lewat Simulator');
    await page.getByLabel('Telepon').fill('12');
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.getByTestId('problems').waitFor();
    expect(await page.getByLabel('Telepon').inputValue()).toBe('12');
    await look('reporter-refused');
  });

  it('imports a list by keyboard alone, after a look at what it says', async () => {
    await page.goto(`${service.url}/console/pelapor/impor`);
    await look('import');
    const upload = async (text: string) => {
      await page.locator('input[type=file]').setInputFiles({
        name: 'uji.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(text),
      });
      await page.getByRole('button', { name: 'Unggah dan periksa' }).press('Enter');
    };
    await upload('a;b;c');
    await see('Baris judul tidak ditemukan');
    await look('import-refused');
    const { name: desa, kecamatan } = [...service.container.storage.regions.desa.values()][9] ?? {};
    await upload(
      `nama;jabatan;no hp;desa;kecamatan\nUji Contoh Impor;Kades;081291000001;${desa ?? ''};${kecamatan ?? ''}\nX;camat;12;Tidak Ada;`,
    );
    await see('bukan nomor telepon yang benar');
    await look('preview');
    await page.getByRole('button', { name: 'Simpan 1 pelapor baru' }).press('Enter');
    await see('Impor selesai: 1 pelapor baru, 0 diperbarui.');
    await look('imported');
  });

  it('hands a desa over to somebody new', async () => {
    await page.goto(`${service.url}/console/pelapor?q=Uji+Contoh+Impor`);
    await page.getByRole('link', { name: 'Uji Contoh Impor' }).click();
    await page.getByRole('link', { name: /^Serahkan / }).click();
    await page.getByRole('button', { name: 'Serahkan desa' }).click();
    await see('Tulis nama, 2 sampai 100 huruf.');
    await look('handover');
    await page.getByLabel('Nama').fill('Uji Contoh Pengganti');
    await page.getByLabel('Jabatan').selectOption('Lurah');
    await page.getByLabel('Telepon').fill('081291000002');
    await page.getByRole('button', { name: 'Serahkan desa' }).click();
    await see('Desa diserahkan.');
    await page.getByRole('heading', { name: 'Uji Contoh Pengganti' }).waitFor();
    await look('successor');
  });

  it('lets a reviewer be on duty', async () => {
    await context.clearCookies();
    await page.goto(`${service.url}/console/masuk`);
    await signIn(page, 'verifikator', 'coba-verifikator');
    await page.getByRole('link', { name: 'Peringatan' }).click();
    await look('alerts');
    await page.getByRole('button', { name: 'Mulai bertugas' }).click();
    await see('Anda sedang bertugas.');
    await page.getByRole('button', { name: 'Buat kode' }).click();
    await page.getByTestId('invite-code').waitFor();
    await look('alerts-code');
  });
});
