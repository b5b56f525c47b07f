// What the page makes of problems that are chosen, written or brought by a link.
import { expect, test } from 'vitest';
import { usualOf } from '../../src/app/state/problem.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { fromHash, toHash } from '../../src/app/state/url.ts';
import '../../src/problems/catalogue.ts';
import { describe } from '../../src/problems/registry.ts';

const hashOf = (patch: object) => `#${encodeURIComponent(JSON.stringify(patch))}`;

test('a problem that is chosen brings its learning rates and steps, and another brings its own', () => {
  const rosenbrock = patched(DEFAULT_STATE, { problem: 'rosenbrock' });
  const rates = ({ optimizers }: typeof rosenbrock) =>
    Object.values(optimizers).map(({ learningRate }) => learningRate);
  expect(rates(rosenbrock)).toEqual([0.001, 0.0003, 0.0003, 0.03, 0.1]);
  expect(rosenbrock.steps).toBe(10_000);
  expect(rosenbrock.spectrum.rate.range).toEqual([1e-4, 0.01]);
  const back = patched(rosenbrock, { problem: DEFAULT_STATE.problem });
  expect(back).toEqual(DEFAULT_STATE);
  // What is said along with it holds.
  const chosen = patched(DEFAULT_STATE, { problem: 'rosenbrock', steps: 7 });
  expect([chosen.steps, fromHash(toHash(chosen)).state]).toEqual([7, chosen]);
});

test('the learning rate of a formula is below the reciprocal of its curvature, by a factor of 1 to 2.5', () => {
  const rateOf = (formula: string) =>
    usualOf({ problem: 'formula', formula, data: null, network: null }).rates.gd.learningRate;
  for (const [formula, largest] of [
    ['x^2 + y^2 + x*y - 4*x - 5*y + 11', 3],
    ['500*x^2 + y^2', 1000],
    ['x*y', 1],
    ['20*x^2', 40],
  ] as const) {
    expect(rateOf(formula) * largest, formula).toBeLessThanOrEqual(1);
    expect(rateOf(formula) * largest, formula).toBeGreaterThanOrEqual(1 / 2.5);
  }
  expect(rateOf('x + y')).toBe(1);
});

test('another formula keeps what was chosen, and brings its own of what was not', () => {
  const bowl = patched(DEFAULT_STATE, { problem: 'formula', formula: 'a*x^2 + y^2' });
  const steep = patched(bowl, { formula: 'a*x^2 + 500*y^2', parameters: { a: 3 } });
  expect(steep.parameters).toEqual({ x: 2, y: 1, a: 3 });
  expect(steep.optimizers.gd.learningRate).toBeLessThan(bowl.optimizers.gd.learningRate / 100);
  const chosen = patched(bowl, { optimizers: { gd: { learningRate: 0.07 } } });
  expect(patched(chosen, { formula: '500*x^2 + y^2' }).optimizers.gd.learningRate).toBe(0.07);
});

test('the window, colour scale and sweep of a formula follow the next one, on lines to the height of its curve', () => {
  const bowl = patched(DEFAULT_STATE, { problem: 'formula', formula: 'x^2 + y^2' });
  const curve = patched(bowl, { formula: 'x^2' });
  expect(curve.plane.y).toBe(null);
  const top = curve.window.y[1];
  expect([curve.window.y[0] < 0, top > 15, top < 30]).toEqual([true, true, true]);
  const high = patched(curve, { formula: '1000*x^2' });
  expect(high.window.y[1]).toBeCloseTo(1000 * top, 3);
  expect(high.sweep.x.range[1]).toBeLessThan(curve.sweep.x.range[1] / 100);
  // A curve beyond what a window may be.
  expect(Math.abs(patched(curve, { formula: '1e30*x^2' }).window.y[1])).toBeLessThanOrEqual(1e9);
  expect(patched(high, { formula: 'x^2 + y^2' }).window).toEqual(bowl.window);
  expect(patched(bowl, { formula: 'exp(exp(x)) + y^2' }).view.scale).toBe('log');
  const zoomed = patched(curve, { window: { x: [0, 1], y: [0, 1] } });
  expect(patched(zoomed, { formula: '2*x^2' }).window).toEqual(zoomed.window);
});

