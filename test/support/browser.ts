import { statfsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core';
import { inject } from 'vitest';
import './provided.js';

/** CSS pixels. A cheap phone, and a desk. */
export const viewports = {
  phone: { width: 360, height: 640 },
  desktop: { width: 1280, height: 800 },
} as const;

/** For describe.skipIf(!hasBrowser()). */
export function hasBrowser(): boolean {
  return inject('browser') !== null;
}

/** Close it after the suite. Throws where hasBrowser() is false. */
export async function launchBrowser(): Promise<Browser> {
  const binary = inject('browser');
  if (binary === null) throw new Error('This machine has no Chromium that runs');
  const { executablePath, args, env } = binary;
  return chromium.launch({
    executablePath,
    args,
    env: { ...process.env, ...env },
    headless: true,
    ignoreDefaultArgs: hasSharedMemory() ? ['--disable-dev-shm-usage'] : [],
  });
}

/** Playwright has Chromium share its memory in files, for containers of 64 MB; in memory it is an eighth faster. */
function hasSharedMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 1_000_000_000;
  } catch {
    return false;
  }
}

/** A visitor with cookies of their own, whose browser speaks Indonesian. */
export async function newVisitor(
  browser: Browser,
  viewport: keyof typeof viewports = 'desktop',
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const indonesian = { locale: 'id-ID', timezoneId: 'Asia/Makassar' };
  return browser.newContext({ viewport: viewports[viewport], ...indonesian, ...options });
}
