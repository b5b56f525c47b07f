// How soon the page paints. Times are printed; a loaded machine must not fail them.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { mapOf, settled, stateOf, useChromium, withPage } from './page.ts';

useChromium();

interface Painted {
  /** From asking for the landscape to drawing it, and from navigation to drawing it. */
  ms: number;
  at: number;
  /** To WebGL having its commands: from asking, and from the pointer's event; NaN where no pointer has asked for it. */
  cost: number;
  sincePointer: number;
  width: number;
  height: number;
}
declare global {
  interface Window {
    painted: Painted[];
    /** What was made: of WebGL, and GPU buffers. */
    made: ('texture' | 'buffer' | 'gpu buffer')[];
    /** Numbers in each array of f32 that was made. */
    arrays: number[];
    /** Passes over the whole map. */
    passes: number;
    /** Values of fields of text and of lists that were set, and how often sliders were laid out. */
    fields: number;
    fills: number;
  }
}
/** Runs in the page before its own code. */
const observe = () => {
  window.painted = [];
  window.made = [];
  window.arrays = [];
  window.passes = 0;
  window.fields = 0;
  window.fills = 0;
  for (const { prototype } of [HTMLInputElement, HTMLSelectElement]) {
    const { set, ...rest } = Object.getOwnPropertyDescriptor(prototype, 'value')!;
    Object.defineProperty(prototype, 'value', {
      ...rest,
      set(this: HTMLInputElement | HTMLSelectElement, value) {
        if (this.isConnected && this.type !== 'range') window.fields++;
        set!.call(this, value);
      },
    });
  }
  new MutationObserver((changes) => {
    const filled = changes.filter(({ target }) => (target as Element).matches?.('.lil-fill'));
    window.fills += filled.length;
  }).observe(document, { subtree: true, attributeFilter: ['style'] });
  window.Float32Array = new Proxy(Float32Array, {
    construct(kind, of, target) {
      const made = Reflect.construct(kind, of, target) as Float32Array;
      // Not a view of what there is.
      if (!(of[0] instanceof ArrayBuffer)) window.arrays.push(made.length);
      return made;
    },
  });
  const pointers: { stamp: number; at: number }[] = [];
  const listen = ({ timeStamp: stamp }: Event) => pointers.push({ stamp, at: performance.now() });
  addEventListener('pointermove', listen, true);
  const counts = (of: object, name: string, what: (typeof window.made)[number]) => {
    const methods = of as Record<string, (...args: unknown[]) => unknown>;
    const make = methods[name]!;
    methods[name] = function (...args) {
      window.made.push(what);
      return make.apply(this, args);
    };
  };
  const { prototype: webgl } = WebGLRenderingContext;
  const pass = webgl.drawArrays;
  webgl.drawArrays = function (mode, first, count) {
    if (count === 3 && (this.canvas as HTMLCanvasElement).id === 'heatmap') window.passes++;
    pass.call(this, mode, first, count);
  };
  counts(webgl, 'createTexture', 'texture');
  counts(webgl, 'createBuffer', 'buffer');
  counts(GPUDevice.prototype, 'createBuffer', 'gpu buffer');
  const measure = performance.measure.bind(performance);
  // A picture is drawn when this is told. Chromium takes `finish` for `flush`: it does not wait for the pixels.
  performance.measure = (name, options) => {
    const measured = measure(name, options as PerformanceMeasureOptions);
    if (name !== 'gradscape:landscape') return measured;
    const { duration: ms, startTime } = measured;
    const { width, height } = measured.detail as Painted;
    const gl = document.querySelector<HTMLCanvasElement>('#heatmap')!.getContext('webgl')!;
    gl.finish();
    const moved = pointers.findLast(({ at }) => at <= startTime)?.stamp ?? Number.NaN;
    const now = performance.now();
    const [cost, sincePointer] = [now - startTime, now - moved];
    window.painted.push({ ms, at: startTime + ms, cost, sincePointer, width, height });
    return measured;
  };
};
const painted = (page: Page) => page.evaluate(() => window.painted);
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

