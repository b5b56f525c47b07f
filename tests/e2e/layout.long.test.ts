// For everyone, by turns of device and theme; and 4K.
import { expect, test } from 'vitest';
import { axeSource, overflowing, violations } from './everyone.ts';
import { mapOf, pressInBar, set, settled, still, useChromium, withPage } from './page.ts';

useChromium();

const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

/** The same with a quarter of the pixels, for what is the same at any scale of the device. */
const coarsePhone = { ...phone, deviceScaleFactor: 1 };

test('on 3840 × 2160 the parts lie side by side, inside the window, and the map has most of it', () =>
  withPage({ viewport: { width: 3840, height: 2160 } }, async (page) => {
    const boxes = await page.evaluate(() =>
      ['.top', '#colour-bar', '#plot', '.strip', '#panel'].map((name) => {
        const { left, top, right, bottom } = document.querySelector(name)!.getBoundingClientRect();
        return { name, left, top, right, bottom };
      }),
    );
    for (const a of boxes) {
      expect(a.right, a.name).toBeLessThanOrEqual(3840);
      expect(a.bottom, a.name).toBeLessThanOrEqual(2160);
      for (const b of boxes) {
        const apart =
          a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        expect(a === b || apart, `${a.name} and ${b.name}`).toBe(true);
      }
    }
    const { size } = await mapOf(page);
    expect((size.width * size.height) / (3840 * 2160)).toBeGreaterThan(0.5);
    expect(await overflowing(page)).toEqual([]);
  }));

test.each([
  ['on a desktop', { viewport: { width: 1280, height: 800 } }],
  ['on a phone', coarsePhone],
])(
  'axe-core finds nothing serious %s, light and dark, with the help, the chooser and a formula open too',
  (_, options) =>
    withPage(options, async (page) => {
      await page.evaluate(axeSource);
      if ('isMobile' in options) {
        await page.locator('#panel-toggle').tap();
        await still(page);
      }
      for (const theme of ['light', 'dark'] as const) {
        await set(page, { view: { theme } });
        expect(await violations(page), theme).toEqual([]);
      }
      if ('isMobile' in options) await page.locator('#panel-toggle').tap();
      await pressInBar(page, '#help-open');
      await page.locator('#help').waitFor();
      expect(await violations(page), 'help').toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('#problem-open').click();
      const formula = page.locator('.card', { has: page.getByText('Formula', { exact: true }) });
      await formula.waitFor();
      expect(await violations(page), 'chooser').toEqual([]);
      expect(await overflowing(page), 'chooser').toEqual([]);
      await formula.click();
      await settled(page);
      await page.locator('#problem textarea').fill('x^2 + y^');
      await page.locator('#formula-fault').waitFor();
      expect(await violations(page), 'formula').toEqual([]);
      expect(await overflowing(page), 'formula').toEqual([]);
      if ('isMobile' in options) return;
      // Beside a problem whose name is long, down to where the phone's layout begins.
      await set(page, { problem: 'factorisation' });
      for (const width of [900, 821]) {
        await page.setViewportSize({ width, height: 640 });
        await settled(page);
        const wide = `${width} pixels wide`;
        await expect.poll(() => overflowing(page), { message: wide }).toEqual([]);
      }
    }),
);
