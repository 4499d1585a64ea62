/** Imports of the registers as they are clicked, with the keyboard, on a phone, and without a script. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, launchBrowser, newVisitor } from '../support/browser.js';
import { enterConsole } from '../support/console-page.js';
import { lookAt } from '../support/look.js';
import { syntheticNik } from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { complaintsOf } from '../support/watch-page.js';

const letters = 'abcdefghij';
const nameOf = (n: number) =>
  `Uji Contoh ${letters.charAt(n % 10)}${letters.charAt(Math.floor(n / 10) % 10)} Impor`;
const fileOf = (count: number, desil: (n: number) => number, wrong = 0) =>
  Buffer.from(
    [
      'NIK;NAMA LENGKAP;KODE DESA;DESIL;ALAMAT SESUAI KTP;LAIN-LAIN',
      ...Array.from(
        { length: count },
        (_, n) =>
          `${syntheticNik(n + 1)};${nameOf(n)};64.08.04.1010;${String(desil(n))};Jl. Contoh ${String(n)};x`,
      ),
      ...Array.from({ length: wrong }, () => `123;X;;11;;x`),
    ].join('\n'),
  );

describe.skipIf(!hasBrowser())('imports of the registers', { timeout: 180_000 }, () => {
  let service: TestService;
  let browser: Browser;

  beforeAll(async () => {
    service = await startTestService();
    browser = await launchBrowser();
  }, 60_000);
  afterAll(() => browser.close());

  const upload = async (page: Page, source: string, day: string, buffer: Buffer) => {
    await page.goto(`${service.url}/console/impor`);
    await page.getByRole('combobox', { name: 'Sumber' }).selectOption(source);
    await page.getByLabel('Data per tanggal').fill(day);
    await page.getByLabel('Seluruh data sumber ini').check();
    const file = { name: `uji-${source}.csv`, mimeType: 'text/csv', buffer };
    await page.getByLabel('Berkas CSV').setInputFiles(file);
    await page.getByRole('button', { name: 'Unggah dan periksa' }).click();
    await page.getByRole('button', { name: 'Mulai memeriksa' }).waitFor();
  };
  const stateIs = (page: Page, state: string) =>
    page.locator(`[data-testid=import-state][data-state=${state}]`).waitFor();
  const count = (page: Page, name: string) => page.getByTestId(`count-${name}`).locator('dd').textContent();

  it('are uploaded, mapped, checked, taken over and taken back', async () => {
    const faults: string[] = [];
    const context = await newVisitor(browser);
    const complaints = complaintsOf(context);
    const page = await context.newPage();
    const look = (name: string) => lookAt(page, name, faults);
    await enterConsole(page, service.url, 'admin');
    await page.goto(`${service.url}/console/impor`);
    await look('import-empty');
    await page.getByRole('button', { name: 'Unggah dan periksa' }).click();
    await page.getByTestId('problems').waitFor();
    expect(await page.getByTestId('problems').locator('li').count()).toBe(4);
    await look('import-refused');

    await upload(
      page,
      'DTSEN',
      '2026-03-01',
      fileOf(60, (n) => 1 + (n % 10)),
    );
    await look('import-mapping');
    await page.getByRole('button', { name: 'Mulai memeriksa' }).click();
    await stateIs(page, 'read');
    expect(await count(page, 'new')).toBe('60');
    await look('import-first');
    await page.getByRole('link', { name: 'Masukkan ke data' }).click();
    await page.getByRole('button', { name: 'Ya, masukkan' }).click();
    await stateIs(page, 'applied');

    await upload(
      page,
      'DTSEN',
      '2026-06-01',
      fileOf(58, (n) => (n < 25 ? 9 : 1 + (n % 10)), 40),
    );
    // A column that is read wrongly is put right, and one that must be there is missed.
    await page.getByLabel('Dibaca sebagai: NAMA LENGKAP').selectOption('');
    await page.getByRole('button', { name: 'Mulai memeriksa' }).click();
    await page.getByTestId('problems').waitFor();
    await look('import-mapping-refused');
    expect(await page.getByLabel('Dibaca sebagai: NIK').inputValue()).toBe('nik');
    await page.getByLabel('Dibaca sebagai: NAMA LENGKAP').selectOption('name');
    await page.getByRole('button', { name: 'Mulai memeriksa' }).click();
    await stateIs(page, 'read');
    expect(await count(page, 'gone')).toBe('2');
    expect(await page.getByTestId('sample').count()).toBe(20);
    await look('import-checked');
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Unduh semua sebagai CSV' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^kesalahan-impor-.*\.csv$/);
    await page.getByRole('link', { name: 'Masukkan ke data' }).click();
    await page.getByText('2 orang akan ditandai').waitFor();
    await look('import-confirm');
    await page.getByRole('button', { name: 'Ya, masukkan' }).click();
    await stateIs(page, 'applied');
    await look('import-applied');
    await page.getByRole('link', { name: 'Batalkan impor ini' }).click();
    await page.getByRole('button', { name: 'Ya, batalkan seluruhnya' }).click();
    await page.getByTestId('problems').waitFor();
    await page.getByLabel('Alasan').fill('Berkas yang salah.');
    await look('import-revert');
    await page.getByRole('button', { name: 'Ya, batalkan seluruhnya' }).click();
    await stateIs(page, 'reverted');
    await look('import-reverted');

    await upload(
      page,
      'DTKS',
      '2026-06-01',
      fileOf(3, () => 1),
    );
    await page.goto(`${service.url}/console/impor`);
    await look('import-home');
    expect({ faults, complaints }).toEqual({ faults: [], complaints: [] });
    await context.close();
  });

  it('are stopped, dropped and told of twice with the keyboard alone, without a script', async () => {
    const context = await newVisitor(browser, 'phone', { javaScriptEnabled: false });
    const page = await context.newPage();
    await enterConsole(page, service.url, 'admin');
    const { database } = service.container;
    // While nobody works: the job waits.
    await database.$executeRaw`CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN NEW.relayed_at := now() + interval '1 day'; RETURN NEW; END $$`;
    await database.$executeRaw`CREATE TRIGGER hold BEFORE INSERT ON outbox FOR EACH ROW
      WHEN (NEW.job = 'import.run') EXECUTE FUNCTION hold()`;
    await upload(
      page,
      'P3KE',
      '2026-06-01',
      fileOf(30, () => 2),
    );
    const press = async (name: string) => {
      await page.getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
    };
    await press('Mulai memeriksa');
    await stateIs(page, 'reading');
    await press('Hentikan');
    await page.getByTestId('stopped').waitFor();
    // A second one looks at it, with a script.
    const faults: string[] = [];
    const other = await newVisitor(browser);
    const seen = await other.newPage();
    await enterConsole(seen, service.url, 'admin');
    await seen.goto(page.url());
    await lookAt(seen, 'import-stopped', faults);
    await other.close();
    await database.$executeRaw`DROP TRIGGER hold ON outbox`;
    await press('Lanjutkan');
    // The page loads itself anew.
    await stateIs(page, 'read');
    await press('Buang impor ini');
    await stateIs(page, 'dropped');
    await upload(
      page,
      'DTSEN',
      '2026-09-01',
      fileOf(60, (n) => 1 + (n % 10)),
    );
    await press('Mulai memeriksa');
    await page.getByTestId('flash').waitFor();
    expect(await page.getByTestId('flash').textContent()).toContain('sudah pernah diimpor');
    expect(faults).toEqual([]);
    await context.close();
  });
});