test('the first landscape is painted, in a time from navigation that is printed (aim: 1.5 s)', () =>
  withPage({ before: observe }, async (page) => {
    await expect.poll(async () => (await painted(page)).length).toBeGreaterThan(0);
    console.info(`first landscape after ${Math.round((await painted(page))[0]!.at)} ms`);
  }));

const MOVES = 50;
const FRAME_MS = 1000 / 60;
/** A busy machine lays out late. */
const SLOW = { interval: 200 };

/** A page whose plot has 512 × 512 pixels. */
const withSquare = (use: (page: Page) => Promise<void>) =>
  withPage({ before: observe, viewport: { width: 922, height: 800 } }, async (page) => {
    // The plot takes what the rest of the page leaves it, and the rest changes a little with the window.
    await expect
      .poll(async () => {
        const { size } = await mapOf(page);
        const { width, height } = page.viewportSize()!;
        const next = { width: width + 512 - size.width, height: height + 512 - size.height };
        if (next.width !== width || next.height !== height) await page.setViewportSize(next);
        return size;
      }, SLOW)
      .toEqual({ width: 512, height: 512 });
    await settled(page);
    await use(page);
  });

/** Presses in the middle of a box, moves to and fro, and leaves go; now and then it rests until all is drawn. */
async function drag(page: Page, box: Box, across: number, moves: number) {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= moves; i++) {
    await page.mouse.move(x + across * Math.sin(i / 6), y);
    if (i % 8 === 0) await settled(page);
  }
  await page.mouse.up();
  await settled(page);
}
type Box = { x: number; y: number; width: number; height: number };

const sliderOf = async (page: Page, name: RegExp): Promise<Box> => {
  const slider = page
    .locator('.lil-controller', { has: page.locator('.lil-name', { hasText: name }) })
    .locator('.lil-slider');
  await slider.scrollIntoViewIfNeeded();
  return (await slider.boundingBox())!;
};

test('a drag over 512 × 512 makes nothing of WebGL’s and not a GPU buffer a picture; how long from pointer to picture is printed (aim: 33 ms)', () =>
  withSquare(async (page) => {
    const slider = await sliderOf(page, /^b2$/);
    const plot = (await page.locator('#surface').boundingBox())!;
    // Once for what pictures of each width take.
    const before = new Set<number>();
    for (const drags of ['to begin with', 'measured']) {
      for (const [what, box, across] of [
        ['weight', slider, 0.45 * slider.width],
        ['pan', plot, 60],
      ] as const) {
        await page.evaluate(() => {
          window.painted = [];
          window.made = [];
        });
        await drag(page, box, across, 48);
        const pictures = (await painted(page)).filter(({ sincePointer }) => sincePointer > 0);
        const others = new Set(pictures.map(({ width }) => width).filter((w) => !before.has(w)));
        for (const width of others) before.add(width);
        if (drags !== 'measured') continue;
        const full = pictures.filter(({ width }) => width === 512);
        const coarse = pictures.filter(({ width }) => width < 512);
        // A full one waits until the pointer has rested.
        const followed = (coarse.length > 5 ? coarse : full).map((p) => p.sincePointer);
        const [costly, cheap] = [full, coarse].map((all) => median(all.map((p) => p.cost)));
        console.info(
          `${what}, from pointer to picture: median ${median(followed).toFixed(1)} ms, longest ` +
            `${Math.max(...followed).toFixed(0)} ms of ${followed.length}; from asking for it a coarse one takes ` +
            `${cheap!.toFixed(1)} ms (${coarse.length}), a full one ${costly!.toFixed(1)} ms (${full.length})`,
        );
        expect(pictures.length).toBeGreaterThan(10);
        const made = await page.evaluate(() => window.made);
        expect(made.filter((what) => what !== 'gpu buffer')).toEqual([]);
        // Of those a picture takes nine, as do the runs.
        expect(made.length).toBeLessThan(pictures.length + 9 * others.size);
      }
    }
  }));

