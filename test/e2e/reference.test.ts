/** The admin sets what the office decides by, in a browser; what they typed is never lost. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { referenceOf } from '../../src/parts.js';
import { screenCase } from '../../src/usecases/case/screen-case.js';
import { recountDue } from '../../src/usecases/reference/recount-due.js';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { enterConsole } from '../support/console-page.js';
import { syntheticKinds } from '../support/one-of-each-kind.js';
import { lookAt } from '../support/look.js';
import { staff, submitSynthetic, syntheticAnswers, syntheticContact } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { complaintsOf } from '../support/watch-page.js';

describe.skipIf(!hasBrowser())('reference data in the console', { timeout: 120_000 }, () => {
  let container: Container;
  let site: TestSite;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: readonly string[];
  const faults: string[] = [];

  beforeAll(async () => {
    site = await openTestSite();
    ({ container, browser } = site);
    context = await newVisitor(browser, 'desktop');
    await context.addInitScript('window.setInterval = () => 0');
    complaints = complaintsOf(context);
    page = await context.newPage();
    await enterConsole(page, site.url, 'admin');
  });
  afterEach(() => {
    expect({ faults: faults.splice(0), complaints }).toEqual({ faults: [], complaints: [] });
  });

  const look = (name: string) => lookAt(page, name, faults);
  const open = (tab: string) => page.goto(`${site.url}/console/acuan${tab}`);
  const flash = () => page.getByTestId('flash').textContent();
  const save = (name = 'Simpan') => page.locator('details[open]').getByRole('button', { name }).click();

  it('time limits and holidays, with what it came to', async () => {
    const by = await syntheticContact(container);
    const caseId = await submitSynthetic(container, by, await syntheticAnswers(container, 1));
    await screenCase(container, { caseId, eventId: caseId });
    await page.getByRole('link', { name: 'Data acuan' }).click();
    await look('reference-time');
    await page.getByLabel('Rumah tangga miskin baru').fill('0');
    await page.getByLabel('Sabtu').check();
    await page.getByRole('button', { name: 'Simpan' }).click();
    await page.getByTestId('problems').waitFor();
    expect(await page.getByLabel('Rumah tangga miskin baru').inputValue()).toBe('0');
    expect(await page.getByLabel('Sabtu').isChecked()).toBe(true);
    await look('reference-time-refused');
    await page.getByLabel('Rumah tangga miskin baru').fill('3');
    await page.getByRole('button', { name: 'Simpan' }).click();
    expect(await flash()).toContain('dihitung ulang');
    expect(await page.getByTestId('recount').textContent()).toContain('sedang dihitung');
    const list = page.getByLabel('Tanggal dan namanya');
    await list.fill('10–11 Maret 2027 Idulfitri\nsesudah lebaran');
    await page.getByRole('button', { name: 'Tambahkan' }).click();
    expect(await page.getByTestId('problems').textContent()).toContain('Baris 2');
    expect(await list.inputValue()).toContain('sesudah lebaran');
    await look('reference-holidays-refused');
    await list.fill('10–11 Maret 2027 Idulfitri\n6 Mei Waisak');
    await page.getByRole('button', { name: 'Tambahkan' }).click();
    expect(await page.getByTestId('holiday').count()).toBe(3);
    const recounts = await container.database.dueRecount.findMany({ where: { finishedAt: null } });
    for (const { id } of recounts) await recountDue(container, { recountId: id });
    // Another admin calls it something else meanwhile: not taken away unseen.
    const more = { text: '11 Maret 2027 Idulfitri hari kedua', year: 2027 };
    await referenceOf(container).addHolidays(await staff(container, 'admin'), more, '');
    await page.getByRole('button', { name: 'Hapus hari libur 11 Maret 2027' }).click();
    expect(await page.getByTestId('overtaken').textContent()).toContain('sebelum Anda menghapusnya');
    await look('reference-holiday-overtaken');
    await page.getByRole('button', { name: 'Hapus hari libur 11 Maret 2027' }).first().click();
    expect(await flash()).toContain('dihitung ulang');
    expect(await page.getByTestId('holiday').count()).toBe(2);
    await container.database.dueRecount.deleteMany({ where: { finishedAt: null } });
    await page.reload();
    expect(await page.getByTestId('recount').textContent()).toContain('1 laporan terbuka');
    expect(await page.getByTestId('reference-change').first().textContent()).toContain('dihapus');
    await look('reference-time-changed');
  });

  it('reasons, as reporters and reviewers will read them', async () => {
    await open('/alasan');
    const reject = page.locator('section', { has: page.getByRole('heading', { name: 'Alasan menolak' }) });
    await reject.getByText('Bukan warga desa ini').first().click();
    expect(await reject.getByTestId('preview').filter({ visible: true }).textContent()).toContain(
      'Alasan: Bukan warga desa ini.',
    );
    await look('reference-reasons');
    await open('/alasan');
    await reject.getByText('Tambah alasan').click();
    await page.locator('details[open]').getByLabel('Bunyi alasan').fill('Sudah terdaftar');
    await save('Tambahkan');
    expect(await page.getByTestId('problems').textContent()).toContain('Sudah ada alasan');
    await page.locator('details[open]').getByLabel('Bunyi alasan').fill('Dibantu program lain.');
    await save('Tambahkan');
    expect(await flash()).toBe('Perubahan disimpan.');
    await reject.getByText('Tidak termasuk miskin').first().click();
    const current = await referenceOf(container).current();
    const item = current.reasons.reject_reason.find(({ code }) => code === 'not_poor');
    if (item === undefined) throw new Error('no such reason');
    const first = { ...item, value: { ...item.value, label: 'Keluarga mampu' } };
    await referenceOf(container).saveReason(await staff(container, 'admin'), 'reject_reason', first, '');
    await page.locator('details[open]').getByLabel('Bunyi alasan').fill('Tidak miskin');
    await save();
    await page.getByTestId('overtaken').waitFor();
    expect(await page.locator('details[open]').getByLabel('Bunyi alasan').inputValue()).toBe('Tidak miskin');
    await look('reference-overtaken');
    await save();
    expect(await flash()).toBe('Perubahan disimpan.');
    expect(await page.getByTestId('reference-change').first().textContent()).toContain(
      'Bunyi alasan: Keluarga mampu → Tidak miskin',
    );
    const { id: caseId } = await container.database.case.findFirstOrThrow();
    await enterConsole(page, site.url, 'verifikator');
    await page.goto(`${site.url}/console/kasus/${caseId}`);
    const offered = page.getByTestId('decision-reject').locator('select[name=reason] option');
    expect(await offered.allTextContents()).toEqual(
      expect.arrayContaining(['Tidak miskin', 'Dibantu program lain']),
    );
    await enterConsole(page, site.url, 'admin');
  });

  it('questions and limits', async () => {
    await open('/pertanyaan');
    await page.getByText('Fotonya gelap').first().click();
    await look('reference-questions');
    const field = page.locator('details[open]').locator('textarea');
    await field.fill('Fotonya gelap. Mohon kirim ulang siang hari.');
    await page.locator('details[open]').getByLabel('Dipakai').uncheck();
    await save();
    expect(await flash()).toBe('Perubahan disimpan.');
    const by = await syntheticContact(container);
    const { desaCode } = await syntheticAnswers(container, 1);
    await submitSynthetic(container, by, syntheticKinds(desaCode).person);
    await open('/kategori');
    await page.getByText('08 Lanjut usia terlantar').click();
    expect(await page.getByTestId('open-cases').filter({ visible: true }).textContent()).toContain(
      '1 laporan',
    );
    await page.locator('details[open]').getByLabel('Umur paling tinggi').fill('20');
    await save();
    expect(await page.getByTestId('problems').textContent()).toContain('tidak boleh di atas');
    await look('reference-limits');
    await page.locator('details[open]').getByLabel('Umur paling tinggi').fill('110');
    await save();
    expect(await flash()).toBe('Perubahan disimpan.');
  });

  it('a category that is renamed, made sensitive, and retired', async () => {
    const by = await syntheticContact(container);
    const { desaCode } = await syntheticAnswers(container, 1);
    const { person } = syntheticKinds(desaCode);
    const name = 'Uji Contoh Pulung';
    const nik = '6408010101507013';
    const caseId = await submitSynthetic(container, by, {
      ...person,
      name,
      nik,
      categories: ['13'],
      disability: null,
    });
    const own = page.locator('#kategori-13');
    await open('/kategori');
    await own.locator('summary').click();
    await own.getByLabel('Nama yang ditampilkan').fill('Pengemis');
    await own.getByLabel('Sensitif').check();
    await save();
    expect(await page.getByTestId('problems').textContent()).toContain('sudah bernama begitu');
    expect(await own.getByLabel('Sensitif').isChecked()).toBe(true);
    await look('reference-category-refused');
    await own.getByLabel('Nama yang ditampilkan').fill('Pemungut barang bekas');
    await own.getByLabel('Sensitif').uncheck();
    await save();
    expect(await flash()).toBe('Perubahan disimpan.');
    await enterConsole(page, site.url, 'verifikator');
    await page.goto(`${site.url}/console/kasus/${caseId}`);
    expect(await page.getByTestId('categories').textContent()).toContain('13 Pemungut barang bekas');
    await page.goto(`${site.url}/console?kategori=13&status=all`);
    await page.getByText(name).waitFor();
    const filter = page.locator('select[name=kategori] option[value="13"]');
    expect(await filter.textContent()).toBe('13 Pemungut barang bekas');

    await enterConsole(page, site.url, 'admin');
    await open('/kategori');
    await own.locator('summary').click();
    await own.getByLabel('Sensitif').check();
    await own.getByLabel('Dipakai').uncheck();
    await save();
    expect(await page.getByTestId('recount').textContent()).toMatch(
      /13 Pemungut barang bekas dijadikan sensitif, .*: 1 laporan kini tertutup/,
    );
    const told = await page.getByTestId('reference-change').first().textContent();
    expect(told).toContain('Sensitif: tidak → ya');
    await own.locator('summary').click();
    await look('reference-category-sensitive');
    await enterConsole(page, site.url, 'verifikator');
    await page.goto(`${site.url}/console/kasus/${caseId}`);
    expect(await page.getByTestId('categories').count()).toBe(0);
    expect(await page.content()).not.toContain(name);
    await page.goto(`${site.url}/console?kategori=13&status=all`);
    expect(await page.getByText(name).count()).toBe(0);
    expect(await filter.count()).toBe(0);
    await page.goto(`${site.url}/panduan`);
    expect(await page.getByRole('cell', { name: 'Pemungut barang bekas' }).count()).toBe(0);

    await enterConsole(page, site.url, 'admin');
    await open('/kategori');
    await own.locator('summary').click();
    await own.getByLabel('Sensitif').uncheck();
    await save();
    expect(await page.getByTestId('recount').textContent()).toContain('1 laporan terbuka lagi');
    await enterConsole(page, site.url, 'verifikator');
    await page.goto(`${site.url}/console?kategori=13&status=all`);
    await page.getByText(name).waitFor();
    expect(await filter.textContent()).toBe('13 Pemungut barang bekas (tidak dipakai)');
    await enterConsole(page, site.url, 'admin');
  });

  it('agencies; and a supervisor reads all of it', async () => {
    await open('/opd');
    await look('reference-agencies-empty');
    const fields = page.locator('details[open]');
    await fields.getByLabel('Kode').fill('Dinas Kesehatan');
    await fields.getByLabel('Nama lengkap').fill('Dinas Kesehatan');
    await save('Tambahkan');
    expect(await page.getByTestId('problems').textContent()).toContain('Kode: 2 sampai 20');
    expect(await fields.getByLabel('Nama lengkap').inputValue()).toBe('Dinas Kesehatan');
    await fields.getByLabel('Kode').fill('dinkes');
    await fields.getByLabel('Narahubung', { exact: true }).fill('Uji Contoh');
    await fields.getByLabel('Telepon').fill('0812-0000-0000');
    await save('Tambahkan');
    await page.getByText('Dinas Kesehatan').first().click();
    await fields.getByLabel('Dipakai').uncheck();
    await save();
    expect(await flash()).toBe('Perubahan disimpan.');
    await look('reference-agencies');
    await enterConsole(page, site.url, 'supervisor');
    await page.goto(`${site.url}/console/sistem`);
    await page.getByRole('link', { name: 'Buka data acuan' }).click();
    expect(await page.getByRole('button', { name: 'Simpan' }).count()).toBe(0);
    expect(await page.getByLabel('Rumah tangga miskin baru').isDisabled()).toBe(true);
    await look('reference-supervisor');
  });
});
