// Playing the runs, many of them, and the controls that set them.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import {
  legendOf,
  refusal,
  set,
  settled,
  stateOf,
  stepsOf,
  useChromium,
  withSharedPage,
} from './page.ts';

useChromium();

/** Plays at a quarter of the speed, so that no end comes in between, however busy the machine. */
async function slowly(page: Page, slow: boolean) {
  for (let i = 0; i < 2; i++) await page.keyboard.press(slow ? '<' : '>');
}

/** Resolves after so many frames. */
const frames = (page: Page, count: number) =>
  page.evaluate(async (count) => {
    for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
  }, count);

test('play starts again from step 0, moves on and stops where it is paused', () =>
  withSharedPage(async (page) => {
    expect(await stepsOf(page)).toEqual([500, 500]);
    const play = page.locator('#play');
    await slowly(page, true);
    await play.click();
    expect(await play.getAttribute('aria-label')).toBe('Pause');
    await expect.poll(async () => (await stepsOf(page))[0]).toBeGreaterThan(0);
    await play.click();
    const [paused] = await stepsOf(page);
    expect(paused).toBeLessThan(500);
    expect(await play.getAttribute('aria-label')).toBe('Play');
    // Played on it would be elsewhere some frames later.
    await frames(page, 5);
    expect(await stepsOf(page)).toEqual([paused, 500]);
    await slowly(page, false);
  }));

test('Space plays and pauses, comma and full stop step by one, Home and End jump', () =>
  withSharedPage(async (page) => {
    const now = async () => (await stepsOf(page))[0];
    await page.keyboard.press('Home');
    expect(await now()).toBe(0);
    await page.keyboard.press('.');
    await page.keyboard.press('.');
    expect(await now()).toBe(2);
    await page.keyboard.press(',');
    expect(await now()).toBe(1);
    await slowly(page, true);
    await page.keyboard.press('Space');
    expect(await page.locator('#play').getAttribute('aria-label')).toBe('Pause');
    await expect.poll(now).toBeGreaterThan(1);
    await page.keyboard.press('Space');
    expect(await page.locator('#play').getAttribute('aria-label')).toBe('Play');
    await page.keyboard.press('End');
    expect(await now()).toBe(500);
    await slowly(page, false);
  }));

test('the step buttons and the scrubber, logarithmic in the step, set the present', () =>
  withSharedPage(async (page) => {
    const now = async () => (await stepsOf(page))[0];
    await page.locator('#to-start').click();
    expect(await now()).toBe(0);
    await page.locator('#step-on').click();
    expect(await now()).toBe(1);
    await page.locator('#step-back').click();
    await page.locator('#step-back').click();
    expect(await now()).toBe(0);
    await page.locator('#scrubber').fill('500');
    // Half of the way in log(1 + step): √501 − 1.
    expect(await now()).toBe(21);
  }));

test('the step shown is in the state once it rests, a state brings it back, and null follows the end', () =>
  withSharedPage(async (page) => {
    await page.locator('#to-start').click();
    await page.locator('#step-on').click();
    await settled(page);
    expect((await stateOf(page)).step).toBe(1);
    await set(page, { step: 37 });
    expect(await stepsOf(page)).toEqual([37, 500]);
    await set(page, { steps: 30 });
    expect(await stepsOf(page)).toEqual([30, 30]);
    await set(page, { step: null, steps: 60 });
    expect(await stepsOf(page)).toEqual([60, 60]);
  }));

test('a drag and the keys on the curves set the step, and the scrubber’s thumb is above the line that marks it', () =>
  withSharedPage(async (page) => {
    for (const stepAxis of ['log', 'linear'] as const) {
      await set(page, { view: { stepAxis } });
      const over = (await page.locator('#chart .u-over').boundingBox())!;
      const x = (share: number) => over.x + share * over.width;
      await page.mouse.move(x(0.2), over.y + 20);
      await page.mouse.down();
      await page.mouse.move(x(0.5), over.y + 30, { steps: 3 });
      await page.mouse.up();
      await settled(page);
      const half = stepAxis === 'log' ? 21 : 250;
      const [now] = await stepsOf(page);
      expect(Math.abs(now - half)).toBeLessThanOrEqual(stepAxis === 'log' ? 0 : 1);
      expect((await stateOf(page)).step).toBe(now);
      const line = (await page.locator('.present').boundingBox())!;
      const track = (await page.locator('#scrubber').boundingBox())!;
      const share = Number(await page.locator('#scrubber').inputValue()) / 1000;
      const thumb = track.x + 8 + share * (track.width - 16);
      expect(Math.abs(line.x - thumb)).toBeLessThan(1.5);
      await page.locator('#chart').press('ArrowRight');
      expect((await stepsOf(page))[0]).toBe(now + 1);
    }
  }));

