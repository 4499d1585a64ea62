/** Work on a case, clicked through, without JavaScript where it is decided. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { Report } from '../../src/domain/report/report.js';
import { caseworkOf } from '../../src/parts.js';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { enterConsole } from '../support/console-page.js';
import { lookAt } from '../support/look.js';
import { submitKind, syntheticKinds, type Kinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { complaintsOf } from '../support/watch-page.js';

describe.skipIf(!hasBrowser()).each([true, false])(
  'work on a case, scripts %s',
  { timeout: 180_000 },
  (javaScriptEnabled) => {
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
      context = await newVisitor(browser, 'desktop', { javaScriptEnabled });
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

    /** What finds faults of looks runs in the page. */
    const look = async (name: string) => {
      if (javaScriptEnabled) await lookAt(page, name, faults);
    };
    const open = (caseId: string) => page.goto(`${site.url}/console/kasus/${caseId}`);
    const enter = (username: string) => enterConsole(page, site.url, username);
    const submit = (report: Report) => submitKind(container, by, report);
    const said = () => page.getByTestId('flash').textContent();

    it('answers are put right with a reason, looked at before, and approved by two', async () => {
      const caseId = await submit(kinds.household);
      await enter('verifikator');
      await open(caseId);
      await page.getByRole('link', { name: 'Ubah isian' }).click();
      await look('edit-form');
      await page.getByRole('button', { name: 'Lihat perubahan' }).click();
      await page.getByText('Belum ada yang berubah.').waitFor();
      await page.getByLabel('NIK', { exact: true }).first().fill('123');
      await page.getByLabel('Nama', { exact: true }).first().fill('Uji Contoh Kepala Keluarga Baru');
      await page.getByRole('button', { name: 'Lihat perubahan' }).click();
      await page.getByTestId('problems').getByText('harus 16 angka').waitFor();
      expect(await page.getByLabel('Nama', { exact: true }).first().inputValue()).toContain('Keluarga Baru');
      await look('edit-refused');
      await page
        .getByLabel('NIK', { exact: true })
        .first()
        .fill(kinds.household.nik ?? '');
      await page.getByLabel('Jumlah anggota').fill('5');
      await page.getByLabel('Makan satu atau dua kali sehari').check();
      await page.getByLabel('Pekerjaan').first().fill('Pedagang sayur');
      await page.getByRole('button', { name: 'Lihat perubahan' }).click();
      await page.getByRole('heading', { name: 'Yang berubah: 4 isian' }).waitFor();
      await look('edit-preview');
      await page.getByRole('button', { name: 'Simpan perbaikan' }).click();
      await page.getByText('Pilih dasar perubahannya.').waitFor();
      await page.getByLabel('Dasar perubahan').selectOption('Sesuai KTP, KK, atau surat');
      await page.getByLabel('Catatan untuk kantor').fill('Dicocokkan dengan foto KK.');
      await page.getByRole('button', { name: 'Simpan perbaikan' }).click();
      expect(await said()).toContain('diperbaiki. Pelapor diberi tahu.');
      await page.getByTestId('timeline').getByText('Dicocokkan dengan foto KK.').waitFor();
      await look('edit-saved');
      await page.getByRole('button', { name: 'Setujui' }).click();
      expect(await said()).toContain('Satu orang lagi harus menyetujuinya');
      await look('edit-proposed');
      await enter('supervisor');
      await open(caseId);
      await page.getByRole('button', { name: 'Setujui sebagai orang kedua' }).click();
      expect(await said()).toContain('disetujui. Pelapor diberi tahu');
    });

    it('the later of two is told who was first, and keeps what they typed', async () => {
      const caseId = await submit({ ...kinds.ineligible, nik: null, name: 'Uji Dua Orang' });
      await enter('verifikator');
      await page.goto(`${site.url}/console/kasus/${caseId}/isian`);
      await page.getByLabel('Keterangan').fill('Punya toko di pasar.');
      await caseworkOf(container).saveEdit(await staff(container, 'supervisor'), {
        caseId,
        version: 2,
        typed: { said: { name: ['Uji Nama Supervisor'] }, asked: [] },
        reason: 'typing',
        note: 'Salah ketik',
        ip: '',
      });
      await page.getByRole('button', { name: 'Lihat perubahan' }).click();
      const told = page.getByTestId('overtaken');
      await told.waitFor();
      expect(await told.textContent()).toMatch(/Supervisor.*Uji Dua Orang.*Uji Nama Supervisor/s);
      expect(await page.getByLabel('Keterangan').inputValue()).toBe('Punya toko di pasar.');
      expect(await page.getByLabel('Nama', { exact: true }).inputValue()).toBe('Uji Nama Supervisor');
      await look('edit-overtaken');
      await page.getByRole('button', { name: 'Lihat perubahan' }).click();
      await page.getByRole('heading', { name: 'Yang berubah: 1 isian' }).waitFor();
    });

    it('two that share a number are called different, and asked about again when that was wrong', async () => {
      const { household } = kinds;
      const twins = { ...household, nik: null, members: [], kk: '6408010101207111' };
      await submit({ ...twins, name: 'Uji Saudara Satu' });
      const caseId = await submit({ ...twins, name: 'Uji Saudara Dua' });
      await enter('verifikator');
      await open(caseId);
      const found = page.getByTestId('duplicates');
      await found
        .getByRole('link', { name: /^Bandingkan/ })
        .first()
        .click();
      await page.getByTestId('different').locator('summary').click();
      await page.getByRole('button', { name: 'Bukan duplikat' }).click();
      await page.getByText('Pilih alasannya.').waitFor();
      await look('different-refused');
      await page.getByLabel('Mengapa bukan duplikat').selectOption('Orangnya berbeda');
      await page
        .getByTestId('different')
        .getByLabel('Catatan untuk kantor')
        .fill('Kakak beradik dalam satu KK.');
      await page.getByRole('button', { name: 'Bukan duplikat' }).click();
      expect(await said()).toContain('bukan duplikat');
      await found.getByText('Sudah diperiksa, bukan duplikat: 1').click();
      await found.getByText('Kakak beradik dalam satu KK.').waitFor();
      await look('different-decided');
      await found.getByRole('link', { name: /^Bandingkan/ }).click();
      await look('different-comparison');
      await page.getByRole('button', { name: 'Batalkan' }).click();
      expect(await said()).toContain('Dibatalkan');
    });

    it('cases are gone through in the order and filter of the list, and on after a decision', async () => {
      const person = { ...kinds.person, birthEstimated: false, nik: null };
      for (const name of ['Satu', 'Dua', 'Tiga']) await submit({ ...person, name: `Uji Berurut ${name}` });
      await enter('verifikator');
      await page.getByLabel('Cari').fill('Berurut');
      await page.getByRole('button', { name: 'Terapkan' }).click();
      await page.waitForURL(/cari=/);
      await page.locator('a[data-row]').first().click();
      const steps = page.getByRole('navigation', { name: 'Dalam daftar' });
      await steps.getByText('1 dari 3').waitFor();
      expect(decodeURIComponent(page.url())).not.toMatch(/Berurut/i);
      await look('steps-first');
      if (javaScriptEnabled) await page.keyboard.press('j');
      else await steps.getByRole('link', { name: 'Berikutnya' }).click();
      await steps.getByText('2 dari 3').waitFor();
      await page.getByRole('heading', { name: 'Uji Berurut Dua' }).waitFor();
      await page.getByRole('button', { name: 'Setujui' }).click();
      expect(await said()).toContain('disetujui');
      await steps.getByText('Tinggal 2 di daftar').waitFor();
      await look('steps-decided');
      await steps.getByRole('link', { name: 'Berikutnya' }).click();
      await page.getByRole('heading', { name: 'Uji Berurut Tiga' }).waitFor();
      if (javaScriptEnabled) await page.keyboard.press('k');
      else await steps.getByRole('link', { name: 'Sebelumnya' }).click();
      await page.getByRole('heading', { name: 'Uji Berurut Satu' }).waitFor();
      await page.getByRole('link', { name: 'Kembali ke antrean' }).click();
      expect(await page.getByLabel('Cari').inputValue()).toBe('Berurut');
    });

    it('a colleague is called upon in a comment, finds it, and has read it then', async () => {
      const caseId = await submit({ ...kinds.person, birthEstimated: false, nik: null, name: 'Uji Disebut' });
      await enter('verifikator');
      await open(caseId);
      await page.getByText('Sebut rekan dengan @').click();
      await page.getByLabel('Tulis komentar').fill('Tolong dicek @supervisor dan @siapa-ini.');
      await page.getByRole('button', { name: 'Simpan komentar' }).click();
      expect(await said()).toContain('@siapa-ini');
      await look('mention-said');
      await enter('supervisor');
      await page.getByTestId('mentions-link').getByText('Anda disebut: 1 baru').waitFor();
      await look('mention-queue');
      await page.getByTestId('mentions-link').click();
      await look('mention-list');
      await page.getByTestId('mentions').getByRole('link').click();
      await page.getByTestId('comments').getByText('Tolong dicek').waitFor();
      await page.goto(`${site.url}/console`);
      await page.getByTestId('mentions-link').getByText('Anda disebut', { exact: true }).waitFor();
    });
  },
);
