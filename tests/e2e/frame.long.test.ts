// The page's frame at other sizes than a desktop's: what is in view, what is in the menu, the sheet.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import type { StatePatch } from '../../src/app/state/state.ts';
import { overflowing } from './everyone.ts';
import { mapOf, pressInBar, set, settled, stateOf, still, useChromium, withPage } from './page.ts';

useChromium();

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('on a phone lying (844 × 390) the page is as wide as the window and the map at least 230 × 400', () =>
  withPage(
    { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true },
    async (page) => {
      expect(await overflowing(page)).toEqual([]);
      const { size } = await mapOf(page);
      expect(size.width).toBeGreaterThan(400);
      expect(size.height).toBeGreaterThan(230);
      await page.locator('#panel-toggle').tap();
      await still(page);
      const panel = (await page.locator('#panel').boundingBox())!;
      expect(panel.x).toBeGreaterThan(400);
      await page.keyboard.press('Escape');
      expect(await page.locator('#panel-toggle').getAttribute('aria-expanded')).toBe('false');
    },
  ));

/** By how many pixels what is in an element is wider than it. */
const hiddenIn = (page: Page, selector: string) =>
  page.locator(selector).evaluate((each) => each.scrollWidth - each.clientWidth);

test.each(['', '?lang=ko'])(
  'on a phone%s every view is in sight beside a long name, and a step’s numbers are whole',
  (at) =>
    withPage({ ...phone, viewport: { width: 844, height: 390 }, at }, async (page) => {
      await set(page, { problem: 'factorisation' });
      expect(await hiddenIn(page, '#tabs')).toBe(0);
      await page.setViewportSize({ width: 390, height: 844 });
      await set(page, { problem: 'xor', steps: 20, optimizers: { gd: { on: false } } });
      await page.locator('#inspect').tap();
      await settled(page);
      expect(await page.locator('.inspector-table td').count()).toBeGreaterThan(10);
      expect(await hiddenIn(page, '.inspector-table')).toBe(0);
      // The sheet leaves the map in view, and the buttons that step through it.
      const sheet = (await page.locator('#inspector').boundingBox())!;
      expect(sheet.height).toBeLessThan(0.46 * 844);
      for (const above of ['#surface', '#step-on']) {
        const { y, height } = (await page.locator(above).boundingBox())!;
        expect(y + height, above).toBeLessThanOrEqual(sheet.y);
      }
      await page.locator('#inspector .sheet-handle').tap();
      expect(await page.locator('#inspector').isVisible()).toBe(false);
    }),
);

test('at 1280 × 720 the card of two optimizers shows both runs, what can be done with them, and all counts', () =>
  withPage({ viewport: { width: 1280, height: 720 } }, async (page) => {
    const map = {
      resolution: 16,
      steps: 20,
      compare: 'adam',
      pin: [1, 1],
    } satisfies StatePatch['map'];
    await set(page, { tab: 'basins', map });
    const bottom = async (selector: string) => {
      const { y, height } = (await page.locator(selector).boundingBox())!;
      return y + height;
    };
    expect(await page.locator('.run-actions button').count()).toBe(5);
    expect(await bottom('.outcomes')).toBeLessThan(await bottom('.map-info'));
  }));

test('at 1024 pixels a long name leaves Help in the bar; at 900 it is in the menu, and opens from there', () =>
  withPage({ viewport: { width: 1024, height: 640 } }, async (page) => {
    await set(page, { problem: 'factorisation' });
    const help = (await page.locator('#help-open').boundingBox())!;
    expect(help.x + help.width).toBeLessThanOrEqual(1024);
    await page.setViewportSize({ width: 900, height: 640 });
    expect(await page.locator('#help-open').isVisible()).toBe(false);
    await pressInBar(page, '#help-open');
    await page.locator('#help[open]').waitFor();
  }));

test('the sheet: a tap beside it closes it and adds no start, its handle drags it, Escape and a tap on it close it; all in it and in the bar is 44 pixels high', () =>
  withPage(phone, async (page) => {
    const toggle = page.locator('#panel-toggle');
    const handle = page.locator('#sheet-handle');
    const expanded = () => toggle.getAttribute('aria-expanded');
    const top = () => page.locator('#panel').evaluate((panel) => panel.getBoundingClientRect().top);
    const open = async () => {
      await toggle.tap();
      await still(page);
    };
    await open();
    const low = await page.evaluate(() => {
      const hit = (control: Element) =>
        (control.closest('.lil-controller:not(.card-rate)') ?? control).getBoundingClientRect();
      const all = [
        ...document.querySelectorAll(
          '.top > button, .tabs button, #panel :is(button, input, select)',
        ),
      ];
      return all
        .filter((each) => each.getBoundingClientRect().height > 0)
        .filter((each) => hit(each).height < 43.5)
        .map((each) => each.outerHTML.slice(0, 120));
    });
    expect(low).toEqual([]);
    const { corner, size } = await mapOf(page);
    // The map is in view above it.
    expect((await top()) - corner[1]).toBeGreaterThan(200);
    await page.touchscreen.tap(corner[0] + size.width / 2, corner[1] + 60);
    await settled(page);
    expect(await expanded()).toBe('false');
    expect((await stateOf(page)).starts.points.length).toBe(1);
    await open();
    const before = await top();
    const { x, y, width } = (await handle.boundingBox())!;
    await page.mouse.move(x + width / 2, y + 10);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y - 140, { steps: 4 });
    await page.mouse.up();
    expect(before - (await top())).toBeCloseTo(150, -1);
    expect(await expanded()).toBe('true');
    await page.keyboard.press('Escape');
    expect(await expanded()).toBe('false');
    await open();
    await handle.tap();
    expect(await expanded()).toBe('false');
  }));
