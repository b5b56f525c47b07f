// From a phone to 4K, by touch, and for everyone.
import { expect, test } from 'vitest';
import { type Point, toParameters, toScreen } from '../../src/views/transform.ts';
import { axeSource, overflowing, violations } from './everyone.ts';
import { mapOf, pressInBar, set, settled, stateOf, still, useChromium, withPage } from './page.ts';

useChromium();

const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

/** The same with a quarter of the pixels, for what is the same at any scale of the device. */
const coarsePhone = { ...phone, deviceScaleFactor: 1 };

/** CSS pixels below the map for its axis. */
const AXIS = 42;

test('on a 390 × 844 phone nothing overflows sideways, a tap adds a start, and a pinch zooms', () =>
  withPage(phone, async (page) => {
    expect(await overflowing(page)).toEqual([]);
    const { corner, size } = await mapOf(page);
    expect(size.height).toBeGreaterThan(300);

    const at: Point = [Math.round(size.width * 0.75), Math.round(size.height * 0.3)];
    await page.touchscreen.tap(corner[0] + at[0], corner[1] + at[1]);
    // Should the legend grow by a line: settled, the map is drawn in full at what that leaves of it.
    const { drawn, plot } = await page.evaluate(async () => {
      await window.gradscape.settled();
      const measures = performance.getEntriesByName('gradscape:landscape');
      const { detail: drawn } = measures.at(-1) as PerformanceMeasure;
      return { drawn, plot: document.querySelector('#plot')!.clientHeight };
    });
    expect(plot).toBeLessThanOrEqual(size.height + AXIS);
    expect(drawn.height).toBe(2 * (plot - AXIS));
    const { starts, window: before } = await stateOf(page);
    expect(starts.points.length).toBe(2);
    const [x, y] = toScreen(before, size, starts.points[1]!);
    expect(Math.hypot(x - at[0], y - at[1])).toBeLessThan(1.5);

    const { corner: origin, size: now } = await mapOf(page);
    const middle: Point = [Math.round(now.width / 2), Math.round(now.height / 2)];
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', spread?: number) => {
      const finger = (id: number, by: number) => ({
        id,
        x: origin[0] + middle[0] + by,
        y: origin[1] + middle[1],
      });
      const touchPoints = spread === undefined ? [] : [finger(0, -spread), finger(1, spread)];
      return session.send('Input.dispatchTouchEvent', { type, touchPoints });
    };
    await touch('touchStart', 40);
    for (let spread = 45; spread <= 80; spread += 5) await touch('touchMove', spread);
    await touch('touchEnd');
    await settled(page);
    const { window: after, starts: still } = await stateOf(page);
    const factor = (after.x[1] - after.x[0]) / (before.x[1] - before.x[0]);
    expect(factor).toBeCloseTo(0.5, 2);
    const moved = toScreen(after, now, toParameters(before, now, middle));
    expect(Math.hypot(moved[0] - middle[0], moved[1] - middle[1])).toBeLessThan(2);
    expect(still.points.length).toBe(2);
  }));

test('on the phone Controls opens the panel, and every field in it can be scrolled to and hit', () =>
  withPage(coarsePhone, async (page) => {
    const toggle = page.locator('#panel-toggle');
    await toggle.tap();
    expect(await toggle.getAttribute('aria-expanded')).toBe('true');
    await still(page);
    const missed = await page.evaluate(() => {
      const fields = [...document.querySelectorAll('#panel input, #panel select, #panel button')];
      const shown = fields.filter((field) => field.getBoundingClientRect().height > 0);
      const bad = shown.filter((field) => {
        field.scrollIntoView({ block: 'center' });
        const { left, right, top, bottom } = field.getBoundingClientRect();
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        const ours = hit?.closest('.lil-controller, .lil-title, .run-list, .sheet-handle');
        return !(ours?.contains(field) && left >= 0 && right <= window.innerWidth);
      });
      return { shown: shown.length, bad: bad.map((field) => field.outerHTML) };
    });
    expect(missed.bad).toEqual([]);
    expect(missed.shown).toBeGreaterThan(20);
    expect(await overflowing(page)).toEqual([]);
    const field = page.locator('#panel input[aria-label="c"]:visible');
    await field.fill('-7');
    await field.press('Enter');
    expect((await stateOf(page)).parameters.c).toBe(-7);
    await toggle.tap();
    expect(await toggle.getAttribute('aria-expanded')).toBe('false');
  }));

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