test('a legend’s button hides the runs of its optimizer in map and chart, and shows them again', () =>
  withSharedPage(async (page) => {
    const adam = page.getByRole('button', { name: /^Adam, η/ });
    expect(await adam.getAttribute('aria-pressed')).toBe('true');
    await adam.press('Enter');
    await settled(page);
    expect((await stateOf(page)).view.hidden).toEqual(['adam']);
    expect(await adam.getAttribute('aria-pressed')).toBe('false');
    expect((await legendOf(page)).length).toBe(2);
    // It keeps the focus: once more, and it is back.
    await page.keyboard.press('Enter');
    await settled(page);
    expect((await stateOf(page)).view.hidden).toEqual([]);
  }));

test('i opens the inspector at the step shown, in f64, and what it copies says the same', () =>
  withSharedPage(async (page) => {
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', {
        configurable: true,
        value: { writeText: async (text: string) => void Object.assign(window, { copied: text }) },
      });
    });
    await set(page, { optimizers: { gd: { on: false } }, step: 12 });
    await page.keyboard.press('i');
    await settled(page);
    const card = page.locator('#inspector');
    await expect.poll(() => card.textContent()).toContain('Adam from (0, 0), step 12 of 500');
    await card.getByRole('button', { name: 'Copy as JSON' }).click();
    await page.waitForFunction(() => 'copied' in window);
    const copied = JSON.parse(
      await page.evaluate(() => (window as never as { copied: string }).copied),
    );
    expect(copied.step).toBe(12);
    expect(Object.keys(copied)).toEqual(expect.arrayContaining(['m', 'v', 'm̂', 'v̂', 'Δθ', 'θ′']));
    for (const value of copied.m) {
      expect((await card.textContent())!.replaceAll('−', '-')).toContain(String(value));
    }
    await page.locator('#step-on').click();
    await expect.poll(() => card.textContent()).toContain('step 13 of 500');
    await card.getByRole('button', { name: 'Close the inspector' }).click();
    expect(await card.isVisible()).toBe(false);
  }));

test('fewer steps than the present bring it back to the new end', () =>
  withSharedPage(async (page) => {
    await set(page, { steps: 40 });
    expect(await stepsOf(page)).toEqual([40, 40]);
    await set(page, { steps: 0 });
    expect(await stepsOf(page)).toEqual([0, 0]);
  }));

test('all five optimizers run from the same starts, each with its own row in the legend', () =>
  withSharedPage(async (page) => {
    for (const name of ['Momentum', 'Nesterov', 'RMSprop']) {
      const title = page.locator('.lil-title', { hasText: new RegExp(`^${name}$`) });
      await title.locator('..').getByRole('checkbox').check();
    }
    await settled(page);
    expect(await legendOf(page)).toEqual([
      'Gradient descent, η = 1',
      'Momentum, η = 0.3',
      'Nesterov, η = 0.3',
      'RMSprop, η = 0.03',
      'Adam, η = 0.1',
    ]);
    expect((await stateOf(page)).optimizers.rmsprop.on).toBe(true);
  }));

test('a 12 × 12 grid, 200 random starts and 10,000 in all are drawn, one more is refused', () =>
  withSharedPage(async (page) => {
    await set(page, { starts: { pattern: 'grid', gridSize: 12 }, steps: 50 });
    expect((await legendOf(page))[1]).toBe('Adam, η = 0.1, 145 runs');
    await set(page, { starts: { pattern: 'random', randomCount: 200 } });
    expect((await legendOf(page))[0]).toBe('Gradient descent, η = 1, 201 runs');
    // Few steps: software drawing takes seconds for a frame of a million segments.
    await set(page, {
      optimizers: { adam: { on: false } },
      starts: { randomCount: 9_999 },
      steps: 4,
    });
    expect(await legendOf(page)).toEqual(['Gradient descent, η = 1, 10000 runs']);
    expect(await refusal(page, '{ starts: { randomCount: 10000 } }')).toBe(
      'RangeError: state.starts: 10001 starts are more than 10000',
    );
    expect((await stateOf(page)).starts.randomCount).toBe(9_999);
  }));

test('without a start, or without an optimizer, the map stays and nothing runs', () =>
  withSharedPage(async (page) => {
    await set(page, { starts: { points: [] } });
    expect(await legendOf(page)).toEqual([]);
    await set(page, { starts: { points: [[1, 1]] }, optimizers: { gd: { on: false } } });
    expect(await legendOf(page)).toEqual(['Adam, η = 0.1']);
    await set(page, { optimizers: { adam: { on: false } } });
    expect(await legendOf(page)).toEqual([]);
  }));

test('every view setting is drawn: both colour maps and scales, a set range, arrows, no isolines', () =>
  withSharedPage(async (page) => {
    const strip = () =>
      page.locator('.bar-strip').evaluate((bar) => (bar as HTMLElement).style.background);
    const viridis = await strip();
    await set(page, { view: { colormap: 'cividis', arrows: true } });
    expect(await strip()).not.toBe(viridis);
    await set(page, { view: { scale: 'log', range: [0.01, 5] } });
    const ticks = await page.locator('.bar-tick').allTextContents();
    expect(ticks).toContain('0.01');
    expect(ticks).toContain('5');
    expect(await page.locator('.bar-strip i').count()).toBeGreaterThan(3);
    await set(page, { view: { isolines: false } });
    expect(await page.locator('.bar-strip i').count()).toBe(0);
  }));
