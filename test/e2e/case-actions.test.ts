/** What is done with a case beyond a single decision, clicked through, without JavaScript where it decides. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { Report } from '../../src/domain/report/report.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import type { Decision } from '../../src/usecases/console-services.js';
import { objectReport } from '../../src/usecases/report/object-report.js';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { enterConsole } from '../support/console-page.js';
import { lookAt } from '../support/look.js';
import { submitKind, syntheticKinds, type Kinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { complaintsOf } from '../support/watch-page.js';

describe.skipIf(!hasBrowser())('a case, in the console', { timeout: 120_000 }, () => {
  let container: Container;
  let site: TestSite;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: readonly string[];
  let by: { reporterId: string; contactId: string };
  let kinds: Kinds;
  const faults: string[] = [];

  beforeAll(async () => {
    site = await openTestSite();
    ({ container, browser } = site);
    context = await newVisitor(browser, 'desktop', { javaScriptEnabled: true });
    complaints = complaintsOf(context);
    page = await context.newPage();
    by = await syntheticContact(container);
    const desa = await container.database.region.findFirstOrThrow({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    kinds = syntheticKinds(desa.code);
  });
  afterEach(() => {
    expect({ faults: faults.splice(0), complaints }).toEqual({ faults: [], complaints: [] });
  });

  const look = (name: string) => lookAt(page, name, faults);
  const open = (caseId: string) => page.goto(`${site.url}/console/kasus/${caseId}`);
  const enter = (username: string) => enterConsole(page, site.url, username);
  const submit = (report: Report) => submitKind(container, by, report);
  const decide = async (caseId: string, decision: Decision) =>
    decideCase(container, await staff(container, 'verifikator'), { caseId, version: 2, decision, ip: '' });
  const object = async (caseId: string, note: string) => {
    const { number, desaCode } = await container.database.case.findUniqueOrThrow({ where: { id: caseId } });
    await container.unitOfWork.run((tx) =>
      objectReport(
        tx,
        { ...by, regions: [desaCode], now: new Date() },
        { type: 'object_report', number, note },
      ),
    );
  };
  const stateOf = async (caseId: string) =>
    (await container.database.case.findUniqueOrThrow({ where: { id: caseId } })).state;
  const said = () => page.getByTestId('flash').textContent();

  it('two people approve a sensitive one; the first cannot be the second', async () => {
    const sensitive = { ...kinds.person, categories: ['16' as const], disability: null, note: null };
    const caseId = await submit({ ...sensitive, name: 'Uji Rahasia' });
    await enter('supervisor');
    await open(caseId);
    await look('actions-first-approval');
    await page.getByLabel('Catatan (boleh kosong)').first().fill('Sesuai keterangan TKSK.');
    await page.getByRole('button', { name: 'Setujui' }).click();
    expect(await said()).toContain('Satu orang lagi harus menyetujuinya');
    await page.getByTestId('proposal').waitFor();
    expect(await page.getByRole('button', { name: /Setujui/ }).count()).toBe(0);
    await look('actions-proposed-own');
    await enter('supervisor2');
    await open(caseId);
    expect(await page.getByTestId('proposal').textContent()).toContain('Sesuai keterangan TKSK.');
    await look('actions-proposed');
    await page.getByRole('button', { name: 'Setujui sebagai orang kedua' }).click();
    expect(await said()).toContain('disetujui. Pelapor diberi tahu');
    expect(await stateOf(caseId)).toBe('approved');
  });

  it('a duplicate is compared, and confirmed from the comparison', async () => {
    const { household } = kinds;
    await submit(household);
    const twin = await submit({
      ...household,
      name: 'Uji Contoh Rumah Tangga Kedua dengan Nama yang Sangat Panjang',
      memberCount: 5,
      birthDate: '1981-02-03',
    });
    await enter('verifikator');
    await open(twin);
    await page.getByText('Laporan ini sama dengan yang lain').click();
    await page.getByLabel('Nomor laporan atau Data Pemda yang sama').fill('LP-2020-00001-O');
    await page.getByLabel('Catatan untuk kantor (boleh kosong)').fill('Kembar');
    await page.getByRole('button', { name: 'Nyatakan duplikat' }).click();
    await page.getByText('Nomor itu tidak ditemukan').waitFor();
    expect(await page.getByLabel('Catatan untuk kantor (boleh kosong)').inputValue()).toBe('Kembar');
    await look('actions-duplicate-refused');
    await page
      .getByRole('link', { name: /^Bandingkan/ })
      .first()
      .click();
    await page.getByTestId('comparison').waitFor();
    await look('actions-comparison');
    await page.getByRole('button', { name: 'Nyatakan duplikat' }).click();
    expect(await said()).toContain('dinyatakan duplikat');
    expect(await stateOf(twin)).toBe('duplicate');
    await look('actions-duplicate');
  });

  it('a rejection is objected to, the answer is read, and what is closed can be reopened', async () => {
    const caseId = await submit({ ...kinds.person, nik: null, name: 'Uji Sanggah' });
    await decide(caseId, { type: 'reject', reason: 'category_not_met', note: 'Belum sesuai.' });
    await object(caseId, 'Sudah kami datangi lagi, orangnya memang tinggal sendiri.');
    await enter('supervisor');
    await open(caseId);
    await look('actions-objection');
    await page.getByRole('button', { name: 'Kirim jawaban' }).click();
    await page.getByText('Pilih jawabannya.').waitFor();
    await page.getByLabel('Sanggah tidak diterima, putusan tetap').check();
    await page.getByLabel('Penjelasan untuk pelapor').fill('Kategorinya tetap belum sesuai.');
    await page.getByRole('button', { name: 'Kirim jawaban' }).click();
    expect(await said()).toContain('Pelapor menerima jawabannya');
    await look('actions-answered');
    await page.getByText('Buka kembali laporan ini').click();
    await page.getByLabel('Penjelasan (untuk catatan kantor)').fill('Ada bukti baru dari TKSK.');
    await page.getByRole('button', { name: 'Buka kembali' }).click();
    await page.getByText('Pilih alasannya.').waitFor();
    await page
      .getByTestId('decision-reopen')
      .locator('select[name=reason]')
      .selectOption('Ada keterangan baru');
    await look('actions-reopen-reason');
    await page.getByRole('button', { name: 'Buka kembali' }).click();
    expect(await said()).toContain('dibuka kembali');
    expect(await stateOf(caseId)).toBe('in_review');
    const told = page.locator('[data-event=reopened]');
    expect(await told.textContent()).toContain('Alasan: Ada keterangan baru');
    await look('actions-reopened');
  });

  it('colleagues comment; an empty comment is asked for again', async () => {
    const caseId = await submit({ ...kinds.person, nik: null, name: 'Uji Komentar' });
    await enter('verifikator');
    await open(caseId);
    await page.getByRole('button', { name: 'Simpan komentar' }).click();
    await page.getByText('Tulis komentarnya.').waitFor();
    await page.getByLabel('Tulis komentar').fill('Sudah ditelepon, menunggu foto KK.');
    await page.getByRole('button', { name: 'Simpan komentar' }).click();
    await page.getByTestId('comments').getByText('Sudah ditelepon').waitFor();
    await look('actions-comments');
  });
});
