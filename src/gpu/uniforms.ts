// Byte offsets of the uniform structs. Declared in WGSL; tests/node/uniforms.test.ts checks this table
// against the shaders' own reflection.

import type { Quantity } from '../engine.ts';
import type { Hyper } from '../optimizers.ts';
import { rateParameter } from '../quantities.ts';

type FieldType = 'f32' | 'u32';
/** Byte offset, type and length (2 for a vec2f) of each field. */
export type Layout = Readonly<
  Record<string, readonly [offset: number, type: FieldType, length: 1 | 2]>
>;

export const LANDSCAPE_LAYOUT = {
  width: [0, 'u32', 1],
  rows: [4, 'u32', 1],
  firstRow: [8, 'u32', 1],
} satisfies Layout;

/** The Hyper struct (shaders/optimizers.wgsl) from an offset on. */
const hyperLayout = (at: number) =>
  ({
    'hyper.momentum': [at, 'f32', 1],
    'hyper.epsilon': [at + 4, 'f32', 1],
    'hyper.decayRest': [at + 8, 'f32', 1],
    'hyper.beta1Rest': [at + 12, 'f32', 1],
    'hyper.beta2Rest': [at + 16, 'f32', 1],
  }) satisfies Layout;

export const TRAJECTORIES_LAYOUT = {
  ...hyperLayout(0),
  runs: [20, 'u32', 1],
  first: [24, 'u32', 1],
  count: [28, 'u32', 1],
  steps: [32, 'u32', 1],
  every: [36, 'u32', 1],
  frames: [40, 'u32', 1],
} satisfies Layout;

export const SWEEP_LAYOUT = {
  'start.x': [0, 'f32', 2],
  'start.y': [8, 'f32', 2],
  ...hyperLayout(16),
  xQuantity: [36, 'u32', 1],
  yQuantity: [40, 'u32', 1],
  width: [44, 'u32', 1],
  runs: [48, 'u32', 1],
  first: [52, 'u32', 1],
  count: [56, 'u32', 1],
  steps: [60, 'u32', 1],
  threshold: [64, 'f32', 1],
  merit: [68, 'f32', 1],
  last: [72, 'u32', 1],
  component: [76, 'u32', 1],
  stalled: [80, 'f32', 1],
  points: [84, 'u32', 1],
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
    'hyper.momentum': h.momentum,
    'hyper.epsilon': h.epsilon,
    'hyper.decayRest': 1 - h.decay,
    'hyper.beta1Rest': 1 - h.beta1,
    'hyper.beta2Rest': 1 - h.beta2,
  };
}

/** Codes of quantities in shaders/axes.wgsl. */
const CODES: Readonly<Record<string, number>> = {
  'start.x': 0,
  'start.y': 1,
  learningRate: 2,
  momentum: 3,
  decay: 4,
  beta1: 5,
  beta2: 6,
  epsilon: 7,
  // Of no run's settings: shaders/adjusted.wgsl has them.
  weightDecay: 0xfffffffe,
  noise: 0xfffffffe,
};
/** The code of the learning rate of the first weight of a run's state; the others follow. */
const RATE_CODE = 8;
export const NO_QUANTITY = 0xffffffff;

/** `placeOf` gives a parameter's place in a run's state; of a layer, counted from 0, that behind all parameters. */
export function quantityCode(quantity: Quantity, placeOf: (name: string) => number): number {
  const parameter = rateParameter(quantity);
  return parameter === null ? CODES[quantity]! : RATE_CODE + placeOf(parameter);
}
