// What is measured: the jobs, their sizes, and how they are held against f64.
import type { Engine, JobOptions, ProblemRef, SpectrumSpec, SweepSpec } from '../engine.ts';
import type { GpuContext } from '../gpu/context.ts';
import { rosenbrockByHand } from '../gpu/kernels/rosenbrock.ts';
import { gpuSweepOf } from '../gpu/runs.ts';
import type { JobName } from '../gpu/shaders.ts';
import { quote } from '../math/format.ts';
import { SMALL } from '../problems/networks/measured.ts';
import { DEFAULT_PROBLEM } from '../problems/registry.ts';
import { type Accuracy, compareRuns, compareSweeps, lossErrors, SAMPLE } from './accuracy.ts';
import { NETWORKS, type NetworkWorkload } from './network-workloads.ts';
import type { RooflineKind } from './roofline.ts';

export type WorkloadId =
  | 'empty'
  | 'short'
  | 'drag'
  | 'landscape'
  | 'sweep-gd'
  | 'sweep-adam'
  | 'spectrum'
  | 'formula'
  | NetworkWorkload['id'];

/** What rates are counted in; of jobs so short that only the time of one says something, in jobs. */
export type RateUnit = 'samples/s' | 'steps/s' | 'jobs/s';

export interface Workload {
  id: WorkloadId;
  title: string;
  unit: RateUnit;
  problem: ProblemRef;
  /** Whose kernel's operations a sample or step is held against; null where it is none of these. */
  roofline: RooflineKind | null;
  /** The shaders it takes. */
  shaders: readonly JobName[];
  optimizer?: 'gd' | 'adam';
  measures?: boolean;
  /** Samples or runs of the whole job, and the least that is worth a measurement. */
  full: number;
  least: number;
  /** Work units (samples, steps or jobs) of a job of `size` samples or runs. */
  work(size: number): number;
  /** The size in words. */
  describe(size: number): string;
  /** Does the job at about `size` samples or runs; returns the exact size. */
  run(engine: Engine, size: number, options: JobOptions): Promise<number>;
  /** The same on the GPU with a kernel written by hand, where the job's own is made by a program. */
  byHand?(gpu: GpuContext, size: number, options: JobOptions): Promise<unknown>;
  compare(engine: Engine, reference: Engine, options: JobOptions): Promise<Accuracy>;
}

const STEPS = 1000;
const problem = { id: DEFAULT_PROBLEM };
const side = (size: number) => Math.max(1, Math.round(Math.sqrt(size)));
const grouped = (n: number) => n.toLocaleString('en-US');

const landscapeSpec = (n: number) => ({
  problem,
  window: { x: [-20, 20] as [number, number], y: [-20, 20] as [number, number] },
  width: n,
  height: n,
});

const landscape: Workload = {
  id: 'landscape',
  title: 'Landscape: loss and gradient',
  unit: 'samples/s',
  problem,
  roofline: 'gd',
  shaders: ['landscape'],
  full: 1024 ** 2,
  least: 64 ** 2,
  work: (size) => side(size) ** 2,
  describe: (size) => `${grouped(side(size))}² samples`,
  async run(engine, size, options) {
    await engine.landscape(landscapeSpec(side(size)), options);
    return side(size) ** 2;
  },
  async compare(engine, reference, options) {
    const spec = landscapeSpec(256);
    const [ours, theirs] = [
      await engine.landscape(spec, options),
      await reference.landscape(spec, options),
    ];
    return { ...lossErrors(ours.loss, theirs.loss), outcomeMismatches: null };
  },
};

