// Which WGSL files make which shader: plain text, joined here (and for the roofline, which is no job, in
// src/bench/roofline.ts).
import axes from '../../shaders/axes.wgsl?raw';
import landscape from '../../shaders/landscape.wgsl?raw';
import math from '../../shaders/math.wgsl?raw';
import optimizers from '../../shaders/optimizers.wgsl?raw';
import outcome from '../../shaders/outcome.wgsl?raw';
import plain from '../../shaders/plain.wgsl?raw';
import run from '../../shaders/run.wgsl?raw';
import sweep from '../../shaders/sweep.wgsl?raw';
import trajectories from '../../shaders/trajectories.wgsl?raw';
import watched from '../../shaders/watched.wgsl?raw';
import watchedEpochs from '../../shaders/watched-epochs.wgsl?raw';
import whole from '../../shaders/whole.wgsl?raw';
import type { OptimizerKind } from '../optimizers.ts';
import { type Kernel, memoriesOf } from './kernels/kernel.ts';

/**
 * What a job's shader has besides the kernel. A sweep's runs take plain steps first, then watched ones; those that know
 * epochs have a loop of their own for these. Short runs are taken whole, by one shader.
 */
const jobs = {
  landscape: [landscape],
  trajectories: [optimizers, run, axes, trajectories],
  plain: [optimizers, run, axes, sweep, plain],
  watched: [optimizers, run, axes, sweep, outcome, watched],
  whole: [optimizers, run, axes, sweep, outcome, whole],
  watchedEpochs: [optimizers, run, axes, sweep, outcome, watchedEpochs],
};

export type JobName = Exclude<keyof typeof jobs, 'watchedEpochs'>;

/** The whole shader of a job on a problem, for runs with one optimizer, which is an override besides. */
export function shaderSource(
  job: JobName,
  kernel: Kernel,
  optimizer: OptimizerKind = 'gd',
): string {
  const { wgsl, size, divergence, knowsEpochs } = kernel;
  const isLandscape = job === 'landscape';
  const constants = [
    '// Of the kernel (src/gpu/kernels/kernel.ts).',
    `const SIZE = ${size}u;`,
    `const TESTS_EACH_STEP = ${divergence === 'each step'};`,
    `const MEMORIES = ${isLandscape ? 0 : memoriesOf(kernel, optimizer)}u;`,
  ].join('\n');
  const problem = isLandscape ? wgsl.problem : (wgsl.problemOfRuns ?? wgsl.problem);
  const runs = isLandscape ? [] : [wgsl.runs, wgsl.stepOf?.(optimizer) ?? ''];
  const texts = jobs[knowsEpochs && job === 'watched' ? 'watchedEpochs' : job];
  return [math, constants, problem, ...runs, ...texts].join('\n');
}
