// What a network does, beside the landscape.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import {
  legendOf,
  mapOf,
  onPage,
  pixelsOf,
  set,
  settled,
  useChromium,
  withPage,
  withSharedPage,
} from './page.ts';

useChromium();

const source = (page: Page) => page.locator('.network-source').textContent();
const losses = (page: Page) => page.locator('.network-losses').textContent();

/** The boxes of parts of the page that are shown. */
const boxOf = async (page: Page, part: string) => (await page.locator(part).boundingBox())!;

/** Few steps and points: what the CPU does meanwhile is of no interest here. */
const circles = {
  problem: 'circles',
  network: { layers: [2, 3, 1], activation: 'tanh', points: 40, noise: 0.05, test: 0.25 },
  data: 'circles',
  steps: 60,
} as const;

test('the dock beside the map follows the run that is scrubbed and the place pointed at, and steps through the points', () =>
  withSharedPage(async (page) => {
    await set(page, circles);
    const map = await boxOf(page, '#surface');
    const dock = await boxOf(page, '#network');
    expect(dock.x).toBeGreaterThanOrEqual(map.x + map.width);
    expect(await source(page)).toBe('Gradient descent, step 60');
    expect(await losses(page)).toMatch(/^train loss 0\.\d+, test loss \d\.\d+$/);
    expect(await legendOf(page)).toContain('traintest');

    // Trained and not: another picture, of the same data.
    const { x, y, width, height } = await boxOf(page, '.network-surface canvas');
    const trained = await pixelsOf(page, { x, y, width, height });
    await page.locator('#to-start').click();
    await settled(page);
    expect(await source(page)).toBe('Gradient descent, step 0');
    const fresh = await pixelsOf(page, { x, y, width, height });
    const differ = trained.filter((value, i) => Math.abs(value - fresh[i]!) > 8).length;
    expect(differ / trained.length).toBeGreaterThan(0.05);

    // Steps are played for a moment after the last of them.
    await page.waitForTimeout(250);
    await page.mouse.move(...(await onPage(page, [1, -1])));
    await expect.poll(() => source(page)).toMatch(/^At x = [\d.]+, y = −[\d.]+$/);
    const there = await losses(page);
    await page.mouse.move(...(await onPage(page, [-1.5, 1.5])));
    await expect.poll(() => losses(page)).not.toBe(there);
    await page.mouse.move(1, 1);
    await expect.poll(() => source(page)).toBe('Gradient descent, step 0');

    const sample = page.locator('.network-sample');
    expect(await sample.textContent()).toBe('mean of all 30 points');
    await page.getByRole('button', { name: 'Next sample' }).click();
    await expect.poll(() => sample.textContent()).toMatch(/^1 of 40: \(.*\) → [01]$/);
    await page.getByRole('button', { name: 'mean', exact: true }).click();
    await page.getByRole('button', { name: 'Sample before' }).click();
    await expect.poll(() => sample.textContent()).toMatch(/^40 of 40, test: /);
  }));

test('a unit that is pointed at is told in words, and the dock is shut, kept shut, and opened', () =>
  withSharedPage(async (page) => {
    const opener = page.locator('.network-open');
    await opener.waitFor();
    const { size: before } = await mapOf(page);
    await opener.click();
    await settled(page);
    const { size: after } = await mapOf(page);
    expect(after.width).toBeLessThan(before.width - 200);
    // The two inputs are at the left, the output in the middle of the right.
    const graph = await boxOf(page, '.network-graph canvas');
    await page.mouse.move(graph.x + graph.width - 62, graph.y + (graph.height - 18) / 2);
    const note = page.locator('.network-note');
    await expect.poll(() => note.textContent()).toMatch(/^output 1, sigmoid: 0\.\d+, c = −6\.000$/);
    await page.getByRole('button', { name: 'Close the network' }).click();
    await settled(page);
    expect((await mapOf(page)).size).toEqual(before);
    await set(page, circles);
    expect(await page.locator('#network').isVisible()).toBe(false);
    await set(page, { problem: 'xor', tab: 'basins' });
    expect(await opener.isVisible()).toBe(false);
    // A page that opens there, too, where nothing is said of what the network does.
    await page.reload();
    await page.waitForFunction(() => 'gradscape' in window);
    await settled(page);
    await expect.poll(() => opener.count()).toBe(1);
    expect(await opener.isVisible()).toBe(false);
  }));

