import { createGpuEngine, type GpuEngine } from '../../src/gpu/engine.ts';

/** A GPU engine of the test's own; these tests fail, not skip, where there is no adapter. */
export async function withGpu<T>(use: (engine: GpuEngine) => Promise<T>): Promise<T> {
  const engine = await createGpuEngine();
  try {
    return await use(engine);
  } finally {
    engine.dispose();
  }
}

/** The largest of value(k) for k in [0, count). */
export function largest(count: number, value: (k: number) => number): number {
  let max = 0;
  for (let k = 0; k < count; k++) {
    const v = value(k);
    // Not Math.max: a NaN must not go unnoticed.
    if (!(v <= max)) max = v;
  }
  return max;
}
