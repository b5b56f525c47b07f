// A first visit, the tour, the gallery, the command palette, and keys wherever the focus is.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { PICTURES } from '../../src/app/gallery/states.ts';
import { axeSource, overflowing, violations } from './everyone.ts';
import {
  onPage,
  set,
  settled,
  stateOf,
  stepsOf,
  useChromium,
  withPage,
  withSharedPage,
} from './page.ts';

useChromium();

/** Its own context: the browser keeps that somebody has been here. */
const visitor = { greeted: true, viewport: { width: 1280, height: 720 }, locale: 'en-GB' };

const forget = () => {
  if (!sessionStorage.getItem('begun')) localStorage.removeItem('gradscape.welcome');
  sessionStorage.setItem('begun', 'yes');
  // Sizes of landscapes that are drawn, the coarse ones too.
  const sizes: number[] = [];
  Object.assign(window, { drawn: sizes });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sizes.push((entry as PerformanceMeasure).detail.width);
  }).observe({ type: 'measure' });
};

const truth = (page: Page) =>
  page
    .locator('.network-table tbody tr')
    .evaluateAll((rows) => rows.map((row) => row.children[6]!.textContent));

test('a first visit has the sentence, the network with its truth table and three hints that go when done, on one landscape', () =>
  withPage({ ...visitor, before: forget }, async (page) => {
    await page.locator('.network-table').waitFor();
    expect(await page.locator('.welcome p').textContent()).toMatch(
      /^Two hidden units learn XOR.*a choice of two weights.*a training run\.$/,
    );
    expect(await page.locator('.hint p:visible').count()).toBe(3);
    // Fine once, at the size that stays: the widest twice would be a landscape for nothing.
    const sizes = await page.evaluate(() => (window as unknown as { drawn: number[] }).drawn);
    expect(sizes.filter((width) => width === Math.max(...sizes)).length).toBe(1);

    await page.evaluate(axeSource);
    for (const theme of ['light', 'dark'] as const) {
      await set(page, { view: { theme } });
      expect(await violations(page), theme).toEqual([]);
    }
    expect(await overflowing(page)).toEqual([]);

    await page.mouse.move(...(await onPage(page, [14, 7])));
    await expect.poll(() => truth(page)).toEqual(['0 ✓', '1 ✓', '1 ✓', '0 ✓']);
    expect(await page.locator('.hint p:visible').count()).toBe(2);
    await page.mouse.click(...(await onPage(page, [-12, -12])));
    await expect.poll(() => page.locator('.hint p:visible').count()).toBe(1);
    const [from, to] = [await onPage(page, [0, 0]), await onPage(page, [-8, -3])];
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 3 });
    await page.mouse.up();
    await expect.poll(() => page.locator('.hint').count()).toBe(0);

    // Again the sentence alone; and put away not even that.
    await page.reload();
    await page.locator('.welcome').waitFor();
    expect(await page.locator('.hint').count()).toBe(0);
    expect(await page.locator('#network').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Dismiss the welcome' }).click();
    await page.reload();
    await page.locator('.network-open').waitFor();
    expect(await page.locator('.welcome').count()).toBe(0);
  }));

test('the readout lies on no hint, nor on the place that one means', () =>
  withPage({ ...visitor, viewport: { width: 1440, height: 900 }, before: forget }, async (page) => {
    await page.locator('.hint p').first().waitFor();
    const { x, y, width, height } = (await page.locator('#surface').boundingBox())!;
    const covered: string[] = [];
    await settled(page);
    const hidden = () =>
      page.evaluate(() => {
        const tools = document.querySelector('.plot-tools')!.getBoundingClientRect();
        return [...document.querySelectorAll('.hint p')].filter((hint) => {
          const { left, top, right, bottom } = hint.getBoundingClientRect();
          const across = left < tools.right && tools.left < right;
          return across && top < tools.bottom && tools.top < bottom;
        }).length;
      });
    await expect.poll(hidden, { timeout: 5000 }).toBe(0);
    // In corners and at edges, and where each of them would hide a hint; near none of the hints, which would go.
    for (const [across, down] of [
      [0.03, 0.4],
      [0.03, 0.6],
      [0.13, 0.45],
      [0.5, 0.06],
      [0.85, 0.6],
      [0.6, 0.9],
    ] as const) {
      await page.mouse.move(x + across * width, y + down * height);
      await page.locator('#readout').waitFor({ timeout: 5000 });
      const under = await page.evaluate(() => {
        const card = document.querySelector('#readout')!.getBoundingClientRect();
        const covers = ({ left, top, right, bottom }: DOMRect, by: number) =>
          left - by < card.right &&
          card.left < right + by &&
          top - by < card.bottom &&
          card.top < bottom + by;
        return [...document.querySelectorAll('.hint:not([hidden])')]
          .filter((hint) => {
            const text = hint.querySelector('p')!.getBoundingClientRect();
            return covers(text, 0) || covers(hint.getBoundingClientRect(), 11);
          })
          .map(({ textContent }) => textContent);
      });
      for (const hint of under) covered.push(`${hint} from ${across}, ${down}`);
    }
    expect(covered).toEqual([]);
    expect(await page.locator('.hint p:visible').count()).toBe(3);
  }));