test('kinks on the diagonals of a formula do not set its learning rate', () => {
  const rate = (formula: string) =>
    patched(DEFAULT_STATE, { problem: 'formula', formula }).optimizers.gd.learningRate;
  expect([rate('max(x^2, y^2)'), rate('abs(x + y) + abs(x - y)')]).toEqual([0.5, 1]);
});

test('a run of a formula begins where it has a slope, until somebody has moved the start', () => {
  const startsOf = (state: typeof DEFAULT_STATE) => [state.starts.points, state.map.start];
  const waves = patched(DEFAULT_STATE, { problem: 'formula', formula: 'sin(x) + y' });
  expect(startsOf(waves)).toEqual([[[0, 0]], [0, 0]]);
  const hole = patched(waves, { formula: 'log(x) + y^2' });
  expect(startsOf(hole)).toEqual([[[2, 1]], [2, 1]]);
  expect(startsOf(patched(hole, { formula: '-log(1 - x - y)' }))[0]).not.toEqual([[2, 1]]);
  const moved = patched(waves, { starts: { points: [[3, 3]] } });
  expect(startsOf(patched(moved, { formula: 'log(x) + y^2' }))).toEqual([[[3, 3]], [2, 1]]);
});

test('a link with a bad formula has its text to be mended, the rest of it that fits, and says why', () => {
  const whole = fromHash(
    hashOf({ problem: 'formula', formula: 'x^2 + b*)', parameters: { b: 2 }, steps: 12 }),
  );
  expect(whole.draft).toBe('x^2 + b*)');
  expect([whole.state.problem, whole.state.formula, whole.state.steps]).toEqual([
    'formula',
    null,
    12,
  ]);
  expect(whole.fault).toMatch(
    /^The formula of the link could not be read \(character 9: found "\)"/,
  );
  // What is left is at fault too.
  const bare = fromHash(hashOf({ problem: 'formula', formula: '', steps: -1 }));
  expect([bare.draft, bare.state.problem, bare.state.steps]).toEqual([
    '',
    'formula',
    DEFAULT_STATE.steps,
  ]);
  // What is no text is no draft.
  const none = fromHash(hashOf({ problem: 'formula', formula: 7 }));
  expect(none).toMatchObject({ state: { problem: 'formula', formula: null } });
  expect(none.draft).toBe(undefined);
});

test.each([{ steps: -1 }, { parameters: { d: 3 } }, { trained: ['q'] }])(
  'a link of which %o is at fault still brings its formula, and says what was left out',
  (other) => {
    const link = { problem: 'formula', formula: 'a*x^2' };
    const { state, fault, draft } = fromHash(hashOf({ ...link, ...other }));
    expect(state).toEqual(patched(DEFAULT_STATE, link));
    expect(fault).toMatch(/^The link could not be read in full \([a-z.]+: .*: showing the rest/);
    expect(draft).toBe(undefined);
  },
);

test.each(['x^20', 'exp(x^2)*1e25 - 1e30', '1e32 + x^2', '1e36*x', 'sqrt(x - 10)'])(
  '%s, however large, becomes the problem in view, with a window and a threshold that are allowed',
  (formula) => {
    const { window, map } = patched(DEFAULT_STATE, { problem: 'formula', formula });
    for (const [from, to] of [window.x, window.y]) expect(from).toBeLessThan(to);
    const { lossRange, thresholds } = describe({ id: 'formula', formula });
    expect(map.threshold).toBe(thresholds.solved);
    expect(lossRange[0]).toBeLessThan(lossRange[1]);
  },
);
