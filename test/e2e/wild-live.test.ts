/** What people write in the chat, when it reaches a page that is open already: by events, and by its scripts. */
import type { BrowserContext, Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { trialReporters } from '../../prisma/seed/trial.js';
import type { Container } from '../../src/container.js';
import { caseActionsOf } from '../../src/parts.js';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { ConsoleHttp } from '../support/console-http.js';
import { enterConsole } from '../support/console-page.js';
import { submitKind } from '../support/one-of-each-kind.js';
import { staff, syntheticContact } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { complaintsOf } from '../support/watch-page.js';
import { wild, wildReports } from '../support/wild-reports.js';

const desa = '64.08.01.2001';

describe.skipIf(!hasBrowser())('what is written in the chat', { timeout: 120_000 }, () => {
  let container: Container;
  let site: TestSite;
  let by: { reporterId: string; contactId: string };
  let first: string;

  beforeAll(async () => {
    site = await openTestSite({ env: { SIMULATOR: 'true' } });
    ({ container } = site);
    by = await syntheticContact(container);
    const { database } = container;
    await database.reporter.update({ where: { id: by.reporterId }, data: { name: wild } });
    await database.consoleUser.update({ where: { username: 'supervisor2' }, data: { name: wild } });
    first = await submitKind(container, by, wildReports(desa).reports[0] ?? never());
  });

  const never = () => {
    throw new Error('no report');
  };
  const visitor = async (username: string | null) => {
    const context = await newVisitor(site.browser, 'desktop');
    const complaints = complaintsOf(context);
    const page = await context.newPage();
    const said: string[] = [];
    page.on('dialog', (dialog) => {
      said.push(dialog.message());
      void dialog.dismiss();
    });
    if (username !== null) await enterConsole(page, site.url, username);
    return { context, page, complaints, said };
  };
  interface Visitor {
    readonly context: BrowserContext;
    readonly page: Page;
    readonly complaints: readonly string[];
    readonly said: readonly string[];
  }
  /** It stands there as text, and nothing of it has become a part of the page. */
  const expectText = async ({ page, complaints, said }: Visitor) => {
    const injected = await page.locator('img[src="x"], [onerror]').count();
    expect({ url: page.url(), injected, said, complaints }).toEqual({
      url: page.url(),
      injected: 0,
      said: [],
      complaints: [],
    });
    const text = await page.evaluate(
      'document.body.innerText + [...document.querySelectorAll("input")].map((one) => one.value)',
    );
    expect([page.url(), String(text).includes('<img src=x onerror=alert(1)>')]).toEqual([page.url(), true]);
  };
  const submitAll = async () => {
    const made: string[] = [];
    for (const report of wildReports(desa).reports) made.push(await submitKind(container, by, report));
    return made;
  };

  it('is nothing that the stream of events carries: kinds and ids alone', async () => {
    const office = await ConsoleHttp.signIn(site.url, 'supervisor', 'coba-supervisor');
    const reader = (await office.request('/console/langsung')).body?.getReader();
    if (reader === undefined) throw new Error('no stream');
    let text = '';
    // It listens once it is connected.
    while (!text.includes('event:')) {
      await submitAll();
      text += Buffer.from((await reader.read()).value ?? []).toString('utf8');
    }
    const [last = ''] = (await submitAll()).toReversed();
    const comment = { id: uuidv7(), caseId: last, text: wild, ip: '' };
    await caseActionsOf(container).comment(await staff(container, 'supervisor2'), comment);
    while (!text.includes(last)) text += Buffer.from((await reader.read()).value ?? []).toString('utf8');
    await reader.cancel();
    for (const line of text.split('\n')) {
      expect(line).toMatch(/^(|:|retry: \d+|event: case|data: [\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/);
    }
  });

  it('stays text in a queue that is told of it, and when it is loaded and searched for', async () => {
    const one = await visitor('supervisor');
    const { page } = one;
    await page.goto(`${site.url}/console?urut=newest`);
    const live = page.getByTestId('live');
    await expect
      .poll(async () => (await submitAll(), live.isVisible()), { interval: 300, timeout: 20_000 })
      .toBe(true);
    await expectText(one);
    await live.getByRole('link', { name: 'Muat' }).click();
    await page.locator('a[data-row]').first().waitFor();
    await page.locator('input[name=kasus]').first().check();
    await expectText(one);
    await page.getByLabel('Cari').fill(wild);
    await page.getByRole('button', { name: 'Terapkan' }).click();
    await page.waitForURL(/cari=/);
    await expectText(one);
    await one.context.close();
  });

  it('stays text on a case that is open while a colleague of that name looks and takes it over', async () => {
    const one = await visitor('supervisor');
    const { page } = one;
    await page.goto(`${site.url}/console/kasus/${first}`);
    await page.getByRole('button', { name: 'Ambil', exact: true }).click();
    await page.getByRole('button', { name: 'Lepaskan' }).waitFor();
    const colleague = await visitor('supervisor2');
    await colleague.page.goto(`${site.url}/console/kasus/${first}`);
    const beat = () => page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    const lookers = page.locator('[data-lookers]');
    await expect.poll(async () => (await beat(), lookers.textContent())).toContain(wild);
    await expectText(one);
    await colleague.page.getByRole('button', { name: 'Ambil alih' }).click();
    await colleague.page.getByRole('button', { name: 'Lepaskan' }).waitFor();
    const changed = page.locator('[data-changed-by]');
    await expect.poll(async () => (await beat(), changed.textContent())).toContain(wild);
    await expectText(one);
    await expectText(colleague);
    // Whoever comes back to it: the form that comes back, too, holds text.
    await page.getByLabel('Tulis komentar').fill(wild);
    await page.getByRole('button', { name: 'Simpan komentar' }).click();
    await page.getByTestId('comments').getByText(wild, { exact: true }).waitFor();
    await expectText(one);
    await one.context.close();
    await colleague.context.close();
  });

  it('stays text in the chat of the simulator, which its script writes', async () => {
    const one = await visitor(null);
    await one.page.goto(`${site.url}/simulator/${trialReporters[1]?.id ?? ''}`);
    await one.page.getByLabel('Tulis pesan').fill(wild);
    await one.page.getByLabel('Tulis pesan').press('Enter');
    await one.page.getByTestId('bubble-person').getByText(wild).waitFor();
    await expectText(one);
    await one.page.reload();
    await one.page.getByTestId('bubble-person').getByText(wild).waitFor();
    await expectText(one);
    await one.context.close();
  });
});
