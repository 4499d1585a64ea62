/** Every page, at a desk and on a cheap phone. scripts/screenshots.mjs has it leave pictures of them, too. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import { queueOf, workers } from '../../src/parts.js';
import { PrismaHistoryStore } from '../../src/storage/oversight/history.js';
import { runHistoryCheck } from '../../src/usecases/oversight/verify-histories.js';
import { dayIn } from '../../src/domain/time.js';
import { readXlsx } from '../../src/usecases/enrolment/import/xlsx.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import type { Decision } from '../../src/usecases/console-services.js';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { chatPage, housePhoto, sendPhoto } from '../support/chat-page.js';
import { enterConsole, signIn } from '../support/console-page.js';
import { atEnd } from '../support/ends.js';
import { lookAt, pictureFolder } from '../support/look.js';
import { syntheticMember } from '../support/one-of-each-kind.js';
import { tell, waitForReply } from '../support/phone.js';
import {
  staff,
  submitSynthetic,
  syntheticAnswers,
  syntheticContact,
  syntheticKk,
  syntheticNik,
} from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { complaintsOf } from '../support/watch-page.js';

const [reporter] = trialReporters;
const question = 'Alamat rumahnya di sebelah mana? Mohon sebut nama dusun dan patokan yang mudah dicari.';

describe.skipIf(!hasBrowser())('the looks of every page', { timeout: 180_000 }, () => {
  let container: Container;
  let site: TestSite;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: readonly string[];
  const faults: string[] = [];
  let n = 1;

  beforeAll(async () => {
    site = await openTestSite();
    ({ container, browser } = site);
    container.pump.start();
    atEnd(() => container.pump.stop());
    context = await newVisitor(browser, 'desktop', {
      deviceScaleFactor: pictureFolder === undefined ? 1 : 2,
    });
    // A page that loads itself again would do so while it is looked at.
    await context.addInitScript('window.setInterval = () => 0');
    complaints = complaintsOf(context);
    page = await context.newPage();
  });
  afterEach(() => {
    expect({ faults: faults.splice(0), complaints }).toEqual({ faults: [], complaints: [] });
  });

  const look = (name: string) => lookAt(page, name, faults);
  const open = async (address: string, name: string) => {
    await page.goto(site.url + address);
    await look(name);
  };
  const enter = (username: string) => enterConsole(page, site.url, username);
  const inState = (caseId: string, state: string) =>
    expect
      .poll(async () => (await container.database.case.findUnique({ where: { id: caseId } }))?.state)
      .toBe(state);
  const newCase = async () => {
    const by = await syntheticContact(container);
    const answers = await syntheticAnswers(container, (n += 1));
    const child = { name: 'Uji Contoh Anak dengan Nama yang Sangat Panjang Sekali', nik: null } as const;
    const members = [syntheticMember, { ...syntheticMember, ...child, relation: 'child' as const }];
    const indicators = ['floor_material', 'few_meals'] as const;
    return submitSynthetic(container, by, { ...answers, members, indicators: [...indicators] });
  };
  const decide = async (caseId: string, decision: Decision) =>
    decideCase(container, await staff(container, 'verifikator'), {
      caseId,
      version: 2,
      decision,
      ip: '127.0.0.1',
    });

  it('the front page and the way in', async () => {
    await open('/', 'home');
    await open('/console/masuk', 'sign-in');
    await signIn(page, 'verifikator', 'bukan-sandinya');
    await page.getByTestId('problems').waitFor();
    await look('sign-in-refused');
  });

  it('the console while there is nothing', async () => {
    await enter('supervisor');
    await open('/console', 'queue-empty');
    await open('/console/ringkasan', 'overview-empty');
    await open('/console/data-pemda', 'registry-empty');
    await enter('admin');
    await open('/console/kanal', 'channels-empty');
  });

  it('the simulator, and a report as it is read by Dinsos before anything was done', async () => {
    await open('/simulator', 'simulator');
    await open(`/simulator/${reporter?.id ?? ''}`, 'chat-empty');
    const phone = chatPage(page);
    await tell(phone, 'lapor miskin baru', /No\. KK/);
    await tell(phone, '123', /harus 16 angka/);
    await look('chat-refused');
    await tell(phone, syntheticKk(1), /NIK/);
    await tell(phone, syntheticNik(1), /nama kepala keluarga/);
    await tell(phone, 'Uji Contoh Satu', /alamat/);
    await tell(phone, 'Jalan Percobaan Gang Contoh No. 12, RT 3 RW 1', /jumlah anggota/);
    await tell(phone, '4', /Anggota 2/);
    await tell(phone, 'lewati', /keadaan rumah tangga/);
    await phone.press(/(^|✓ )2$/);
    await page.getByText('Dipilih: 2.').waitFor();
    await look('chat-toggles');
    await tell(phone, '2, 3, 4, 5, 6, 7, 8, 12, 13', /foto rumah/);
    await sendPhoto(page, await housePhoto());
    const asked = (await phone.read()).length;
    await waitForReply(phone, asked - 1, /1 foto diterima/);
    await tell(phone, 'selesai', /Mohon periksa/);
    await look('chat-summary');
    await tell(phone, 'kirim', /Laporan diterima/);
    await look('chat-sent');
    await enter('verifikator');
    await page.getByRole('link', { name: 'LP-' }).click();
    await look('case-submitted');
  });

  it('a case in every state, and the queue', async () => {
    const running = await workers.start(container);
    const { id: first } = await container.database.case.findFirstOrThrow();
    const [rejected, corrected, approved] = [await newCase(), await newCase(), await newCase()];
    const twin = await submitSynthetic(container, await syntheticContact(container), {
      ...(await syntheticAnswers(container, 1)),
      name: 'Uji Contoh Dengan Nama yang Sangat Panjang Sekali Sampai Tidak Muat di Satu Baris',
    });
    for (const caseId of [first, rejected, corrected, approved, twin]) await inState(caseId, 'in_review');
    await expect.poll(() => container.database.attachment.count({ where: { state: 'stored' } })).toBe(1);
    await open(`/console/kasus/${first}`, 'case-in-review');
    await open(`/console/kasus/${twin}`, 'case-duplicate');
    await page.getByRole('button', { name: 'Ambil', exact: true }).click();
    await page.getByRole('button', { name: 'Lepaskan' }).waitFor();
    await look('case-claimed');
    await queueOf(container).takeOver(await staff(container, 'supervisor'), twin, '');
    await page.reload();
    await page.getByTestId('taken').waitFor();
    await look('case-taken-over');
    await refuseDecision(corrected);
    await look('case-decision-refused');
    await page.goto(`${site.url}/console/kasus/${rejected}`);
    await page.getByText('Ada yang perlu diperbaiki').click();
    await page.getByLabel('Alasan').first().selectOption('Tidak jelas');
    await page.getByLabel('Pertanyaan untuk pelapor').fill(question);
    await decide(rejected, { type: 'reject', reason: 'data_not_credible', note: 'Rumah itu kosong.' });
    await page.getByRole('button', { name: 'Minta perbaikan' }).click();
    await page.getByTestId('overtaken').waitFor();
    await look('case-overtaken');
    await decide(corrected, {
      type: 'ask_correction',
      reason: 'unclear',
      note: question,
      fields: ['address'],
    });
    await decide(approved, { type: 'approve', note: 'Sesuai hasil kunjungan.' });
    await inState(approved, 'registered');
    await expect
      .poll(() => container.database.outboundMessage.count({ where: { purpose: { not: 'reply' } } }))
      .toBe(4);
    await open(`/console/kasus/${rejected}`, 'case-rejected');
    await open(`/console/kasus/${corrected}`, 'case-needs-correction');
    await open(`/console/kasus/${approved}`, 'case-registered');
    await open('/console', 'queue-first-steps');
    await page.getByTestId('first-steps').getByRole('button').click();
    await page.getByTestId('first-steps').waitFor({ state: 'detached' });
    await open('/console', 'queue');
    await page.getByText('Saringan lain').click();
    await page.getByText('Bagaimana urutannya?').click();
    await look('queue-more-filters');
    await page.goto(`${site.url}/console?status=all&urut=newest`);
    await search('uji');
    await look('queue-filtered');
    await search('bukan-siapa-siapa');
    await look('queue-nothing-found');
    await running.stop();
    await correct();
    await open(`/console/kasus/${corrected}`, 'case-resubmitted');
  });

  it('the overview', async () => {
    await open('/console/ringkasan', 'overview-reviewer');
    await open('/console/ringkasan?dari=2026-02-30&sampai=', 'overview-refused');
    expect(await page.getByTestId('problems').textContent()).toContain('Isi kedua tanggal');
    await page.goto(`${site.url}/console/ringkasan`);
    const waiting = page.getByTestId('figure').first();
    const number = await waiting.locator('.value').textContent();
    await waiting.getByRole('link').click();
    expect(await page.locator('.pager').textContent()).toContain(number);
  });

  it('Data Pemda', async () => {
    await open('/console/data-pemda', 'registry');
    await page.getByTestId('entry-row').getByRole('link').click();
    await page.getByTestId('version').waitFor();
    await look('registry-entry');
  });

  it('who saw and did what, and whether the histories hold', async () => {
    await enter('supervisor');
    await open('/console/catatan-akses', 'access-log');
    await page.getByRole('button', { name: 'Periksa sekarang' }).click();
    await page.getByText('Sedang diperiksa.').waitFor();
    await look('history-running');
    const { id: checkId } = await container.database.historyCheck.findFirstOrThrow();
    const history = new PrismaHistoryStore(container.database, container.storage);
    await runHistoryCheck({ history }, { checkId });
    await open('/console/catatan-akses?tindakan=history.checked', 'history-holds');
    await container.database.historyCheck.update({
      where: { id: checkId },
      data: { fault: 'chain', faultCount: 1, faultSeq: 2 },
    });
    await open('/console/catatan-akses?nomor=LP-2020-00001-O', 'history-broken');
  });

  it('what leaves as a file', async () => {
    await enter('supervisor');
    await page.goto(`${site.url}/console?status=all`);
    await page.getByRole('link', { name: 'Unduh daftar ini' }).click();
    await look('export-cases');
    await page.getByLabel('Untuk apa').selectOption('Lainnya');
    await page.getByLabel('Penjelasan').fill('x');
    await page.getByLabel('Sertakan NIK').check();
    await page.getByRole('button', { name: 'Unduh' }).click();
    await page.getByTestId('problems').waitFor();
    await look('export-refused');
    expect(await page.getByLabel('Sertakan NIK').isChecked()).toBe(true);
    await page.getByLabel('Penjelasan').fill('Rapat koordinasi');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Unduh' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^laporan-20\d\d-\d\d-\d\d\.xlsx$/);
    const rows = readXlsx(readFileSync(await file.path()));
    expect(rows.length).toBe(1 + (await container.database.case.count()));
    await open('/console/unduh/data-pemda', 'export-entries');
    await open('/console/bnba', 'bnba');
    const { desaCode } = await container.database.case.findFirstOrThrow({ where: { state: 'registered' } });
    const month = dayIn(container.config.timeZone, new Date()).slice(0, 7);
    await open(`/console/bnba?desa=${desaCode}&bulan=${month}`, 'bnba-month');
    await open(`/console/bnba?desa=${desaCode}&bulan=2020-01`, 'bnba-nothing');
    await open('/console/catatan-akses?tindakan=export.cases', 'access-log-exports');
    await enter('verifikator');
    await open('/console/unduh/laporan', 'export-reviewer');
  });

  it('what an admin sees', async () => {
    await enter('admin');
    await open('/console/pelapor', 'reporters');
    await page.getByLabel('Nama').fill('Uji Contoh');
    await page.getByLabel('Jabatan').selectOption('PSM');
    await page.getByLabel('Telepon').fill('12');
    await page.getByRole('button', { name: 'Daftarkan' }).click();
    await page.getByTestId('problems').waitFor();
    await look('reporters-refused');
    await open('/console/bantuan', 'guide-reviewer');
    await open('/console/pengguna', 'users-trial');
    await open('/console/akun', 'account-trial');
    await open('/console/sistem', 'system');
    await open('/console/acuan', 'reference-time');
    await open('/console/acuan/alasan', 'reference-reasons');
    await open('/console/acuan/pertanyaan', 'reference-questions');
    await open('/console/acuan/kategori', 'reference-limits');
    await open('/console/acuan/opd', 'reference-agencies');
    const { status } = container;
    await status.set('telegram', '700000001', { state: 'online' });
    await status.set('whatsapp', 'utama', { state: 'pairing', pairing: `2@${'contoh'.repeat(30)}` });
    await status.set('whatsapp', 'kedua', { state: 'pairing', pairing: 'ABCD1234' });
    for (const state of ['off', 'connecting', 'logged_out', 'replaced', 'error'] as const) {
      await status.set('whatsapp', `uji-${state}`, { state });
    }
    await open('/console/kanal', 'channels');
    await enter('supervisor');
    await open('/console/kanal', 'channels-supervisor');
  });

  it('errors', async () => {
    await open('/tidak-ada', 'error-404');
    await context.clearCookies();
    await page.goto(`${site.url}/console/masuk`);
    await context.clearCookies();
    await signIn(page, 'verifikator', 'coba-verifikator');
    await page.getByTestId('message').waitFor();
    await look('error-403');
    await container.database.outboundMessage.updateMany({ data: { bodyEnc: 'rusak' } });
    await open(`/simulator/${reporter?.id ?? ''}`, 'error-500');
  });

  const search = async (words: string) => {
    await page.getByLabel('Cari').fill(words);
    await page.getByRole('button', { name: 'Terapkan' }).click();
    await page.waitForURL(/cari=/);
  };

  const refuseDecision = async (caseId: string) => {
    await page.goto(`${site.url}/console/kasus/${caseId}`);
    await page.getByText('Ada yang perlu diperbaiki').click();
    await page.getByRole('button', { name: 'Minta perbaikan' }).click();
    await page.getByTestId('problems').waitFor();
  };

  /** The reporter answers; nobody is there to check the answer yet. */
  const correct = async () => {
    const visitor = await context.newPage();
    await visitor.goto(`${site.url}/simulator/${reporter?.id ?? ''}`);
    const phone = chatPage(visitor);
    await tell(phone, 'perbaiki', /alamat/i);
    await tell(phone, 'Dusun Percobaan dekat jembatan RT 4 RW 2', /Mohon periksa/);
    await tell(phone, 'kirim', /Perbaikan diterima/);
    await visitor.close();
  };
});
