/** The guide for reporters, and the pictures of the chat that stand in it. */
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import { guidePictures, guideSections, type GuidePicture } from '../../src/i18n/guide.js';
import { web } from '../../src/parts.js';
import type { Part } from '../../src/run.js';
import { hasBrowser, launchBrowser, newVisitor } from '../support/browser.js';
import { chatPage } from '../support/chat-page.js';
import { openTestContainer } from '../support/container.js';
import { lookAt } from '../support/look.js';
import { tell } from '../support/phone.js';
import { syntheticKk, syntheticNik } from '../support/reports.js';
import { complaintsOf } from '../support/watch-page.js';

const pictureFolder = process.env['GUIDE_PICTURES'];

describe.skipIf(!hasBrowser())('the guide for reporters', { timeout: 180_000 }, () => {
  let container: Container;
  let site: Part & { readonly url: string };
  let browser: Browser;

  beforeAll(async () => {
    container = await openTestContainer();
    container.pump.start();
    site = await web.start(container);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
    await container.pump.stop();
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
    await page.locator('.steps img').last().scrollIntoViewIfNeeded();
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
    for (const image of await page.locator('.steps img').all()) {
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

  describe.skipIf(pictureFolder === undefined)('pictures of the chat', () => {
    let context: BrowserContext;
    beforeAll(async () => {
      const size = { viewport: { width: 390, height: 720 }, deviceScaleFactor: 2 };
      context = await newVisitor(browser, 'phone', size);
    });

    it('are taken of a report from its beginning to its number', async () => {
      const page = await context.newPage();
      await page.goto(`${site.url}/simulator/${trialReporters[0]?.id ?? ''}`);
      const phone = chatPage(page);
      const say = (text: string) => tell(phone, text, /./);
      const taken = new Set<GuidePicture>();
      const take = async (name: GuidePicture) => {
        taken.add(name);
        await page.waitForTimeout(500);
        await page.screenshot({ path: path.join(pictureFolder ?? '', `${name}.png`) });
      };
      let asked = await say('mulai');
      await take('mulai');
      for (let turn = 0; turn < 40 && !taken.has('terkirim'); turn += 1) {
        if (isNumberAsked(asked) && !taken.has('jawab')) {
          await say('64080101');
          asked = await say(answerTo(asked));
          await take('jawab');
        } else if (/mohon periksa/i.test(asked)) {
          await take('ringkasan');
          asked = await say('kirim');
        } else if (/LP-\d{4}-/.test(asked)) {
          await take('terkirim');
        } else {
          asked = await say(answerTo(asked));
        }
      }
      expect([...taken]).toEqual([...guidePictures]);
    });
  });
});

function isNumberAsked(question: string): boolean {
  return /No\. KK|NIK/.test(question);
}

/** An answer that fits, by what the question is about: the first that matches. */
const answers: readonly (readonly [RegExp, string])[] = [
  [
    /anggota \d+ dari|anggota ke-?\d+|anggota berikutnya/i,
    'Uji Contoh Istri, istri, 12 April 1984, SD, ibu rumah tangga',
  ],
  [/No\. KK/, syntheticKk(12)],
  [/NIK/, syntheticNik(12)],
  [/jumlah anggota/i, '2'],
  [/keadaan rumah/i, '2, 3, 4, 5'],
  [/foto/i, 'lewati'],
  [/alamat/i, 'Jalan Percobaan Gang Contoh, RT 3 RW 1'],
  [/tanggal lahir|umur/i, '1-1-1980'],
  [/nama/i, 'Uji Contoh Satu'],
  [/jenis laporan|melapor apa|apa yang/i, '1'],
];

function answerTo(question: string): string {
  return answers.find(([pattern]) => pattern.test(question))?.[1] ?? '1';
}
