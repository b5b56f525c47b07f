// Back-propagation in matrices: a 2-2-1 network with all nine parameters trained. Columns are the four samples.
import { log } from '../../math/logarithm.ts';
import { layerPlaces } from '../../problems/networks/model.ts';
import { networks } from '../../problems/networks/presets.ts';
import type { Problem } from '../../problems/problem.ts';
import { SAMPLES, sigma } from '../homework/figures.ts';
import type { Figures, LessonState, LongRuns } from '../lesson.ts';

const presetOf = (id: string) => networks.find((network) => network.id === id)!;
const [xor9, xorDeep] = [presetOf('xor9'), presetOf('xor-deep')];
const NAMES = xor9.parameters.map(({ name }) => name);

/** Steps whose losses are shown: the fall is elsewhere in the deep network. */
export const CHECKPOINTS = [0, 100, 1000, 2000, 2200, 2400, 3000, 10_000] as const;
export const DEEP_CHECKPOINTS = [0, 100, 1000, 4000, 5000, 5200, 5400, 6000, 10_000] as const;

/** Both passes: entries as `G1.j.ab`, unit j and inputs (a, b); gradients as `d` and the parameter's name. */
export function passFigures({ parameters: p }: LessonState): Figures {
  const f: Record<string, number> = {};
  for (const name of NAMES) f[name] = p[name] ?? Number.NaN;
  const add = (name: string, value: number) => {
    f[name] = (f[name] ?? 0) + value;
  };
  let lossSum = 0;
  for (const { id, x1, x2, t } of SAMPLES) {
    f[`x1.${id}`] = x1;
    f[`x2.${id}`] = x2;
    f[`t.${id}`] = t;
    let g2 = f['b2.1']!;
    for (const j of [1, 2]) {
      const g1 = f[`W1.${j}.1`]! * x1 + f[`W1.${j}.2`]! * x2 + f[`b1.${j}`]!;
      f[`G1.${j}.${id}`] = g1;
      f[`S1.${j}.${id}`] = f[`h${j}.${id}`] = sigma(g1);
      g2 += f[`W2.1.${j}`]! * sigma(g1);
    }
    const y = sigma(g2);
    const delta2 = (y - t) / 4;
    Object.assign(f, { [`G2.${id}`]: g2, [`y.${id}`]: y, [`D2.${id}`]: delta2 });
    lossSum -= log(t === 1 ? y : sigma(-g2));
    add('db2.1', delta2);
    for (const j of [1, 2]) {
      const h = f[`S1.${j}.${id}`]!;
      const delta1 = f[`W2.1.${j}`]! * delta2 * h * (1 - h);
      f[`D1.${j}.${id}`] = delta1;
      add(`dW2.1.${j}`, delta2 * h);
      add(`dW1.${j}.1`, delta1 * x1);
      add(`dW1.${j}.2`, delta1 * x2);
      add(`db1.${j}`, delta1);
      add(`noSlope.${j}`, f[`W2.1.${j}`]! * delta2 * x1);
      add(`noW2.${j}`, delta2 * h * (1 - h) * x1);
    }
  }
  return { ...f, lossSum, loss: lossSum / 4, ln2: Math.LN2 };
}

/** Iterates that are kept of a run: every so many steps. */
const EVERY = 10;
const STEPS = 10_000;

/** Figures of training that need no run: settings, counts, the steps that are listed. */
function settingsOf(
  problem: Problem,
  checkpoints: readonly number[],
  { optimizers }: LessonState,
): Figures {
  const f: Record<string, number> = {
    eta: optimizers.gd.learningRate,
    ln2: Math.LN2,
    parameters: problem.parameters.length,
  };
  for (const step of checkpoints) f[`step.${step}`] = step;
  for (const [s, { target }] of problem.samples.entries()) f[`target.${SAMPLES[s]!.id}`] = target;
  return f;
}

/**
 * Gradient descent of a whole network from the lesson's start: losses at the checkpoints and the outputs at the end, in f64 and,
 * with `gpu` before their names, in f32; `apart`, how far a loss of f32 is from that of f64, relative to it; `fallAt`, where the
 * loss falls fastest, to the steps that are kept.
 */
function training(problem: Problem, checkpoints: readonly number[]): LongRuns {
  const names = problem.parameters.map(({ name }) => name);
  const endOf = (parameters: LessonState['parameters'], points: ArrayLike<number>) => {
    const n = names.length;
    const at = Float64Array.from({ length: n }, (_, i) => points[points.length - n + i]!);
    return problem.bind(parameters, names).outputs?.(at) ?? [];
  };
  return {
    onGpu: true,
    specs: ({ parameters, optimizers }) => ({
      gd: {
        problem: { id: problem.id },
        optimizer: { kind: 'gd', learningRate: optimizers.gd.learningRate },
        starts: names.map((name) => parameters[name]!),
        startsIn: 'theta',
        steps: STEPS,
        every: EVERY,
      },
    }),
    figures({ parameters }, cpu, gpu) {
      const f: Record<string, number> = { onGpu: Number(!!gpu), noGpu: Number(!gpu) };
      const [exact, single] = [cpu.gd!, gpu?.gd];
      for (const step of checkpoints) {
        const loss = exact.loss[step / EVERY]!;
        f[`loss.${step}`] = loss;
        f[`gpu.loss.${step}`] = single?.loss[step / EVERY] ?? Number.NaN;
        f[`apart.${step}`] = f[`gpu.loss.${step}`]! / loss - 1;
      }
      for (const [prefix, { points }] of Object.entries({ '': exact, 'gpu.': single ?? exact }))
        for (const [s, y] of endOf(parameters, points).entries())
          f[`${prefix}end.${SAMPLES[s]!.id}`] = prefix && !single ? Number.NaN : y;
      return { ...f, fallAt: steepest(exact.loss) };
    },
  };
}

/** The step after which the loss has fallen furthest since the one kept before, the first fall apart. */
function steepest(loss: ArrayLike<number>): number {
  let [fall, at] = [0, Number.NaN];
  for (let k = 1 + 100 / EVERY; k < loss.length; k++) {
    const by = loss[k - 1]! - loss[k]!;
    if (by > fall) [fall, at] = [by, k * EVERY];
  }
  return at;
}

export const trainingFigures = (state: LessonState): Figures =>
  settingsOf(xor9, CHECKPOINTS, state);
export const trainingRuns = training(xor9, CHECKPOINTS);
export const deepRuns = training(xorDeep, DEEP_CHECKPOINTS);

/** Of the deep network, with the counts that a student may take for that of its parameters. */
export function deepFigures(state: LessonState): Figures {
  const { spec } = xorDeep.network!;
  const weights = layerPlaces(spec).reduce((sum, { from, units }) => sum + from * units, 0);
  const units = spec.layers.reduce((sum, layer) => sum + layer, 0);
  return {
    ...settingsOf(xorDeep, DEEP_CHECKPOINTS, state),
    weights,
    units,
    unitsAndWeights: weights + units,
  };
}
