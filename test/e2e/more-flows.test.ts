/** What is done around a case, with many at once, and by admins, in every manner. */
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect } from 'vitest';
import type { Container } from '../../src/container.js';
import { escalationRulesOf } from '../../src/parts.js';
import { runBulk } from '../../src/usecases/bulk/run-rows.js';
import { raiseEscalations } from '../../src/usecases/escalation/raise.js';
import { hasBrowser } from '../support/browser.js';
import { ConsoleHttp } from '../support/console-http.js';
import { household, pmks, type Sender } from '../support/kinds.js';
import { inEveryManner, type Flows } from '../support/manners.js';
import { submitKind, syntheticKinds } from '../support/one-of-each-kind.js';
import { syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';

const desa = '64.08.01.2001';
const DAY_MS = 86_400_000;

describe.skipIf(!hasBrowser())('the console', { timeout: 120_000 }, () => {
  let container: Container;
  let site: TestSite;
  let browser: Browser;
  let by: Sender;
  let n = 0;

  beforeAll(async () => {
    site = await openTestSite();
    ({ container, browser } = site);
    by = await syntheticContact(container);
  });

  const subject = () => {
    n += 1;
    return { name: `Uji Kerja ${String(n)}`, nik: syntheticNik(n), kk: syntheticKk(n) };
  };
  const waiting = (more: object = {}, at?: Date) =>
    submitKind(container, by, household(desa, { ...subject(), ...more }), at);
  const stateOf = async (id: string) =>
    (await container.database.case.findUniqueOrThrow({ where: { id } })).state;
  const caseOf = (caseId: string) => `/console/kasus/${caseId}`;

  const flows: Flows = {
    'rejects many at once, after a preview': async (at) => {
      n += 1;
      const report = { ...syntheticKinds(desa).ineligible, nik: syntheticNik(n) };
      const caseId = await submitKind(container, by, report);
      const { page, hand, open } = await at('verifikator');
      await open('/console?kind=no_longer_eligible');
      await hand.press(page.getByText('Kerjakan banyak'));
      await hand.choose(page.getByLabel('Laporan yang mana'), 'Semua yang cocok dengan saringan ini (1)');
      await hand.choose(page.getByLabel('Tindakan'), 'Tolak');
      await hand.press(page.getByRole('button', { name: 'Lihat pratinjau' }));
      await hand.choose(page.getByLabel('Alasan'), 'Alasan lain');
      await hand.write(page.getByLabel('Penjelasan untuk pelapor'), 'Sudah dibahas di musyawarah desa.');
      await hand.press(page.getByRole('button', { name: 'Tolak: 1 laporan' }));
      await page.getByTestId('run-state').waitFor();
      const { id: runId } = await container.database.bulkRun.findFirstOrThrow({ orderBy: { id: 'desc' } });
      await runBulk(container, { runId });
      await page.locator('[data-testid=run-state][data-state=finished]').waitFor();
      expect(await stateOf(caseId)).toBe('rejected');
    },

    'keeps a view of the queue, and drops it': async (at) => {
      n += 1;
      const name = `Daftar ${String(n)}`;
      const { page, hand, open } = await at('supervisor');
      await open('/console?kind=pmks_case');
      await hand.press(page.getByText('Simpan tampilan ini'));
      await hand.write(page.getByLabel('Nama tampilan'), name);
      await hand.press(page.getByRole('button', { name: 'Simpan', exact: true }));
      await hand.press(page.getByTestId('views').getByRole('link', { name }));
      await page.waitForURL(/kind=pmks_case/);
      await hand.press(page.getByRole('link', { name: 'Atur' }));
      await hand.press(page.getByRole('button', { name: `Hapus ${name}` }));
      await page.getByTestId('empty').waitFor();
    },

    'puts an answer right, which another approves': async (at) => {
      const caseId = await waiting();
      const first = await at('verifikator');
      await first.open(caseOf(caseId));
      await first.hand.press(first.page.getByRole('link', { name: 'Ubah isian' }));
      await first.hand.write(first.page.getByLabel('Jumlah anggota'), '5');
      await first.hand.press(first.page.getByRole('button', { name: 'Lihat perubahan' }));
      await first.hand.choose(first.page.getByLabel('Dasar perubahan'), 'Sesuai KTP, KK, atau surat');
      await first.hand.write(first.page.getByLabel('Catatan untuk kantor'), 'Dicocokkan dengan foto KK.');
      await first.hand.press(first.page.getByRole('button', { name: 'Simpan perbaikan' }));
      expect(await first.said()).toContain('diperbaiki');
      await first.hand.press(first.page.getByRole('button', { name: 'Setujui' }));
      // What was said before still stands there while the browser is on its way.
      await first.page.getByTestId('flash').getByText('Satu orang lagi harus menyetujuinya').waitFor();
      const second = await at('supervisor');
      await second.open(caseOf(caseId));
      await second.hand.press(second.page.getByRole('button', { name: 'Setujui sebagai orang kedua' }));
      expect(await second.said()).toContain('disetujui');
      expect(await stateOf(caseId)).toBe('approved');
    },

    'calls two that share a number different': async (at) => {
      const twin = { ...subject(), nik: null };
      await submitKind(container, by, household(desa, twin));
      const caseId = await submitKind(container, by, household(desa, { ...twin, name: 'Uji Saudara' }));
      const { page, hand, open, said } = await at('verifikator');
      await open(caseOf(caseId));
      await hand.press(page.getByRole('link', { name: /^Bandingkan/ }).first());
      await hand.press(page.getByTestId('different').locator('summary'));
      await hand.choose(page.getByLabel('Mengapa bukan duplikat'), 'Orangnya berbeda');
      const note = page.getByTestId('different').getByLabel('Catatan untuk kantor');
      await hand.write(note, 'Kakak beradik dalam satu KK.');
      await hand.press(page.getByRole('button', { name: 'Bukan duplikat' }));
      expect(await said()).toContain('bukan duplikat');
    },

    'goes on to the next of a list': async (at) => {
      n += 1;
      const word = `Berurut ${String(n)}`;
      for (const name of ['Satu', 'Dua']) {
        await submitKind(container, by, pmks(desa, { name: `Uji ${word} ${name}` }));
      }
      const { page, hand, open } = await at('verifikator');
      await open('/console');
      await hand.write(page.getByLabel('Cari'), word);
      await hand.press(page.getByRole('button', { name: 'Terapkan' }));
      await page.waitForURL(/cari=/);
      await hand.press(page.locator('a[data-row]').first());
      const steps = page.getByRole('navigation', { name: 'Dalam daftar' });
      await steps.getByText('1 dari 2').waitFor();
      await hand.press(steps.getByRole('link', { name: 'Berikutnya' }));
      await page.getByRole('heading', { name: `Uji ${word} Dua` }).waitFor();
    },

    'calls upon a colleague, who finds it': async (at) => {
      const caseId = await waiting();
      const first = await at('verifikator');
      await first.open(caseOf(caseId));
      await first.hand.write(first.page.getByLabel('Tulis komentar'), 'Tolong dicek @supervisor.');
      await first.hand.press(first.page.getByRole('button', { name: 'Simpan komentar' }));
      const second = await at('supervisor');
      await second.open('/console');
      await second.hand.press(second.page.getByTestId('mentions-link'));
      await second.hand.press(second.page.getByTestId('mentions').getByRole('link').first());
      await second.page.getByTestId('comments').getByText('Tolong dicek').waitFor();
    },

    'has a case looked at in the field, and writes the result down': async (at) => {
      const caseId = await waiting();
      const { page, hand, open, said } = await at('verifikator');
      await open(caseOf(caseId));
      await hand.press(page.getByRole('link', { name: 'Minta cek lapangan' }));
      const list = page.getByLabel('Siapa yang mengecek');
      await list.waitFor();
      const checkers = await list.locator('option').allTextContents();
      await hand.choose(list, checkers.map((one) => one.trim()).find((one) => one.startsWith('Super')) ?? '');
      await hand.press(page.getByRole('button', { name: 'Kirim tugas' }));
      expect(await said()).toContain('Tugas cek lapangan');
      await hand.press(page.getByText('Tulis hasilnya di sini'));
      const found = page.getByRole('group', { name: 'Orang atau rumahnya' });
      await hand.tick(found.getByLabel('Ditemukan', { exact: true }));
      for (const name of ['Tinggal di alamat yang dilaporkan', 'Keadaan rumah']) {
        await hand.tick(page.getByRole('group', { name }).getByLabel('Sesuai', { exact: true }));
      }
      await hand.press(page.getByRole('button', { name: 'Simpan hasil' }));
      await page.getByTestId('flash').getByText('tersimpan').waitFor();
      await open(caseOf(caseId));
      await page.getByTestId('check-result').waitFor();
    },

    'looks after what waited too long': async (at) => {
      await waiting({}, new Date(Date.now() - 30 * DAY_MS));
      await raiseEscalations({ ...container, escalationRules: escalationRulesOf(container) });
      const { page, hand, open } = await at('supervisor');
      await open('/console/ringkasan');
      await hand.press(page.getByRole('link', { name: 'Buka daftar eskalasi' }));
      const first = page.getByTestId('escalation').first();
      await hand.press(first.locator('summary'));
      await hand.write(first.getByLabel('Catatan'), 'Sudah ditelepon.');
      await hand.press(first.getByRole('button', { name: 'Ditangani' }));
      await page.getByTestId('flash').waitFor();
    },

    'puts a report on paper': async (at) => {
      const caseId = await waiting();
      const { page, hand, open } = await at('supervisor');
      await open(caseOf(caseId));
      await hand.press(page.getByRole('link', { name: 'Cetak', exact: true }));
      await hand.press(page.getByRole('link', { name: 'Ubah pilihan' }));
      await hand.tick(page.getByLabel('Tampilkan NIK'));
      await hand.choose(page.getByLabel('Untuk apa'), 'Verifikasi lapangan');
      await hand.press(page.getByRole('button', { name: 'Tampilkan lembar' }));
      await page.getByText('Tujuan: Verifikasi lapangan.').waitFor();
    },

    'keeps the days and the agencies of the office': async (at) => {
      n += 1;
      const { page, hand, open, said } = await at('admin');
      await open('/console/acuan');
      await hand.write(page.getByLabel('Tanggal dan namanya'), '6 Mei 2027 Libur Uji');
      await hand.press(page.getByRole('button', { name: 'Tambahkan' }));
      await page.getByTestId('holiday').waitFor();
      await hand.press(page.getByRole('button', { name: /^Hapus hari libur/ }));
      await page.getByTestId('holiday').waitFor({ state: 'detached' });
      await open('/console/acuan/opd');
      const fields = page.locator('#opd-baru');
      if ((await fields.getAttribute('open')) === null) await hand.press(fields.locator('summary'));
      await hand.write(fields.getByLabel('Kode'), `uji${String(n)}`);
      await hand.write(fields.getByLabel('Nama lengkap'), `Dinas Uji ${String(n)}`);
      await hand.press(fields.getByRole('button', { name: 'Tambahkan' }));
      expect(await said()).toBe('Perubahan disimpan.');
    },

    'ends the other sessions of their own': async (at) => {
      await ConsoleHttp.signIn(site.url, 'verifikator2', 'coba-verifikator2');
      const { page, hand, open, said } = await at('verifikator2');
      await open('/console/akun');
      await hand.press(page.getByRole('button', { name: 'Akhiri semua sesi lain' }));
      expect(await said()).toContain('Semua sesi lain');
    },
  };

  inEveryManner(() => ({ browser, url: site.url }), flows);
});
