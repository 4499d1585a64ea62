/** Aid that is recorded from a file, as it is clicked, on a phone and without a script. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aidOf } from '../../src/parts.js';
import { frozenList } from '../support/aid-people.js';
import { peopleWith } from '../support/aid-files.js';
import { hasBrowser, launchBrowser, newVisitor } from '../support/browser.js';
import { enterConsole } from '../support/console-page.js';
import { lookAt } from '../support/look.js';
import {
  staff,
  submitSynthetic,
  syntheticAnswers,
  syntheticContact,
  syntheticNik,
} from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { complaintsOf, smallTargets, unseenFocus } from '../support/watch-page.js';

describe.skipIf(!hasBrowser())('aid from a file', { timeout: 180_000 }, () => {
  let service: TestService;
  let browser: Browser;

  beforeAll(async () => {
    service = await startTestService();
    browser = await launchBrowser();
    const { container } = service;
    const by = await syntheticContact(container);
    const caseId = await submitSynthetic(container, by, await syntheticAnswers(container, 9_000));
    const { id: eventId } = await container.database.caseEvent.findFirstOrThrow({ where: { caseId } });
    const niks = Array.from({ length: 30 }, (_, n) => syntheticNik(n + 1));
    await peopleWith(container, niks, { desa: '64.08.04.1010', eventId });
  }, 60_000);
  afterAll(() => browser.close());

  const fileOf = (count: number, wrong: number) =>
    Buffer.from(
      [
        'NO;NIK;NAMA PENERIMA;TGL SALUR;NOMINAL (RP);TTD',
        ...Array.from(
          { length: count },
          (_, n) => `${String(n + 1)};${syntheticNik(n + 1)};Uji Warga;02/03/2026;600.000;x`,
        ),
        ...Array.from({ length: wrong }, (_, n) =>
          n % 2 === 0
            ? `x;${syntheticNik(5_000 + n)};Uji;2/3/2026;600.000;`
            : `x;12345;Uji;31/02/2026;banyak;`,
        ),
      ].join('\r\n'),
      'latin1',
    );
  const upload = async (page: Page, buffer: Buffer, name = 'Penyaluran Maret.csv') => {
    await page.goto(`${service.url}/console/bansos/berkas`);
    await page.locator('[name=program]').selectOption('uji');
    await page.getByLabel('Berkas CSV').setInputFiles({ name, mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Unggah', exact: true }).click();
    await page.getByRole('button', { name: 'Periksa berkas' }).waitFor();
  };
  const stateIs = (page: Page, state: string) =>
    page.locator(`[data-testid=aid-file-state][data-state=${state}]`).waitFor();
  const count = (page: Page, name: string) => page.getByTestId(`count-${name}`).locator('dd').textContent();

  it('is uploaded, checked, recorded once and withdrawn', async () => {
    const faults: string[] = [];
    const context = await newVisitor(browser);
    const complaints = complaintsOf(context);
    const page = await context.newPage();
    const look = async (name: string) => {
      await lookAt(page, name, faults);
      await page.setViewportSize({ width: 390, height: 844 });
      faults.push(...(await smallTargets(page)).map((one) => `${name}: ${one}`));
      faults.push(...(await unseenFocus(page)).map((one) => `${name}: ${one}`));
      await page.setViewportSize({ width: 1280, height: 800 });
    };
    await enterConsole(page, service.url, 'supervisor');
    await page.goto(`${service.url}/console/bansos/berkas`);
    expect(await page.getByTestId('empty').first().textContent()).toContain('Belum ada program');
    await look('aid-file-none');
    const { container } = service;
    const author = await staff(container, 'supervisor');
    const listId = await frozenList(container, await staff(container, 'admin'), author);
    await aidOf(container).decide(await staff(container, 'supervisor2'), {
      id: listId,
      approve: true,
      note: '',
      ip: '',
    });

    await page.goto(`${service.url}/console/bansos`);
    await page.getByRole('link', { name: 'Catat dari berkas' }).click();
    await page.getByRole('button', { name: 'Unggah', exact: true }).click();
    await page.getByTestId('problems').waitFor();
    await look('aid-file-refused');
    await upload(page, fileOf(30, 60));
    await page.getByLabel('Dibaca sebagai: NIK').selectOption('');
    await page.getByLabel('Barang').fill('Beras 10 kg');
    await page.getByRole('button', { name: 'Periksa berkas' }).click();
    await page.getByTestId('problems').waitFor();
    expect(await page.getByTestId('problems').textContent()).toContain('Kolom NIK belum dipilih');
    expect(await page.getByLabel('Barang').inputValue()).toBe('Beras 10 kg');
    await page.getByLabel('Barang').fill('');
    await page.getByLabel('Dibaca sebagai: NIK').selectOption('nik');
    await look('aid-file-mapping');
    await page.getByRole('button', { name: 'Periksa berkas' }).click();
    await stateIs(page, 'checked');
    expect(
      await Promise.all(['fresh', 'standing', 'absent', 'wrong'].map((one) => count(page, one))),
    ).toEqual(['30', '0', '30', '30']);
    await look('aid-file-checked');
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Unduh sebagai CSV' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^kesalahan-bantuan-.*\.csv$/);
    const address = page.url();
    await page.getByRole('button', { name: 'Catat 30 bantuan' }).click();
    await stateIs(page, 'recorded');
    expect(await count(page, 'recorded')).toBe('30');
    await look('aid-file-recorded');

    await upload(page, fileOf(30, 0), 'Sekali lagi.csv');
    await page.getByRole('button', { name: 'Periksa berkas' }).click();
    await stateIs(page, 'checked');
    expect(await count(page, 'standing')).toBe('30');
    await look('aid-file-standing');
    await page.getByRole('button', { name: 'Buang berkas ini' }).click();
    await page.getByTestId('flash').waitFor();
    await look('aid-files');

    await page.goto(address);
    await page.locator('summary', { hasText: 'Tarik semua catatan' }).click();
    await page.getByLabel('Alasan').selectOption('other');
    await page.getByRole('button', { name: 'Tarik semuanya' }).click();
    await page.getByTestId('problems').waitFor();
    await look('aid-file-withdraw');
    await page.getByLabel('Alasan').selectOption('content');
    await page.getByRole('button', { name: 'Tarik semuanya' }).click();
    await stateIs(page, 'withdrawn');
    await look('aid-file-withdrawn');
    expect({ faults, complaints }).toEqual({ faults: [], complaints: [] });
  });

  it('goes on a phone, without a script', async () => {
    const context = await newVisitor(browser, 'phone', { javaScriptEnabled: false });
    const page = await context.newPage();
    await enterConsole(page, service.url, 'supervisor');
    await upload(page, Buffer.from(`nik\n${syntheticNik(3)}\n${syntheticNik(4)}\n`));
    await page.getByLabel('Tanggal diberikan', { exact: true }).fill('2026-05-01');
    await page.getByLabel('Jumlah uang (rupiah)').fill('300rb');
    await page.getByRole('button', { name: 'Periksa berkas' }).click();
    await stateIs(page, 'checked');
    await page.getByRole('button', { name: 'Catat 2 bantuan' }).click();
    await stateIs(page, 'recorded');
    expect(await count(page, 'recorded')).toBe('2');
    await context.close();
  });
});
