// What explains the loss on the page: minima and saddles, sharpness, the edge of stability, periods.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import {
  choose,
  onPage,
  pixelsOf,
  printed,
  readoutOf,
  set,
  stateOf,
  useChromium,
  withPage,
  withSharedPage,
} from './page.ts';

useChromium();

/** The minima of himmelblau, all at a loss of 0 (Himmelblau 1972). */
const MINIMA = [
  [3, 2],
  [-2.805118, 3.131313],
  [-3.77931, -3.283186],
  [3.584428, -1.848127],
] as const;

const rowsOf = (page: Page, table: string) =>
  page.locator(`.map-info table.${table} tbody tr`).evaluateAll((rows) =>
    rows.map((row) => ({
      colour: row.querySelector('i')?.style.backgroundColor ?? '',
      texts: [...row.children].map((cell) => cell.textContent ?? ''),
    })),
  );

const numbersIn = (text: string) =>
  text
    .replaceAll('−', '-')
    .match(/-?\d+(\.\d+)?/g)!
    .map(Number);

test('himmelblau: basins in four colours in one click, each minimum listed within 1e-3 and marked on the map', () =>
  withPage({ viewport: { width: 1280, height: 800 } }, async (page) => {
    await set(page, { problem: 'himmelblau' });
    await set(page, {
      tab: 'basins',
      optimizers: { gd: { learningRate: 0.01 } },
      map: { resolution: 64, steps: 300 },
    });
    await choose(page, 'colour by', 'minimum reached');
    await expect.poll(async () => (await rowsOf(page, 'minima')).length).toBe(6);
    const rows = (await rowsOf(page, 'minima')).slice(0, 4);
    expect(new Set(rows.map(({ colour }) => colour)).size).toBe(4);
    for (const [x, y] of MINIMA) {
      const near = ({ texts }: { texts: string[] }) => {
        const [a = 0, b = 0] = numbersIn(texts[0]!);
        return Math.hypot(a - x, b - y) < 1e-3;
      };
      expect(rows.filter(near).length, `(${x}, ${y})`).toBe(1);
    }
    expect(await page.locator('.map-info').textContent()).toMatch(
      /solved, that is within 0\.14\d of a minimum: [\d\s]+ of [\d\s]+ runs/,
    );
    expect(await page.locator('#maps .map-plot .overlay .minimum').count()).toBe(4);
    // The colours on the map itself, at the corners of a box about the place where the basins meet.
    const box = (await page.locator('#maps .surface').first().boundingBox())!;
    const [i, j] = [Math.round(0.47 * box.width), Math.round(0.58 * box.height)];
    const side = 60;
    const clip = { x: box.x + i - side / 2, y: box.y + j - side / 2, width: side, height: side };
    const pixels = await pixelsOf(page, clip);
    const width = Math.sqrt(pixels.length / 4);
    const colours = [0, width - 1, width * (width - 1), width * width - 1].map((pixel) =>
      pixels.slice(4 * pixel, 4 * pixel + 3),
    );
    for (const [m, colour] of colours.entries()) {
      for (const other of colours.slice(m + 1)) {
        expect(Math.hypot(...colour.map((part, c) => part - other[c]!))).toBeGreaterThan(60);
      }
    }
    // Two maps: the same minima, told of both.
    await set(page, { map: { compare: 'adam' } });
    await expect
      .poll(() => page.locator('.map-info').textContent())
      .toMatch(/The same minimum from the same start: \d+\.\d %/);
  }));

test('himmelblau: nine stationary points are marked, and a minimum tells its critical learning rate within 1e-4', () =>
  withSharedPage(async (page) => {
    // A rate above the critical one, which the problem's own is not.
    await set(page, {
      problem: 'himmelblau',
      starts: { points: [] },
      optimizers: { gd: { learningRate: 1 } },
    });
    const marks = (kind: string) => page.locator(`#plot .overlay .mark.${kind}`).count();
    await expect.poll(() => marks('minimum')).toBe(4);
    expect([await marks('saddle'), await marks('maximum')]).toEqual([4, 1]);
    await page.mouse.move(...(await onPage(page, [3, 2])));
    const readout = (await readoutOf(page))!;
    expect(readout.minimum).toBe('(3.0000, 2.0000)');
    // λ of [[74, 20], [20, 34]] are 25.72 and 82.28.
    expect(printed(readout['2/λmax'])).toBeCloseTo(2 / 82.28427, 4);
    expect(readout['Gradient descent']).toMatch(/η 1 > 0\.0243\d, leaves/);
    expect(readout.Adam).toBe('no critical η');
    await page.mouse.move(...(await onPage(page, [0, 1])));
    const elsewhere = (await readoutOf(page))!;
    expect([elsewhere.Hessian, elsewhere.point]).toEqual(['exact', 'not stationary']);
    await set(page, { view: { marks: false } });
    expect(await marks('minimum')).toBe(0);
  }));

