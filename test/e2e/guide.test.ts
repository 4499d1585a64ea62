/** The guide for reporters, and the pictures of the chat that stand in it. */
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import { guidePictures, guideSections, type GuidePicture } from '../../src/i18n/guide.js';
import { workers } from '../../src/parts.js';
import { decideCase } from '../../src/usecases/case/decide-case.js';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { chatPage } from '../support/chat-page.js';
import { atEnd } from '../support/ends.js';
import { lookAt } from '../support/look.js';
import { tell } from '../support/phone.js';
import { staff, syntheticKk, syntheticNik } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { complaintsOf } from '../support/watch-page.js';

const pictureFolder = process.env['GUIDE_PICTURES'];

describe.skipIf(!hasBrowser())('the guide for reporters', { timeout: 180_000 }, () => {
  let container: Container;
  let site: TestSite;
  let browser: Browser;

  beforeAll(async () => {
    site = await openTestSite();
    ({ container, browser } = site);
    container.pump.start();
    atEnd(() => container.pump.stop());
  });

  it('fits, is usable by everybody, and is found from the front page and the simulator', async () => {
    const context = await newVisitor(browser, 'phone');
    const complaints = complaintsOf(context);
    const page = await context.newPage();
    const faults: string[] = [];
    for (const from of ['/', '/simulator']) {
      await page.goto(site.url + from);
      await lookAt(page, from === '/' ? 'guide-home' : 'guide-simulator', faults);
      await page.getByRole('link', { name: /panduan pelapor/i }).click();
      await page.getByRole('heading', { level: 1, name: 'Panduan pelapor' }).waitFor();
    }
    await page.locator('main img').last().scrollIntoViewIfNeeded();
    await page.waitForLoadState('networkidle');
    await lookAt(page, 'guide', faults);
    expect({ faults, complaints }).toEqual({ faults: [], complaints: [] });
    await context.close();
  });

  it('works without JavaScript, weighs little, and prints', async () => {
    const context = await newVisitor(browser, 'phone', { javaScriptEnabled: false });
    const page = await context.newPage();
    let bytes = 0;
    page.on('response', (response) => {
      void response.body().then((body) => (bytes += body.length));
    });
    await page.goto(`${site.url}/panduan`);
    for (const id of Object.keys(guideSections)) {
      await page.locator(`nav a[href="#${id}"]`).click();
      expect(await page.locator(`#${id} h2`).isVisible()).toBe(true);
    }
    for (const image of await page.locator('main img').all()) {
      await image.scrollIntoViewIfNeeded();
      const width = () => image.evaluate((it) => (it as unknown as { naturalWidth: number }).naturalWidth);
      await expect.poll(width).toBeGreaterThan(0);
      expect(await image.getAttribute('alt')).not.toBe('');
    }
    expect(bytes).toBeLessThan(400_000);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.contents-list').isVisible()).toBe(false);
    expect(await page.locator('#kategori tbody tr').count()).toBe(26);
    await context.close();
  });

  /** Always talked through, so that the guide shows nothing that the chat no longer says. */
  describe('pictures of the chat', () => {
    it('are of a report from its beginning to Data Pemda, and of what else the guide tells', async () => {
      const running = await workers.start(container);
      const size = { viewport: { width: 390, height: 720 }, deviceScaleFactor: 2 };
      const context = await newVisitor(browser, 'phone', size);
      const page = await context.newPage();
      await page.goto(`${site.url}/simulator/${trialReporters[0]?.id ?? ''}`);
      const phone = chatPage(page);
      const taken: string[] = [];
      for (const [said, answer, picture] of talk) {
        await tell(phone, said, answer);
        if (picture === undefined) continue;
        taken.push(picture);
        if (pictureFolder !== undefined) {
          await asOnAnyPhone(page);
          await page.screenshot({ path: path.join(pictureFolder, `${picture}.png`) });
        }
        if (picture === 'terkirim') await approveTheOnlyCase(container);
      }
      expect(taken).toEqual(Object.keys(guidePictures));
      await running.stop();
    });
  });
});

/** Without what only the simulator has, and with what was said last in view. */
async function asOnAnyPhone(page: Page): Promise<void> {
  await page.waitForTimeout(500);
  for (const own of await page.locator('.other-things, .chat header a').all()) {
    await own.evaluate((it) => it.setAttribute('hidden', ''));
  }
  const said = page.getByTestId('bubble-person').last();
  await said.evaluate((it) => it.scrollIntoView({ block: 'start' }));
}

const lansia = '6408010101500011';
const filled = [
  'Jenis laporan: miskin baru',
  `No. KK: ${syntheticKk(21)}`,
  `NIK: ${syntheticNik(21)}`,
  'Nama: Uji Contoh Dua',
  'Alamat: Dusun Percobaan',
  'RT/RW: 2/1',
  'Jumlah anggota: 2',
  'Anggota 2: Uji Contoh Anak, anak, L, 3-5-2014, SD',
  'Keadaan rumah: 2, 4',
].join('\n');

/** What is said, what is answered, and the picture taken then. */
const talk: readonly (readonly [said: string, answer: RegExp, picture?: GuidePicture])[] = [
  ['mulai', /Apa yang mau dilaporkan/],
  ['1', /No\. KK/, 'mulai'],
  ['64080101', /16 angka, yang ditulis 8/],
  [syntheticKk(12), /NIK kepala keluarga/, 'jawab'],
  [lansia, /nama kepala keluarga/],
  ['Uji Contoh Satu', /alamat/],
  ['Jalan Percobaan RT 3 RW 1', /jumlah anggota/],
  ['3', /Anggota 2/],
  [
    'Siti Contoh, istri, 12-3-1955, SD, petani\nBudi Contoh, cucu, L, 4-5-2012, SD',
    /keadaan rumah/,
    'anggota',
  ],
  ['2, 3, 4', /foto rumah/],
  ['lewati', /Mohon periksa/, 'ringkasan'],
  ['kirim', /Laporan diterima/, 'terkirim'],
  [filled, /Mohon periksa/, 'format'],
  ['batal', /YA atau TIDAK/],
  ['ya', /dihentikan/],
  ['lapor pmks', /Kategori PMKS/],
  ['lansia', /NIK orang itu/, 'pmks'],
  [lansia, /Sudah tercatat di Data Pemda/, 'tercatat'],
  ['batal', /YA atau TIDAK/],
  ['ya', /dihentikan/],
  ['status', /LP-/],
  ['status LP-2026-00001-Q', /Tercatat di Data Pemda/, 'status'],
];

async function approveTheOnlyCase(container: Container): Promise<void> {
  const state = async () => (await container.database.case.findFirstOrThrow()).state;
  await expect.poll(state, { timeout: 10_000 }).toBe('in_review');
  const { id: caseId, version } = await container.database.case.findFirstOrThrow();
  const decision = { type: 'approve', note: '' } as const;
  await decideCase(container, await staff(container, 'supervisor'), {
    caseId,
    version,
    decision,
    ip: '127.0.0.1',
  });
  await expect.poll(state, { timeout: 10_000 }).toBe('registered');
}
