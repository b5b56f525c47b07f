// Reading the values of flags. Every function throws a RangeError that quotes what it was given and
// says what it takes.

import type { Axis } from '../engine.ts';
import { axisName } from '../fields/sources.ts';
import { listed, quote } from '../math/format.ts';
import type { Range, Scale } from '../math/grid.ts';
import { OPTIMIZER_KINDS, type Optimizer, type Rate } from '../optimizers.ts';
import { isLine, type Plane } from '../problems/plane.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import type { Usual } from '../problems/usual.ts';
import { OWN_QUANTITIES, quantitiesOf } from '../quantities.ts';
import { SWEEP_SIDE_LIMIT } from '../schemas.ts';
import { integer, number } from './numbers.ts';
import { type AdjustmentFlags, adjustments } from './optimizer-flags.ts';

export { integer, number };

/** Numbers with commas between. */
export function numbers(text: string, flag: string, count: number, form: string): number[] {
  const parts = text.split(',');
  if (parts.length === count) return parts.map((part) => number(part, flag));
  throw new RangeError(`${flag}: ${quote(text)} is not ${form}`);
}

/** "512x256", or "512" for a square: width and height. */
export function size(text: string, flag = '--size'): { width: number; height: number } {
  const [width = '', height = width, ...rest] = text.split(/[x×]/);
  if (rest.length > 0) throw new RangeError(`${flag}: ${quote(text)} is not WIDTHxHEIGHT`);
  return {
    width: integer(width, `${flag} ${text}`, 1, SWEEP_SIDE_LIMIT),
    height: integer(height, `${flag} ${text}`, 1, SWEEP_SIDE_LIMIT),
  };
}

/** The size that a flag gives, or else a spec; or a square. */
export function sizeOf(
  flags: { size?: string },
  { width, height }: { width?: number; height?: number },
  side: number,
): { width: number; height: number } {
  if (flags.size !== undefined) return size(flags.size);
  return { width: width ?? side, height: height ?? side };
}

/** "x0,x1,y0,y1", or "x0,x1" for a problem on a line, whose y nothing reads. */
export function window(text: string, plane?: Pick<Plane, 'y'>): { x: Range; y: Range } {
  const onLine = plane !== undefined && isLine(plane) && text.split(',').length === 2;
  const ends = onLine
    ? [...numbers(text, '--window', 2, 'XMIN,XMAX'), 0, 1]
    : numbers(text, '--window', 4, 'XMIN,XMAX,YMIN,YMAX');
  const [x0, x1, y0, y1] = ends as [number, number, number, number];
  for (const [min, max] of [
    [x0, x1],
    [y0, y1],
  ] as const) {
    if (min >= max) throw new RangeError(`--window: ${min},${max} is not a range with min < max`);
  }
  return { x: [x0, x1], y: [y0, y1] };
}

/** "0.1:1000" or "0.1:1000:log". */
export function rangeAndScale(text: string, flag: string): { range: Range; scale: Scale } {
  const [min = '', max, scale = 'linear', ...rest] = text.split(':');
  if (max === undefined || rest.length > 0 || (scale !== 'linear' && scale !== 'log')) {
    throw new RangeError(`${flag}: ${quote(text)} is not MIN:MAX, MIN:MAX:linear or MIN:MAX:log`);
  }
  const range: Range = [number(min, flag), number(max, flag)];
  if (range[0] >= range[1]) {
    throw new RangeError(`${flag}: ${quote(text)} is not a range with min < max`);
  }
  return { range, scale };
}

/** "start.NAME=-20:20", "lr=0.1:1000:log": an axis of a sweep of this optimizer. */
export function axis(text: string, flag: string, problem: ProblemInfo, { kind }: Optimizer): Axis {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const allowed = quantitiesOf(kind, problem);
  const quantity = allowed.find((q) => axisName(problem, q) === name || q === name);
  if (!quantity) {
    const names = listed(allowed.map((q) => axisName(problem, q)));
    throw new RangeError(`${flag}: ${quote(name)} is not one of ${names} (for ${kind})`);
  }
  if (equals < 0) throw new RangeError(`${flag}: ${quote(text)} is not ${name}=MIN:MAX[:log]`);
  return { quantity, ...rangeAndScale(text.slice(equals + 1), flag) };
}

const HYPER_FLAGS = ['momentum', 'decay', 'beta1', 'beta2', 'epsilon'] as const;

export type OptimizerFlags = AdjustmentFlags & {
  optimizer?: string | undefined;
  lr?: string | undefined;
} & {
  [K in (typeof HYPER_FLAGS)[number]]?: string | undefined;
};

/**
 * An optimizer; what the flags leave out is as in `base`, if that is of the same kind, and its learning rate then what is
 * usual. The rest takes PyTorch's defaults when the spec is checked.
 */
export function optimizer(
  flags: OptimizerFlags,
  { rates }: Pick<Usual, 'rates'>,
  base?: Optimizer,
): Optimizer {
  const name = flags.optimizer ?? base?.kind ?? 'gd';
  const kind = OPTIMIZER_KINDS.find((known) => known === name);
  if (!kind) {
    const kinds = OPTIMIZER_KINDS.join(', ');
    throw new RangeError(`--optimizer: ${quote(name)} is not one of ${kinds}`);
  }
  const has: readonly string[] = OWN_QUANTITIES[kind];
  const own: Record<string, number> = {};
  for (const name of HYPER_FLAGS) {
    const text = flags[name];
    if (text === undefined) continue;
    if (!has.includes(name)) {
      const names = ['lr', ...HYPER_FLAGS.filter((flag) => has.includes(flag))]
        .map((flag) => `--${flag}`)
        .join(', ');
      throw new RangeError(`--${name} ${text}: ${kind} has no ${name}, only ${names}`);
    }
    own[name] = number(text, `--${name}`);
  }
  const before = base?.kind === kind ? base : { kind, ...rates[kind] };
  const learningRate = flags.lr === undefined ? before.learningRate : rate(flags.lr);
  return { ...before, learningRate, ...own, ...adjustments(flags) } as Optimizer;
}

function rate(text: string): Rate {
  if (!text.includes(',')) return number(text, '--lr');
  return text.split(',').map((part) => number(part, '--lr'));
}
