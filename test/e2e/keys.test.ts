/** The console by keyboard alone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser, launchBrowser, newVisitor } from '../support/browser.js';
import { enterConsole } from '../support/console-page.js';
import { submitSynthetic, syntheticAnswers, syntheticContact } from '../support/reports.js';
import { startTestService, type TestService } from '../support/service.js';
import { complaintsOf } from '../support/watch-page.js';

describe.skipIf(!hasBrowser())('by keys alone', () => {
  let service: TestService;
  let browser: Browser;
  let page: Page;
  let complaints: readonly string[];
  let n = 0;

  beforeAll(async () => {
    service = await startTestService();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  beforeEach(async () => {
    const context = await newVisitor(browser);
    complaints = complaintsOf(context);
    page = await context.newPage();
    await enterConsole(page, service.url, 'verifikator');
    return () => {
      expect(complaints).toEqual([]);
    };
  });

  const waitingCase = async () => {
    const by = await syntheticContact(service.container);
    const id = await submitSynthetic(
      service.container,
      by,
      await syntheticAnswers(service.container, (n += 1)),
    );
    await expect.poll(() => stateOf(id)).toBe('in_review');
    return id;
  };
  const stateOf = async (id: string) =>
    (await service.container.database.case.findUniqueOrThrow({ where: { id } })).state;
  const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()');

  it('an ordinary case is approved with three presses, counted from its line in the queue', async () => {
    const id = await waitingCase();
    const { number } = await service.container.database.case.findUniqueOrThrow({ where: { id } });
    await page.goto(`${service.url}/console`);
    await page.keyboard.press('j');
    expect(await focused()).toBe(number);
    let presses = 0;
    const press = async (key: string) => {
      presses += 1;
      await page.keyboard.press(key);
    };
    await press('Enter');
    await page.getByTestId('decision').waitFor();
    // Keys mean something once the page's script has run.
    await page.waitForLoadState();
    await press('s');
    await press('Enter');
    await expect.poll(() => stateOf(id)).toMatch(/approved|registered/);
    expect(presses).toBe(3);
  });

  it('rows are gone through and left, and boxes opened at their first field', async () => {
    const [first, second] = [await waitingCase(), await waitingCase()];
    await page.goto(`${service.url}/console`);
    const rows = await page.locator('a[data-row]').allTextContents();
    expect(rows).toHaveLength(2);
    for (const [key, row] of [
      ['j', 0],
      ['j', 1],
      ['j', 1],
      ['k', 0],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focused()).toBe(rows[row]?.trim());
    }
    await page.goto(`${service.url}/console/kasus/${first}`);
    await page.keyboard.press('t');
    expect(await page.evaluate('document.activeElement.name')).toBe('reason');
    // Nothing is a key while something is typed; out of the field it is again.
    await page.getByTestId('decision-reject').getByLabel('Penjelasan untuk pelapor').focus();
    await page.keyboard.type('sudah pindah? u');
    expect(page.url()).toContain(first);
    await page.keyboard.press('Escape');
    await page.keyboard.press('u');
    await page.waitForURL(`${service.url}/console`);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['in_review', 'in_review']);
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.name')).toBe('q');
  });

  it('on a phone the menu stands at the page one is on', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await enterConsole(page, service.url, 'supervisor');
    await page.goto(`${service.url}/console/sistem`);
    const link = page.getByRole('link', { name: 'Sistem' });
    const { x = -1, width = 0 } = (await link.boundingBox()) ?? {};
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(390);
  });

  it('are told by ?, and can be switched off for good', async () => {
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Tombol pintas' });
    await dialog.waitFor();
    await dialog.getByLabel('Pakai tombol pintas di peramban ini').uncheck();
    await dialog.getByRole('button', { name: 'Tutup' }).click();
    await page.keyboard.press('3');
    await page.reload();
    await page.keyboard.press('?');
    expect(await dialog.isVisible()).toBe(false);
    expect(page.url()).toBe(`${service.url}/console`);
    await page.getByRole('button', { name: 'Tombol pintas' }).click();
    await dialog.getByLabel('Pakai tombol pintas di peramban ini').check();
    await page.keyboard.press('Escape');
    await page.keyboard.press('3');
    await page.waitForURL(`${service.url}/console/data-pemda`);
  });
});
