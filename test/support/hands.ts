/** How people work a page: with a mouse or a finger, or by the keyboard alone. */
import type { Locator, Page } from 'playwright-core';

export interface Hand {
  /** A button, a link, or the title of a box. */
  press(what: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  /** From a list, by what it says. */
  choose(field: Locator, option: string): Promise<void>;
  /** A box or a dot. */
  tick(box: Locator): Promise<void>;
  /** A box. */
  untick(box: Locator): Promise<void>;
  /** ISO date. */
  writeDay(field: Locator, day: string): Promise<void>;
  /** By the browser's own window, which is not the page's. */
  attach(field: Locator, file: FilePayload): Promise<void>;
}

export interface FilePayload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const pointer: Hand = {
  press: (what) => what.click(),
  write: (field, text) => field.fill(text),
  choose: async (field, option) => {
    await field.selectOption(option);
  },
  tick: (box) => box.check(),
  untick: (box) => box.uncheck(),
  writeDay: (field, day) => field.fill(day),
  attach: (field, file) => attach(field, file, () => field.click()),
};

async function attach(field: Locator, file: FilePayload, open: () => Promise<void>): Promise<void> {
  const opened = field.page().waitForEvent('filechooser');
  await open();
  await (await opened).setFiles(file);
}

/** Tab, Enter, blank and arrows, nothing else; what they reach must be seen to be reached. */
export function keyboard(page: Page): Hand {
  const key = (name: string) => page.keyboard.press(name);
  // Said beforehand: the key would be faster than the browser learns that its window is not to be shown.
  page.on('filechooser', () => undefined);
  return {
    press: async (what) => {
      await reach(page, what);
      await key('Enter');
    },
    write: async (field, text) => {
      await reach(page, field);
      await key('Control+A');
      await page.keyboard.type(text);
    },
    choose: async (field, option) => {
      await reach(page, field);
      // What is typed goes to the first that begins so.
      await page.keyboard.type(/^[\p{L}\d]*/u.exec(option)?.[0] ?? '');
      const chosen = () => field.evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.text.trim());
      for (let step = 0; (await chosen()) !== option; step += 1) {
        if (step > 60) throw new Error(`no ${option} in the list`);
        await key('ArrowDown');
      }
    },
    tick: async (box) => {
      await reach(page, box);
      for (let step = 0; !(await box.isChecked()); step += 1) {
        if (step > 10) throw new Error('it cannot be ticked');
        const isDot = await box.evaluate((input: HTMLInputElement) => input.type === 'radio');
        await key(isDot && step > 0 ? 'ArrowDown' : 'Space');
      }
    },
    untick: async (box) => {
      await reach(page, box);
      if (await box.isChecked()) await key('Space');
    },
    writeDay: async (field, day) => {
      await reach(page, field);
      const [year = '', month = '', date = ''] = day.split('-');
      // In whichever order this browser has day and month: its user sees it.
      for (const digits of [date + month + year, month + date + year]) {
        for (let part = 0; part < 3; part += 1) await key('ArrowLeft');
        await page.keyboard.type(digits);
        if ((await field.inputValue()) === day) return;
      }
      throw new Error(`the keyboard does not write ${day}`);
    },
    attach: async (field, file) => {
      await reach(page, field);
      await attach(field, file, () => key('Enter'));
    },
  };
}

/** Tab, forwards or backwards as it lies nearer, until the thing has the focus. */
async function reach(page: Page, what: Locator): Promise<void> {
  await what.waitFor();
  for (let look = 0; look < 60; look += 1) {
    const steps = await what.evaluate(stepsTo);
    if (steps === 0) return expectSeen(what);
    for (let step = 0; step < Math.abs(steps); step += 1) {
      await page.keyboard.press(steps < 0 ? 'Shift+Tab' : 'Tab');
    }
  }
  throw new Error(`the keyboard does not reach ${String(what)}`);
}

/** How often Tab is surely still to be pressed, backwards where it is less than 0; 0: the thing has the focus. */
function stepsTo(wanted: HTMLElement): number {
  const { activeElement: at } = document;
  const isDot = (one: Element | null): one is HTMLInputElement =>
    one instanceof HTMLInputElement && one.type === 'radio';
  if (at === wanted) return 0;
  // Of a group of dots the browser focuses one; arrows go on from there.
  if (isDot(at) && isDot(wanted) && at.name === wanted.name && at.form === wanted.form) return 0;
  const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(
    (one) => one.checkVisibility() && !one.matches('[type=hidden], [type=radio], :disabled'),
  );
  const placeOf = (one: Element) =>
    stops.filter((stop) => (stop.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0)
      .length;
  const from = at === null || at === document.body ? 0 : placeOf(at);
  const distance = placeOf(wanted) - from;
  const follows =
    at === null ||
    (at.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING) === 0 ||
    at === document.body;
  const surely = Math.floor(Math.abs(distance) * 0.9);
  return (follows ? 1 : -1) * Math.max(1, surely);
}

async function expectSeen(what: Locator): Promise<void> {
  const seen = await what.evaluate(() => {
    const { activeElement: at } = document;
    if (!at?.matches(':focus-visible')) return 'is not marked as focused';
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
    const ring = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    // On a map the border of the shape itself is its ring.
    const shape = at instanceof SVGElement ? at.querySelector('path') : null;
    const border = shape === null ? 0 : Number.parseFloat(getComputedStyle(shape).strokeWidth);
    return ring || border >= 4 || boxShadow !== 'none' ? '' : `has no ring: ${outlineStyle} ${outlineWidth}`;
  });
  if (seen !== '') throw new Error(`${String(what)} has the focus, and ${seen}`);
}
