/** Each page that the app has a route for, found by the list of its routes: it fits, and everybody can use it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countQuality } from '../../src/usecases/quality/count-quality.js';
import { openTestContainer } from '../support/container.js';
import { makeAccessWorld, type Target } from '../support/access-world.js';
import { hasBrowser, launchBrowser, newVisitor } from '../support/browser.js';
import { enterConsole } from '../support/console-page.js';
import { lookAt } from '../support/look.js';
import { startRecordedApp, type RecordedApp } from '../support/recorded-app.js';
import { addressOf, routeRules } from '../support/route-rules.js';
import { complaintsOf, smallTargets, unseenFocus } from '../support/watch-page.js';

describe.skipIf(!hasBrowser())('every page', { timeout: 180_000 }, () => {
  let recorded: RecordedApp;
  let targets: readonly Target[];
  let browser: Browser;
  const seen = new Set<number>();

  beforeAll(async () => {
    const container = await openTestContainer();
    recorded = await startRecordedApp(container);
    ({ targets } = await makeAccessWorld(container));
    await countQuality(container);
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  /** Of what there is most to see. */
  const target = (): Target => {
    const shown = targets.find(({ twinId, photoId }) => twinId !== null && photoId !== null);
    const recorded = targets.find(({ householdId }) => householdId !== null);
    if (shown === undefined || recorded === undefined) throw new Error('no case');
    const { entryId, personId, householdId } = recorded;
    return { ...shown, entryId, personId, householdId };
  };
  const addresses = () =>
    recorded.routes.flatMap((route) => {
      const rule = routeRules[route];
      if (!route.startsWith('GET ') || rule === undefined || rule.endless === true) return [];
      const query = new URLSearchParams(rule.ask?.(target()).query ?? {}).toString();
      const address = addressOf(route.slice(4), rule, target()) + (query === '' ? '' : `?${query}`);
      return [{ route, address, open: rule.guard === 'open' }];
    });

  const lookAtAll = async (page: Page, which: (open: boolean) => boolean) => {
    const faults: string[] = [];
    const complaints = complaintsOf(page.context());
    for (const { route, address } of addresses().filter(({ open }) => which(open))) {
      const answer = await page.request.get(recorded.url + address, {
        headers: { accept: 'text/html' },
        maxRedirects: 0,
      });
      const [status, type] = [answer.status(), String(answer.headers()['content-type'])];
      // What is not there looks the same wherever it comes from.
      if (!type.startsWith('text/html') || (status !== 200 && seen.has(status))) continue;
      seen.add(status);
      await page.goto(recorded.url + address);
      await lookAt(page, route, faults);
      await page.setViewportSize({ width: 390, height: 844 });
      faults.push(...(await smallTargets(page)).map((one) => `${route}: ${one}`));
      faults.push(...(await unseenFocus(page)).map((one) => `${route}: ${one}`));
    }
    expect({ faults, complaints }).toEqual({ faults: [], complaints: [] });
  };

  it.each(['supervisor', 'admin'])('as the %s sees it', async (username) => {
    const context = await newVisitor(browser);
    // A page that loads itself again would do so while it is looked at.
    await context.addInitScript('window.setInterval = () => 0');
    const page = await context.newPage();
    await enterConsole(page, recorded.url, username);
    await lookAtAll(page, (open) => !open);
    await context.close();
  });

  it('as those see it who are not signed in', async () => {
    const context = await newVisitor(browser);
    const page = await context.newPage();
    await lookAtAll(page, (open) => open);
    await context.close();
  });
});
