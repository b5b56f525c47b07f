// The points of a network's data as its text (network-text.ts) takes them: written out as numbers, or read from a buffer.
import type { NetworkModel } from '../../problems/networks/model.ts';
import { keptFour, type Lanes, numberAt, productsOf } from './network-text.ts';

/** Beyond it a number of the data could take what is made of it out of f32. */
export const LARGEST = 1e9;
const cut = (value: number) => Math.max(-LARGEST, Math.min(LARGEST, value));

/** A number as WGSL has it: an f32, never an integer. */
export function literal(value: number): string {
  const text = String(Math.fround(cut(value)));
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const XYZW = ['x', 'y', 'z', 'w'];

/** The points from `first` on, in fours or one, their numbers written out. */
export function literalLanes(model: NetworkModel, width: 1 | 4, first: number): Lanes {
  const { train, targetSize, spec } = model;
  const inputs = spec.layers[0]!;
  const lanes = Array.from({ length: width }, (_, i) => first + i);
  const isReal = (s: number) => s < train.count;
  const vector = (of: (s: number) => string) =>
    width === 1 ? of(first) : `V(${lanes.map(of).join(', ')})`;
  const input = (s: number, k: number) => (isReal(s) ? train.inputs[s * inputs + k]! : 0);
  const numbers = (k: number) => lanes.map((s) => input(s, k));
  // Sums of hi are exact where inputs are small integers, so that saturated units lose no digits.
  const small = train.inputs.every((value) => Number.isInteger(value) && Math.abs(value) <= 64);
  /** Terms with their factors, none for a factor of 0; most inputs are 0 or 1. */
  const terms = (of: readonly (readonly [factor: number, term: string])[]) =>
    of
      .filter(([factor]) => factor !== 0)
      .map(([factor, term]) => (factor === 1 ? term : `${literal(factor)} * ${term}`));
  const few = (values: readonly number[]) => values.every((value) => value === 0 || value === 1);
  return {
    takesKept: (l) => l === 0 && small,
    sumOf(bias, weights, fours) {
      const by = (part: 'hi' | 'lo') => {
        const numberOf = (place: number) => numberAt((q) => keptFour(part, q), place);
        return vector(
          (s) =>
            terms([
              ...(bias === null ? [] : [[1, numberOf(bias)] as const]),
              ...weights.map((place, k) => [input(s, k), numberOf(place)] as const),
            ]).join(' + ') || '0.0',
        );
      };
      if (small) return `${by('hi')} + ${by('lo')}`;
      return [
        ...(bias === null ? [] : [`V(${numberAt(fours, bias)})`]),
        ...productsOf(fours, weights, (k) => `V(${vector((s) => literal(input(s, k)))})`),
      ].join(' + ');
    },
    dotOf(v, k) {
      const values = numbers(k);
      if (values.every((value) => value === 0)) return '0';
      if (width === 1) return terms([[values[0]!, v]]).join('');
      if (few(values)) return terms(values.map((x, i) => [x, `${v}.${XYZW[i]}`])).join(' + ');
      return `dot(${v}, V(${values.map(literal).join(', ')}))`;
    },
    target: (o) => vector((s) => literal(isReal(s) ? train.targets[s * targetSize + o]! : 0)),
    real: lanes.every(isReal) ? null : vector((s) => (isReal(s) ? '1.0' : '0.0')),
  };
}

/** Points that were read: inputs x0, x1, …, targets t0, t1, …, and `real` unless all of them are points. */
export const readLanes = (all: boolean): Lanes => ({
  takesKept: () => false,
  sumOf: (bias, weights, fours) =>
    [
      ...(bias === null ? [] : [`V(${numberAt(fours, bias)})`]),
      ...productsOf(fours, weights, (k) => `x${k}`),
    ].join(' + '),
  dotOf: (v, k) => `dotOf(${v}, x${k})`,
  target: (o) => `t${o}`,
  real: all ? null : 'real',
});

/** Numbers of a point: its inputs, then its targets. */
export const rowSize = ({ spec, targetSize }: NetworkModel) => spec.layers[0]! + targetSize;

/** The k-th number of a point. */
function numberOf({ train, targetSize, spec }: NetworkModel, s: number, k: number): number {
  const inputs = spec.layers[0]!;
  if (s >= train.count) return 0;
  return cut(
    k < inputs ? train.inputs[s * inputs + k]! : train.targets[s * targetSize + k - inputs]!,
  );
}

/** [four of points][number][lane]: what is read in the order of the data; the last four are filled up with 0. */
export function dataByFours(model: NetworkModel): Float32Array<ArrayBuffer> {
  const row = rowSize(model);
  const fours = Math.ceil(model.train.count / 4);
  const data = new Float32Array(4 * row * fours);
  for (let g = 0, at = 0; g < fours; g++) {
    for (let k = 0; k < row; k++) {
      for (let lane = 0; lane < 4; lane++) data[at++] = numberOf(model, 4 * g + lane, k);
    }
  }
  return data;
}

/** [point][number]: what is read in the order of mini-batches. */
export function dataByPoints(model: NetworkModel): Float32Array<ArrayBuffer> {
  const row = rowSize(model);
  return Float32Array.from({ length: row * model.train.count }, (_, i) =>
    numberOf(model, Math.floor(i / row), i % row),
  );
}

/** Statements that read points' numbers, the k-th by an expression. */
export function readText(model: NetworkModel, at: (k: number) => string): string[] {
  const inputs = model.spec.layers[0]!;
  return Array.from(
    { length: rowSize(model) },
    (_, k) => `  let ${k < inputs ? `x${k}` : `t${k - inputs}`} = ${at(k)};`,
  );
}

/**
 * The types of a V of so many points, and what adds them up: `fourDotsOf` of g's products with four others,
 * `sumOfFour` of four by their weights.
 */
export const lanesWgsl = (width: 1 | 4): string =>
  width === 1
    ? `alias V = f32;
alias VI = i32;
fn sumOf(v: V) -> f32 { return v; }
fn dotOf(a: V, b: V) -> f32 { return a * b; }
fn fourDotsOf(g: V, a: V, b: V, c: V, d: V) -> vec4f { return g * vec4f(a, b, c, d); }
fn sumOfFour(w: vec4f, a: V, b: V, c: V, d: V) -> V { return dot(w, vec4f(a, b, c, d)); }
fn sumOfThree(w: vec3f, a: V, b: V, c: V) -> V { return dot(w, vec3f(a, b, c)); }
fn sumOfTwo(w: vec2f, a: V, b: V) -> V { return dot(w, vec2f(a, b)); }
fn tanhOf(z: V) -> Activation {
  let a = hyperbolic(z);
  return Activation(a.x, a.y);
}
`
    : `alias V = vec4f;
alias VI = vec4i;
fn sumOf(v: V) -> f32 { return (v.x + v.y) + (v.z + v.w); }
fn dotOf(a: V, b: V) -> f32 { return dot(a, b); }
fn fourDotsOf(g: V, a: V, b: V, c: V, d: V) -> vec4f { return g * mat4x4f(a, b, c, d); }
fn sumOfFour(w: vec4f, a: V, b: V, c: V, d: V) -> V { return mat4x4f(a, b, c, d) * w; }
fn sumOfThree(w: vec3f, a: V, b: V, c: V) -> V { return mat3x4f(a, b, c) * w; }
fn sumOfTwo(w: vec2f, a: V, b: V) -> V { return mat2x4f(a, b) * w; }
fn tanhOf(z: V) -> Activation {
  let all = mat4x2f(hyperbolic(z.x), hyperbolic(z.y), hyperbolic(z.z), hyperbolic(z.w));
  return Activation(V(all[0].x, all[1].x, all[2].x, all[3].x), V(all[0].y, all[1].y, all[2].y, all[3].y));
}
`;
