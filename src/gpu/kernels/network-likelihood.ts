// f32 twin of src/problems/networks/backprop.ts for a few sigmoids on a few samples: what network-text.ts writes has its
// numbers in memory, which takes three times as long where registers hold them. Everything is unrolled, four samples to a
// vector, weights at constant places of the run (theta.wgsl); the samples are literals. The merit is their likelihood.

import helpers from '../../../shaders/network-likelihood.wgsl?raw';
import { exp } from '../../math/exponential.ts';
import type { NetworkModel } from '../../problems/networks/model.ts';
import type { ProblemRef } from '../../problems/problem.ts';
import type { Kernel } from './kernel.ts';
import { thetaKernel } from './theta.ts';

interface Unit {
  weights: string[];
  bias: string;
}

interface Network {
  inputs: number[][];
  targets: number[];
  layers: Unit[][];
}

/** Names of the weights into each unit. */
function byUnits({ names, layers, train, spec }: NetworkModel): Network {
  const first = spec.layers[0]!;
  return {
    inputs: Array.from({ length: train.count }, (_, s) => [
      ...train.inputs.subarray(s * first, (s + 1) * first),
    ]),
    targets: [...train.targets],
    layers: layers.map(({ from, units, weights, biases }) =>
      Array.from({ length: units }, (_, j) => ({
        weights: names.slice(weights + j * from, weights + (j + 1) * from),
        bias: names[biases + j]!,
      })),
    ),
  };
}

/** Points and parameters up to which registers hold them. */
const MOST_POINTS = 4;
const MOST_PARAMETERS = 32;

/** Whether a network is one of these. */
export function isSmall({ spec, names, train }: NetworkModel): boolean {
  return (
    spec.loss === 'binary-cross-entropy' &&
    spec.layers.at(-1) === 1 &&
    spec.activations.every((activation) => activation === 'sigmoid') &&
    spec.bias &&
    spec.gains.every((gain) => gain === 1) &&
    spec.stopAt === null &&
    (spec.batch === 0 || spec.batch >= train.count) &&
    train.count <= MOST_POINTS &&
    names.length <= MOST_PARAMETERS
  );
}

/** The kernel of a small network whose parameters have the places of `order` in a run. `key` tells its data too. */
export const smallKernel = (
  ref: ProblemRef,
  model: NetworkModel,
  order: readonly string[],
  key: string,
): Kernel =>
  thetaKernel(ref, {
    key: `small ${key}`,
    wgsl: networkWgsl(model, order),
    meritAt: (loss) => exp(-model.train.count * loss),
    // Output weights keep a slope however large they are.
    divergence: 'each step',
  });