test('on a phone the dock is below, can be scrolled to, and nothing overflows sideways', () =>
  withPage(
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    async (page) => {
      await set(page, circles);
      const { size } = await mapOf(page);
      expect(size.height).toBeGreaterThan(340);
      const surface = page.locator('.network-surface canvas');
      await surface.scrollIntoViewIfNeeded();
      const { x, y, width, height } = (await surface.boundingBox())!;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(390);
      expect(y + height).toBeLessThanOrEqual(844);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > window.innerWidth,
      );
      expect(wide).toBe(false);
    },
  ));

/** The median time in ms from an input to the frame painted after it, of forty moves of the pointer over the map. */
async function answerTime(page: Page): Promise<number> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { answerTimes: times });
    const listener = ({ timeStamp }: Event) =>
      requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - timeStamp)));
    document.addEventListener('pointermove', listener, { capture: true });
  });
  const { x, y, width, height } = await boxOf(page, '#surface');
  for (let k = 1; k <= 40; k++) {
    await page.mouse.move(x + (width * k) / 42, y + (height * ((7 * k) % 41)) / 42);
    await page.waitForTimeout(10);
  }
  const count = () => page.evaluate(() => Reflect.get(window, 'answerTimes').length as number);
  await expect.poll(count, { timeout: 20_000 }).toBeGreaterThanOrEqual(30);
  return page.evaluate(() => {
    const times = (Reflect.get(window, 'answerTimes') as number[]).toSorted((a, b) => a - b);
    return times[Math.floor(times.length / 2)]!;
  });
}

// Twice what it takes an idle page is allowed for: other tests may have the cores.
test('while a network trains on the GPU the page paints within 100 ms of half of all inputs', () =>
  // The fewer pixels of a landscape, the sooner it begins.
  withPage({ viewport: { width: 900, height: 500 } }, async (page) => {
    await set(page, { problem: 'xor-deep', steps: 20 });
    const idle = await answerTime(page);
    await page.evaluate(async () => {
      const abort = new AbortController();
      const seen = { slices: 0, abort, end: Promise.resolve('') };
      Object.assign(window, { training: seen });
      const range: [number, number] = [-2, 2];
      await new Promise<void>((begun, failed) => {
        seen.end = window.gradscape
          .sweep(
            {
              problem: { id: 'xor-deep' },
              optimizer: { kind: 'gd', learningRate: 1 },
              start: [0, 0],
              steps: 100_000,
              threshold: 0.1,
              x: { quantity: 'start.x', range, scale: 'linear' },
              y: { quantity: 'start.y', range, scale: 'linear' },
              width: 64,
              height: 64,
            },
            {
              signal: abort.signal,
              // From the first on its shader is compiled.
              onProgress: () => {
                seen.slices++;
                begun();
              },
            },
          )
          .then(
            () => 'finished',
            (error: Error) => {
              failed(error);
              return error.name;
            },
          );
      });
      seen.slices = 0;
    });
    const busy = await answerTime(page);
    const seen = await page.evaluate(async () => {
      const { slices, abort, end } = Reflect.get(window, 'training') as {
        slices: number;
        abort: AbortController;
        end: Promise<string>;
      };
      abort.abort();
      return { slices, end: await end };
    });
    console.info(`median from input to frame: ${busy.toFixed(0)} ms, idle ${idle.toFixed(0)} ms`);
    expect(seen.end).toBe('AbortError');
    expect(seen.slices).toBeGreaterThan(0);
    expect(busy).toBeLessThanOrEqual(Math.max(100, 2 * idle));
  }));
