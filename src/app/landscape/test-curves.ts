// The loss of runs on the points kept for testing, at some of their iterates. Loaded where there are such points.
import { someOfRun } from '../../fields/trajectories.ts';
import { multiplicationsOf } from '../../problems/networks/response.ts';
import { describe } from '../../problems/registry.ts';
import type { Engines } from '../jobs/engines.ts';
import { newestWins } from '../jobs/newest.ts';
import type { RunSet } from './run-set.ts';

export interface TestCurve {
  readonly steps: readonly number[];
  readonly values: ArrayLike<number>;
}

/** By the number of the run. */
export type TestLosses = ReadonlyMap<number, TestCurve>;

export interface TestCurves {
  /** What is known of a set of runs; what is not is found out. */
  of(set: RunSet, runs: readonly number[]): TestLosses;
  /** Resolves when what was asked for is there. */
  settled(): Promise<void>;
}

/** More runs are summed up by their quantiles, which are those of training alone. */
const RUNS = 40;
const NONE: TestLosses = new Map();
const NOTHING: TestCurve = { steps: [], values: [] };
/** Iterates of a run: as many as tell how its curve bends. */
const ITERATES = 240;
/** Multiply-adds for a set of runs: a second of two workers' time; and numbers of all iterates together. */
const MULTIPLICATIONS = 4e8;
const NUMBERS = 4e6;
/** Runs change with every move of a slider: how long they must rest. */
const REST_MS = 120;

/** `current`: the sets that are shown; of others nothing is found out. `onChange`: more is known. */
export function createTestCurves(
  engines: Engines,
  current: () => readonly RunSet[],
  onChange: () => void,
  onError: (error: Error) => void,
): TestCurves {
  const known = new WeakMap<RunSet, Map<number, TestCurve>>();
  let wanted = new Map<RunSet, Set<number>>();
  /** What is being found out: it is not asked for again. */
  let running: typeof wanted = new Map();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const job = newestWins<typeof wanted>(
    async (sets, signal) => {
      running = sets;
      try {
        for (const [set, runs] of sets) {
          for (const [run, curve] of await curvesOf(engines, set, [...runs], signal)) {
            known.get(set)?.set(run, curve);
          }
        }
      } catch (error) {
        // What failed once is not tried at every drawing.
        if (!signal.aborted) {
          for (const [set, runs] of sets) for (const run of runs) known.get(set)?.set(run, NOTHING);
        }
        throw error;
      } finally {
        running = new Map();
        onChange();
      }
    },
    (error) => onError(error as Error),
    150,
  );
  const ask = () => {
    clearTimeout(timer);
    timer = undefined;
    const shown = current();
    const sets = new Map([...wanted].filter(([set]) => shown.includes(set)));
    wanted = new Map();
    if (sets.size > 0) job.request(sets);
  };

  return {
    of(set, runs) {
      if (runs.length > RUNS) return NONE;
      const found = known.get(set) ?? new Map<number, TestCurve>();
      known.set(set, found);
      const missing = runs.filter((run) => !found.has(run) && !running.get(set)?.has(run));
      if (missing.length > 0) {
        wanted.set(set, new Set([...(wanted.get(set) ?? []), ...missing]));
        clearTimeout(timer);
        timer = setTimeout(ask, REST_MS);
      }
      return found;
    },
    async settled() {
      if (timer !== undefined) ask();
      await job.idle();
    },
  };
}

async function curvesOf(
  engines: Engines,
  { trajectories, theta }: RunSet,
  runs: readonly number[],
  signal: AbortSignal,
): Promise<Map<number, TestCurve>> {
  const { problem } = trajectories.spec;
  const { network, theta: names } = describe(problem);
  const curves = new Map<number, TestCurve>();
  if (!network || network.test.count === 0) return curves;
  const each = multiplicationsOf(network) * network.test.count;
  const most = Math.min(MULTIPLICATIONS / each, NUMBERS / names.length) / runs.length;
  const count = Math.max(2, Math.min(ITERATES, Math.floor(most)));
  const parts = runs.map((run) => someOfRun({ ...trajectories, points: theta }, run, count));
  const n = names.length;
  const points = new Float64Array(parts.reduce((sum, part) => sum + part.points.length, 0));
  let at = 0;
  for (const part of parts) {
    points.set(part.points, at);
    at += part.points.length;
  }
  const losses = await engines.cpu.testLoss(problem, points, { signal });
  at = 0;
  for (const [i, run] of runs.entries()) {
    const { steps } = parts[i]!;
    curves.set(run, { steps, values: losses.subarray(at, at + steps.length) });
    at += parts[i]!.points.length / n;
  }
  return curves;
}
