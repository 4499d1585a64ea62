/** Acting on many reports, and views of the queue, as they are clicked; and without a script. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/domain/report/report.js';
import { queueOf } from '../../src/parts.js';
import { hasBrowser, launchBrowser, newVisitor } from '../support/browser.js';
import { ConsoleHttp } from '../support/console-http.js';
import { enterConsole } from '../support/console-page.js';
import { lookAt } from '../support/look.js';
import { submitKind, syntheticKinds, type Kinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact, syntheticNik } from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { complaintsOf } from '../support/watch-page.js';

const explanation = 'Keluarga ini sudah mampu menurut hasil musyawarah desa.';

describe.skipIf(!hasBrowser())('many reports at once', { timeout: 180_000 }, () => {
  let service: TestService;
  let browser: Browser;
  let kinds: Kinds;
  let by: { reporterId: string; contactId: string };
  let n = 4000;

  beforeAll(async () => {
    service = await startTestService();
    browser = await launchBrowser();
    by = await syntheticContact(service.container);
    const desa = await service.container.database.region.findFirstOrThrow({ where: { level: 'desa' } });
    kinds = syntheticKinds(desa.code);
  }, 60_000);
  afterAll(() => browser.close());

  const submit = (answers: Partial<Report> = {}) => {
    n += 1;
    const own = { ...kinds.household, nik: syntheticNik(n), kk: null, members: [], ...answers };
    return submitKind(service.container, by, own as Report);
  };
  const stateOf = async (caseId: string) =>
    (await service.container.database.case.findUniqueOrThrow({ where: { id: caseId } })).state;
  const finished = (page: Page) => page.locator('[data-testid=run-state][data-state=finished]').waitFor();

  it('are chosen, previewed, confirmed and followed to the end', async () => {
    const faults: string[] = [];
    const context = await newVisitor(browser);
    const complaints = complaintsOf(context);
    const page = await context.newPage();
    const look = (name: string) => lookAt(page, name, faults);
    const plain = [await submit(), await submit(), await submit()];
    const held = await submit();
    const person = { ...kinds.person, nik: null, categories: ['16'], disability: null, note: null };
    const secret = await submit(person);
    await queueOf(service.container).take(await staff(service.container, 'verifikator2'), held);

    await enterConsole(page, service.url, 'verifikator');
    await page.goto(`${service.url}/console`);
    await look('bulk-queue');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByLabel('Pilih semua di halaman ini').check();
    await page.getByLabel('Laporan yang mana').waitFor();
    expect(await page.getByLabel('Laporan yang mana').locator('option').first().textContent()).toBe(
      'Yang dicentang (5)',
    );
    await look('bulk-ticked');
    await page.getByLabel('Tindakan').selectOption('Tolak');
    await page.getByRole('button', { name: 'Lihat pratinjau' }).click();
    await page.getByTestId('doable').waitFor();
    expect(await page.getByTestId('doable').textContent()).toContain('3 dari 5 laporan');
    const codes = await page
      .getByTestId('passed-over')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-code')));
    expect(codes).toEqual(['sensitive', 'claimed']);
    await look('bulk-preview');
    await page.getByLabel('Penjelasan untuk pelapor').fill(`${explanation} ${syntheticNik(1)}`);
    await page.getByRole('button', { name: 'Tolak: 3 laporan' }).click();
    await page.getByTestId('problems').waitFor();
    await look('bulk-refused');
    // What was typed is still there.
    expect(await page.getByLabel('Penjelasan untuk pelapor').inputValue()).toContain(explanation);
    await page.getByLabel('Alasan').selectOption('Alasan lain');
    await page.getByLabel('Penjelasan untuk pelapor').fill(explanation);
    await page.getByRole('button', { name: 'Tolak: 3 laporan' }).click();
    await finished(page);
    expect(await page.getByTestId('outcome').textContent()).toContain('3 laporan dikerjakan, 2 dilewati');
    await look('bulk-run');
    for (const caseId of plain) expect(await stateOf(caseId)).toBe('rejected');
    for (const caseId of [held, secret]) expect(await stateOf(caseId)).toBe('in_review');
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Unduh laporan hasil' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^aksi-massal-.*\.csv$/);
    await page.goto(`${service.url}/console/massal`);
    await look('bulk-list');
    expect(await page.getByTestId('run').count()).toBe(1);
    await page.goto(`${service.url}/console`);
    await page.getByText('Kerjakan banyak').click();
    await page.getByLabel('Tindakan').selectOption('Setujui');
    await page.getByRole('button', { name: 'Lihat pratinjau' }).click();
    await page.getByTestId('flash').waitFor();
    expect(await page.getByTestId('flash').textContent()).toContain('Belum ada yang dipilih');
    expect({ faults, complaints }).toEqual({ faults: [], complaints: [] });
    await context.close();
  });

  it('are stopped by a supervisor, and what was not reached stays as it was', async () => {
    const faults: string[] = [];
    const context = await newVisitor(browser);
    const page = await context.newPage();
    const caseIds = [await submit(), await submit()];
    await enterConsole(page, service.url, 'supervisor');
    await page.goto(`${service.url}/console?pemegang=nobody&kind=new_poor_household`);
    for (const caseId of caseIds) await page.locator(`input[value="${caseId}"]`).check();
    await page.getByLabel('Tindakan').selectOption('Setujui');
    await page.getByRole('button', { name: 'Lihat pratinjau' }).click();
    await page.getByTestId('unseen').waitFor();
    await lookAt(page, 'bulk-preview-approve', faults);
    await page.getByLabel('Saya sudah memeriksa').check();
    // While nobody works: the job is confirmed and waits.
    const { database } = service.container;
    await database.$executeRaw`CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN NEW.relayed_at := now() + interval '1 day'; RETURN NEW; END $$`;
    await database.$executeRaw`CREATE TRIGGER hold BEFORE INSERT ON outbox FOR EACH ROW
      WHEN (NEW.job = 'bulk.run') EXECUTE FUNCTION hold()`;
    await page.getByRole('button', { name: 'Setujui: 2 laporan' }).click();
    await page.getByRole('button', { name: 'Hentikan' }).waitFor();
    await lookAt(page, 'bulk-running', faults);
    await page.getByRole('button', { name: 'Hentikan' }).click();
    await page.getByTestId('outcome').waitFor();
    await database.$executeRaw`DROP TRIGGER hold ON outbox`;
    expect(await page.getByTestId('outcome').textContent()).toMatch(
      /Dihentikan oleh .*2 laporan tidak dikerjakan/,
    );
    await lookAt(page, 'bulk-stopped', faults);
    for (const caseId of caseIds) expect(await stateOf(caseId)).toBe('in_review');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('work without a script: all that fit the filter, followed by a page that loads itself', async () => {
    const context = await newVisitor(browser, 'phone', { javaScriptEnabled: false });
    const page = await context.newPage();
    const caseIds = [
      await submit(kinds.ineligible),
      await submit({ ...kinds.ineligible, nik: syntheticNik(4999) }),
    ];
    await enterConsole(page, service.url, 'verifikator');
    await page.goto(`${service.url}/console?kind=no_longer_eligible`);
    await page.getByText('Kerjakan banyak').click();
    await page.getByLabel('Laporan yang mana').selectOption('all');
    await page.getByLabel('Tindakan').selectOption('Minta perbaikan');
    await page.getByRole('button', { name: 'Lihat pratinjau' }).click();
    await page.getByLabel('Alasan').selectOption('Tidak jelas');
    await page.getByLabel('Contoh untuk memulai').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Minta perbaikan: 2 laporan' }).click();
    await finished(page);
    for (const caseId of caseIds) expect(await stateOf(caseId)).toBe('needs_correction');
    await context.close();
  });

  it('views: everybody’s and one’s own, counted, named, kept in order', async () => {
    const faults: string[] = [];
    const context = await newVisitor(browser);
    const complaints = complaintsOf(context);
    const page = await context.newPage();
    await submit({ name: 'Uji Quellamar', urgent: true });
    await enterConsole(page, service.url, 'verifikator');
    await page.goto(`${service.url}/console`);
    const views = page.getByTestId('views');
    expect(await views.textContent()).toMatch(/Milik saya 0.*Darurat 1/);
    await views.getByRole('link', { name: /^Darurat/ }).click();
    expect(await page.getByTestId('case-row').count()).toBe(1);
    expect(await views.locator('a[aria-current]').textContent()).toContain('Darurat');
    await page.getByLabel('Cari').fill('Quellamar');
    await page.getByRole('button', { name: 'Terapkan' }).click();
    await page.getByText('Simpan tampilan ini').click();
    await lookAt(page, 'views-save', faults);
    await page.getByLabel('Nama tampilan').fill('Keluarga Quellamar');
    await page.getByRole('button', { name: 'Simpan', exact: true }).click();
    await page.getByTestId('flash').waitFor();
    await lookAt(page, 'views-saved', faults);
    await page.goto(`${service.url}/console`);
    await views.getByRole('link', { name: 'Keluarga Quellamar 1' }).click();
    expect(await page.getByTestId('case-row').count()).toBe(1);
    expect(page.url()).not.toMatch(/Quellamar/i);
    await page.getByRole('link', { name: 'Atur' }).click();
    await lookAt(page, 'views', faults);
    await page.getByLabel('Nama baru untuk Keluarga Quellamar').fill('   ');
    await page.getByRole('button', { name: 'Ganti nama' }).click();
    await page.getByTestId('problems').waitFor();
    await lookAt(page, 'views-refused', faults);
    await page.getByLabel('Nama baru untuk').fill('Darurat saya');
    await page.getByRole('button', { name: 'Ganti nama' }).click();
    await page.getByRole('heading', { name: 'Buka Darurat saya' }).waitFor();
    await page.getByRole('button', { name: 'Hapus Darurat saya' }).click();
    await page.getByTestId('empty').waitFor();
    await lookAt(page, 'views-empty', faults);
    expect({ faults, complaints }).toEqual({ faults: [], complaints: [] });
    await context.close();
  });

  it('tell a stranger to a run, and a file of it, nothing', async () => {
    const run = await service.container.database.bulkRun.findFirstOrThrow({ where: { state: 'finished' } });
    const owner = await ConsoleHttp.signIn(service.url, 'verifikator', 'coba-verifikator');
    const csv = await owner.get(`/console/massal/${run.id}/hasil.csv`);
    expect(csv.split('\r\n')).toHaveLength(7);
    expect(csv).toMatch(/LP-[^;]+;[^;]+;Dilewati;"?Kasus sensitif/);
    const other = await ConsoleHttp.signIn(service.url, 'verifikator2', 'coba-verifikator2');
    for (const path of ['', '/hasil.csv', '/kemajuan']) {
      expect((await other.request(`/console/massal/${run.id}${path}`)).status).toBe(404);
    }
  });
});