test('the edge of stability is a labelled line that follows η, and sharpness has a colour bar of its own', () =>
  withSharedPage(async (page) => {
    const line = () => page.locator('#plot .overlay .level .line').first();
    expect(await line().count()).toBe(0);
    await set(page, { view: { edge: true }, optimizers: { gd: { learningRate: 30 } } });
    expect(await page.locator('#plot .overlay text').textContent()).toBe('η·λmax = 2');
    const before = await line().getAttribute('d');
    await set(page, { optimizers: { gd: { learningRate: 20 } } });
    expect(await line().getAttribute('d')).not.toBe(before);
    await set(page, { optimizers: { gd: { learningRate: 1e-4 } } });
    expect(await page.locator('#plot .overlay text').textContent()).toBe(
      'η·λmax < 2 everywhere here',
    );
    await set(page, { view: { field: 'sharpness', edge: false } });
    expect(await page.locator('#plot .overlay text').count()).toBe(0);
    await expect.poll(() => page.locator('.bar-label').textContent()).toBe('λmax');
    await set(page, { view: { field: 'trust' } });
    await expect.poll(() => page.locator('.bar-label').textContent()).toBe('f32: 1 is rounding');
    await set(page, { view: { field: 'loss', alongRuns: true } });
    await expect.poll(() => page.locator('.bar-label').textContent()).toBe('loss [nats]');
    expect(await page.locator('.along-runs canvas').isVisible()).toBe(true);
    await page.mouse.move(...(await onPage(page, [0, 10])));
    expect((await readoutOf(page))!.Hessian).toBe('by differences');
  }));

test('double-well: period 2 from η = 1 and period 4 from 1.236 (± 0.01) in the table, with 2/λmax = 1 drawn', () =>
  withSharedPage(async (page) => {
    await set(page, { problem: 'double-well' });
    await set(page, {
      tab: 'spectrum',
      spectrum: {
        rate: { range: [0.5, 2.2], scale: 'linear' },
        start: [0.3, 0],
        count: 512,
        lyapunov: true,
      },
    });
    const rows = await rowsOf(page, 'intervals');
    const from = (name: string) => {
      const longest = rows
        .filter(({ texts }) => texts[0] === name)
        .sort((a, b) => Number(b.texts[3]) - Number(a.texts[3]));
      return printed(longest[0]?.texts[1]);
    };
    expect(Math.abs(from('period 2') - 1)).toBeLessThan(0.01);
    expect(Math.abs(from('period 4') - 1.23607)).toBeLessThan(0.01);
    expect(Math.abs(from('diverged') - 2)).toBeLessThan(0.01);
    expect(await page.locator('#spectrum .overlay text').first().textContent()).toBe('2/λmax = 1');
    expect(await page.locator('#spectrum .band canvas').isVisible()).toBe(true);
    // The curve of exponents and the line of zero, in the fourth plot.
    expect(await page.locator('#spectrum .map-plot:nth-of-type(4) .level').count()).toBe(3);
    const box = (await page.locator('#spectrum .surface').first().boundingBox())!;
    await page.mouse.move(box.x + ((1.1 - 0.5) / 1.7) * box.width, box.y + 20);
    await expect.poll(() => page.locator('.info-run').textContent()).toMatch(/, period 2/);
    // Reset, the learning rates are the problem's own, a tenth to ten times of what it is trained with.
    await page.locator('#spectrum .surface').first().focus();
    await page.keyboard.press('0');
    await expect
      .poll(async () => (await stateOf(page)).spectrum.rate)
      .toEqual({ range: [0.05, 5], scale: 'log' });
  }));
