import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import type { Container } from '../../src/container.js';
import { web } from '../../src/parts.js';
import { launchBrowser } from './browser.js';
import { openTestContainer, type TestContainerOptions } from './container.js';

/** The pages alone, and a browser to look at them: nothing works in the background. */
export interface TestSite {
  readonly container: Container;
  readonly url: string;
  readonly browser: Browser;
}

/** In beforeAll: it is closed after the last test. */
export async function openTestSite(options: TestContainerOptions = {}): Promise<TestSite> {
  const container = await openTestContainer(options);
  const site = await web.start(container);
  // Registered after the container's own: hooks run last-registered first.
  afterAll(() => site.stop());
  const browser = await launchBrowser();
  afterAll(() => browser.close());
  return { container, url: site.url, browser };
}
