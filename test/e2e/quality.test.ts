/** The quality of the data: from the numbers to the people, and back, at a desk and on a cheap phone. */
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { countQuality } from '../../src/usecases/quality/count-quality.js';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { enterConsole } from '../support/console-page.js';
import { household, registered, update, type Sender } from '../support/kinds.js';
import { lookAt } from '../support/look.js';
import { syntheticContact, syntheticKk, syntheticNik } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { sourceRow } from '../support/source-rows.js';
import { takeSource } from '../support/take-source.js';
import { complaintsOf } from '../support/watch-page.js';

const desas = ['64.08.04.1010', '64.08.04.2001', '64.08.01.2001'] as const;

describe.skipIf(!hasBrowser())('the quality of the data', { timeout: 120_000 }, () => {
  let site: TestSite;
  let container: Container;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await openTestSite();
    ({ container, browser } = site);
    page = await (await newVisitor(browser)).newPage();
    await enterConsole(page, site.url, 'supervisor');
  });

  it('says so before anything was counted, and of what there is nothing to put right', async () => {
    const faults: string[] = [];
    await page.goto(`${site.url}/console/mutu`);
    expect(await page.getByTestId('empty').innerText()).toContain('Hasil belum ada');
    await lookAt(page, 'quality-start', faults);
    await countQuality(container);
    await page.reload();
    expect(await page.getByTestId('empty').innerText()).toContain('Tidak ada yang perlu dibenahi');
    expect(faults).toEqual([]);
  });

  it('leads from a number to those behind it, and from each to their page', async () => {
    const faults: string[] = [];
    const complaints = complaintsOf(page.context());
    await record(container, await syntheticContact(container));
    await page.goto(`${site.url}/console/mutu`);
    await page.getByRole('button', { name: 'Hitung ulang' }).click();
    expect(await page.getByTestId('flash').innerText()).toContain('diminta');
    expect(await page.getByTestId('counted').innerText()).toContain('sedang disiapkan');
    await countQuality(container);
    await page.reload();
    expect(await page.getByTestId('counted').innerText()).not.toContain('sedang disiapkan');
    await lookAt(page, 'quality', faults);
    await page.setViewportSize({ width: 1280, height: 800 });
    const cell = page.getByTestId('pairs').getByRole('row', { name: /^DTKS/ }).getByRole('cell').last();
    const many = Number(await cell.innerText());
    expect(many).toBeGreaterThan(25);
    await cell.getByRole('link').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Miskin di satu sumber' }).waitFor();
    expect(await page.getByLabel('Miskin menurut').inputValue()).toBe('DTKS');
    expect(await page.getByLabel('Tidak ada di').inputValue()).toBe('PEMDA');
    await lookAt(page, 'quality-list', faults);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await page.getByTestId('person-row').count()).toBe(25);
    await page.getByRole('link', { name: 'Berikutnya' }).click();
    await page.waitForURL(/cursor=/);
    expect(await page.getByTestId('person-row').count()).toBe(many - 25);
    await page.getByTestId('person-row').first().getByRole('link').click();
    await page.getByTestId('sides').waitFor();
    expect({ faults, complaints }).toEqual({ faults: [], complaints: [] });
  });

  it('narrows to a kecamatan and to other stores, and says what cannot be', async () => {
    const faults: string[] = [];
    await page.goto(`${site.url}/console/mutu`);
    await page.getByTestId('places').getByRole('link').first().click();
    await page.waitForURL(/kecamatan=64\.08\.01/);
    expect(await page.getByTestId('places').getByRole('row').count()).toBe(2);
    await page.goto(`${site.url}/console/mutu/daftar?periksa=ended`);
    expect(await page.getByTestId('person-row').innerText()).toContain('Uji Warga 2');
    await page.goto(`${site.url}/console/mutu/daftar?periksa=nik`);
    expect(await page.getByTestId('person-row').count()).toBe(2);
    await lookAt(page, 'quality-nik', faults);
    await page.goto(`${site.url}/console/mutu/daftar?periksa=missing`);
    await page.getByLabel('Miskin menurut').selectOption('DTKS');
    await page.getByLabel('Tidak ada di').selectOption('DTKS');
    await page.getByRole('button', { name: 'Terapkan' }).click();
    expect(await page.getByTestId('empty').innerText()).toContain('dua sumber yang berbeda');
    expect(faults).toEqual([]);
  });
});

async function record(container: Container, by: Sender): Promise<void> {
  const row = (n: number, more: Parameters<typeof sourceRow>[1] = {}) =>
    sourceRow(n, {
      name: `Uji Warga ${String(n)}`,
      birthDate: `19${String(50 + (n % 40))}-03-12`,
      sex: n % 2 === 0 ? 'P' : 'L',
      desaCode: desas[n % desas.length] ?? null,
      ...more,
    });
  const ns = Array.from({ length: 40 }, (_, n) => n + 1);
  await takeSource(
    container,
    { source: 'DTKS', asOf: '2025-12-01' },
    ns.map((n) => row(n, { desil: null })),
  );
  await takeSource(
    container,
    { source: 'DTSEN', asOf: '2026-01-15' },
    ns.filter((n) => n % 3 !== 0).map((n) => row(n)),
  );
  await takeSource(container, { source: 'P3KE', asOf: '2026-03-01' }, [
    ...ns.filter((n) => n % 5 === 0).map((n) => row(n, { desil: 1 })),
    row(41, { nik: null }),
    row(42, { nik: null, desaCode: null }),
  ]);
  const known = { nik: syntheticNik(2), kk: syntheticKk(2), name: 'Uji Warga 2' };
  const home = household(desas[2], { ...known, birthDate: '1952-03-12', sex: 'P' });
  const { id: entryId } = await registered(container, by, home);
  await registered(container, by, update(desas[2], 'died', { ...known, entryId, since: '2026-04-01' }));
}
