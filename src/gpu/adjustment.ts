// Weight decay, schedules and noise as shaders/adjusted.wgsl takes them.
import type { Quantity } from '../engine.ts';
import type { Optimizer } from '../optimizers.ts';
import { factorsOf } from '../schedules.ts';
import type { JobBuffers } from './context.ts';
import type { Kernel } from './kernels/kernel.ts';
import { type Layout, pack } from './uniforms.ts';

/** Factors of a slice of steps, in whole blocks: a uniform has 16 KiB, 48 bytes of which are the fields before them. */
export const MOST_FACTORS = 4064;

/** struct Adjustment but for the factors, which follow. */
export const ADJUSTMENT_LAYOUT = {
  weightDecay: [0, 'f32', 1],
  deviation: [4, 'f32', 1],
  seed: [8, 'u32', 1],
  firstRun: [12, 'u32', 1],
  xSets: [16, 'u32', 1],
  ySets: [20, 'u32', 1],
  scheduled: [24, 'u32', 1],
  first: [28, 'u32', 1],
  ordered: [32, 'u32', 1],
} satisfies Layout;

/** Where the factors stand. */
const FACTORS_AT = 48;

const setBy = (quantity?: Quantity) =>
  quantity === 'weightDecay' ? 1 : quantity === 'noise' ? 2 : 0;

export interface AdjustmentBuffer {
  readonly buffer: GPUBuffer;
  /** Tells what holds of the next slice: its steps, and which of all runs its first is. */
  write(first: number, count: number, firstRun?: number): void;
}

/** The uniform of a job. */
export function adjustmentBuffer(
  { queue }: GPUDevice,
  buffers: JobBuffers,
  { places, size }: Pick<Kernel, 'places' | 'size'>,
  optimizer: Optimizer,
  axes: readonly (Quantity | undefined)[] = [],
): AdjustmentBuffer {
  const { UNIFORM, COPY_DST } = GPUBufferUsage;
  const bytes = FACTORS_AT + 4 * MOST_FACTORS;
  const buffer = buffers.create('adjustment', bytes, UNIFORM | COPY_DST);
  const fixed = {
    weightDecay: optimizer.weightDecay ?? 0,
    deviation: optimizer.noise?.deviation ?? 0,
    seed: optimizer.noise?.seed ?? 0,
    xSets: setBy(axes[0]),
    ySets: setBy(axes[1]),
    scheduled: Number(optimizer.schedule !== undefined),
    ordered: Number(places.length <= size && places.every((place, c) => place === c)),
  };
  return {
    buffer,
    write(first, count, firstRun = 0) {
      queue.writeBuffer(buffer, 0, pack(ADJUSTMENT_LAYOUT, { ...fixed, first, firstRun }));
      const factors = factorsOf(optimizer, first, count);
      if (factors) queue.writeBuffer(buffer, FACTORS_AT, Float32Array.from(factors));
    },
  };
}
