import path from 'node:path';
import type { Page } from 'playwright-core';
import { viewports } from './browser.js';
import { accessFaults, overflow } from './watch-page.js';

/** Where scripts/screenshots.mjs wants pictures; undefined: it does not. */
export const pictureFolder = process.env['SCREENSHOTS'];

const pictured = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

/**
 * Looks at the page that is open, at a desk and on a cheap phone: whether it fits, and whether everybody
 * can use it. Faults are added to `faults`; a picture is left where pictures are wanted.
 */
export async function lookAt(page: Page, name: string, faults: string[]): Promise<void> {
  for (const [device, size] of Object.entries(viewports)) {
    await page.setViewportSize(size);
    const wider = await overflow(page);
    if (wider > 0) faults.push(`${name}, ${device}: ${String(wider)} px too wide`);
    faults.push(...(await accessFaults(page)).map((fault) => `${name}, ${device}: ${fault}`));
  }
  if (pictureFolder === undefined) return;
  for (const size of pictured) {
    await page.setViewportSize(size);
    const file = path.join(pictureFolder, `${name}-${String(size.width)}.png`);
    await page.screenshot({ path: file, fullPage: true });
  }
}
