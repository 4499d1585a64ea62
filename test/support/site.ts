import type { Browser } from 'playwright-core';
import type { Container } from '../../src/container.js';
import { web } from '../../src/parts.js';
import { launchBrowser } from './browser.js';
import { openTestContainer, type TestContainerOptions } from './container.js';
import { atEnd } from './ends.js';

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
  atEnd(() => site.stop());
  const browser = await launchBrowser();
  atEnd(() => browser.close());
  return { container, url: site.url, browser };
}
