// Every view of other weights and other planes: spectrum, basins, starts, links, the console and the two engines.
import { expect, test } from 'vitest';
import { DEFAULT_STATE, type StatePatch } from '../../src/app/state/state.ts';
import { toHash } from '../../src/app/state/url.ts';
import {
  choose,
  legendOf,
  noticeOf,
  refusal,
  set,
  settled,
  stateOf,
  useChromium,
  withPage,
  withSharedPage,
} from './page.ts';

useChromium();

const NINE = Object.keys(DEFAULT_STATE.parameters);
const axes = (x: string, y: string) => ({ x: { parameter: x }, y: { parameter: y } });

test('a spectrum of the iterates of v2 with all nine trained settles', () =>
  withSharedPage(async (page) => {
    await set(page, { tab: 'spectrum', trained: NINE, spectrum: { count: 256, steps: 100 } });
    await choose(page, 'iterates of', 'v2');
    expect((await stateOf(page)).spectrum.component).toBe('v2');
    const labels = await page.locator('#spectrum .axis-label').allTextContents();
    expect(labels).toContain('last 64 iterates of v2');
    await expect
      .poll(() => page.locator('.info-notes').first().textContent())
      .toMatch(/% of 256 learning rates solve it/);
    expect(await noticeOf(page)).toBe(null);
  }));

test('basins over (w11, b1) that train all nine settle, and a pixel’s run opens in the landscape', () =>
  withSharedPage(async (page) => {
    const patch = { trained: NINE, plane: axes('w11', 'b1') };
    await set(page, { tab: 'basins', ...patch, map: { resolution: 32, steps: 50 } });
    const labels = await page.locator('#maps .axis-label').allTextContents();
    expect(labels.slice(0, 2)).toEqual(['w11', 'b1']);
    const box = (await page.locator('#maps .surface').first().boundingBox())!;
    await page.mouse.click(box.x + 0.75 * box.width, box.y + 0.25 * box.height);
    await settled(page);
    expect(await page.locator('.info-run').textContent()).toMatch(/from \((9|10)[\d.]*, (9|10)/);
    await page.getByRole('button', { name: 'Open this run in the landscape' }).click();
    await settled(page);
    const state = await stateOf(page);
    expect(state).toMatchObject({ tab: 'landscape', steps: 50, ...patch });
    expect(Math.abs(state.starts.points[0]![0] - 10)).toBeLessThan(1);
    expect(await legendOf(page)).toEqual(['Gradient descent, η = 1']);
    expect(await page.locator('#axes .axis-label').allTextContents()).toEqual(['w11', 'b1']);
  }));

test('Undo goes to the map before with what was trained then, and on to its learning rates', () =>
  withSharedPage(async (page) => {
    const patch: StatePatch = {
      trained: NINE,
      sweep: { x: { quantity: 'learningRate.v1', range: [0.1, 10], scale: 'log' } },
    };
    await set(page, { tab: 'sweep', ...patch, map: { resolution: 16, steps: 10 } });
    // What follows a key is another gesture, however soon.
    await page.keyboard.press('F8');
    await set(page, { trained: ['w21', 'w12'] });
    expect((await stateOf(page)).sweep.x.quantity).toBe('learningRate');
    await page.locator('#undo').click();
    await settled(page);
    expect(await stateOf(page)).toMatchObject(patch);
    expect(await noticeOf(page)).toBe(null);
    expect(await page.locator('.info-run').textContent()).toMatch(/η = 1, [\d.]+ of v1, from/);
  }));

test('n starts drawn as networks are initialised run beside the single one', () =>
  withSharedPage(async (page) => {
    await set(page, { trained: NINE, steps: 50, starts: { randomCount: 12 } });
    await choose(page, 'starts', 'and n by Xavier');
    expect((await stateOf(page)).starts.pattern).toBe('xavier');
    expect(await legendOf(page)).toEqual([
      'Gradient descent, η = 1, 13 runs',
      'Adam, η = 0.1, 13 runs',
    ]);
    expect(await noticeOf(page)).toBe(null);
  }));

const LINKED: StatePatch = {
  trained: ['w21', 'v1', 'c'],
  plane: { x: { parameter: 'v1' }, y: { vector: [1, 0, 2] } },
  parameters: { v1: -3.5 },
  starts: { pattern: 'he', randomCount: 4, seed: 9 },
  spectrum: { component: 'c' },
  sweep: { x: { quantity: 'learningRate.v1', range: [1, 10], scale: 'log' } },
  steps: 30,
};

test('a link to other weights and a slanted plane opens as the same state, without a word', async () => {
  let linked = DEFAULT_STATE;
  await withSharedPage(async (page) => {
    await set(page, LINKED);
    linked = await stateOf(page);
    expect(linked).toMatchObject(LINKED);
  });
  await withPage({ at: toHash(linked) }, async (page) => {
    expect(await stateOf(page)).toEqual(linked);
    expect(await noticeOf(page)).toBe(null);
    expect(await page.locator('#axes .axis-label').allTextContents()).toEqual(['v1', 'y']);
  });
});

test('gradscape.set refuses bad planes, unknown parameters and lists of rates, and changes nothing', () =>
  withSharedPage(async (page) => {
    const before = await stateOf(page);
    for (const [patch, message] of [
      ['{ plane: { x: { parameter: "w12" } } }', /^RangeError: state\.plane: .* are parallel/],
      [
        '{ plane: { x: { parameter: "w99" } } }',
        /^RangeError: state\.plane: .*"w99" is not one of/,
      ],
      ['{ plane: { y: { vector: [0, 0] } } }', /^RangeError: state\.plane\.y: \[0,0\] is zero/],
      ['{ plane: { y: { vector: [1, 2, 3] } } }', /plane\.y: \[1,2,3\] has 3 numbers, not 2/],
      ['{ plane: null }', /^RangeError: state\.plane/],
      ['{ trained: ["w99"] }', /^RangeError: state\.trained: .*"w99" is not one of w21/],
      ['{ trained: [] }', /^RangeError: state\.trained: \[\] is empty/],
      ['{ problem: "xnor" }', /^RangeError: state\.problem "xnor" is not one of xor/],
      ['{ spectrum: { component: "v1" } }', /"v1" is not one of w21, w12/],
      [
        '{ optimizers: { gd: { learningRate: [1, 2, 3] } } }',
        /learningRate: \[1,2,3\] is not a number/,
      ],
    ] as const) {
      const said = await refusal(page, patch);
      expect(said, patch).toMatch(/^RangeError: /);
      expect(said).toMatch(message);
    }
    expect(await stateOf(page)).toEqual(before);
    const rejected = await page.evaluate(() =>
      window.gradscape
        .trajectories({
          problem: { id: 'xor' },
          optimizer: { kind: 'gd', learningRate: [1, 2, 3] },
          starts: [0, 0],
          steps: 1,
          every: 1,
        })
        .then(String, String),
    );
    expect(rejected).toMatch(
      /^RangeError: .*\[1,2,3\] is not one rate, or 2, one for each of w21, w12/,
    );
  }));