test('a drag draws a map once for each picture, and now and then for its runs; no field is set but the dragged one’s, and pictures are written over the ones before', () =>
  withSquare(async (page) => {
    const { x, y, width, height } = await sliderOf(page, /^b2$/);
    const move = (i: number) =>
      page.mouse.move(x + width * (0.5 + 0.45 * Math.sin(i / 6)), y + height / 2);
    await move(0);
    await page.mouse.down();
    for (let i = 1; i <= 10; i++) await move(i);
    await page.evaluate(() => {
      window.painted = [];
      window.arrays = [];
      window.passes = 0;
      window.fields = 0;
      window.fills = 0;
    });
    for (let i = 1; i <= MOVES; i++) await move(10 + i);
    const [pictures, arrays, passes, laidOut] = await page.evaluate(
      () => [window.painted, window.arrays, window.passes, [window.fields, window.fills]] as const,
    );
    await page.mouse.up();
    await settled(page);
    console.info(
      `${pictures.length} pictures of a drag, ${passes} passes over the map, ${laidOut} fields and sliders`,
    );
    expect(pictures.length).toBeGreaterThan(5);
    expect(passes).toBeLessThan(1.6 * pictures.length + 5);
    // With a picture, where that is not late; else with the move.
    for (const times of laidOut) expect(times).toBeLessThan(MOVES + 5);
    // Two by turns while their size is the same. One of the full size is whoever's that looks at it.
    const sizes = pictures.filter((p) => p.width < 512).map((p) => p.width * p.height);
    const others = sizes.filter((size, i) => size !== sizes[i - 1]).length;
    const coarse = arrays.filter((length) => sizes.includes(length));
    expect(coarse.length).toBeLessThanOrEqual(2 * others + 2);
  }));

test('moving a weight slider over a 512 × 512 plot repaints it sooner than the page first painted (aim: 50 ms), and coarse as soon as in full', () =>
  withSquare(async (page) => {
    const box = await sliderOf(page, /^b2$/);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    const b2 = (await stateOf(page)).parameters.b2;
    const first = (await painted(page))[0]!.at;
    await page.evaluate(() => {
      window.painted = [];
    });
    // A coarse picture follows the pointer; where it rests a moment the full one does. Each begins when the one before is on
    // the screen, which a software adapter takes its time for.
    for (let i = 1; i <= 12; i++) {
      const along = 0.5 + 0.45 * Math.sin(i / 2);
      await page.mouse.move(box.x + along * box.width, box.y + box.height / 2);
      await settled(page);
      await page.waitForTimeout(300);
    }
    await page.mouse.up();
    await settled(page);
    const all = await painted(page);
    const full = all.filter(({ width, height }) => width >= 500 && height >= 500);
    const coarse = all.filter((p) => !full.includes(p));
    console.info(
      `repaint after a move: 512 × 512 median ${median(full.map((p) => p.ms)).toFixed(1)} ms ` +
        `(${full.length}), coarser median ${median(coarse.map((p) => p.ms)).toFixed(1)} ms ` +
        `(${coarse.length}, widths ${[...new Set(coarse.map((p) => p.width))]})`,
    );
    expect((await stateOf(page)).parameters.b2).not.toBe(b2);
    expect(full.length).toBeGreaterThanOrEqual(5);
    expect(median(full.map((p) => p.ms))).toBeLessThan(first);
    // Where a full one takes a frame, so does a coarse one, and a frame's time is all that the two differ by.
    const whole = median(full.map((p) => p.ms));
    if (coarse.length < 5 || whole < 2 * FRAME_MS) return;
    expect(median(coarse.map((p) => p.ms))).toBeLessThan(1.3 * whole);
  }));
