import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

/**
 * What the browser complains about on the pages of a visitor: errors on its console (a breach of the
 * content security policy is one), scripts that break, and parts of a page that are not there. A page
 * that itself says what went wrong has its status by right. Empty is good.
 */
export function complaintsOf(context: BrowserContext): readonly string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    const bad = message.type() === 'error' || message.type() === 'warning';
    const told = message.text().startsWith('Failed to load resource');
    // A picture by itself stands on a page of the browser's own, whose style our policy forbids.
    const picture =
      /\/foto\/[\da-f-]+$/.test(message.location().url) && message.text().includes('inline style');
    if (bad && !told && !picture) complaints.push(`${message.location().url}: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('response', (response) => {
    if (response.status() < 400 || response.request().isNavigationRequest()) return;
    complaints.push(`${response.url()}: ${String(response.status())}`);
  });
  return complaints;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: string; readonly why: string }[];
}

/**
 * What axe finds wrong with the page, as it is run with these options. There are no frames here. Half of what
 * a look takes is loading axe: the page keeps it until it is left.
 */
async function violationsOf(page: Page, options: axe.RunOptions): Promise<readonly Violation[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const run = JSON.stringify({ ...options, resultTypes: ['violations'] });
  return page.evaluate(`axe.run(document, ${run}).then(({ violations }) =>
    violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ target, failureSummary }) => ({ target: String(target), why: failureSummary ?? '' })),
    })),
  )`);
}

/** Everything that axe finds wrong with the page, one line each. */
export async function accessFaults(page: Page): Promise<readonly string[]> {
  const violations = await violationsOf(page, {});
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, why }) => `${id}: ${target} ${why}`));
}

/** Pixels by which the page is wider than the window. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** What is hard to hit with a finger: smaller than 24 px, and too close to something else (WCAG 2.5.8). */
export async function smallTargets(page: Page): Promise<readonly string[]> {
  const violations = await violationsOf(page, { runOnly: { type: 'rule', values: ['target-size'] } });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}

/** One of each kind of thing on the page that takes the keyboard's focus without showing it. */
export async function unseenFocus(page: Page): Promise<readonly string[]> {
  // From now on the browser takes its user for one with a keyboard.
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const kinds = new Map<string, HTMLElement>();
    const all = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    for (const one of document.querySelectorAll<HTMLElement>(all)) {
      if (!one.checkVisibility() || one.matches('[type=hidden], :disabled')) continue;
      kinds.set(
        [one.tagName, one.getAttribute('type'), one.className, one.parentElement?.className].join(' '),
        one,
      );
    }
    return [...kinds].flatMap(([kind, one]) => {
      one.focus();
      if (document.activeElement !== one || !one.matches(':focus-visible')) return [`${kind}: not focused`];
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      const ring = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      return ring || boxShadow !== 'none' ? [] : [`${kind}: ${outlineStyle} ${outlineWidth}`];
    });
  });
}
