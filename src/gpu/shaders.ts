// Which WGSL files make which shader: plain text, joined here (and for the roofline, which is no job, in
// src/bench/roofline.ts).
import axes from '../../shaders/axes.wgsl?raw';
import landscape from '../../shaders/landscape.wgsl?raw';
import math from '../../shaders/math.wgsl?raw';
import optimizers from '../../shaders/optimizers.wgsl?raw';
import run from '../../shaders/run.wgsl?raw';
import trajectories from '../../shaders/trajectories.wgsl?raw';
import type { OptimizerKind } from '../optimizers.ts';
import { type Kernel, memoriesOf } from './kernels/kernel.ts';

export type JobName = 'landscape' | 'trajectories' | 'plain' | 'watched' | 'whole';

/** What a job's shader has besides the kernel; that of sweeps is loaded with the first of them. */
async function textsOf(job: JobName, { knowsEpochs }: Kernel): Promise<readonly string[]> {
  if (job === 'landscape') return [landscape];
  const runs = [optimizers, run, axes];
  if (job === 'trajectories') return [...runs, trajectories];
  const { sweeps } = await import('./sweep-shaders.ts');
  return [...runs, ...sweeps[knowsEpochs && job === 'watched' ? 'watchedEpochs' : job]];
}

/** The whole shader of a job on a problem, for runs with one optimizer, which is an override besides. */
export async function shaderSource(
  job: JobName,
  kernel: Kernel,
  optimizer: OptimizerKind = 'gd',
): Promise<string> {
  const { wgsl, size, divergence } = kernel;
  const isLandscape = job === 'landscape';
  const constants = [
    '// Of the kernel (src/gpu/kernels/kernel.ts).',
    `const SIZE = ${size}u;`,
    `const TESTS_EACH_STEP = ${divergence === 'each step'};`,
    `const MEMORIES = ${isLandscape ? 0 : memoriesOf(kernel, optimizer)}u;`,
  ].join('\n');
  const problem = isLandscape ? wgsl.problem : (wgsl.problemOfRuns ?? wgsl.problem);
  const runs = isLandscape ? [] : [wgsl.runs, wgsl.stepOf?.(optimizer) ?? ''];
  return [math, constants, problem, ...runs, ...(await textsOf(job, kernel))].join('\n');
}
