// Whether everyone can use the page as it is: what axe-core finds, and what hangs out of the window.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

/** Visible elements that reach beyond the left or right edge of the window. */
export const overflowing = (page: Page) =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page'] : [];
    const beyond = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      const visible = width > 0 && height > 0 && getComputedStyle(element).visibility !== 'hidden';
      // What lies in a box that scrolls does not hang out of it.
      const scrolled = element.parentElement?.closest('[data-scrolls]');
      return visible && !scrolled && (left < -0.5 || right > window.innerWidth + 0.5);
    });
    return [...wide, ...beyond.map((e) => `${e.tagName} #${e.id} .${e.getAttribute('class')}`)];
  });

interface AxeResult {
  violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
}

/** To be evaluated in the page before `violations`. */
export const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Serious and critical violations that axe-core finds on the page as it is, or within a part of it. */
export async function violations(page: Page, within = 'html'): Promise<string[]> {
  const found = `axe.run(${JSON.stringify(within)}, { resultTypes: ['violations'] })`;
  const { violations } = (await page.evaluate(found)) as AxeResult;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((n) => `${id}: ${n.html} ${n.failureSummary}`));
}