/** slopeOf(run) and lossOf(run) for a network whose weights are at `names`' places of the run. */
function networkWgsl(model: NetworkModel, names: readonly string[]): string {
  const network = byUnits(model);
  const groups = groupsOf(network);
  const place = (name: string) => `${names.indexOf(name)}u`;
  const hi = (name: string) => `(*run)[HI + ${place(name)}]`;
  const lo = (name: string) => `(*run)[LO + ${place(name)}]`;
  const { layers } = network;
  const last = layers.length - 1;

  /** Statements that put group g through; the last unit's z is the logit. */
  const forward = (g: number): string[] =>
    layers.flatMap((units, l) =>
      units.flatMap(({ weights, bias }, j) => {
        // Sums of hi are exact where inputs are small integers, so that saturated units lose no digits.
        const sum = (part: (name: string) => string) =>
          l === 0
            ? groups[g]!.sumOf(part(bias), weights.map(part))
            : [part(bias), ...weights.map((name, k) => `${part(name)} * h${l - 1}_${k}.h`)].join(
                ' + ',
              );
        const z = `  let z${l}_${j} = (${sum(hi)}) + (${sum(lo)});`;
        return l === last ? [z] : [z, `  let h${l}_${j} = sigmoidOf(z${l}_${j});`];
      }),
    );
  const towards = (g: number) => `${groups[g]!.signs} * z${last}_0`;

  /** A value of a group's samples, and another for those that only fill it up. */
  const real = (g: number, value: string, otherwise: string) =>
    groups[g]!.full
      ? value
      : `select(vec4f(${otherwise}), ${value}, ${groups[g]!.real} > vec4f(0))`;
  /** Statements for what goes into a unit, and its slopes; the output's d is there already. */
  const backwardUnit = (g: number, l: number, j: number): string[] => {
    const { weights, bias } = layers[l]![j]!;
    const lines: string[] = [];
    if (l < last) {
      const above = layers[l + 1]!.map(
        (unit, i) => `d${l + 1}_${i} * weightOf(run, ${place(unit.weights[j]!)})`,
      ).join(' + ');
      lines.push(`  let d${l}_${j} = (${above}) * h${l}_${j}.slope;`);
    }
    lines.push(`  slope.gradient[${place(bias)}] += sumOf(d${l}_${j});`);
    for (const [k, name] of weights.entries()) {
      const d = `d${l}_${j}`;
      const part = l === 0 ? groups[g]!.dotOf(d, k) : `dot(${d}, h${l - 1}_${k}.h)`;
      lines.push(`  slope.gradient[${place(name)}] += ${part};`);
    }
    return lines;
  };
  /** Statements that add group g's part of every slope to `slope`. */
  const backward = (g: number): string[] => {
    const lines = [
      `  let answer = answerOf(${towards(g)});`,
      `  slope.merit *= productOf(${real(g, 'answer.right', '1')});`,
      `  let d${last}_0 = ${groups[g]!.residuals} * answer.wrong;`,
    ];
    for (let l = last; l >= 0; l--) {
      lines.push(...layers[l]!.flatMap((_, j) => backwardUnit(g, l, j)));
    }
    return lines;
  };
  const inGroups = (lines: (g: number) => string[]) =>
    groups.map((_, g) => ['  {', ...lines(g), '  }'].join('\n')).join('\n');

  return `${helpers}
fn slopeOf(run: ptr<function, Run>) -> Slope {
  var slope: Slope;
  slope.merit = 1;
${inGroups((g) => [...forward(g), ...backward(g)])}
  return slope;
}

fn lossOf(run: ptr<function, Run>) -> f32 {
  var sum = 0.0;
${inGroups((g) => [...forward(g), `  sum += entropyOf(${real(g, towards(g), '1e3')});`])}
  return sum / ${network.inputs.length};
}
`;
}

/** The samples in fours, as WGSL; a last group with fewer is filled up with samples that count 0. */
function groupsOf({ inputs, targets }: Network) {
  const count = inputs.length;
  const lanes = [0, 1, 2, 3];
  const vector = (lane: (k: number) => string | number) => `vec4f(${lanes.map(lane).join(', ')})`;
  /** Terms with their factors, none for a factor of 0; most inputs are 0 or 1. */
  const terms = (of: readonly (readonly [factor: number, term: string])[]) =>
    of
      .filter(([factor]) => factor !== 0)
      .map(([factor, term]) => (factor === 1 ? term : `${factor} * ${term}`));
  return Array.from({ length: Math.ceil(count / 4) }, (_, g) => {
    const input = (lane: number, k: number) => inputs[4 * g + lane]?.[k] ?? 0;
    const of = (value: (s: number) => number) =>
      vector((lane) => (4 * g + lane < count ? value(4 * g + lane) : 0));
    return {
      full: 4 * g + 4 <= count,
      real: of(() => 1),
      signs: of((s) => (targets[s] === 1 ? 1 : -1)),
      residuals: of((s) => (targets[s] === 1 ? -1 : 1) / count),
      /** bias + Σ weight·input, for each sample. */
      sumOf: (bias: string, weights: readonly string[]) =>
        vector((lane) =>
          [bias, ...terms(weights.map((weight, k) => [input(lane, k), weight] as const))].join(
            ' + ',
          ),
        ),
      /** Σ over the samples of the k-th input times the lane of a vector. */
      dotOf: (of: string, k: number) =>
        terms(lanes.map((lane) => [input(lane, k), `${of}.${'xyzw'[lane]}`] as const)).join(
          ' + ',
        ) || '0',
    };
  });
}