function sweepSpec(kind: 'gd' | 'adam', n: number, steps = STEPS): SweepSpec {
  return {
    problem,
    optimizer:
      kind === 'gd'
        ? { kind, learningRate: 1 }
        : { kind, learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    start: [0, 0],
    steps,
    threshold: 0.1,
    x: { quantity: 'start.x', range: [-20, 20], scale: 'linear' },
    y: { quantity: 'start.y', range: [-20, 20], scale: 'linear' },
    width: n,
    height: n,
  };
}

const sweep = (kind: 'gd' | 'adam', title: string): Workload => ({
  id: `sweep-${kind}`,
  title,
  unit: 'steps/s',
  problem,
  roofline: kind,
  shaders: ['plain', 'watched'],
  optimizer: kind,
  full: 512 ** 2,
  least: 16 ** 2,
  work: (size) => side(size) ** 2 * STEPS,
  describe: (size) => `${grouped(side(size))}² runs × ${grouped(STEPS)} steps`,
  async run(engine, size, options) {
    await engine.sweep(sweepSpec(kind, side(size)), { signal: options.signal });
    return side(size) ** 2;
  },
  compare: (engine, reference, options) =>
    compareSweeps(sweepSpec(kind, 512), engine, reference, options),
});

const spectrumSpec = (count: number): SpectrumSpec => ({
  problem,
  optimizer: { kind: 'gd', learningRate: 1 },
  start: [0, 0],
  steps: STEPS,
  threshold: 0.1,
  rate: { range: [0.1, 1000], scale: 'log' },
  count,
  last: 0,
  component: 'x',
});

const spectrum: Workload = {
  id: 'spectrum',
  title: 'Spectrum of learning rates, gradient descent',
  unit: 'steps/s',
  problem,
  roofline: 'gd',
  shaders: ['plain', 'watched'],
  optimizer: 'gd',
  full: 2 ** 18,
  least: 2 ** 8,
  work: (size) => Math.round(size) * STEPS,
  describe: (size) => `${grouped(Math.round(size))} rates × ${grouped(STEPS)} steps`,
  async run(engine, size, options) {
    await engine.spectrum(spectrumSpec(Math.round(size)), { signal: options.signal });
    return Math.round(size);
  },
  async compare(engine, reference, options) {
    const spec = spectrumSpec(SAMPLE);
    const signal = { signal: options.signal };
    return compareRuns(await engine.spectrum(spec, signal), await reference.spectrum(spec, signal));
  },
};

const formulaSpec = (n: number): SweepSpec => ({
  ...sweepSpec('gd', n),
  problem: { id: 'rosenbrock' },
  optimizer: { kind: 'gd', learningRate: 2e-4 },
  x: { quantity: 'start.x', range: [-2, 2], scale: 'linear' },
  y: { quantity: 'start.y', range: [-1, 3], scale: 'linear' },
});

/** A kernel that is made of a formula, against the same function by hand. */
const formula: Workload = {
  ...sweep('gd', 'Basin map of a formula, gradient descent'),
  id: 'formula',
  problem: { id: 'rosenbrock' },
  roofline: null,
  async run(engine, size, options) {
    await engine.sweep(formulaSpec(side(size)), { signal: options.signal });
    return side(size) ** 2;
  },
  async byHand(gpu, size, { signal }) {
    const spec = formulaSpec(side(size));
    await gpuSweepOf(gpu, rosenbrockByHand(spec.problem), spec, { signal });
  },
  compare: (engine, reference, options) =>
    compareSweeps(formulaSpec(512), engine, reference, options),
};

/** Jobs of a measurement of one that takes a few milliseconds: a clock tells no less than 0.1 ms apart. */
const JOBS = 8;

/** What a job costs before it does anything. */
const empty: Workload = {
  ...sweep('gd', 'Empty job: what a call costs'),
  id: 'empty',
  unit: 'jobs/s',
  roofline: null,
  full: JOBS,
  least: JOBS,
  work: (jobs) => jobs,
  describe: () => '8² runs × 64 steps',
  async run(engine, jobs, { signal }) {
    for (let job = 0; job < jobs; job++) await engine.sweep(sweepSpec('gd', 8, 64), { signal });
    return jobs;
  },
  compare: (engine, reference, options) =>
    compareSweeps(sweepSpec('gd', 512, 64), engine, reference, options),
};

const SHORT_STEPS = 200;

/** The job of the comparison with other libraries, bench/peers. */
const short: Workload = {
  ...sweep('gd', 'Short job, gradient descent'),
  id: 'short',
  full: 256 ** 2,
  work: (size) => side(size) ** 2 * SHORT_STEPS,
  describe: (size) => `${grouped(side(size))}² runs × ${grouped(SHORT_STEPS)} steps`,
  async run(engine, size, { signal }) {
    await engine.sweep(sweepSpec('gd', side(size), SHORT_STEPS), { signal });
    return side(size) ** 2;
  },
  compare: (engine, reference, options) =>
    compareSweeps(sweepSpec('gd', 512, SHORT_STEPS), engine, reference, options),
};

/** A landscape anew as a parameter is dragged: another value each time, from the call to the numbers. */
const drag: Workload = {
  ...landscape,
  id: 'drag',
  title: 'Drag: a landscape of another parameter',
  unit: 'jobs/s',
  roofline: null,
  full: JOBS,
  least: JOBS,
  work: (jobs) => jobs,
  describe: () => '512² samples',
  async run(engine, jobs, options) {
    for (let job = 0; job < jobs; job++) {
      const dragged = { id: DEFAULT_PROBLEM, parameters: { b1: -11 + job / JOBS } };
      await engine.landscape({ ...landscapeSpec(512), problem: dragged }, options);
    }
    return jobs;
  },
};

/** Networks trained by gradient descent. */
function network(of: NetworkWorkload): Workload {
  const { id, title, spec, steps, least, sample } = of;
  return {
    id,
    title,
    unit: 'steps/s',
    problem: { id },
    roofline: id,
    // Where a step is much work there are no plain ones.
    shaders: id === SMALL ? ['plain', 'watched'] : ['watched'],
    optimizer: 'gd',
    measures: spec(1).measure !== undefined,
    full: 256 ** 2,
    least,
    work: (size) => side(size) ** 2 * steps,
    describe: (size) => `${grouped(side(size))}² runs × ${grouped(steps)} steps`,
    async run(engine, size, options) {
      await engine.sweep(spec(side(size)), { signal: options.signal });
      return side(size) ** 2;
    },
    compare: (engine, reference, options) =>
      compareSweeps(spec(512), engine, reference, options, sample),
  };
}

export const WORKLOADS: readonly Workload[] = [
  landscape,
  drag,
  sweep('gd', 'Basin map, gradient descent'),
  sweep('adam', 'Basin map, Adam'),
  spectrum,
  short,
  empty,
  formula,
  ...NETWORKS.map(network),
];

/** The workloads of some ids, in their own order; all of them where none are given. */
export function workloadsOf(ids: readonly string[] | undefined): readonly Workload[] {
  const known = WORKLOADS.map(({ id }): string => id);
  const bad = ids?.find((id) => !known.includes(id));
  if (bad !== undefined) {
    throw new RangeError(`${quote(bad)} is not a workload: ${known.join(', ')}`);
  }
  return ids ? WORKLOADS.filter(({ id }) => ids.includes(id)) : WORKLOADS;
}
