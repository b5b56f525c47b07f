import { expect, test } from 'vitest';
import { frameSteps, framesInSlice } from '../../src/engine.ts';
import { checkLandscape, checkTrajectories } from '../../src/specs.ts';

const landscape = {
  problem: { id: 'xor' },
  window: { x: [-20, 20], y: [-20, 20] },
  width: 4,
  height: 4,
};
const trajectories = {
  problem: { id: 'xor' },
  optimizer: { kind: 'gd', learningRate: 1 },
  starts: [0, 0],
  steps: 10,
  every: 1,
};

test('a good spec passes, and missing hyper-parameters take PyTorch’s defaults', () => {
  expect(checkLandscape(landscape).width).toBe(4);
  const adam = { ...trajectories, optimizer: { kind: 'adam', learningRate: 0.1 } };
  expect(checkTrajectories(adam).optimizer).toEqual({
    kind: 'adam',
    learningRate: 0.1,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
  });
});

test.each<[string, object, RegExp]>([
  ['a size of 0', { width: 0 }, /landscape\.width: 0 is not an integer from 1 to 8192/],
  ['a size beyond 8192', { height: 8193 }, /height: 8193 .* 1 to 8192/],
  ['a fractional size', { width: 1.5 }, /1\.5/],
  ['a window with min = max', { window: { x: [1, 1], y: [0, 1] } }, /\[1,1\].*min < max/],
  ['a window that is not finite', { window: { x: [0, Infinity], y: [0, 1] } }, /Infinity/],
  ['a NaN in the window', { window: { x: [NaN, 1], y: [0, 1] } }, /NaN/],
  ['an unknown problem', { problem: { id: 'xnor' } }, /"xnor" is not one of xor/],
  ['an inherited name as problem', { problem: { id: 'toString' } }, /toString/],
  ['an unknown parameter', { problem: { id: 'xor', parameters: { w99: 1 } } }, /w99.*w11/],
  [
    'a parameter out of range',
    { problem: { id: 'xor', parameters: { b2: 51 } } },
    /b2: 51.*-50 to 50/,
  ],
  ['a parameter that is text', { problem: { id: 'xor', parameters: { b2: '4' } } }, /b2: "4"/],
])('a landscape with %s is refused, quoting it and the range', (_, change, message) => {
  expect(() => checkLandscape({ ...landscape, ...change })).toThrow(RangeError);
  expect(() => checkLandscape({ ...landscape, ...change })).toThrow(message);
});

test.each<[string, object, RegExp]>([
  ['negative steps', { steps: -1 }, /steps: -1 is not an integer from 0 to 100000000/],
  ['a negative learning rate', { optimizer: { kind: 'gd', learningRate: -1 } }, /-1.*0 to 1000000/],
  ['a NaN learning rate', { optimizer: { kind: 'gd', learningRate: NaN } }, /NaN/],
  ['three learning rates', { optimizer: { kind: 'gd', learningRate: [1, 2, 3] } }, /\[1,2,3\]/],
  ['momentum 1', { optimizer: { kind: 'momentum', learningRate: 1, momentum: 1 } }, /1.*\[0, 1\)/],
  ['an unknown optimizer', { optimizer: { kind: 'sgd', learningRate: 1 } }, /sgd.*gd, momentum/],
  ['an odd list of starts', { starts: [1, 2, 3] }, /3 numbers/],
  ['no start', { starts: [] }, /0 numbers/],
  ['every = 0', { every: 0 }, /every: 0/],
  ['more iterates than fit', { steps: 100_000_000 }, /100000001 iterates.*67108864/],
])('trajectories with %s are refused, quoting it and the range', (_, change, message) => {
  expect(() => checkTrajectories({ ...trajectories, ...change })).toThrow(message);
});

test('frames are every k-th step and always the last', () => {
  expect([...frameSteps({ steps: 10, every: 4 })]).toEqual([0, 4, 8, 10]);
  expect([...frameSteps({ steps: 8, every: 4 })]).toEqual([0, 4, 8]);
  expect([...frameSteps({ steps: 0, every: 4 })]).toEqual([0]);
});

test('slices of any size cover every frame exactly once', () => {
  for (const spec of [
    { steps: 10, every: 4 },
    { steps: 12, every: 3 },
    { steps: 0, every: 1 },
    { steps: 7, every: 20 },
  ]) {
    for (const size of [1, 2, 3, 5, 100]) {
      const seen: number[] = [];
      let first = 0;
      do {
        const count = Math.min(size, spec.steps - first);
        const { from, to } = framesInSlice(spec, first, count);
        for (let f = from; f < to; f++) seen.push(f);
        first += count;
      } while (first < spec.steps);
      expect(seen).toEqual([...frameSteps(spec).keys()]);
    }
  }
});
