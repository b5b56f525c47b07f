// The run under the pointer of a map: its path on the landscape, its loss curve and what became of it, all of one and the
// same run, at once.
import type { Trajectories, TrajectorySpec } from '../../engine.ts';
import { asDrawn } from '../../fields/on-plane.ts';
import type { SingleRun } from '../../fields/pixel-run.ts';
import { type Became, becameOf, keptWhole, thinned } from '../../fields/replayed.ts';
import type { Engines } from '../jobs/engines.ts';
import { newestWins } from '../jobs/newest.ts';
import type { RunSet } from '../landscape/run-set.ts';
import { infoOf, problemOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import { createTopic, type Told } from '../state/topic.ts';

/** Frames of a pointed run: as many as its path has pixels, about. */
const FRAMES = 1000;

/** A run taken again by itself, and of how many of its steps one was looked at. */
export interface Replayed extends Became {
  every: number;
}

/** Runs to be trained: their steps, the loss at which they are solved, and who wants to know what became of them. */
export interface PointedRuns {
  runs: readonly SingleRun[];
  steps: number;
  threshold: number;
  /** Called with what became of each, right before they are told of. */
  onEnd(replayed: readonly Replayed[]): void;
}

export interface Pointed {
  /** The trained runs, one per map; null when nothing is pointed at any more. */
  readonly onRuns: Told<readonly RunSet[] | null>;
  /** Trains the runs and tells of them; null clears. */
  show(state: State, wanted: PointedRuns | null): void;
  /** Resolves when the newest runs have been told of. */
  settled(): Promise<void>;
}

export function createPointed(engines: Engines, onError: (error: unknown) => void): Pointed {
  const onRuns = createTopic<readonly RunSet[] | null>();
  const train = newestWins<PointedRuns & { state: State }>(
    async ({ state, runs, steps, threshold, onEnd }, signal) => {
      const every = Math.max(1, Math.ceil(steps / FRAMES));
      const whole = keptWhole(steps, infoOf(state).theta.length);
      const sets: RunSet[] = [];
      const replayed: Replayed[] = [];
      for (const { start, ...run } of runs) {
        const spec: TrajectorySpec = {
          problem: problemOf(state),
          ...run,
          starts: start,
          steps,
          every: whole ? 1 : every,
        };
        const all = await engines.run((engine) => engine.trajectories(spec, { signal }));
        replayed.push({ ...becameOf(all, threshold), every: spec.every });
        sets.push(runSetOf(thinned(all, every)));
      }
      if (signal.aborted) return;
      onEnd(replayed);
      onRuns.publish(sets);
    },
    onError,
    150,
  );
  return {
    onRuns,
    show(state, wanted) {
      if (wanted) return train.request({ ...wanted, state });
      train.cancel();
      onRuns.publish(null);
    },
    settled: train.idle,
  };
}

const runSetOf = (trajectories: Trajectories): RunSet => ({
  kind: trajectories.spec.optimizer.kind,
  trajectories: asDrawn(trajectories),
  theta: trajectories.points,
});
