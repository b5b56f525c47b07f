// What a sweep and a spectrum may ask for.
import { expect, test } from 'vitest';
import { describe } from '../../src/problems/registry.ts';
import { quantitiesOf } from '../../src/quantities.ts';
import { checkSpectrum, checkSweep, sweepWork } from '../../src/specs.ts';
import { basins } from '../fixtures/basins.ts';
import { spectrum } from '../fixtures/spectrum.ts';

const adam = { kind: 'adam', learningRate: 0.1 };
const axisOf = (quantity: string, range = [0.1, 0.9], scale = 'linear') => ({
  quantity,
  range,
  scale,
});

test('a good sweep passes, its hyper-parameters filled in; its work is width·height·steps', () => {
  const spec = checkSweep({ ...basins, optimizer: adam, x: axisOf('beta1'), y: axisOf('epsilon') });
  expect(spec.optimizer).toEqual({ ...adam, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
  expect(sweepWork(spec)).toBe(64 * 64 * 2000);
  expect(quantitiesOf('gd', describe({ id: 'xor' }))).toEqual([
    'start.x',
    'start.y',
    'learningRate',
    'learningRate.w21',
    'learningRate.w12',
    'weightDecay',
    'noise',
  ]);
});

test.each<[string, object, RegExp]>([
  ['twice the same axis', { x: axisOf('start.y') }, /both axes vary start.y.*different/],
  [
    'momentum for gd',
    { x: axisOf('momentum') },
    /momentum is not a quantity of gd: start.x, start.y/,
  ],
  [
    'β1 for rmsprop',
    { optimizer: { kind: 'rmsprop', learningRate: 1 }, x: axisOf('beta1') },
    /beta1/,
  ],
  ['decay for adam', { optimizer: adam, y: axisOf('decay') }, /decay is not a quantity of adam/],
  [
    'a rate of both and of one weight',
    { x: axisOf('learningRate'), y: axisOf('learningRate.w12') },
    /learningRate and learningRate.w12 contradict.*two parameters/,
  ],
  [
    'an unknown quantity',
    { x: axisOf('eta') },
    /eta is not a quantity of gd: start.x, start.y, lea/,
  ],
  ['an unknown scale', { x: axisOf('x', [1, 2], 'cubic') }, /"cubic" is not one of linear, log/],
  ['β2 = 1', { optimizer: adam, x: axisOf('beta2', [0.9, 1]) }, /\[0.9,1\] is not within \[0, 1\)/],
  [
    'negative momentum',
    { optimizer: { kind: 'momentum', learningRate: 1 }, x: axisOf('momentum', [-0.1, 0.5]) },
    /\[-0.1,0.5\] is not within \[0, 1\)/,
  ],
  [
    'a negative rate',
    { x: axisOf('learningRate', [-1, 1]) },
    /\[-1,1\] is not within 0 to 1000000/,
  ],
  ['a log axis from 0', { x: axisOf('learningRate', [0, 1], 'log') }, /\[0,1\] is not above 0/],
  ['a log axis of negative starts', { x: axisOf('x', [-2, 2], 'log') }, /\[-2,2\] is not above 0/],
  ['an empty range', { x: axisOf('x', [2, 2]) }, /sweep.x.range.*min < max/],
  ['width 0', { width: 0 }, /sweep.width: 0 is not an integer from 1 to 8192/],
  ['height 8193', { height: 8193 }, /sweep.height: 8193 is not an integer from 1 to 8192/],
  ['a NaN threshold', { threshold: NaN }, /sweep.threshold: NaN is not a number from 0 to 20/],
  ['a negative threshold', { threshold: -0.1 }, /sweep.threshold: -0.1/],
  ['half a step', { steps: 1.5 }, /sweep.steps: 1.5 is not an integer from 0/],
  ['one start coordinate', { start: [1] }, /sweep.start/],
])('a sweep with %s is refused, quoting it and what is allowed', (_, change, message) => {
  expect(() => checkSweep({ ...basins, ...change })).toThrow(RangeError);
  expect(() => checkSweep({ ...basins, ...change })).toThrow(message);
});

test.each<[string, object, RegExp]>([
  ['too many rates', { count: 2 ** 20 + 1 }, /1048577 is not an integer from 1 to 1048576/],
  ['too many iterates', { last: 257 }, /257 is not an integer from 0 to 256/],
  ['more iterates than steps', { last: 20, steps: 10 }, /last: 20 is more than the 10 steps/],
  ['more iterates than fit', { count: 2 ** 20, last: 65 }, /1048576 × 65.*67108864/],
  ['a log range from 0', { rate: { range: [0, 1], scale: 'log' } }, /\[0,1\] is not above 0/],
])('a spectrum with %s is refused', (_, change, message) => {
  expect(() => checkSpectrum({ ...spectrum, ...change })).toThrow(message);
});
