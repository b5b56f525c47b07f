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
import xor from '../../shaders/xor.wgsl?raw';

const problems: Readonly<Record<string, string>> = { xor };
/** A sweep's runs take plain steps first, then watched ones. */
const jobs = {
  landscape: [landscape],
  trajectories: [optimizers, run, trajectories],
  plain: [optimizers, run, axes, sweep, plain],
  watched: [optimizers, run, axes, sweep, outcome, watched],
};

export type JobName = keyof typeof jobs;

/** The whole shader of a job on a problem. */
export function shaderSource(job: JobName, problemId: string): string {
  const problem = problems[problemId];
  if (!problem) throw new RangeError(`problem "${problemId}" has no shader`);
  return [math, problem, ...jobs[job]].join('\n');
}
