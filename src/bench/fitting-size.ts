// How large a job to measure on an engine whose speed is not known yet.
import type { Engine } from '../engine.ts';
import type { Workload } from './workloads.ts';

/** The largest size, from the least to the full one, that takes at most about `lapMs`. */
export async function fittingSize(
  workload: Workload,
  engine: Engine,
  lapMs: number,
  now: () => number,
  signal: AbortSignal | undefined,
): Promise<number> {
  let size = workload.least;
  // Workers that start and code that compiles say nothing about the job.
  await workload.run(engine, size, { signal });
  for (;;) {
    signal?.throwIfAborted();
    const began = now();
    await workload.run(engine, size, { signal });
    const ms = Math.max(0.1, now() - began);
    // A job a quarter as long as wanted tells its rate well enough.
    const next = Math.min(workload.full, Math.floor((size * lapMs) / ms));
    if (ms >= lapMs / 4 || next <= size) return Math.max(workload.least, next);
    size = Math.min(next, 8 * size);
    if (size === workload.full) return size;
  }
}
