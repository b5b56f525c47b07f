// The reference engine: f64 on the CPU. Twin of src/gpu/engine.ts.
import {
  frameSteps,
  framesInSlice,
  type JobOptions,
  type Landscape,
  type LandscapeSpec,
  type Trajectories,
  type TrajectorySpec,
} from '../engine.ts';
import { managed } from '../lifetime.ts';
import { batchesPerEpoch } from '../problems/networks/model.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { describe } from '../problems/registry.ts';
import type { Reference } from '../reference.ts';
import {
  checkLandscape,
  checkPixels,
  checkSpectrum,
  checkSweep,
  checkSweepInParts,
  checkTrajectories,
} from '../specs.ts';
import { pieces, startPoints } from '../starts.ts';
import { forEachOn, type JobPool, type Pool, webWorkerPool } from './pool.ts';
import { runStateSize, startStates } from './run-state.ts';

/** Samples or steps of one worker call: 10 to 20 ms of usual work, so that a cancelled job stops soon. */
const PIECE = 100_000;

const pieceOf = ({ work = 1 }: Pick<ProblemInfo, 'work'>) => Math.ceil(PIECE / work);

/** The CPU engine on a pool of workers; by default one web worker per core. */
export function createCpuEngine(
  pool: Pool = webWorkerPool(navigator.hardwareConcurrency || 2),
): Reference {
  // What the first view does not ask for is loaded when another does.
  const runs = () => import('./runs.ts');
  const second = () => import('./reference.ts');
  const on: JobPool = { size: pool.size, forEach: (...rest) => forEachOn(pool, ...rest) };
  return managed({
    info: {
      name: 'cpu',
      adapter: `CPU, ${pool.size} ${pool.size === 1 ? 'worker' : 'workers'}`,
      precision: 'f64',
      workers: pool.size,
    },
    lost: new Promise(() => {}),
    landscape: async (spec, options) => landscape(pool, checkLandscape(spec), options),
    trajectories: async (spec, options) => trajectories(pool, checkTrajectories(spec), options),
    sweep: async (given, options) => {
      const spec = checkSweep(given);
      return (await runs()).cpuSweep(pool, spec, options);
    },
    sweepPixels: async (given, list, options) => {
      const [spec, pixels] = [checkSweepInParts(given), checkPixels(list, given)];
      return (await runs()).cpuSweepPixels(pool, spec, pixels, options);
    },
    spectrum: async (given, options) => {
      const spec = checkSpectrum(given);
      return (await runs()).cpuSpectrum(pool, spec, options);
    },
    response: async (...args) => (await import('./networks.ts')).response(on, ...args),
    testLoss: async (...args) => (await import('./networks.ts')).testLoss(on, ...args),
    curvature: async (...args) => (await second()).curvature(on, ...args),
    curvatureAlong: async (...args) => (await second()).curvatureAlong(on, ...args),
    stationaryPoints: async (...args) => (await second()).stationaryPoints(on, ...args),
    refine: async (...args) => (await second()).refine(on, ...args),
    lyapunov: async (...args) => (await second()).lyapunov(on, ...args),
    dispose: () => pool.dispose(),
  });
}

async function landscape(
  pool: Pool,
  spec: LandscapeSpec,
  { signal, onProgress }: JobOptions = {},
): Promise<Landscape> {
  const { problem, ...shape } = spec;
  const { width, height } = shape;
  const loss = new Float64Array(width * height);
  const gradient = new Float64Array(shape.gradient === false ? 0 : width * height * 2);
  // Of a network in mini-batches a landscape is of all data, which are so many times the work of a step.
  const { network, ...info } = describe(problem);
  const cells = Math.ceil(pieceOf(info) / (network ? batchesPerEpoch(network) : 1));
  let done = 0;
  await forEachOn(
    pool,
    problem,
    // Whole rows where there is time for them.
    pieces(loss.length, cells > width ? cells - (cells % width) : cells),
    async (worker, [from, to]) => {
      const part = await worker.landscapeCells(shape, from, to);
      loss.set(part.loss, from);
      if (gradient.length > 0) gradient.set(part.gradient, from * 2);
      done += to - from;
      onProgress?.(done / loss.length);
    },
    signal,
  );
  return { spec, loss, gradient };
}

async function trajectories(
  pool: Pool,
  spec: TrajectorySpec,
  { signal, onProgress }: JobOptions = {},
): Promise<Trajectories> {
  const { starts: _, problem, ...rest } = spec;
  const info = describe(problem);
  const { plane } = info;
  // A frame's loss is of all data, as a landscape's.
  const batches = info.network ? batchesPerEpoch(info.network) : 1;
  const piece = pieceOf(info) / (1 + (batches - 1) / spec.every);
  const starts = startPoints(spec, plane);
  const n = plane.origin.length;
  const runs = starts.length / n;
  const kept = frameSteps(spec);
  const frames = kept.length;
  const points = new Float64Array(runs * frames * n);
  const loss = new Float64Array(runs * frames);
  const total = runs * Math.max(1, spec.steps);
  let done = 0;
  // A worker call advances a batch of runs by a slice of steps; a batch's slices follow each other.
  const batch = Math.max(
    1,
    Math.min(Math.ceil(runs / pool.size), Math.floor(piece / (spec.steps + 1))),
  );
  const slice = Math.max(1, Math.floor(piece / batch));
  await forEachOn(
    pool,
    problem,
    pieces(runs, batch),
    async (worker, [from, to]) => {
      let states = startStates(starts.slice(n * from, n * to), n);
      let first = 0;
      do {
        signal?.throwIfAborted();
        const count = Math.min(slice, spec.steps - first);
        const part = await worker.advanceTrajectories({
          spec: rest,
          states,
          run: from,
          first,
          count,
        });
        states = part.states;
        const range = framesInSlice(spec, first, count);
        const perRun = range.to - range.from;
        for (let r = 0; r < states.length / runStateSize(n); r++) {
          const at = (from + r) * frames + range.from;
          points.set(part.points.subarray(r * perRun * n, (r + 1) * perRun * n), at * n);
          loss.set(part.loss.subarray(r * perRun, (r + 1) * perRun), at);
        }
        first += count;
        done += count * (to - from);
        onProgress?.(done / total);
      } while (first < spec.steps);
    },
    signal,
  );
  return { spec, frameSteps: kept, points, loss };
}
