// From a phone to 4K, by touch, and for everyone.
import { expect, test } from 'vitest';
import { type Point, toParameters, toScreen } from '../../src/views/transform.ts';
import { overflowing } from './everyone.ts';
import { mapOf, settled, stateOf, still, useChromium, withPage } from './page.ts';

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
