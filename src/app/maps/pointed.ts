// The run under the pointer of a map: its path on the landscape and its loss curve, at once.
import type { SingleRun } from '../../fields/pixel-run.ts';
import type { Engines } from '../jobs/engines.ts';
import { newestWins } from '../jobs/newest.ts';
import type { RunSet } from '../landscape/explorer.ts';
import { problemOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';

/** Frames of a pointed run: as many as its path has pixels, about. */
const FRAMES = 1000;

export interface Pointed {
  /** Trains the runs (one per map) and hands them on; null clears. */
  show(state: State, runs: readonly SingleRun[] | null, steps: number): void;
  /** Resolves when the newest runs have been handed on. */
  settled(): Promise<void>;
}

export function createPointed(
  engines: Engines,
  onRuns: (runs: readonly RunSet[] | null) => void,
  onError: (error: unknown) => void,
): Pointed {
  const train = newestWins<{ state: State; runs: readonly SingleRun[]; steps: number }>(
    async ({ state, runs, steps }, signal) => {
      const sets: RunSet[] = [];
      for (const { optimizer, start } of runs) {
        const spec = {
          problem: problemOf(state),
          optimizer,
          starts: start,
          steps,
          every: Math.max(1, Math.ceil(steps / FRAMES)),
        };
        const trajectories = await engines.run((engine) => engine.trajectories(spec, { signal }));
        sets.push({ kind: optimizer.kind, trajectories });
      }
      if (!signal.aborted) onRuns(sets);
    },
    onError,
    150,
  );
  return {
    show(state, runs, steps) {
      if (runs) return train.request({ state, runs, steps });
      train.cancel();
      onRuns(null);
    },
    settled: train.idle,
  };
}
