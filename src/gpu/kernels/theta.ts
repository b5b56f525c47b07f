// Kernels of any number of weights (shaders/theta.wgsl, theta-step.wgsl). Either all of a problem's parameters are in
// a run's state, those that are not of θ with learning rate 0 and no part in the plane: a change of what is
// trained, fixed or an axis then changes numbers only, and compiles nothing. Or only θ is, and the others are
// constants: a change of θ compiles, and a run is as small as can be.
import eachStep from '../../../shaders/each-step.wgsl?raw';
import minusLoss from '../../../shaders/minus-loss.wgsl?raw';
import theta from '../../../shaders/theta.wgsl?raw';
import thetaRates from '../../../shaders/theta-rates.wgsl?raw';
import thetaSample from '../../../shaders/theta-sample.wgsl?raw';
import thetaStep from '../../../shaders/theta-step.wgsl?raw';
import { splitHiLo } from '../../math/grid.ts';
import type { ProblemRef } from '../../problems/problem.ts';
import { describe } from '../../problems/registry.ts';
import type { Kernel } from './kernel.ts';

/** What a problem adds. */
export interface ThetaProblem
  extends Pick<Kernel, 'key' | 'divergence' | 'data' | 'work' | 'holes'> {
  /** slopeOf(run) and lossOf(run); with `meritAt` also Slope, WORST_MERIT and roseBetween. */
  wgsl: string;
  /** Left out, the merit is −loss. */
  meritAt?: Kernel['meritAt'];
  /** What is in a run's state; with 'theta' the key must say what θ is. Default: all. */
  state?: 'all' | 'theta';
  /** Numbers for extraOf(i) in WGSL. */
  extra?: readonly number[];
  /** What the number of weights in a state is a multiple of: what fills it up is 0. */
  multiple?: number;
  /** What a run is, and all that steps it, where they are not theta.wgsl and theta-step.wgsl. */
  base?: string;
  runs?: string;
  /**
   * Whether jobs of runs leave loops over the weights as they are: where a step is much work, what is done once a slice is
   * little beside it, and written out it takes long to compile.
   */
  rolled?: boolean;
}

export function thetaKernel(ref: ProblemRef, problem: ThetaProblem): Kernel {
  const { wgsl, meritAt, state = 'all', extra = [], multiple = 1, ...others } = problem;
  const { base = `${theta}\n${thetaSample}`, runs = `${eachStep}\n${thetaRates}\n${thetaStep}` } =
    others;
  const { key, divergence, data, work, holes, rolled = false } = others;
  const whole = meritAt ? wgsl : `${minusLoss}\n${wgsl}`;
  const { parameters, values, theta: names, trained, plane } = describe(ref);
  const inState = parameters.filter(({ name }) => state === 'all' || names.includes(name));
  const constants = parameters.filter((info) => !inState.includes(info));
  const numbers = [...constants.map(({ name }) => values[name]!), ...extra];
  const vectors = Math.max(1, Math.ceil(numbers.length / 4));
  const size = Math.ceil(inState.length / multiple) * multiple;
  const places = names.map((name) => inState.findIndex((info) => info.name === name));
  const fixed = new Float64Array(size);
  for (const [i, { name }] of inState.entries()) fixed[i] = values[name]!;
  const sizes = `const CONSTANTS = ${constants.length}u;\nconst NUMBERS = ${vectors}u;`;
  const layers = [...new Set(inState.map(({ layer }) => layer))];
  const text = [sizes, base, whole].join('\n');
  return {
    ...{ key, divergence, data, work, holes },
    meritAt: meritAt ?? ((loss) => -loss),
    wgsl: {
      problem: unrolled(text, size),
      runs: rolled ? runs : unrolled(runs, size),
      ...(rolled && { problemOfRuns: text }),
    },
    size,
    places,
    weightsOf(at) {
      const weights = fixed.slice();
      for (const [c, place] of places.entries()) weights[place] = at[c]!;
      return weights;
    },
    uniforms(rates = []) {
      const uniforms = new Float32Array(8 * size + 4 * vectors);
      uniforms.set(numbers, 8 * size);
      for (const [i, value] of fixed.entries()) {
        const c = places.indexOf(i);
        const [hi, lo] = splitHiLo(c < 0 ? value : plane.origin[c]!);
        uniforms.set([hi, lo], 8 * i);
        if (c < 0) continue;
        uniforms.set([plane.x[c]!, plane.y[c]!], 8 * i + 2);
        if (trained[c])
          uniforms.set([rates[c] ?? 0, 1, layers.indexOf(inState[i]!.layer), c], 8 * i + 4);
      }
      return uniforms.buffer;
    },
  };
}

/** Of more weights a text would take longer to compile than loops take to run, where they are no part of a step. */
const UNROLLED = 64;

const LOOP = 'for (var p = 0u; p < SIZE; p++) {';

/** WGSL with each loop over `p` written out `size` times, `p` a constant in each. Such loops do not nest. */
export function unrolled(wgsl: string, size: number): string {
  if (size > UNROLLED) return wgsl;
  let rest = wgsl;
  let out = '';
  for (let at = rest.indexOf(LOOP); at >= 0; at = rest.indexOf(LOOP)) {
    out += rest.slice(0, at);
    const from = at + LOOP.length;
    let end = from;
    for (let depth = 1; depth > 0; end++) {
      if (rest[end] === '{') depth++;
      else if (rest[end] === '}') depth--;
    }
    const body = rest.slice(from, end - 1);
    for (let p = 0; p < size; p++) out += `{${body.replace(/\bp\b/g, `${p}u`)}}\n`;
    rest = rest.slice(end);
  }
  return out + rest;
}
