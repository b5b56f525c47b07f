// Back-propagation in matrices: a 2-2-1 network with all nine parameters trained. Columns are the four samples.
import { log } from '../../math/logarithm.ts';
import { layerPlaces } from '../../problems/networks/model.ts';
import { networks } from '../../problems/networks/presets.ts';
import type { Problem } from '../../problems/problem.ts';
import { SAMPLES, sigma } from '../homework/figures.ts';
import type { Figures, LessonState } from '../lesson.ts';
import { remember } from '../remember.ts';

const presetOf = (id: string) => networks.find((network) => network.id === id)!;
const [xor9, xorDeep] = [presetOf('xor9'), presetOf('xor-deep')];
const NAMES = xor9.parameters.map(({ name }) => name);

/** Steps whose losses are shown. */
export const CHECKPOINTS = [0, 100, 1000, 2000, 2200, 2400, 3000, 10_000] as const;

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

/**
 * Losses at the checkpoints, the outputs at the end, and the step at which the loss falls fastest, when a network learns by gradient
 * descent.
 */
function train(problem: Problem, { parameters, optimizers }: LessonState): Figures {
  const names = problem.parameters.map(({ name }) => name);
  const eta = optimizers.gd.learningRate;
  const bound = problem.bind(parameters, names);
  const at = Float64Array.from(names, (name) => parameters[name] ?? Number.NaN);
  const slopes = new Float64Array(at.length);
  const f: Record<string, number> = { eta, ln2: Math.LN2, parameters: names.length };
  let [before, fall, fallAt] = [bound.loss(at), 0, Number.NaN];
  for (let step = 0; step <= CHECKPOINTS.at(-1)!; step++) {
    const loss = bound.lossOfMerit!(bound.gradient(at, slopes));
    if ((CHECKPOINTS as readonly number[]).includes(step)) {
      f[`step.${step}`] = step;
      f[`loss.${step}`] = bound.loss(at);
    }
    if (before - loss > fall && step > 100) [fall, fallAt] = [before - loss, step];
    before = loss;
    if (step < CHECKPOINTS.at(-1)!) for (let i = 0; i < at.length; i++) at[i]! -= eta * slopes[i]!;
  }
  for (const [s, y] of (bound.outputs?.(at) ?? []).entries()) {
    f[`end.${SAMPLES[s]!.id}`] = y;
    f[`target.${SAMPLES[s]!.id}`] = problem.samples[s]!.target;
  }
  return { ...f, fallAt };
}

const dependsOn = ({ parameters, optimizers }: LessonState) => [
  parameters,
  optimizers.gd.learningRate,
];

export const trainingFigures = remember((state) => train(xor9, state), dependsOn);

/** Of the deep network, with the counts that a student may take for that of its parameters. */
export const deepFigures = remember((state) => {
  const { spec } = xorDeep.network!;
  const places = layerPlaces(spec);
  const weights = places.reduce((sum, { from, units }) => sum + from * units, 0);
  const units = spec.layers.reduce((sum, layer) => sum + layer, 0);
  return { ...train(xorDeep, state), weights, units, unitsAndWeights: weights + units };
}, dependsOn);
