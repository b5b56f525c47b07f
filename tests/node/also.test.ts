// What runs hand back beside their ends: gradient, step of divergence, period and Lyapunov exponent.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { ALSO, DIVERGED, NEVER, type SpectrumSpec, type SweepSpec } from '../../src/engine.ts';
import { periodsOf, UNBOUNDED } from '../../src/fields/periods.ts';
import { cellCentres } from '../../src/math/grid.ts';
import { bind } from '../../src/problems/registry.ts';
import { checkSpectrum, checkSweep } from '../../src/specs.ts';
import '../../src/problems/catalogue.ts';
import { spectrum } from '../fixtures/spectrum.ts';

const engine = createCpuEngine(inlinePool());

/** x² by gradient descent: x ← (1 − 2η)x, whose every figure is known. */
const parabola = { id: 'formula', formula: 'x^2 + 0*y' };
const sweep: SweepSpec = {
  problem: parabola,
  optimizer: { kind: 'gd', learningRate: 0.1 },
  start: [1, 0],
  steps: 100,
  threshold: 1e-3,
  x: { quantity: 'learningRate', range: [0.05, 1.95], scale: 'linear' },
  y: { quantity: 'start.x', range: [1, 3], scale: 'linear' },
  width: 10,
  height: 2,
  also: ALSO,
};

test('on x² the gradient, the step of divergence and the exponent are the closed form’s, to 1e-9', async () => {
  const { point, gradient, divergedAt, lyapunov, outcome } = await engine.sweep(sweep);
  const rates = cellCentres(sweep.x.range, 10);
  const starts = cellCentres(sweep.y.range, 2);
  expect(new Set(outcome).size).toBeGreaterThan(1);
  for (let r = 0; r < 20; r++) {
    const [rate, start] = [rates[r % 10]!, starts[Math.floor(r / 10)]!];
    expect(Math.abs(gradient![2 * r]! / (2 * point[2 * r]!) - 1)).toBeLessThan(1e-9);
    const growth = Math.log(Math.abs(1 - 2 * rate));
    // The least k with start·|1 − 2η|^k > 1e6.
    const at = Math.ceil(Math.log(1e6 / start) / growth);
    const diverges = growth > 0 && at <= 100;
    expect(divergedAt![r]).toBe(diverges ? at : NEVER);
    expect(outcome[r] === DIVERGED).toBe(diverges);
    if (diverges) expect(lyapunov![r]).toBeNaN();
    // The other component, which has no gradient, keeps its distance: 0 is the least.
    else expect(Math.abs(lyapunov![r]! - Math.max(growth, 0))).toBeLessThan(1e-2);
  }
});

const rates: SpectrumSpec = { ...spectrum, count: 24, steps: 600, last: 64 };

test('a spectrum’s periods and exponents are those of the functions that tell them alone', async () => {
  const { also: _, ...plain } = rates;
  const all = await engine.spectrum({ ...rates, also: ['lyapunov', 'period', 'gradient'] });
  const alone = await engine.spectrum(plain);
  expect(all.period).toEqual(periodsOf(alone));
  expect(new Set(all.period).size).toBeGreaterThan(1);
  const { exponents } = await engine.lyapunov(plain, { count: 24 });
  expect(all.lyapunov).toEqual(exponents);
  expect(all.loss).toEqual(alone.loss);
  expect(all.iterates).toEqual(alone.iterates);
  expect(all.spec.also).toEqual(['gradient', 'period', 'lyapunov']);
  const bound = bind(plain.problem);
  const slope = new Float64Array(2);
  bound.gradient(alone.point.slice(0, 2) as Float64Array, slope);
  expect(all.gradient!.slice(0, 2)).toEqual(slope);
});

test('the exponent of a run that stops early is the mean over the steps it took, and NaN where none counted', async () => {
  const network = { points: 12, batch: 4, test: 0, stopAt: 1e-3 };
  const { also: _, ...plain } = rates;
  const early = { ...plain, problem: { id: 'regression', network }, component: 'W1.1.1', last: 8 };
  const spec = { ...early, count: 2, rate: { range: [0.04, 0.06], scale: 'linear' } } as never;
  const both = async (steps: number) => {
    const of = { ...(spec as SpectrumSpec), steps, start: [0, 0] as [number, number] };
    const { lyapunov } = await engine.spectrum({ ...of, also: ['lyapunov'] });
    expect((await engine.lyapunov(of, { count: 2 })).exponents).toEqual(lyapunov);
    return [...lyapunov!];
  };
  for (const exponent of await both(60)) expect(exponent).not.toBe(0);
  expect(await both(6000)).toEqual([Number.NaN, Number.NaN]);
});

test('previews and pixels hand back the same as the whole', async () => {
  const whole = await engine.sweep({ ...sweep, points: false });
  let seen = 0;
  await engine.sweep(
    { ...sweep, points: false },
    {
      onPreview(level) {
        seen++;
        expect(level.gradient).toHaveLength(2 * level.width * level.height);
        expect(level.divergedAt![0]).toBe(whole.divergedAt![0]);
        expect(level.period![0]).toBe(whole.period![0]);
      },
    },
  );
  expect(seen).toBeGreaterThan(0);
  const some = await engine.sweepPixels({ ...sweep, points: false }, Uint32Array.of(19, 3));
  for (const [i, pixel] of [19, 3].entries()) {
    expect(some.divergedAt![i]).toBe(whole.divergedAt![pixel]);
    expect(some.period![i]).toBe(whole.period![pixel]);
    expect(some.lyapunov![i]).toEqual(whole.lyapunov![pixel]);
    expect(some.gradient!.slice(2 * i, 2 * i + 2)).toEqual(
      whole.gradient!.slice(2 * pixel, 2 * pixel + 2),
    );
  }
  expect(new Set(whole.period)).toContain(UNBOUNDED);
});

test('what is asked for twice is handed back once, and what there is not is refused', () => {
  expect(checkSweep({ ...sweep, also: ['period', 'gradient', 'period'] }).also).toEqual([
    'gradient',
    'period',
  ]);
  expect(checkSweep({ ...sweep, also: [] }).also).toBeUndefined();
  expect(() => checkSweep({ ...sweep, also: ['slope'] })).toThrow(/also.0: "slope" is not one of/);
  expect(() => checkSweep({ ...sweep, steps: 7, also: ['period'] })).toThrow(
    /also: a period takes 8 steps or more, not 7/,
  );
  expect(() => checkSpectrum({ ...rates, last: 7, also: ['period'] })).toThrow(
    /a period takes a "last" of 8 or more, not 7/,
  );
});
