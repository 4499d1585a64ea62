/** *Orang sama?*: from the list to a decision and back, at a desk and on a cheap phone. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { enterConsole } from '../support/console-page.js';
import { lookAt } from '../support/look.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { importedAs, sourceRow } from '../support/source-rows.js';
import { complaintsOf, smallTargets, unseenFocus } from '../support/watch-page.js';

describe.skipIf(!hasBrowser())('the pairs of persons', { timeout: 120_000 }, () => {
  let site: TestSite;
  let page: Page;

  beforeAll(async () => {
    site = await openTestSite();
    page = await (await newVisitor(site.browser)).newPage();
    await enterConsole(page, site.url, 'supervisor');
  });

  const look = async (name: string, faults: string[]) => {
    await lookAt(page, name, faults);
    await page.setViewportSize({ width: 390, height: 844 });
    faults.push(...(await smallTargets(page)).map((one) => `${name}: ${one}`));
    faults.push(...(await unseenFocus(page)).map((one) => `${name}: ${one}`));
    await page.setViewportSize({ width: 1280, height: 800 });
  };

  it('are looked at side by side, called one or two, and as they were once that is undone', async () => {
    const faults: string[] = [];
    const complaints = complaintsOf(page.context());
    await page.goto(`${site.url}/console/pasangan`);
    await look('pairs-none', faults);

    const person = (n: number, name: string) =>
      sourceRow(n, {
        name,
        birthDate: `19${String(60 + n)}-03-12`,
        sex: 'P',
        address: `Jl. Contoh ${String(n)}`,
      });
    const known = [person(1, 'Contoh Aminah'), person(2, 'Misalnya Rukmini'), person(3, 'Umpama Suhartini')];
    await importedAs(site.container, 'DTKS', known);
    // By another number, and written a little otherwise.
    const again = known.map((row, n) => ({
      ...row,
      nik: null,
      name: row.name.replace('i', 'y'),
      sourceKey: `B${String(n)}`,
    }));
    await importedAs(site.container, 'DTSEN', again);
    await page.reload();
    expect(await page.getByTestId('pair').count()).toBe(3);
    await look('pairs-open', faults);

    await page.getByTestId('pair').filter({ hasText: 'Rukmini' }).getByRole('link').click();
    await page.getByTestId('sides').waitFor();
    await look('pair-to-decide', faults);
    await page.getByRole('button', { name: 'Gabungkan: orang yang sama' }).click();
    await page.getByTestId('flash').waitFor();
    await page.goto(`${site.url}/console/pasangan`);
    expect(await page.getByTestId('pair').count()).toBe(2);
    await page.getByTestId('pair').filter({ hasText: 'Aminah' }).getByRole('link').click();
    await page.getByRole('button', { name: 'Orang berbeda' }).click();
    await page.getByTestId('flash').waitFor();
    await page.goto(`${site.url}/console/pasangan`);
    expect(await page.getByTestId('decided-pair').count()).toBe(2);
    await look('pairs-decided', faults);

    await page.getByTestId('decided-pair').filter({ hasText: 'Rukmini' }).getByRole('link').click();
    await look('pair-decided', faults);
    await page.getByRole('button', { name: 'Batalkan keputusan' }).click();
    await page.getByTestId('flash').waitFor();
    await look('pair-undone', faults);
    await page.goto(`${site.url}/console/pasangan`);
    expect(await page.getByTestId('pair').count()).toBe(2);
    expect({ faults, complaints }).toEqual({ faults: [], complaints: [] });
  });
});
