// The problem on the page: chosen from its pictures, written as a formula, brought by a link.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import {
  lastNotice,
  pressInBar,
  settled,
  stateOf,
  still,
  useChromium,
  withPage,
  withSharedPage,
} from './page.ts';

useChromium();

const linkTo = (formula: string) =>
  `#${encodeURIComponent(JSON.stringify({ problem: 'formula', formula }))}`;

const pictureAt = (page: Page) =>
  page.evaluate(() => performance.getEntriesByName('gradscape:landscape').at(-1)?.startTime);

/** Opens the chooser and takes the card of a name. */
async function take(page: Page, name: string) {
  await page.locator('#problem-open').click();
  await page.locator('.card', { has: page.getByText(name, { exact: true }) }).click();
  await settled(page);
}

test('a problem is chosen by keyboard from cards with pictures, and shows its own window and learning rate', () =>
  withSharedPage(async (page) => {
    const open = page.locator('#problem-open');
    expect(await open.textContent()).toBe('XOR');
    await open.focus();
    await page.keyboard.press('Enter');
    const focused = () =>
      page.evaluate(() => document.activeElement?.querySelector('b')?.textContent);
    await expect.poll(focused).toBe('XOR');
    for (let i = 0; i < 20 && (await focused()) !== 'Himmelblau'; i++) {
      await page.keyboard.press('ArrowRight');
    }
    expect(await focused()).toBe('Himmelblau');
    // Colours in each picture: of one that is not drawn there is none.
    const colours = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLCanvasElement>('.card canvas')].map((canvas) => {
          const { width, height } = canvas;
          const copy = new OffscreenCanvas(width, height).getContext('2d', {
            willReadFrequently: true,
          })!;
          copy.drawImage(canvas, 0, 0);
          const { data } = copy.getImageData(0, 0, width, height);
          return new Set(new Uint32Array(data.buffer)).size;
        }),
      );
    await expect.poll(async () => Math.min(...(await colours()))).toBeGreaterThan(20);
    await page.keyboard.press('Enter');
    await settled(page);
    expect(await open.textContent()).toBe('Himmelblau');
    const { problem, window: home, optimizers } = await stateOf(page);
    expect([problem, home]).toEqual(['himmelblau', { x: [-5, 5], y: [-5, 5] }]);
    expect(optimizers.gd.learningRate).toBe(0.01);
    expect(await page.locator('#problem').isVisible()).toBe(false);
    // Escape changes nothing.
    await open.click();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Escape');
    expect((await stateOf(page)).problem).toBe('himmelblau');
  }));

test('a formula that is typed is typeset and becomes the landscape, its constants sliders; a bad one changes nothing', () =>
  withSharedPage(async (page) => {
    await take(page, 'Formula');
    const area = page.locator('#problem textarea');
    await expect.poll(() => area.evaluate((field) => field === document.activeElement)).toBe(true);
    await area.fill('x^2/k + 3*y^2');
    await expect.poll(async () => (await stateOf(page)).formula).toBe('x^2/k + 3*y^2');
    await settled(page);
    expect(await page.locator('#problem math mfrac msup').count()).toBe(1);
    expect(await page.locator('#panel input[aria-label="k"]').count()).toBe(1);
    expect(await page.locator('#panel input[aria-label="a"]').count()).toBe(0);

    const before = [await stateOf(page), await pictureAt(page)];
    await area.fill('x^2/k + 3*)y');
    const fault = page.locator('#formula-fault');
    expect(await fault.textContent()).toMatch(/^Character 11: found "\)"/);
    expect(await page.locator('#problem mark').textContent()).toBe(')');
    // Far longer than typing must rest to count.
    await page.waitForTimeout(500);
    expect([await stateOf(page), await pictureAt(page)]).toEqual(before);
    // Back to the last good one, and by undo to what was typed.
    await page.keyboard.press('Escape');
    expect(await area.inputValue()).toBe('x^2/k + 3*y^2');
    expect(await fault.isVisible()).toBe(false);
    await page.keyboard.press('Control+z');
    expect(await area.inputValue()).toBe('x^2/k + 3*)y');

    await page.getByRole('button', { name: 'One dimension' }).click();
    await settled(page);
    expect((await stateOf(page)).plane.y).toBe(null);
    // Another problem and back: what was written is still there.
    await take(page, 'Saddle');
    await take(page, 'Formula');
    expect(await area.inputValue()).toBe('x^4/4 - x^2/2');
  }));

test('data are edited at the top of the panel, and the fit on them follows the run', () =>
  withSharedPage(async (page) => {
    await take(page, 'Least squares');
    const { optimizers } = await stateOf(page);
    expect(optimizers.gd.learningRate).toBeLessThan(0.1);
    const drawn = () =>
      page.evaluate(async () => {
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        return document.querySelector<HTMLCanvasElement>('#problem canvas')!.toDataURL();
      });
    const [end, before] = [await drawn(), await pictureAt(page)];
    await page.locator('#to-start').click();
    await expect.poll(drawn).not.toBe(end);
    await page.locator('#problem select').first().selectOption('outlier');
    await settled(page);
    expect((await stateOf(page)).data).toBe('outlier');
    expect(await pictureAt(page)).toBeGreaterThan(before!);
    await take(page, 'Quadratic');
    expect(await page.locator('#problem').isVisible()).toBe(false);
    // What was chosen is still there.
    await take(page, 'Least squares');
    expect((await stateOf(page)).data).toBe('outlier');
  }));

declare global {
  interface Window {
    /** When a frame with the typeset formula was begun, and when the first landscape was asked for. */
    seen?: number;
    asked?: number | undefined;
  }
}
const watch = () => {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('#problem math')) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      window.seen = performance.now();
    });
  }).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    window.asked ??= list.getEntriesByName('gradscape:landscape')[0]?.startTime;
  }).observe({ type: 'measure' });
};

test('a link with a formula shows it, as text and typeset, before its landscape is asked for', () =>
  withPage({ at: linkTo('(x*y - 1)^2'), before: watch }, async (page) => {
    expect(await page.locator('#problem textarea').inputValue()).toBe('(x*y - 1)^2');
    const [seen, asked] = await page.evaluate(() => [window.seen, window.asked]);
    expect(asked).toBeGreaterThan(seen!);
  }));

test('on a phone a link with markup for a formula opens it as text to be mended, and runs none of it', () =>
  withPage(
    {
      at: linkTo('<img src=x onerror="document.title=1">'),
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    },
    async (page) => {
      const area = page.locator('#problem textarea');
      expect(await area.inputValue()).toBe('<img src=x onerror="document.title=1">');
      expect(await lastNotice(page)).toMatch(
        /^The formula of the link could not be read \(character 1: found /,
      );
      expect(await page.locator('#formula-fault').textContent()).toMatch(/^Character 1: found /);
      const { problem, formula } = await stateOf(page);
      expect([problem, formula]).toEqual(['formula', null]);
      const inert = () =>
        page.evaluate(() => [document.querySelectorAll('img').length, document.title]);
      expect(await inert()).toEqual([0, await page.title()]);
      expect(await page.title()).toMatch(/^Gradscape/);
      // It is in view in the drawer, and can be mended there.
      await still(page);
      await area.tap();
      await area.fill('x^2 + y^2 + <b>x</b>');
      expect(await page.locator('#problem b').count()).toBe(0);
      await area.fill('x^2 + y^2');
      await expect.poll(async () => (await stateOf(page)).formula).toBe('x^2 + y^2');
      await settled(page);
      await pressInBar(page, '#help-open');
      await page.locator('#help').waitFor();
      expect((await inert())[0]).toBe(0);
    },
  ));
