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
  /** Whether the scripts of pages run. */
  readonly scripts: boolean;
}
export type At = (username: string) => Promise<Seat>;

/** Somebody who has not signed in, at a browser of their own. */
export type Visit = () => Promise<Seat>;

type Flow = (at: At, visit: Visit) => Promise<void>;

/** `scripted`: why it cannot be done where the scripts of pages do not run. It is left out there, and says so. */
export type Flows = Readonly<Record<string, Flow | { readonly scripted: string; readonly flow: Flow }>>;

let addresses = 0;

/** `place`: asked for when the tests run, since it is made ready before them. */
export function inEveryManner(
  place: () => { readonly browser: Browser; readonly url: string },
  flows: Flows,
): void {
  describe.each(Object.entries(manners))('%s', (_manner, { options, hand }) => {
    const seats = new Map<string, Seat>();
    const visitors: Seat[] = [];
    const faults: string[] = [];
    const complaints: (readonly string[])[] = [];

    const visit: Visit = async () => {
      // From an address of their own, where a proxy is trusted: what an address may try is another test's.
      addresses += 1;
      const extraHTTPHeaders = { 'x-forwarded-for': `198.18.0.${String(addresses)}` };
      const context = await newVisitor(place().browser, 'desktop', { ...options, extraHTTPHeaders });
      complaints.push(complaintsOf(context));
      const page = await context.newPage();
      const seat: Seat = {
        page,
        hand: hand(page),
        open: async (address) => {
          await page.goto(place().url + address);
        },
        said: () => page.getByTestId('flash').textContent(),
        scripts: options.javaScriptEnabled !== false,
      };
      visitors.push(seat);
      return seat;
    };
    const at: At = async (username) => {
      const known = seats.get(username);
      if (known !== undefined) return known;
      const seat = await visit();
      await enter(seat, username, `coba-${username}`);
      await seat.page.getByRole('button', { name: 'Keluar' }).waitFor();
      seats.set(username, seat);
      return seat;
    };
    afterEach(async () => {
      if (options.viewport !== undefined) {
        for (const { page } of visitors) {
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
      for (const { page } of visitors) await page.context().close();
    });

    for (const [what, given] of Object.entries(flows)) {
      const { flow, scripted = null } = typeof given === 'function' ? { flow: given } : given;
      if (scripted !== null && options.javaScriptEnabled === false) {
        it.skip(`who ${what} (left out: ${scripted})`);
        continue;
      }
      it(`who ${what}`, async () => {
        await flow(at, visit);
      });
    }
  });
}

/** By the sign-in page; what is asked for after the password comes next. */
export async function enter({ page, hand, open }: Seat, username: string, password: string): Promise<void> {
  await open('/console/masuk');
  await hand.write(page.getByLabel('Nama pengguna'), username);
  await hand.write(page.getByLabel('Kata sandi'), password);
  await hand.press(page.getByRole('button', { name: 'Masuk' }));
}
