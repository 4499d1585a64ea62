/** What is done in the console, each by mouse, by keyboard alone, on a phone, and without JavaScript. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { newVisitor } from './browser.js';
import { keyboard, pointer, type Hand } from './hands.js';
import { complaintsOf, overflow, smallTargets } from './watch-page.js';

interface Manner {
  readonly options: BrowserContextOptions;
  readonly hand: (page: Page) => Hand;
}

const manners: Readonly<Record<string, Manner>> = {
  'with the mouse': { options: {}, hand: () => pointer },
  'by keyboard alone': { options: {}, hand: keyboard },
  'on a phone of 390 px': {
    options: { viewport: { width: 390, height: 844 }, hasTouch: true },
    hand: () => pointer,
  },
  'without JavaScript': { options: { javaScriptEnabled: false }, hand: () => pointer },
};

/** Somebody at a page of the console, and the hand that they use it with. */
export interface Seat {
  readonly page: Page;
  readonly hand: Hand;
  readonly open: (address: string) => Promise<void>;
  readonly said: () => Promise<string | null>;
}
export type At = (username: string) => Promise<Seat>;

export type Flows = Readonly<Record<string, (at: At) => Promise<void>>>;

/** `place`: asked for when the tests run, since it is made ready before them. */
export function inEveryManner(
  place: () => { readonly browser: Browser; readonly url: string },
  flows: Flows,
): void {
  describe.each(Object.entries(manners))('%s', (_manner, { options, hand }) => {
    const seats = new Map<string, Seat>();
    const faults: string[] = [];
    const complaints: (readonly string[])[] = [];

    const at: At = async (username) => {
      const known = seats.get(username);
      if (known !== undefined) return known;
      const context = await newVisitor(place().browser, 'desktop', options);
      complaints.push(complaintsOf(context));
      const page = await context.newPage();
      const own = hand(page);
      await page.goto(`${place().url}/console/masuk`);
      await own.write(page.getByLabel('Nama pengguna'), username);
      await own.write(page.getByLabel('Kata sandi'), `coba-${username}`);
      await own.press(page.getByRole('button', { name: 'Masuk' }));
      await page.getByRole('button', { name: 'Keluar' }).waitFor();
      const seat: Seat = {
        page,
        hand: own,
        open: async (address) => {
          await page.goto(place().url + address);
        },
        said: () => page.getByTestId('flash').textContent(),
      };
      seats.set(username, seat);
      return seat;
    };
    afterEach(async () => {
      if (options.viewport !== undefined) {
        for (const { page } of seats.values()) {
          const wider = await overflow(page);
          if (wider > 0) faults.push(`${page.url()}: ${String(wider)} px too wide`);
          faults.push(...(await smallTargets(page)).map((one) => `${page.url()}: ${one}`));
        }
      }
      expect({ faults: faults.splice(0), complaints: complaints.flat() }).toEqual({
        faults: [],
        complaints: [],
      });
    });
    afterAll(async () => {
      for (const { page } of seats.values()) await page.context().close();
    });

    it.each(Object.entries(flows))('who %s', async (_what, flow) => {
      await flow(at);
    });
  });
}
