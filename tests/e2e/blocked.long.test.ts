// A GPU process that dies twice, in a Chromium as users have it: from then on the site has neither WebGPU nor WebGL.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import {
  apart,
  mapOf,
  noticeOf,
  pixelsOf,
  set,
  settled,
  theBrowser,
  useChromium,
  withPage,
} from './page.ts';

useChromium({ alone: true, without: /domain-blocking/ });

/** The upper left quarter of the map, where no notice lies, as RGBA bytes. */
async function picture(page: Page): Promise<number[]> {
  const { corner, size } = await mapOf(page);
  const [width, height] = [size.width / 2, size.height / 2];
  return pixelsOf(page, { x: corner[0], y: corner[1], width, height });
}
/** Of 255, in the mean, between WebGL's picture and the 2-D canvas's; another window's differs by more. */
const ALIKE = 5;

const BY_THE_BROWSER = /CONTEXT_LOST_WEBGL|external Instance reference no longer exists|WebGL/;

test('a GPU that died twice, whose site the browser blocks: the CPU computes, a 2-D canvas draws the same, and the page says both', () =>
  withPage({ allowed: BY_THE_BROWSER, viewport: { width: 900, height: 600 } }, async (page) => {
    const before = await picture(page);
    const session = await theBrowser().newBrowserCDPSession();
    const crash = () => session.send('Browser.crashGpuProcess').catch(() => {});
    await crash();
    await expect.poll(() => noticeOf(page)).toMatch(/^the GPU was lost: .+ It is open again/i);
    await settled(page);
    await crash();
    await expect.poll(() => page.evaluate(() => window.gradscape.engine.name)).toBe('cpu');
    await expect
      .poll(() => noticeOf(page))
      .toMatch(/^Computing on the CPU: .+ Drawing without the GPU: .+ Try WebGL again$/);
    await settled(page);
    expect(apart(await picture(page), before)).toBeLessThan(ALIKE);
    await set(page, { parameters: { b2: -3 }, window: { x: [-4, 6], y: [-3, 5] } });
    expect(apart(await picture(page), before)).toBeGreaterThan(ALIKE);
    expect(await page.locator('#legend > div').count()).toBe(2);
    await page.locator('#notice').getByRole('button', { name: 'Try WebGL again' }).click();
    await expect.poll(() => noticeOf(page)).toMatch(/Drawing without the GPU: .+ Try WebGL again$/);
  }));