test('hints are away while the map is panned, and back when it rests', () =>
  withPage({ ...visitor, before: forget }, async (page) => {
    await page.locator('.hint p').first().waitFor();
    await settled(page);
    const [x, y] = await onPage(page, [-14, 14]);
    await page.mouse.move(x, y);
    await page.mouse.down();
    let isAway = false;
    for (let i = 1; i <= 80 && !isAway; i++) {
      await page.mouse.move(x + (i % 8), y - (i % 8));
      isAway = await page.locator('.hints').isHidden();
    }
    expect(isAway).toBe(true);
    await page.mouse.up();
    await expect.poll(() => page.locator('.hint p:visible').count()).toBe(3);
  }));

test('the tour has five stops and is left with Escape, for who reads Korean too', () =>
  withPage({ at: '?lang=ko' }, async (page) => {
    // Nothing fades in, which would have no contrast on the way.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.evaluate(axeSource);
    await page.locator('#help-open').click();
    await page.locator('.help-tour').click();
    for (let stop = 1; stop <= 5; stop++) {
      await expect
        .poll(() => page.locator('.driver-popover-progress-text').textContent())
        .toBe(`5곳 가운데 ${stop}번째`);
      if (stop === 2) expect(await violations(page, '.driver-popover')).toEqual([]);
      if (stop < 5) await page.locator('.driver-popover-next-btn').click();
    }
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.driver-popover').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  }));

test('after a click on a button Space still plays, and on one that was tabbed to it presses that', () =>
  withSharedPage(async (page) => {
    const [, all] = await stepsOf(page);
    await page.locator('#to-start').click();
    expect((await stepsOf(page))[0]).toBe(0);
    await page.keyboard.press(' ');
    await expect.poll(() => page.locator('#play').getAttribute('aria-label')).toBe('Pause');
    await page.keyboard.press('End');
    expect((await stepsOf(page))[0]).toBe(all);
    await page.locator('#to-start').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press(' ');
    expect((await stepsOf(page))[0]).toBe(all - 1);
  }));

test('the gallery opens a state by a click and by its key, and leaves the theme as it is', () =>
  withSharedPage(async (page) => {
    await set(page, { view: { theme: 'dark' }, starts: { points: [[3, 3]] } });
    await page.locator('#gallery-open').click();
    const cards = page.locator('.gallery-card');
    await cards.last().waitFor();
    expect(await cards.count()).toBe(PICTURES.length);
    await page.evaluate(axeSource);
    expect(await violations(page)).toEqual([]);
    await cards.nth(4).click();
    await settled(page);
    expect(await stateOf(page)).toMatchObject({
      starts: { points: [[-5, 5]] },
      steps: 1000,
      view: { theme: 'dark' },
    });
    await page.keyboard.press('1');
    await expect.poll(async () => (await stateOf(page)).optimizers.gd.learningRate).toBe(100);
    expect((await stateOf(page)).starts.points).toEqual([[0, 0]]);
  }));

test('the palette finds a control by its Korean name, a problem and an action, by keyboard alone', () =>
  withSharedPage(async (page) => {
    const find = async (text: string) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Commands' }).fill(text);
      await expect.poll(() => page.getByRole('option').count()).toBeGreaterThan(0);
    };
    await find('격자 크기');
    await page.keyboard.press('Escape');
    await find('colours');
    await page.evaluate(axeSource);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    const focused = () => page.evaluate(() => document.activeElement?.closest('#panel') !== null);
    await expect.poll(focused).toBe(true);
    await find('himmelblau');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await stateOf(page)).problem).toBe('himmelblau');
    await find('theme dark');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await stateOf(page)).view.theme).toBe('dark');
  }));
