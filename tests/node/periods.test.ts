// What a spectrum's iterates do, and how fast near ones part: periods and Lyapunov exponents.
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { DIVERGED, SOLVED, type SpectrumSpec } from '../../src/engine.ts';
import {
  behaviourIntervals,
  behaviourName,
  behaviourOf,
  CHAOTIC,
  CONVERGING,
  PERIOD_TOLERANCE,
  periodsOf,
  UNBOUNDED,
} from '../../src/fields/periods.ts';
import { behaviourBand } from '../../src/fields/pictures.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { criticalLearningRate } from '../../src/problems/curvature.ts';
import { bind } from '../../src/problems/registry.ts';
import { LYAPUNOV_LEAST } from '../../src/reference.ts';
import { periodOf } from '../../src/run-period.ts';

const engine = createCpuEngine(inlinePool());
const well = { id: 'double-well' };
const bowl = { id: 'quadratic' };
const TOLERANCE = PERIOD_TOLERANCE.f64;

const spectrum = (patch: Partial<SpectrumSpec>): SpectrumSpec => ({
  problem: well,
  optimizer: { kind: 'gd', learningRate: 1 },
  start: [0.6, 0],
  steps: 10_000,
  threshold: 0.01,
  rate: { range: [0.9, 2.1], scale: 'linear' },
  count: 100,
  last: 64,
  component: 'w',
  ...patch,
});

/** Iterates of the double well's map. */
function orbit(rate: number, steps: number, last: number) {
  let w = 0.6;
  const kept = new Float64Array(last);
  for (let k = 0; k < steps; k++) {
    w -= rate * (w ** 3 - w);
    if (k >= steps - last) kept[k - steps + last] = w;
  }
  return kept;
}

test.each([
  [1, 2, 1],
  [2, 4, 1.23607],
  [4, 8, 1.28803],
])(
  'the double well’s period goes from %i to %i within 1e-3 of η = %f',
  async (before, after, rate) => {
    // 2e-4 apart; near a doubling runs take 1/distance steps to settle.
    const spec = spectrum({
      rate: { range: [rate - 4e-3, rate + 4e-3], scale: 'linear' },
      count: 40,
    });
    const result = await engine.spectrum(spec);
    const periods = periodsOf(result)!;
    const end = result.rates[periods.lastIndexOf(before)]!;
    const begin = result.rates[periods.indexOf(after)]!;
    expect(rate - end).toBeLessThan(1e-3);
    expect(begin - rate).toBeLessThan(1e-3);
    expect(begin).toBeGreaterThan(end);
    expect([...periods].filter((p) => ![before, after, CONVERGING].includes(p))).toEqual([]);
  },
);

test('on the quadratic gradient descent settles to η = 2/3 within 0.1 %, where 2/λmax says, and diverges beyond', async () => {
  const limit = 2 / 3;
  const spec = spectrum({
    problem: bowl,
    component: 'x',
    start: [4, 4],
    steps: 20_000,
    threshold: 4.01,
    rate: { range: [0.998 * limit, 1.002 * limit], scale: 'linear' },
    count: 20,
  });
  const result = await engine.spectrum(spec);
  const intervals = behaviourIntervals(periodsOf(result)!, result.rates);
  expect(intervals.map(({ behaviour }) => behaviour)).toEqual([1, CONVERGING, UNBOUNDED]);
  expect(Math.abs(intervals[0]!.to / limit - 1)).toBeLessThan(1e-3);
  expect(Math.abs(intervals.at(-1)!.from / limit - 1)).toBeLessThan(1e-3);
  const [sharpness] = await engine.curvatureAlong(bowl, [1, 2]);
  expect(Math.abs(criticalLearningRate({ kind: 'gd' }, sharpness!)! / limit - 1)).toBeLessThan(
    1e-9,
  );
});

test('from inside the double well runs stay bounded up to η = 2 and diverge beyond, within a cell of 0.006', async () => {
  const result = await engine.spectrum(spectrum({ count: 200, steps: 2000 }));
  const diverged = behaviourIntervals(periodsOf(result)!, result.rates).filter(
    ({ behaviour }) => behaviour === UNBOUNDED,
  );
  expect(diverged).toHaveLength(1);
  expect(Math.abs(diverged[0]!.from - 2)).toBeLessThan(0.006);
  expect(diverged[0]!.to).toBe(result.rates.at(-1));
});

test('period 3 in its window, chaos beside it, and f32 iterates told with f32’s tolerance', () => {
  expect(behaviourOf(orbit(1.455, 5000, 64), TOLERANCE)).toBe(3);
  expect(behaviourOf(orbit(1.52, 5000, 64), TOLERANCE)).toBe(CHAOTIC);
  const rough = Float32Array.from(
    orbit(1.25, 5000, 64),
    (w, i) => w * (1 + 1e-6 * Math.sin(7 * i)),
  );
  expect(behaviourOf(rough, PERIOD_TOLERANCE.f32)).toBe(4);
  expect(behaviourOf(rough, TOLERANCE)).not.toBe(4);
});

