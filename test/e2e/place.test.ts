/** A report's place on a map, its photos seen large, and the report on paper, in a browser. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { middleOf } from '../../src/domain/region/shapes.js';
import type { PhotoRole } from '../../src/domain/report/parts.js';
import { placeOf } from '../../src/parts.js';
import { pageBlobId } from '../../src/domain/channel/pages.js';
import { hasBrowser, newVisitor, viewports } from '../support/browser.js';
import { enterConsole } from '../support/console-page.js';
import { lookAt, pictureFolder } from '../support/look.js';
import { submitKind, syntheticKinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact } from '../support/reports.js';
import { desaFile, kecamatanFile } from '../support/shapes.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { complaintsOf } from '../support/watch-page.js';

describe.skipIf(!hasBrowser())('places, photos and paper', { timeout: 180_000 }, () => {
  let container: Container;
  let site: TestSite;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: readonly string[];
  let caseId: string;
  let secretId: string;
  let by: { reporterId: string; contactId: string };
  const faults: string[] = [];

  beforeAll(async () => {
    site = await openTestSite();
    ({ container, browser } = site);
    context = await newVisitor(browser, 'desktop', {
      deviceScaleFactor: pictureFolder === undefined ? 1 : 2,
    });
    await context.addInitScript('window.setInterval = () => 0');
    complaints = complaintsOf(context);
    page = await context.newPage();
    by = await syntheticContact(container);
    const kinds = syntheticKinds('64.08.04.2001');
    const photos = [
      await storePhoto('house_front', '#5a7d5a', 1200, 800),
      await storePhoto('house_inside', '#7d6a5a', 800, 1200),
      await storePhoto('ktp', '#5a677d', 640, 400),
    ];
    const note = 'NIK ibunya 6408 0141 0170 0011, tinggal di sebelah.';
    caseId = await submitKind(container, by, { ...kinds.household, photos, note });
    secretId = await submitKind(container, by, { ...kinds.person, categories: ['16'], note: null });
    for (const { id } of photos) {
      await container.database.attachment.update({ where: { id }, data: { caseId } });
    }
  }, 120_000);
  afterEach(() => {
    expect({ faults: faults.splice(0), complaints }).toEqual({ faults: [], complaints: [] });
  });

  async function storePhoto(role: PhotoRole, background: string, width: number, height: number) {
    const id = uuidv7();
    const image = sharp({ create: { width, height, channels: 3, background } });
    const bytes = await image.jpeg().toBuffer();
    const source = { kind: 'upload', blobId: uuidv7() } as const;
    await container.unitOfWork.run((tx) => tx.attachments.register({ id, contactId: by.contactId, source }));
    await container.blobs.put(pageBlobId(id, 1), bytes);
    const stored = { state: 'stored', mime: 'image/jpeg', width, height };
    await container.database.attachment.update({ where: { id }, data: stored });
    return { id, role };
  }

  const look = (name: string) => lookAt(page, name, faults);
  const open = async (address: string) => {
    await page.setViewportSize(viewports.desktop);
    await page.goto(site.url + address);
  };
  const choose = async (text: string) => {
    await page
      .getByLabel('Berkas GeoJSON')
      .setInputFiles({ name: 'peta.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: 'Pasang peta' }).click();
  };

  it('shows the tile of the kecamatan while nobody has given a map', async () => {
    await enterConsole(page, site.url, 'supervisor');
    await open(`/console/kasus/${caseId}`);
    expect(await page.getByTestId('place').textContent()).toContain('peta wilayah belum dipasang');
    expect(await page.getByRole('link', { name: 'aplikasi peta ponsel' }).getAttribute('href')).toBe(
      'geo:0.512345,117.543219?q=0.512345,117.543219',
    );
    await look('case-place-tiles');
  });

  it('takes the map from a file of an admin, and says what is wrong with one', async () => {
    await enterConsole(page, site.url, 'admin');
    await open('/console/sistem');
    await page.getByRole('link', { name: 'Lihat atau pasang peta' }).click();
    await page.getByTestId('empty').waitFor();
    await look('map-none');
    await page.setViewportSize(viewports.desktop);
    await choose('{"type":"Topology"}');
    expect(await page.getByTestId('problems').textContent()).toContain('bukan FeatureCollection');
    await look('map-refused');
    await page.setViewportSize(viewports.desktop);
    await choose(await kecamatanFile(container));
    expect(await page.getByTestId('flash').textContent()).toContain('18 kecamatan');
    await choose(await desaFile(container, '64.08.04'));
    expect(await page.getByTestId('flash').textContent()).toMatch(/Peta dipasang: \d desa/);
    await page.getByTestId('map-preview').waitFor();
    await look('map');
  });

  it('draws the overview and the place of a report on it', async () => {
    await enterConsole(page, site.url, 'supervisor');
    await open('/console/ringkasan');
    const area = page.getByTestId('shapes').getByRole('link', { name: /^Sangatta Utara 2 / });
    await look('overview-shapes');
    await page.setViewportSize(viewports.desktop);
    await area.click();
    expect(await page.locator('.pager').textContent()).toContain('2');
    await open(`/console/kasus/${caseId}`);
    await page.getByTestId('outside').waitFor();
    await look('case-place-outside');
    const { desaShapes } = await placeOf(container).around(
      await staff(container, 'supervisor'),
      '64.08.04.2001',
    );
    const own = desaShapes.find(({ code }) => code === '64.08.04.2001');
    const middle = own === undefined ? null : middleOf(own);
    if (middle === null) throw new Error('no shape');
    const kinds = syntheticKinds('64.08.04.2001');
    const location = { ...middle.at, source: 'shared' as const };
    const near = await submitKind(container, by, { ...kinds.household, nik: null, kk: null, location });
    await open(`/console/kasus/${near}`);
    expect(await page.getByTestId('place').textContent()).toContain('di dalam Desa Sangatta Utara');
    await look('case-place-inside');
  });

  it('of a sensitive case hands the place to no other program', async () => {
    await open(`/console/kasus/${secretId}`);
    expect(await page.locator('a[href^="geo:"], a[href*="openstreetmap"]').count()).toBe(0);
    await page.getByTestId('place').waitFor();
  });

  it('shows photos large, by keyboard and by buttons', async () => {
    await open(`/console/kasus/${caseId}`);
    const viewer = page.getByRole('dialog', { name: 'Foto laporan' });
    const picture = viewer.getByRole('img');
    const wide = async () => (await picture.boundingBox())?.width ?? 0;
    const first = page.getByRole('link', { name: 'Lihat ukuran penuh: Foto 1' });
    await first.focus();
    await page.keyboard.press('Enter');
    await viewer.waitFor();
    await expect.poll(wide).toBeGreaterThan(700);
    expect(await picture.getAttribute('alt')).toContain('Foto 1');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => picture.getAttribute('alt')).toContain('Foto 2');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => picture.getAttribute('alt')).toContain('Foto 3');
    expect(await viewer.textContent()).toContain('3 dari 3');
    await expect.poll(wide).toBeGreaterThan(600);
    const fitting = await wide();
    await page.keyboard.press('+');
    await expect.poll(wide).toBeGreaterThan(fitting * 1.4);
    await page.keyboard.press('ArrowRight');
    expect(await picture.getAttribute('alt')).toContain('Foto 3');
    await page.keyboard.press('0');
    await expect.poll(wide).toBe(fitting);
    expect(await viewer.getByRole('button', { name: 'Perkecil' }).isDisabled()).toBe(true);
    await viewer.getByRole('button', { name: 'Foto berikutnya' }).click();
    await expect.poll(() => picture.getAttribute('alt')).toContain('Foto 1');
    await look('photo-viewer');
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });
    expect(await first.evaluate((link) => link === document.activeElement)).toBe(true);
  });

  it('without a script opens the picture itself', async () => {
    const plain = await newVisitor(browser, 'phone', { javaScriptEnabled: false });
    await plain.addCookies(await context.cookies());
    const visitor = await plain.newPage();
    await visitor.goto(`${site.url}/console/kasus/${caseId}`);
    await visitor.getByRole('link', { name: 'Lihat ukuran penuh: Foto 1' }).click();
    expect(visitor.url()).toContain('/foto/');
    expect(await visitor.locator('img').count()).toBe(1);
    await plain.close();
  });

  it('puts a report on paper, its numbers masked unless they are asked for with a purpose', async () => {
    await open(`/console/kasus/${caseId}`);
    await page.getByRole('link', { name: 'Cetak', exact: true }).click();
    const masked = (await page.textContent('body')) ?? '';
    expect(masked.replace(/\s/g, '')).not.toMatch(/\d{16}/);
    expect(masked).toContain('•••• •••• •••• 7001');
    expect(masked).toContain('•••• •••• •••• 0011');
    await look('print-sheet');
    await page.setViewportSize(viewports.desktop);
    await page.getByRole('link', { name: 'Ubah pilihan' }).click();
    await page.getByLabel('Sertakan foto (3)').check();
    await page.getByLabel('Tampilkan NIK').check();
    await page.getByRole('button', { name: 'Tampilkan lembar' }).click();
    expect(await page.getByTestId('problems').textContent()).toContain('Pilih tujuannya');
    expect(await page.getByLabel('Sertakan foto').isChecked()).toBe(true);
    await look('print-refused');
    await page.setViewportSize(viewports.desktop);
    await page.getByLabel('Untuk apa').selectOption('Verifikasi lapangan');
    await page.getByRole('button', { name: 'Tampilkan lembar' }).click();
    const whole = (await page.textContent('body')) ?? '';
    expect(whole).toContain('6408 0101 0180 7001');
    expect(whole).toContain('Tujuan: Verifikasi lapangan.');
    expect(await page.locator('.sheet-photos img').count()).toBe(3);
    await look('print-sheet-photos');
    if (pictureFolder !== undefined) {
      await page.emulateMedia({ media: 'print' });
      await page.pdf({ path: `${pictureFolder}/print-sheet.pdf`, preferCSSPageSize: true });
      await page.emulateMedia({ media: null });
    }
    await open(`/console/kasus/${secretId}/cetak`);
    expect(await page.getByText('sebutkan tujuannya').count()).toBe(1);
    await look('print-sensitive');
  });
});
