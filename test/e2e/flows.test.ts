/** Signing in, deciding, reading and taking out, in every manner. What else is done: more-flows.test.ts. */
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect } from 'vitest';
import type { Container } from '../../src/container.js';
import { dayIn } from '../../src/domain/time.js';
import { PrismaHistoryStore } from '../../src/storage/oversight/history.js';
import { runHistoryCheck } from '../../src/usecases/oversight/verify-histories.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import { registerCase } from '../../src/usecases/registry/register-case.js';
import type { Decision } from '../../src/usecases/console-services.js';
import { hasBrowser } from '../support/browser.js';
import { household, objectTo, pmks, type Sender } from '../support/kinds.js';
import { inEveryManner, type Flows } from '../support/manners.js';
import { submitKind } from '../support/one-of-each-kind.js';
import { staff, syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';

const desa = '64.08.01.2001';

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
    return { name: `Uji Alur ${String(n)}`, nik: syntheticNik(n), kk: syntheticKk(n) };
  };
  const waiting = (more: object = {}) =>
    submitKind(container, by, household(desa, { ...subject(), ...more }));
  const decide = async (caseId: string, decision: Decision) =>
    decideCase(container, await staff(container, 'verifikator'), { caseId, version: 2, decision, ip: '' });
  const stateOf = async (id: string) =>
    (await container.database.case.findUniqueOrThrow({ where: { id } })).state;
  const numberOf = async (id: string) =>
    (await container.database.case.findUniqueOrThrow({ where: { id } })).number;

  const caseOf = (caseId: string) => `/console/kasus/${caseId}`;

  const flows: Flows = {
    'signs in, is told of a wrong password, and signs out': async (at) => {
      const { page, hand, open } = await at('verifikator2');
      await open('/console');
      await hand.press(page.getByRole('button', { name: 'Keluar' }));
      await hand.write(page.getByLabel('Nama pengguna'), 'verifikator2');
      await hand.write(page.getByLabel('Kata sandi'), 'bukan sandinya');
      await hand.press(page.getByRole('button', { name: 'Masuk' }));
      await page.getByTestId('problems').waitFor();
      expect(await page.getByLabel('Nama pengguna').inputValue()).toBe('verifikator2');
      await hand.write(page.getByLabel('Kata sandi'), 'coba-verifikator2');
      await hand.press(page.getByRole('button', { name: 'Masuk' }));
      await page.getByRole('heading', { name: 'Antrean laporan' }).waitFor();
    },

    'filters, searches and opens a report': async (at) => {
      const number = await numberOf(await waiting());
      const { page, hand, open } = await at('verifikator');
      await open('/console');
      await hand.write(page.getByLabel('Cari'), `Uji Alur ${String(n)}`);
      await hand.choose(page.locator('.queue-filter select[name=kind]'), 'Rumah tangga miskin baru');
      await hand.press(page.getByRole('button', { name: 'Terapkan' }));
      await page.waitForURL(/cari=/);
      expect(page.url()).not.toContain('Uji');
      await hand.press(page.getByRole('link', { name: number }));
      await page
        .getByTestId('answers')
        .getByText(`Uji Alur ${String(n)}`)
        .waitFor();
    },

    'takes the next report, gives it back, takes it again and approves it': async (at) => {
      const caseId = await waiting({ urgent: true });
      const { page, hand, open, said } = await at('verifikator');
      await open(caseOf(caseId));
      await hand.press(page.getByRole('button', { name: 'Ambil', exact: true }));
      await hand.press(page.getByRole('button', { name: 'Lepaskan' }));
      await page.getByRole('button', { name: 'Ambil', exact: true }).waitFor();
      await open('/console');
      await hand.press(page.getByRole('button', { name: 'Ambil berikutnya' }));
      await page.getByRole('button', { name: 'Lepaskan' }).waitFor();
      await open(caseOf(caseId));
      await hand.write(page.getByLabel('Catatan (boleh kosong)').first(), 'Sesuai kunjungan.');
      await hand.press(page.getByRole('button', { name: 'Setujui' }));
      expect(await said()).toContain('disetujui');
      expect(await stateOf(caseId)).toBe('approved');
      await container.database.case.updateMany({ data: { claimedById: null, claimedUntil: null } });
    },

    'rejects, after being told that words are missing': async (at) => {
      const caseId = await waiting();
      const { page, hand, open, said } = await at('verifikator');
      await open(caseOf(caseId));
      await hand.press(page.getByText('Laporan ini tidak dapat diterima'));
      const form = page.getByTestId('decision-reject');
      await hand.choose(form.getByLabel('Alasan'), 'Alasan lain');
      await hand.press(form.getByRole('button', { name: 'Tolak' }));
      await page.getByTestId('problems').waitFor();
      await hand.write(form.getByLabel('Penjelasan untuk pelapor'), 'Warga ini sudah pindah.');
      await hand.press(form.getByRole('button', { name: 'Tolak' }));
      expect(await said()).toContain('ditolak');
      expect(await stateOf(caseId)).toBe('rejected');
    },

    'asks for a correction of one field': async (at) => {
      const caseId = await waiting();
      const { page, hand, open, said } = await at('verifikator');
      await open(caseOf(caseId));
      await hand.press(page.getByText('Ada yang perlu diperbaiki'));
      const form = page.getByTestId('decision-ask_correction');
      await hand.choose(form.getByLabel('Alasan'), 'Tidak jelas');
      await hand.tick(form.getByLabel('Alamat', { exact: true }));
      await hand.write(form.getByLabel('Pertanyaan untuk pelapor'), 'Di dusun mana rumahnya?');
      await hand.press(form.getByRole('button', { name: 'Minta perbaikan' }));
      expect(await said()).not.toBeNull();
      expect(await stateOf(caseId)).toBe('needs_correction');
    },

    'compares a report with another, and calls it a duplicate': async (at) => {
      const twin = subject();
      await submitKind(container, by, household(desa, twin));
      const caseId = await submitKind(container, by, household(desa, { ...twin, memberCount: 5 }));
      const { page, hand, open, said } = await at('verifikator');
      await open(caseOf(caseId));
      await hand.press(page.getByRole('link', { name: /^Bandingkan/ }).first());
      await page.getByTestId('comparison').waitFor();
      await hand.press(page.getByRole('button', { name: 'Nyatakan duplikat' }));
      expect(await said()).toContain('dinyatakan duplikat');
      expect(await stateOf(caseId)).toBe('duplicate');
    },

    'approves a sensitive case as one of two': async (at) => {
      const secret = pmks(desa, { ...subject(), categories: ['16'] });
      const caseId = await submitKind(container, by, secret);
      const first = await at('supervisor');
      await first.open(caseOf(caseId));
      await first.hand.press(first.page.getByRole('button', { name: 'Setujui' }));
      expect(await first.said()).toContain('Satu orang lagi harus menyetujuinya');
      const second = await at('supervisor2');
      await second.open(caseOf(caseId));
      await second.hand.press(second.page.getByRole('button', { name: 'Setujui sebagai orang kedua' }));
      expect(await second.said()).toContain('disetujui');
      expect(await stateOf(caseId)).toBe('approved');
    },

    'answers an objection, and reopens': async (at) => {
      const caseId = await waiting();
      await decide(caseId, { type: 'reject', reason: 'other', note: 'Belum sesuai.' });
      await objectTo(container, by, { caseId, note: 'Mohon dilihat lagi.' });
      const { page, hand, open, said } = await at('supervisor');
      await open(caseOf(caseId));
      await hand.tick(page.getByLabel('Sanggah tidak diterima, putusan tetap'));
      await hand.write(page.getByLabel('Penjelasan untuk pelapor'), 'Putusan tetap.');
      await hand.press(page.getByRole('button', { name: 'Kirim jawaban' }));
      expect(await said()).toContain('Pelapor menerima jawabannya');
      await hand.press(page.getByText('Buka kembali laporan ini'));
      const reopen = page.getByTestId('decision-reopen');
      await hand.choose(reopen.locator('select[name=reason]'), 'Ada keterangan baru');
      await hand.write(reopen.getByLabel('Penjelasan (untuk catatan kantor)'), 'Ada bukti baru.');
      await hand.press(page.getByRole('button', { name: 'Buka kembali' }));
      // What was said before still stands there while the browser is on its way.
      await page.getByTestId('flash').getByText('dibuka kembali').waitFor();
      expect(await stateOf(caseId)).toBe('in_review');
    },

    'comments for colleagues': async (at) => {
      const { page, hand, open } = await at('verifikator');
      await open(caseOf(await waiting()));
      await hand.write(page.getByLabel('Tulis komentar'), 'Sudah ditelepon.');
      await hand.press(page.getByRole('button', { name: 'Simpan komentar' }));
      await page.getByTestId('comments').getByText('Sudah ditelepon').waitFor();
    },

    'downloads a list, and a BNBA': async (at) => {
      const caseId = await waiting();
      await decide(caseId, { type: 'approve', note: '' });
      const { id: eventId } = await container.database.caseEvent.findFirstOrThrow({
        where: { caseId, type: 'approved' },
      });
      await registerCase(container, { caseId, eventId });
      const { page, hand, open } = await at('supervisor');
      const download = async () => {
        await hand.choose(page.getByLabel('Untuk apa'), 'Lainnya');
        await hand.write(page.getByLabel('Penjelasan'), 'Rapat koordinasi');
        const saved = page.waitForEvent('download');
        await hand.press(page.getByRole('button', { name: 'Unduh' }));
        return (await saved).suggestedFilename();
      };
      await open('/console?status=all');
      await hand.press(page.getByRole('link', { name: 'Unduh daftar ini' }));
      await page.getByLabel('Untuk apa').waitFor();
      expect(await download()).toMatch(/^laporan-.*\.xlsx$/);
      const month = dayIn(container.config.timeZone, new Date()).slice(0, 7);
      await open(`/console/bnba?bulan=${month}`);
      const list = page.locator('.bnba-filter select[name=desa]');
      const place = await list.locator(`option[value="${desa}"]`).textContent();
      await hand.choose(list, place?.trim() ?? '');
      await hand.press(page.getByRole('button', { name: 'Tampilkan' }));
      await page.getByTestId('bnba-count').waitFor();
      expect(await download()).toMatch(/^bnba-.*\.xlsx$/);
    },

    'looks an entry of Data Pemda up': async (at) => {
      const { page, hand, open } = await at('supervisor');
      await open('/console/data-pemda');
      await hand.write(page.getByLabel('Cari'), 'Uji Alur');
      await hand.press(page.getByRole('button', { name: 'Terapkan' }));
      await page.waitForURL(/cari=/);
      await hand.press(page.getByTestId('entry-row').first().getByRole('link'));
      await page.getByTestId('version').first().waitFor();
    },

    'reads the overview, the access log and the channels': async (at) => {
      const { page, hand, open } = await at('supervisor');
      await open('/console');
      const menu = page.getByRole('navigation').first();
      await hand.press(menu.getByRole('link', { name: 'Ringkasan' }));
      await hand.press(page.getByRole('link', { name: '3 bulan' }));
      await hand.choose(page.locator('.overview-filter select[name=kind]'), 'Kasus PMKS');
      await hand.press(page.getByRole('button', { name: 'Terapkan' }));
      await page.waitForURL(/kind=pmks_case/);
      await open('/console/catatan-akses');
      await hand.press(page.getByRole('button', { name: 'Periksa sekarang' }));
      await page.getByText('Sedang diperiksa.').waitFor();
      const { database, storage } = container;
      const { id: checkId } = await database.historyCheck.findFirstOrThrow({ where: { finishedAt: null } });
      await runHistoryCheck({ history: new PrismaHistoryStore(database, storage) }, { checkId });
      await hand.choose(page.getByLabel('Petugas'), 'Supervisor Uji');
      await hand.press(page.getByRole('button', { name: 'Terapkan' }));
      await page.waitForURL(/petugas=/);
      await open('/console/kanal');
      await page.getByRole('heading', { level: 1 }).waitFor();
    },

    'enrols a reporter, and invites a user': async (at) => {
      const { page, hand, open } = await at('admin');
      n += 1;
      await open('/console/pelapor');
      const enrolment = page.locator('form', { has: page.getByRole('button', { name: 'Daftarkan' }) });
      await hand.write(enrolment.getByLabel('Nama'), `Uji Contoh ${String(n)}`);
      await hand.choose(enrolment.getByLabel('Jabatan'), 'PSM');
      await hand.write(enrolment.getByLabel('Telepon'), `0812 7700 ${String(1000 + n)}`);
      await hand.tick(enrolment.getByRole('checkbox').first());
      await hand.press(enrolment.getByRole('button', { name: 'Daftarkan' }));
      await page.getByTestId('flash').waitFor();
      await open('/console/pengguna');
      await hand.write(page.getByLabel('Nama pengguna'), `uji.alur${String(n)}`);
      await hand.write(page.getByLabel('Nama', { exact: true }), 'Uji Contoh Petugas');
      await hand.choose(page.getByLabel('Peran'), await optionOf(page, 'reviewer'));
      await hand.tick(page.getByLabel(/^Seluruh/));
      await hand.press(page.getByRole('button', { name: 'Buat undangan' }));
      await page.getByTestId('invitation').waitFor();
    },
  };
  const optionOf = async (page: Page, value: string) =>
    ((await page.locator(`option[value="${value}"]`).first().textContent()) ?? '').trim();

  inEveryManner(() => ({ browser, url: site.url }), flows);
});
