/** Aid as the office works with it: a programme, a list, a second person, and what was given. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, launchBrowser, newVisitor } from '../support/browser.js';
import { personsOf, type MadePerson } from '../support/aid-people.js';
import { enterConsole } from '../support/console-page.js';
import { lookAt } from '../support/look.js';
import { submitSynthetic, syntheticAnswers, syntheticContact } from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { complaintsOf, smallTargets, unseenFocus } from '../support/watch-page.js';

const nobody: MadePerson = {
  ...{ sex: 'P', birthDate: '1958-06-30', own: [], said: [], entry: null, home: null, gifts: [] },
  ...{ same: false, told: false },
};

describe.skipIf(!hasBrowser())('aid', { timeout: 180_000 }, () => {
  let service: TestService;
  let browser: Browser;

  beforeAll(async () => {
    service = await startTestService();
    browser = await launchBrowser();
    const { container } = service;
    const villages = await container.database.region.findMany({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
      take: 3,
    });
    const by = await syntheticContact(container);
    const caseId = await submitSynthetic(container, by, await syntheticAnswers(container, 1));
    const { id: eventId } = await container.database.caseEvent.findFirstOrThrow({ where: { caseId } });
    const people = Array.from({ length: 24 }, (_, n): MadePerson => ({
      ...nobody,
      sex: n % 3 === 0 ? 'L' : 'P',
      birthDate: ['1958-06-30', '1990-01-05', '2015-03-03', null][n % 4] ?? null,
      said: [
        {
          source: n % 5 === 0 ? 'P3KE' : 'DTSEN',
          day: '2026-03-01',
          desa: villages[n % 3]?.code ?? null,
          desil: 1 + (n % 4),
          category: null,
          verified: n % 2 === 0,
          present: true,
        },
      ],
    }));
    await personsOf(container, people, eventId);
  }, 60_000);
  afterAll(() => browser.close());

  const touch = async (page: Page, name: string, faults: string[]) => {
    await lookAt(page, name, faults);
    await page.setViewportSize({ width: 390, height: 844 });
    faults.push(...(await smallTargets(page)).map((one) => `${name}: ${one}`));
    faults.push(...(await unseenFocus(page)).map((one) => `${name}: ${one}`));
    await page.setViewportSize({ width: 1280, height: 800 });
  };

  it('goes from a programme over a frozen list to what was given', async () => {
    const faults: string[] = [];
    const context = await newVisitor(browser);
    const complaints = complaintsOf(context);
    const page = await context.newPage();
    const open = (path: string) => page.goto(service.url + path);
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const look = (name: string) => touch(page, name, faults);
    const state = (code: string) => page.locator(`[data-testid=list-state][data-state=${code}]`).waitFor();

    await enterConsole(page, service.url, 'supervisor');
    await open('/console/bansos');
    expect(await page.getByTestId('empty').textContent()).toContain('Belum ada program bantuan');
    await look('aid-none');

    await enterConsole(page, service.url, 'admin');
    await open('/console/acuan/program');
    await page.getByLabel('Kode').fill('Dua Kata');
    await page.getByLabel('Nama', { exact: true }).fill('Bantuan Beras');
    await press('Tambahkan');
    await page.getByTestId('problems').waitFor();
    await page.getByLabel('Kode').fill('beras');
    await press('Tambahkan');
    await page.getByTestId('flash').waitFor();
    await look('aid-programs');

    await enterConsole(page, service.url, 'supervisor');
    await open('/console/bansos');
    // Counted as it is chosen, also before the page's script has come over a slow line.
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/aid*.js*', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('link', { name: 'Susun daftar baru' }).click();
    await page.locator('[name=sumber_DTSEN]').selectOption('ada');
    release();
    await page.locator('[data-testid=composition][data-total="19"]').waitFor();
    await page.locator('[name=desil]').selectOption('DTSEN');
    await page.getByLabel('Sampai', { exact: true }).fill('3');
    await press('Hitung');
    await page.locator('[data-testid=composition][data-total="14"]').waitFor();
    await look('aid-build');
    await press('Simpan draf');
    await page.getByTestId('problems').waitFor();
    expect(await page.getByTestId('problems').textContent()).toContain('Nama daftar');
    await page.getByLabel('Nama daftar').fill('Beras Maret');
    await page.locator('[name=program]').selectOption('beras');
    await press('Simpan draf');
    await state('draft');
    await look('aid-draft');
    await press('Bekukan daftar');
    await state('frozen');
    await look('aid-frozen');
    expect(await page.getByRole('button', { name: 'Setujui daftar' }).count()).toBe(0);
    const address = page.url();

    await enterConsole(page, service.url, 'supervisor2');
    await page.goto(address);
    await look('aid-to-decide');
    await press('Kembalikan');
    await page.getByTestId('problems').waitFor();
    await press('Setujui daftar');
    await state('approved');
    expect(await page.getByTestId('aid-row').count()).toBe(14);

    await page.getByText('Catat penyaluran').click();
    await press('Catat');
    expect(await page.getByTestId('problems').textContent()).toContain('Centang');
    await page.getByText('Catat penyaluran').click();
    await page.getByRole('checkbox').first().check();
    await page.getByLabel('Barang').fill('Beras 10 kg');
    await press('Catat');
    expect(await page.getByTestId('flash').textContent()).toContain('untuk 1 orang');
    await page.getByText('Catat penyaluran').click();
    await page.getByLabel('Semua (14 orang)').check();
    await page.getByLabel('Jumlah uang').fill('Rp600rb');
    await look('aid-give');
    await press('Catat');
    expect(await page.getByTestId('flash').textContent()).toContain('untuk 13 orang. 1 orang sudah');
    await look('aid-given');

    await page.getByTestId('aid-row').first().getByRole('link').click();
    await look('aid-person');
    await page.locator('summary', { hasText: 'Tarik catatan ini' }).click();
    await press('Tarik catatan ini');
    expect(await page.getByTestId('aid-received').textContent()).toContain('Ditarik');
    await look('aid-withdrawn');

    await page.goto(address);
    await page.getByRole('link', { name: 'Unduh daftar ini' }).click();
    await look('aid-download');
    await page.locator('[name=purpose]').selectOption('aid');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Unduh' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^bantuan-beras-.*\.xlsx$/);
    await open('/console/bansos');
    await look('aid-lists');
    expect({ faults, complaints }).toEqual({ faults: [], complaints: [] });
  });

  it('is built on a phone, by keyboard, without a script', async () => {
    const context = await newVisitor(browser, 'phone', { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${service.url}/console/masuk`);
    await page.getByLabel('Nama pengguna').fill('supervisor');
    await page.getByLabel('Kata sandi').fill('coba-supervisor');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Keluar' }).waitFor();
    await page.goto(`${service.url}/console/bansos/susun`);
    await page.locator('[name=sumber_P3KE]').focus();
    await page.keyboard.press('a');
    await page.getByLabel('Nama daftar').focus();
    // The first button of the form counts, and keeps nothing.
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=composition][data-total="5"]').waitFor();
    expect(await page.locator('[name=sumber_P3KE]').inputValue()).toBe('ada');
    await context.close();
  });
});
