// The worst of the f32 kernel over all weights that are allowed, on windows centred where its sigmoids move.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { Engine, LandscapeSpec } from '../../src/engine.ts';
import { seededRandom } from '../../src/math/rng.ts';
import { f32Bound, inUnitsOf } from '../../src/problems/f32-bound.ts';
import { withGpu } from './gpu.ts';

const cpu = createCpuEngine(inlinePool());

type Weights = Record<'w11' | 'w22' | 'b1' | 'b2' | 'v1' | 'v2' | 'c', number>;

interface Place {
  parameters: Weights;
  x: number;
  y: number;
  half: number;
}

const random = seededRandom(5);
const between = (min: number, max: number) => min + (max - min) * random();
const within = (value: number) => Math.min(50, Math.max(-50, value));
const sigma = (z: number) => 1 / (1 + Math.exp(-z));
/** Often at an end of its range. */
const extreme = () => (random() < 0.4 ? 50 * (random() < 0.5 ? -1 : 1) : between(-50, 50));
/** Near 0 two samples see a hidden unit alike, and their parts of a gradient can cancel. */
const spreading = () => (random() < 0.3 ? between(-3, 3) : extreme());

/** A place where either hidden unit moves on one of its samples, and one of the three outputs is undecided. */
function draw(): Place {
  const [w11, w22, v1, v2] = [spreading(), spreading(), extreme(), extreme()];
  const [b1, b2] = [between(-50, 50), between(-50, 50)];
  const x = -b2 - (random() < 0.5 ? w22 : 0) + between(-3, 3);
  const y = -b1 - (random() < 0.5 ? w11 : 0) + between(-3, 3);
  const logits = [
    v2 * sigma(w22 + b2) + v1 * sigma(y + b1),
    v1 * sigma(w11 + b1) + v2 * sigma(x + b2),
    v1 * sigma(y + b1 + w11) + v2 * sigma(x + b2 + w22),
  ];
  const c = within(between(-2, 2) - logits[Math.floor(3 * random())]!);
  const parameters = { w11, w22, b1, b2, v1, v2, c };
  return { parameters, x, y, half: 10 ** between(-3, 0.3) };
}

function near({ parameters, x, y, half }: Place): Place {
  const moved = (value: number) => (random() < 0.4 ? value + half * between(-1, 1) : value);
  const entries = Object.entries(parameters).map(([name, value]) => [name, within(moved(value))]);
  return {
    parameters: Object.fromEntries(entries) as Weights,
    x: x + half * between(-1, 1),
    y: y + half * between(-1, 1),
    half: half * 10 ** between(-0.5, 0.3),
  };
}

async function errorAt(gpu: Engine, { parameters, x, y, half }: Place) {
  const spec: LandscapeSpec = {
    problem: { id: 'xor', parameters },
    window: { x: [x - half, x + half], y: [y - half, y + half] },
    width: 16,
    height: 12,
  };
  const [ours, theirs] = [await gpu.landscape(spec), await cpu.landscape(spec)];
  const bound = f32Bound(spec.problem)!;
  return {
    loss: inUnitsOf(bound.loss, ours.loss, theirs.loss),
    gradient: inUnitsOf(bound.gradient, ours.gradient, theirs.gradient),
  };
}

test('a search for the worst loss and gradient over all weights in ±50 finds none beyond the stated bound', () =>
  withGpu(async (gpu) => {
    const found: { place: Place; loss: number; gradient: number }[] = [];
    for (let i = 0; i < 300; i++) {
      const place = draw();
      found.push({ place, ...(await errorAt(gpu, place)) });
    }
    for (const quantity of ['loss', 'gradient'] as const) {
      found.sort((a, b) => b[quantity] - a[quantity]);
      for (let worst of found.slice(0, 3)) {
        for (let i = 0; i < 15; i++) {
          const place = near(worst.place);
          const next = { place, ...(await errorAt(gpu, place)) };
          found.push(next);
          if (next[quantity] > worst[quantity]) worst = next;
        }
      }
      const most = found.reduce((a, b) => (b[quantity] > a[quantity] ? b : a));
      console.info(`${quantity}: ${most[quantity]} of the bound at ${JSON.stringify(most.place)}`);
      // Stated: 0.38 of the loss’s and 0.50 of the gradient’s, with other seeds up to 0.67.
      expect(most[quantity]).toBeLessThan(0.8);
      // A search that finds next to nothing looks in the wrong places.
      expect(most[quantity]).toBeGreaterThan(0.05);
    }
  }));

test('far out, where the exponential’s argument lost its last bits, a window keeps 1e-6 + 1e-5·|f64|', () =>
  withGpu(async (gpu) => {
    const spec: LandscapeSpec = {
      problem: {
        id: 'xor',
        parameters: { w11: 50, w22: 50, b1: 25, b2: 7.5, v1: 50, v2: 50, c: -50 },
      },
      window: { x: [-57.6, -57.4], y: [-75.1, -74.9] },
      width: 64,
      height: 64,
    };
    const [ours, theirs] = [await gpu.landscape(spec), await cpu.landscape(spec)];
    const least = f32Bound({ id: 'xor' })!.loss;
    expect(least).toEqual({ absolute: 1e-6, relative: 1e-5 });
    expect(inUnitsOf(least, ours.loss, theirs.loss)).toBeLessThan(1);
    expect(inUnitsOf(least, ours.gradient, theirs.gradient)).toBeLessThan(1);
  }));
