/** An admin gives an agency what it may see, and a key; in a browser. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { enterConsole } from '../support/console-page.js';
import { lookAt } from '../support/look.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { complaintsOf } from '../support/watch-page.js';

describe.skipIf(!hasBrowser())('an agency in the console', { timeout: 120_000 }, () => {
  let site: TestSite;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: readonly string[];
  const faults: string[] = [];

  beforeAll(async () => {
    site = await openTestSite();
    ({ browser } = site);
    context = await newVisitor(browser, 'desktop');
    complaints = complaintsOf(context);
    page = await context.newPage();
    await enterConsole(page, site.url, 'admin');
  });
  afterEach(() => {
    expect({ faults: faults.splice(0), complaints }).toEqual({ faults: [], complaints: [] });
  });

  const look = (name: string) => lookAt(page, name, faults);
  const askedWith = async (key: string) => {
    const answer = await fetch(`${site.url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } });
    return answer.status;
  };

  it('is given what it may see, and a key that is shown once', async () => {
    await page.goto(`${site.url}/console/acuan/opd`);
    await page.getByLabel('Kode').fill('dinkes');
    await page.getByLabel('Nama lengkap').fill('Dinas Kesehatan');
    await page.getByRole('button', { name: 'Tambah' }).click();
    await page.getByText('Dinas Kesehatan').first().click();
    await page.getByRole('link', { name: 'Hak akses dan kunci API' }).click();
    await look('agency-access-empty');
    await page.getByRole('checkbox', { name: 'Identitas' }).check();
    await page.getByRole('checkbox', { name: 'Membaca data' }).check();
    await page.getByRole('button', { name: 'Simpan hak akses' }).click();
    expect(await page.getByTestId('problems').textContent()).toContain('paling sedikit satu wilayah');
    expect(await page.getByRole('checkbox', { name: 'Identitas' }).isChecked()).toBe(true);
    await look('agency-access-refused');
    await page.getByRole('checkbox', { name: 'Sangatta Utara' }).check();
    await page.getByRole('button', { name: 'Simpan hak akses' }).click();
    await page.getByTestId('flash').waitFor();
    expect(await page.getByTestId('policy-version').textContent()).toContain('Sangatta Utara');

    await page.getByLabel('Nama aplikasi').fill('SIM Puskesmas');
    await page.getByRole('button', { name: 'Buat kunci' }).click();
    const key = (await page.getByTestId('made').locator('code').textContent()) ?? '';
    await look('agency-access-key-made');
    expect(await askedWith(key)).toBe(200);
    await page.goto(page.url().replace(/\/kunci$/, ''));
    expect(await page.content()).not.toContain(key);

    await page.getByTestId('api-key').locator('summary').click();
    await look('agency-access-key');
    await page.getByRole('button', { name: 'Buat kunci pengganti' }).click();
    const next = (await page.getByTestId('made').locator('code').textContent()) ?? '';
    expect([await askedWith(key), await askedWith(next)]).toEqual([200, 200]);
    await page.getByTestId('api-key').last().locator('summary').click();
    await page.getByTestId('api-key').last().getByRole('button', { name: 'Cabut sekarang' }).click();
    await page.getByTestId('flash').waitFor();
    expect([await askedWith(key), await askedWith(next)]).toEqual([401, 200]);
  });

  it('is told of changes at an address that it can be told at again', async () => {
    await page.getByLabel('Alamat penerima').fill('ftp://dinkes.invalid');
    await page.getByRole('button', { name: 'Tambah webhook' }).click();
    expect(await page.getByTestId('problems').textContent()).toContain('https');
    await page.getByLabel('Alamat penerima').fill('https://dinkes.invalid/sipmas');
    await page.getByRole('button', { name: 'Tambah webhook' }).click();
    expect(await page.getByTestId('webhook-made').textContent()).toContain('whsec_');
    await page.getByTestId('webhook').locator('summary').click();
    await page.getByRole('button', { name: 'Kirim percobaan' }).click();
    await page.getByTestId('webhook').locator('summary').click();
    await page.getByTestId('delivery').waitFor();
    await look('agency-access-webhook');
    await page.getByRole('button', { name: 'Kirim ulang' }).first().click();
    await page.getByTestId('flash').waitFor();
    expect(await page.getByTestId('delivery').count()).toBe(2);
  });

  it('finds the guide to the api, and its document', async () => {
    await page.goto(`${site.url}/api/v1`);
    await look('api-guide');
    await page.getByRole('link', { name: 'Cari orang menurut NIK' }).click();
    await page.getByText('Jawaban: Found').click();
    await look('api-guide-open');
    const answer = await fetch(`${site.url}/api/v1/openapi.json`);
    expect(await answer.json()).toMatchObject({ openapi: '3.1.0' });
  });
});