test('a run on its way is told as moving: drifting, alternating or spiralling, however small its steps', () => {
  const of = (f: (k: number) => number) =>
    behaviourOf(
      Float64Array.from({ length: 64 }, (_, k) => f(k)),
      TOLERANCE,
    );
  // Steps below the tolerance, and 1,000 times it still to go.
  expect(of((k) => 1e-9 * k)).toBe(CONVERGING);
  expect(of((k) => 1 + 1e-5 * 0.9999 ** k)).toBe(CONVERGING);
  expect(of((k) => Math.log(1e6 + k))).toBe(CONVERGING);
  expect(of((k) => 1 + 1e-4 * (-0.99999) ** k)).toBe(CONVERGING);
  expect(of((k) => 1 + 4e-8 * (-0.99) ** k)).toBe(CONVERGING);
  expect(of((k) => 0.95 ** k * Math.cos(0.7 * k))).toBe(CONVERGING);
  // Settled, and noise that goes nowhere.
  expect(of((k) => 1 + 1e-9 * 0.9 ** k)).toBe(1);
  expect(of((k) => 1 + 1e-9 * Math.sin(k * k))).toBe(1);
  expect(of((k) => (k === 63 ? Number.NaN : 1))).toBe(UNBOUNDED);
  const random = seededRandom(3);
  expect(of(() => random())).toBe(CHAOTIC);
});

test('behaviours have names, intervals from centre to centre, and a band as wide as is asked', () => {
  const codes = [1, 1, 2, CHAOTIC, CONVERGING, UNBOUNDED];
  expect(codes.map(behaviourName)).toEqual([
    'fixed point',
    'fixed point',
    'period 2',
    'chaotic',
    'still moving',
    'diverged',
  ]);
  expect(behaviourIntervals(codes, [1, 2, 3, 4, 5, 6]).slice(0, 2)).toEqual([
    { behaviour: 1, from: 1, to: 2, count: 2 },
    { behaviour: 2, from: 3, to: 3, count: 1 },
  ]);
  const { rgba, width, height } = behaviourBand(codes, 3);
  expect([width, height, rgba.length]).toEqual([3, 1, 12]);
  expect([...rgba.subarray(0, 3)]).toEqual([0x00, 0x53, 0x9c]);
});

test('Lyapunov exponents are within 1e-3 of the mean of ln|1 − η(3w² − 1)| along the orbit, at 100 rates', async () => {
  const steps = 2000;
  const { rates, exponents } = await engine.lyapunov(spectrum({ steps }), { count: 100 });
  // The problem's own slope: in chaos another rounding is another orbit.
  const { gradient } = bind(well);
  const [theta, slope] = [new Float64Array(1), new Float64Array(1)];
  rates.forEach((rate, i) => {
    theta[0] = 0.6;
    let sum = 0;
    for (let k = 0; k < steps; k++) {
      if (k >= steps / 2) sum += Math.log(Math.abs(1 - rate * (3 * theta[0]! ** 2 - 1)));
      gradient(theta, slope);
      theta[0]! -= rate * slope[0]!;
    }
    const mean = Math.max(sum / (steps / 2), LYAPUNOV_LEAST);
    if (rate > 2) expect(exponents[i]).toBeNaN();
    else expect(Math.abs(mean - exponents[i]!), `η = ${rate}`).toBeLessThan(1e-3);
  });
});

test('exponents are negative in periodic windows, 0 ± 0.01 at a doubling, positive in chaos, −16 where superstable', async () => {
  const at = async (rate: number) => {
    const range: [number, number] = [rate * (1 - 1e-12), rate * (1 + 1e-12)];
    const spec = spectrum({ rate: { range, scale: 'linear' }, count: 1, steps: 4000 });
    return (await engine.lyapunov(spec)).exponents[0]!;
  };
  expect(await at(1.2)).toBeLessThan(-0.1);
  expect(await at(1.455)).toBeLessThan(-0.1);
  expect(Math.abs(await at(1))).toBeLessThan(0.01);
  expect(await at(1.52)).toBeGreaterThan(0.1);
  // 1 − η·λ = 0 with λ = 2.
  expect(await at(0.5)).toBe(LYAPUNOV_LEAST);
});

test('with momentum the whole state counts: on a bowl the exponent is ln √β within 1e-3', async () => {
  // (w, b) turns and shrinks by √β each step where the roots are complex.
  const spec = spectrum({
    optimizer: { kind: 'momentum', learningRate: 1, momentum: 0.9 },
    rate: { range: [0.05, 0.3], scale: 'linear' },
    count: 5,
    steps: 4000,
  });
  for (const exponent of (await engine.lyapunov(spec)).exponents) {
    expect(Math.abs(exponent - Math.log(Math.sqrt(0.9)))).toBeLessThan(1e-3);
  }
});

test('the period of a run is told by the tolerance of its own precision, for both engines', () => {
  // A fixed point whose iterates scatter as f32 gradients make them: by 2e-6 of 6.
  const random = seededRandom(1);
  const scattered = Float32Array.from({ length: 64 }, () => 6 + 1.2e-5 * (random() - 0.5));
  expect(periodOf(SOLVED, scattered)).toBe(1);
  expect(periodOf(SOLVED, Float64Array.from(scattered))).toBe(CHAOTIC);
  // A slow approach is seen in f64 alone: the iterates are one and the same number in f32.
  const slow = Float64Array.from({ length: 64 }, (_, k) => 6 - 2e-6 * 0.999 ** k);
  expect(periodOf(SOLVED, slow)).toBe(CONVERGING);
  expect(periodOf(SOLVED, Float32Array.from(slow))).toBe(1);
  expect(periodOf(DIVERGED, scattered)).toBe(UNBOUNDED);
});
