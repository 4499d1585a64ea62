/** The overview in a browser: what it shows, and where its numbers lead. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Container } from '../../src/container.js';
import type { CaseEventData } from '../../src/domain/case/events.js';
import type { Report } from '../../src/domain/report/report.js';
import { countAllEvents } from '../../src/usecases/overview/count-events.js';
import { hasBrowser, newVisitor } from '../support/browser.js';
import { signIn } from '../support/console-page.js';
import { lookAt, pictureFolder } from '../support/look.js';
import { syntheticKinds } from '../support/one-of-each-kind.js';
import { staff, syntheticContact } from '../support/reports.js';
import { openTestSite, type TestSite } from '../support/site.js';
import { complaintsOf } from '../support/watch-page.js';

const DAY_MS = 86_400_000;

describe.skipIf(!hasBrowser())('the overview, as it is seen', { timeout: 180_000 }, () => {
  let container: Container;
  let site: TestSite;
  let browser: Browser;
  let page: Page;
  let complaints: readonly string[];

  beforeAll(async () => {
    site = await openTestSite();
    ({ container, browser } = site);
    await fill();
    await countAllEvents({ unitOfWork: container.unitOfWork, timeZone: container.config.timeZone });
  }, 120_000);

  /** Reports of a quarter, more in some kecamatan than in others; most of the older ones are decided. */
  async function fill(): Promise<void> {
    const by = await syntheticContact(container);
    const deciders = [await staff(container, 'verifikator'), await staff(container, 'supervisor')];
    const desa = await container.database.region.findMany({
      where: { level: 'desa' },
      orderBy: { code: 'asc' },
    });
    for (let n = 0; n < 160; n += 1) {
      const place = desa[((n * n) % 97) + (n % 5)];
      const all = Object.values(syntheticKinds(place?.code ?? '')) as Report[];
      const one = all[n % 4];
      if (one === undefined) throw new Error('no such kind');
      const categories = [['08', '09'], ['24'], ['16'], ['01'], ['11', '24']][(n >> 2) % 5] ?? [];
      const answers = one.kind === 'pmks_case' ? { ...one, categories } : one;
      const at = new Date(Date.now() - (((n * 37) % 97) + 0.1) * DAY_MS);
      const later = (days: number) => new Date(at.getTime() + days * DAY_MS);
      const actor = { kind: 'user' as const, id: deciders[n % 3 === 0 ? 1 : 0]?.id ?? '' };
      await container.unitOfWork.run(async (tx) => {
        const { head } = await tx.cases.create({ draftId: uuidv7(), kind: one.kind, ...by, answers, at });
        let screened = await tx.cases.append(head, {
          actor: { kind: 'system', id: null },
          at,
          data: { type: 'screened', duplicates: 0 },
        });
        // Some were sent back once, and answered.
        if (n % 4 === 1) {
          const event = { actor, at };
          const asked: CaseEventData = {
            type: 'correction_requested',
            reason: 'unclear',
            note: '?',
            fields: [],
          };
          const first = await tx.cases.append(screened.head, { ...event, data: asked });
          const second = await tx.cases.append(first.head, {
            ...event,
            data: { type: 'resubmitted', answers },
          });
          screened = await tx.cases.append(second.head, {
            ...event,
            data: { type: 'screened', duplicates: 0 },
          });
        }
        const decidedAt = later((n % 11) + (n % 7 === 0 ? 14 : 0));
        if (n % 6 === 0 || decidedAt > new Date()) return;
        const data =
          n % 5 === 0
            ? ({ type: 'rejected', reason: 'other', note: 'Uji' } as const)
            : ({ type: 'approved', note: '' } as const);
        await tx.cases.append(screened.head, { actor, at: decidedAt, data });
      });
    }
  }

  async function enter(username: string): Promise<BrowserContext> {
    const context = await newVisitor(browser, 'desktop', {
      deviceScaleFactor: pictureFolder === undefined ? 1 : 2,
    });
    complaints = complaintsOf(context);
    page = await context.newPage();
    await page.goto(`${site.url}/console/masuk`);
    await signIn(page, username, `coba-${username}`);
    await page.getByRole('button', { name: 'Keluar' }).waitFor();
    return context;
  }

  const totalOf = async () => Number(/\d+/.exec((await page.locator('.pager').textContent()) ?? '')?.[0]);

  it('looks as it should, and every number leads to as many cases', async () => {
    const context = await enter('supervisor');
    await page.getByRole('link', { name: 'Ringkasan' }).click();
    await page.getByRole('link', { name: '3 bulan' }).click();
    const faults: string[] = [];
    await lookAt(page, 'overview', faults);
    await page.setViewportSize({ width: 1280, height: 800 });
    const address = page.url();
    for (const find of [
      () => page.getByTestId('tiles').getByRole('link'),
      () => page.getByTestId('by-kind').locator('tbody tr td:nth-child(2) a'),
      () => page.getByTestId('by-desa').locator('tbody tr td:nth-child(2) a'),
      // Late, received and decided in these three months.
      () => page.getByTestId('by-kind').locator('tbody tr td:nth-child(3) a'),
      () => page.getByTestId('by-kind').locator('tbody tr td:nth-child(4) a'),
      () => page.getByTestId('by-kecamatan').locator('tbody tr td:nth-child(5) a'),
    ]) {
      const told = (await find().allTextContents()).map((text) => Number(/\d+/.exec(text)?.[0]));
      expect(told.length).toBeGreaterThan(2);
      for (const at of [0, 1, told.length - 1]) {
        await find().nth(at).click();
        expect(await totalOf()).toBe(told[at]);
        await page.goto(address);
      }
    }
    for (const name of ['Laporan masuk', 'Diputuskan']) {
      const figure = page
        .getByTestId('figure')
        .filter({ has: page.getByRole('link', { name, exact: true }) });
      const told = Number(await figure.locator('.value').textContent());
      await figure.getByRole('link').click();
      expect(await totalOf()).toBe(told);
      await page.goto(address);
    }
    const decided = Number(await page.getByTestId('figure').nth(3).locator('.value').textContent());
    for (const name of ['Disetujui', 'Pernah diperbaiki']) {
      const figure = page.getByTestId('figure').filter({ has: page.getByRole('link', { name }) });
      const told = Number.parseInt((await figure.locator('.value').textContent()) ?? '', 10);
      await figure.getByRole('link').click();
      const behind = await totalOf();
      expect(behind).toBeGreaterThan(0);
      expect(behind).toBeLessThan(decided);
      expect(Math.round((behind / decided) * 100)).toBe(told);
      // What narrows the list stands in its filter, and stays when it is applied once more.
      await page.getByRole('button', { name: 'Terapkan' }).click();
      await page.waitForURL(/putusan=/);
      expect(await totalOf()).toBe(behind);
      await page.goto(address);
    }
    await page.getByTestId('by-kind').getByRole('link', { name: 'Kasus PMKS' }).click();
    expect(await page.getByTestId('by-category').textContent()).toContain('16 Orang dengan HIV/AIDS');
    await page.goto(`${site.url}/console/ringkasan?periode=year&kecamatan=64.08.04&peta=received`);
    await lookAt(page, 'overview-kecamatan', faults);
    expect({ faults, complaints }).toEqual({ faults: [], complaints: [] });
    await context.close();
  });

  it('names no sensitive category and no reviewer to a reviewer', async () => {
    const context = await enter('verifikator');
    await page.goto(`${site.url}/console/ringkasan?periode=year&peta=received`);
    expect(await page.getByTestId('by-category').textContent()).toContain('Kategori khusus');
    expect(await page.textContent('main')).not.toContain('HIV');
    expect(await page.getByTestId('by-reviewer').count()).toBe(0);
    const faults: string[] = [];
    await lookAt(page, 'overview-year', faults);
    expect({ faults, complaints }).toEqual({ faults: [], complaints: [] });
    await context.close();
  });
});
