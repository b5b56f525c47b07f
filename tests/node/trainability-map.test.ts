// The map of trainability: its picture, its dimension over a zoom, and what the page's state makes of it.
import { expect, test } from 'vitest';
import { createZoomFrames, dimensionInWords } from '../../src/app/maps/zoom-frames.ts';
import { mapAxes, sweepSpecOf } from '../../src/app/state/job-specs.ts';
import { infoOf } from '../../src/app/state/problem.ts';
import { namedRates, ratesByName } from '../../src/app/state/rates.ts';
import { activeOptimizers, DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { fromHash, toHash } from '../../src/app/state/url.ts';
import type { Sweep, SweepSpec } from '../../src/engine.ts';
import { collapsed } from '../../src/fields/collapsed.ts';
import { runOfPixel } from '../../src/fields/pixel-run.ts';
import {
  FAILS_COLORS,
  TRAINS_COLORS,
  trainabilityPicture,
  trainedCounts,
} from '../../src/fields/trainability.ts';
import '../../src/problems/catalogue.ts';

const state = patched(DEFAULT_STATE, { problem: 'trainability', tab: 'sweep' });

test('a picture of trainability has colours by rank, separately for each sign, and grey where nothing is known', () => {
  // Values a million apart: what counts is their order.
  const measure = [-1, -1e6, -10, 5, 1e-6, 400, 0, Number.NaN];
  const { rgba } = trainabilityPicture(measure, 4, 2);
  const at = (k: number) =>
    `#${[...rgba.subarray(4 * k, 4 * k + 3)].map((c) => c.toString(16).padStart(2, '0')).join('')}`;
  expect([at(0), at(1)]).toEqual([TRAINS_COLORS[0], TRAINS_COLORS[3]]);
  expect([at(4), at(5)]).toEqual([FAILS_COLORS[0], FAILS_COLORS[3]]);
  expect([at(6), at(7)]).toEqual(['#5c5c5c', '#5c5c5c']);
  // In the middle of three: half way along its colours.
  expect(at(2)).not.toBe(at(0));
  expect(trainedCounts(measure)).toEqual({ trains: 3, fails: 3 });
});

test('the preset asks for the trainability of layers’ learning rates from 1e-3 to 1e6, and other problems do not', () => {
  const { x, y } = mapAxes(state);
  expect([x, y]).toEqual(
    ['layer1', 'layer2'].map((layer) => ({
      quantity: `learningRate.${layer}`,
      range: [1e-3, 1e6],
      scale: 'log',
    })),
  );
  expect(sweepSpecOf(state, 'gd', 1).measure).toBe('trainability');
  expect(patched(state, { problem: DEFAULT_STATE.problem, tab: 'landscape' })).toEqual(
    DEFAULT_STATE,
  );
  expect(fromHash(toHash(state)).state).toEqual(state);
});

test('a run of a pixel comes with the learning rates of its layers, which a rate for all takes away', () => {
  const spec = sweepSpecOf(state, 'gd', 1);
  const { optimizer } = runOfPixel(spec, 40, 80);
  const rates = ratesByName(state, optimizer);
  expect(Object.keys(rates)).toEqual(['layer1', 'layer2']);
  const { theta } = infoOf(state);
  const named = namedRates(optimizer.learningRate, infoOf(state));
  expect(named).toEqual({ rates: Object.values(rates), names: ['layer1', 'layer2'] });
  const opened = patched(state, {
    tab: 'landscape',
    ownRates: rates,
    optimizers: { gd: { learningRate: rates.layer1! } },
  });
  expect(activeOptimizers(opened)[0]).toEqual(optimizer);
  expect(theta.length).toBe((optimizer.learningRate as number[]).length);
  expect(fromHash(toHash(opened)).state).toEqual(opened);
  const all = patched(opened, { optimizers: { gd: { learningRate: 3 } } });
  expect([all.ownRates, activeOptimizers(all)[0]!.learningRate]).toEqual([null, 3]);
  expect(() => patched(state, { ownRates: { layer7: 1 } })).toThrow(
    'state.ownRates: "layer7" has no learning rate of its own: layer1, layer2',
  );
});

test('f32 ends where pixels of a log axis are 5.2e-8 decades apart, within a factor of 2, and f64 goes on', () => {
  const at = (decades: number): SweepSpec => {
    const log = Math.log10(300);
    const axis = {
      range: [10 ** log, 10 ** (log + 384 * decades)] as [number, number],
      scale: 'log' as const,
    };
    const spec = sweepSpecOf(state, 'gd', 1);
    return {
      ...spec,
      width: 384,
      height: 384,
      x: { ...spec.x, ...axis },
      y: { ...spec.y, ...axis },
    };
  };
  const end = 2 ** -23 / Math.LN10;
  expect(collapsed(at(1.01 * end))).toBe(false);
  expect(collapsed(at(0.49 * end))).toBe(true);
  expect(collapsed(at(0.49 * end), 'f64')).toBe(false);
  expect(collapsed(at(1e-18), 'f64')).toBe(true);
});

test('the dimension of a zoom is the median over its frames, each counted once, and another zoom begins anew', () => {
  const side = 64;
  const spec = { ...sweepSpecOf(state, 'gd', 1), width: side, height: side };
  /** A straight border, or one that fills half of the map. */
  const map = (range: [number, number], rough: boolean): Sweep => ({
    spec: { ...spec, x: { ...spec.x, range } },
    point: new Float64Array(),
    loss: new Float64Array(side * side),
    stepsToThreshold: new Uint32Array(side * side),
    outcome: new Uint8Array(side * side),
    measure: Float64Array.from({ length: side * side }, (_, k) => {
      const [i, j] = [k % side, Math.floor(k / side)];
      const wild = rough && i > 4 && (i * 7919 + j * 104_729) % 3 === 0;
      return j < 32 !== wild ? -1 : 1;
    }),
  });
  const frames = createZoomFrames();
  const straight = frames.with(map([1, 10], false))!;
  expect(straight.dimension).toBeGreaterThan(0.8);
  expect(straight.dimension).toBeLessThan(1.2);
  expect(frames.with(map([1, 10], false))).toEqual(straight);
  const both = frames.with(map([2, 3], true))!;
  expect(both.frames).toBe(2);
  expect(dimensionInWords(both)).toMatch(/median slope of 2 frames of this zoom\) \d\.\d\d/);
  const longer = map([2, 3], true);
  expect(frames.with({ ...longer, spec: { ...longer.spec, steps: 9 } })!.frames).toBe(1);
});
