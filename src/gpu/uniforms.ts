// Byte offsets of the uniform structs. Declared in WGSL; tests/node/uniforms.test.ts checks this table
// against the shaders' own reflection.
import type { ProblemRef } from '../engine.ts';
import { splitHiLo } from '../math/grid.ts';
import type { Hyper } from '../optimizers.ts';
import { xorConstants, xorLikelihoodAt } from '../problems/xor.ts';

type FieldType = 'f32' | 'u32';
/** Byte offset, type and length (2 for a vec2f) of each field. */
export type Layout = Readonly<
  Record<string, readonly [offset: number, type: FieldType, length: 1 | 2]>
>;

export const XOR_LAYOUT = {
  shiftHi: [0, 'f32', 2],
  shiftLo: [8, 'f32', 2],
  spread: [16, 'f32', 2],
  inverseSpread: [24, 'f32', 2],
  ownNumerator: [32, 'f32', 2],
  bothNumerator: [40, 'f32', 2],
  ownPull: [48, 'f32', 2],
  bothPull: [56, 'f32', 2],
  against: [64, 'f32', 2],
  inverseAgainst: [72, 'f32', 2],
  base: [80, 'f32', 2],
  base11: [88, 'f32', 1],
  against11: [92, 'f32', 1],
  inverseAgainst11: [96, 'f32', 1],
  middle11: [100, 'f32', 1],
  loss00: [104, 'f32', 1],
  limit: [108, 'f32', 1],
} satisfies Layout;

export const LANDSCAPE_LAYOUT = {
  width: [0, 'u32', 1],
  rows: [4, 'u32', 1],
  firstRow: [8, 'u32', 1],
} satisfies Layout;

/** The Hyper struct (shaders/optimizers.wgsl), with which both jobs of runs begin. */
const HYPER_LAYOUT = {
  'hyper.rate': [0, 'f32', 2],
  'hyper.momentum': [8, 'f32', 1],
  'hyper.epsilon': [12, 'f32', 1],
  'hyper.decayRest': [16, 'f32', 1],
  'hyper.beta1Rest': [20, 'f32', 1],
  'hyper.beta2Rest': [24, 'f32', 1],
} satisfies Layout;

export const TRAJECTORIES_LAYOUT = {
  ...HYPER_LAYOUT,
  runs: [32, 'u32', 1],
  first: [36, 'u32', 1],
  count: [40, 'u32', 1],
  steps: [44, 'u32', 1],
  every: [48, 'u32', 1],
  frames: [52, 'u32', 1],
} satisfies Layout;

export const SWEEP_LAYOUT = {
  ...HYPER_LAYOUT,
  'start.hi': [32, 'f32', 2],
  'start.lo': [40, 'f32', 2],
  xQuantity: [48, 'u32', 1],
  yQuantity: [52, 'u32', 1],
  width: [56, 'u32', 1],
  runs: [60, 'u32', 1],
  first: [64, 'u32', 1],
  count: [68, 'u32', 1],
  steps: [72, 'u32', 1],
  threshold: [76, 'f32', 1],
  likelihood: [80, 'f32', 1],
  last: [84, 'u32', 1],
  component: [88, 'u32', 1],
} satisfies Layout;

/** The bytes of a uniform struct, padded to 16. Every field of the layout must be given. */
export function pack<L extends Layout>(
  layout: L,
  values: Record<keyof L, number | readonly number[]>,
): ArrayBuffer {
  const end = Math.max(...Object.values(layout).map(([offset, , length]) => offset + 4 * length));
  const view = new DataView(new ArrayBuffer(Math.ceil(end / 16) * 16));
  for (const [name, [offset, type]] of Object.entries(layout)) {
    const value: number | readonly number[] = values[name as keyof L];
    const components: readonly number[] = typeof value === 'number' ? [value] : value;
    components.forEach((component, i) => {
      if (type === 'f32') view.setFloat32(offset + 4 * i, component, true);
      else view.setUint32(offset + 4 * i, component, true);
    });
  }
  return view.buffer;
}

/** The Hyper part of a job's uniforms. */
export function hyperUniforms(h: Hyper) {
  return {
    'hyper.rate': [h.rateX, h.rateY],
    'hyper.momentum': h.momentum,
    'hyper.epsilon': h.epsilon,
    'hyper.decayRest': 1 - h.decay,
    'hyper.beta1Rest': 1 - h.beta1,
    'hyper.beta2Rest': 1 - h.beta2,
  };
}

/** The Problem uniform of a problem. Throws a RangeError for a problem without a shader. */
export function problemUniforms({ id, parameters }: ProblemRef) {
  if (id !== 'xor') throw new RangeError(`problem "${id}" has no shader`);
  const k = xorConstants(parameters);
  const [xHi, xLo] = splitHiLo(k.shiftX);
  const [yHi, yLo] = splitHiLo(k.shiftY);
  const v = [k.v2, k.v1];
  const spread = [k.spreadX, k.spreadY];
  const base = [k.base10, k.base01];
  // In powers of 2. A weight too small to be divided by still has its exact (and tiny) pull.
  const w = v.map(
    (weight) => Math.LOG2E * (Math.sign(weight) || 1) * Math.max(Math.abs(weight), 1e-12),
  );
  const middle11 = -(w[0]! + w[1]!) / 2;
  const against = base.map((logit) => oddsAgainst(logit * Math.LOG2E));
  const against11 = oddsAgainst(middle11 - k.base11 * Math.LOG2E);
  return pack(XOR_LAYOUT, {
    shiftHi: [xHi, yHi],
    shiftLo: [xLo, yLo],
    spread,
    inverseSpread: spread.map((s) => 1 / s),
    ownNumerator: spread.map((s, i) => w[i]! / s),
    bothNumerator: spread.map((s, i) => -w[i]! * s),
    ownPull: spread.map((s, i) => (v[i]! * s) / (2 * w[i]!) ** 2),
    bothPull: spread.map((s, i) => v[i]! / s / (2 * w[i]!) ** 2),
    against,
    inverseAgainst: against.map((odds) => 1 / odds),
    base,
    base11: k.base11,
    against11,
    inverseAgainst11: 1 / against11,
    middle11,
    loss00: k.loss00,
    limit: Math.floor(k.clamp * Math.LOG2E),
  });
}

/** 2^−logit, within what f32 holds with its reciprocal. */
function oddsAgainst(logit: number): number {
  return 2 ** -Math.min(Math.max(logit, -126), 126);
}

/** What slopeAt(p).likelihood is compared with, for a threshold in nats. */
export function likelihoodAt({ parameters }: ProblemRef, threshold: number): number {
  return xorLikelihoodAt(xorConstants(parameters), threshold);
}
