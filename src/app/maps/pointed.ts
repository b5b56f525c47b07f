// The run under the pointer of a map: its path on the landscape and its loss curve, at once.
import { asDrawn } from '../../fields/on-plane.ts';
import type { SingleRun } from '../../fields/pixel-run.ts';
import type { Engines } from '../jobs/engines.ts';
import { newestWins } from '../jobs/newest.ts';
import type { RunSet } from '../landscape/run-set.ts';
import { problemOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import { createTopic, type Told } from '../state/topic.ts';

/** Frames of a pointed run: as many as its path has pixels, about. */
const FRAMES = 1000;

export interface Pointed {
  /** The trained runs, one per map; null when nothing is pointed at any more. */
  readonly onRuns: Told<readonly RunSet[] | null>;
  /** Trains the runs and tells of them; null clears. */
  show(state: State, runs: readonly SingleRun[] | null, steps: number): void;
  /** Resolves when the newest runs have been told of. */
  settled(): Promise<void>;
}

export function createPointed(engines: Engines, onError: (error: unknown) => void): Pointed {
  const onRuns = createTopic<readonly RunSet[] | null>();
  const train = newestWins<{ state: State; runs: readonly SingleRun[]; steps: number }>(
    async ({ state, runs, steps }, signal) => {
      const sets: RunSet[] = [];
      for (const { start, ...run } of runs) {
        const { optimizer } = run;
        const spec = {
          problem: problemOf(state),
          ...run,
          starts: start,
          steps,
          every: Math.max(1, Math.ceil(steps / FRAMES)),
        };
        const trajectories = await engines.run((engine) => engine.trajectories(spec, { signal }));
        sets.push({
          kind: optimizer.kind,
          trajectories: asDrawn(trajectories),
          theta: trajectories.points,
        });
      }
      if (!signal.aborted) onRuns.publish(sets);
    },
    onError,
    150,
  );
  return {
    onRuns,
    show(state, runs, steps) {
      if (runs) return train.request({ state, runs, steps });
      train.cancel();
      onRuns.publish(null);
    },
    settled: train.idle,
  };
}
