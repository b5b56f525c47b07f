// A GPU process that dies, in a Chromium of its own.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import {
  mapOf,
  noticeOf,
  set,
  settled,
  stateOf,
  theBrowser,
  useChromium,
  withPage,
} from './page.ts';

useChromium();

/**
 * The middle of the map, where no notice lies, as RGBA bytes. Reads it from a screenshot, for which
 * Chromium may log that the GPU stalled.
 */
async function picture(page: Page): Promise<number[]> {
  const { corner, size } = await mapOf(page);
  const middle = { x: corner[0] + size.width / 2, y: corner[1] + size.height / 2 };
  const clip = { x: middle.x - 150, y: middle.y - 100, width: 300, height: 200 };
  const png = (await page.screenshot({ clip })).toString('base64');
  const helper = await theBrowser().newPage();
  try {
    return await helper.evaluate(async (data) => {
      const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      context.drawImage(image, 0, 0);
      return [...context.getImageData(0, 0, image.width, image.height).data];
    }, png);
  } finally {
    await helper.close();
  }
}
const apart = (a: number[], b: number[]) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
const colours = (rgba: number[]) => {
  const seen = new Set<number>();
  for (let i = 0; i < rgba.length; i += 4) {
    seen.add(rgba[i]! * 65536 + rgba[i + 1]! * 256 + rgba[i + 2]!);
  }
  return seen.size;
};

const BY_THE_BROWSER =
  /GPU stall due to ReadPixels|CONTEXT_LOST_WEBGL|external Instance reference no longer exists/;

test('when the GPU process dies the CPU takes over, says why, and the same picture is drawn again', () =>
  withPage({ allowed: BY_THE_BROWSER }, async (page) => {
    const before = await picture(page);
    // A landscape, not the grey of an empty map.
    expect(colours(before)).toBeGreaterThan(20);
    expect(await page.evaluate(() => window.gradscape.engine.name)).toBe('gpu');

    const session = await theBrowser().newBrowserCDPSession();
    await session.send('Browser.crashGpuProcess').catch(() => {});
    await expect.poll(() => page.evaluate(() => window.gradscape.engine.name)).toBe('cpu');
    expect(await noticeOf(page)).toMatch(/^Computing on the CPU: the GPU was lost: .+/);
    expect(await page.locator('#badge').getAttribute('data-engine')).toBe('cpu');
    await settled(page);
    // f32 and f64 differ by less than one of 256 colours.
    await expect.poll(async () => apart(await picture(page), before)).toBeLessThan(2);

    await set(page, { parameters: { b2: -3 }, optimizers: { momentum: { on: true } } });
    expect((await stateOf(page)).parameters.b2).toBe(-3);
    expect(await page.locator('#legend > div').count()).toBe(3);
    await expect.poll(async () => apart(await picture(page), before)).toBeGreaterThan(2);

    // The GPU is back by now, and can be chosen again.
    await page.evaluate(() => window.gradscape.set({ engine: 'gpu' }));
    await expect.poll(() => page.evaluate(() => window.gradscape.engine.name)).toBe('gpu');
    await settled(page);
  }));
