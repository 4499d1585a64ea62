/** What waits too long, as a supervisor sees it at a desk and on a phone. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import { escalationRulesOf } from '../../src/parts.js';
import { raiseEscalations } from '../../src/usecases/escalation/raise.js';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { enterConsole } from '../support/console-page.js';
import { otherContact } from '../support/decided.js';
import { lookAt } from '../support/look.js';
import { submitKind, syntheticKinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact, syntheticNik } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { complaintsOf } from '../support/watch-page.js';

const DAY = 86_400_000;

describe.skipIf(!hasBrowser())('the pages of supervisors', { timeout: 120_000 }, () => {
  let container: Container;
  let site: TestSite;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: readonly string[];
  const faults: string[] = [];

  beforeAll(async () => {
    site = await openTestSite();
    ({ container, browser } = site);
    context = await newVisitor(browser, 'desktop', { deviceScaleFactor: 1 });
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

  it('say that there are none', async () => {
    await enterConsole(page, site.url, 'supervisor');
    await open('/console/eskalasi', 'escalations-empty');
    expect(await page.getByTestId('escalation-count').count()).toBe(0);
  });

  it('are seen from every page, handled, and given to a reviewer', async () => {
    const by = await syntheticContact(container);
    const desa = await container.database.region.findFirstOrThrow({ where: { level: 'desa' } });
    const kinds = syntheticKinds(desa.code);
    const longAgo = new Date(Date.now() - 30 * DAY);
    const urgent = { ...kinds.household, nik: syntheticNik(900), kk: null, urgent: true };
    await submitKind(container, by, urgent, longAgo);
    const sensitive = { ...kinds.person, categories: ['19' as const], disability: null };
    await submitKind(container, by, sensitive, longAgo);
    await submitKind(container, by, kinds.update, longAgo);
    const supervisor = await staff(container, 'supervisor2');
    await otherContact(container, 'telegram', { userId: supervisor.id });
    await raiseEscalations({ ...container, escalationRules: escalationRulesOf(container) });
    await container.database.outboundMessage.updateMany({
      where: { purpose: 'alert' },
      data: { state: 'blocked' },
    });

    await open('/console', 'queue-escalated');
    expect(await page.getByTestId('escalation-count').textContent()).toContain('3');
    expect(await page.getByTestId('escalated').count()).toBe(3);
    await open('/console/ringkasan', 'overview-escalated');
    await page.getByRole('link', { name: 'Buka daftar eskalasi' }).click();
    await page.getByTestId('escalation').first().waitFor();
    await page.getByText('Tangani').first().click();
    await look('escalations');

    const first = page.getByTestId('escalation').first();
    const reviewer = await staff(container, 'verifikator');
    await first.getByLabel('Tugaskan kepada').selectOption(reviewer.name);
    await first.getByLabel('Catatan').fill('Sudah ditelepon, dijenguk sore ini.');
    await first.getByRole('button', { name: 'Ditangani' }).click();
    await page.getByTestId('flash').waitFor();
    expect(await page.getByTestId('escalation').count()).toBe(2);
    expect(await page.getByTestId('escalation-count').textContent()).toContain('2');
    await look('escalations-handled');

    await enterConsole(page, site.url, 'verifikator');
    await open('/console', 'queue-assigned');
    expect(await page.getByTestId('assigned').textContent()).toBe('Ditugaskan kepada Anda');
    expect(await page.getByTestId('escalation-count').count()).toBe(0);
    await page
      .getByTestId('case-row')
      .filter({ hasText: 'Ditugaskan' })
      .getByRole('link', { name: 'LP-' })
      .click();
    await page.getByTestId('assigned').waitFor();
    await look('case-assigned');
    expect((await page.goto(`${site.url}/console/eskalasi`))?.status()).toBe(404);
  });

  it('stand beside the state of the system, which says what to look after', async () => {
    await enterConsole(page, site.url, 'supervisor');
    await open('/console/sistem', 'system-warned');
    expect(
      await page
        .locator('[data-warning]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-warning'))),
    ).toEqual(expect.arrayContaining(['process_missing', 'backup_missing']));
    const { database } = container;
    const made = {
      madeAt: new Date(),
      verifiedAt: new Date(),
      bytes: 25_000_000n,
      rowCount: 48_211n,
      blobCount: 930,
    };
    await database.backupRecord.create({ data: { id: crypto.randomUUID(), ...made } });
    for (const part of ['web', 'bots', 'workers']) {
      await database.processHeartbeat.create({ data: { id: crypto.randomUUID(), part } });
    }
    await open('/console/sistem', 'system-well');
    expect(await page.getByTestId('backup').textContent()).toContain('25 MB');
  });
});
