// Runs pinned to be compared: trained again, and what became of them.

import type { TrajectorySpec } from '../../engine.ts';
import { endOfRun } from '../../fields/run-end.ts';
import type { Optimizer } from '../../optimizers.ts';
import type { Engines } from '../jobs/engines.ts';
import { boundProblem, infoOf, problemOf, shortName } from '../state/problem.ts';
import { startsOf } from '../state/starts.ts';
import { activeOptimizers, patched, type State, type StatePatch } from '../state/state.ts';
import { hasOwnRuns, viewOf } from '../state/tabs.ts';
import { keep, newId, type PinnedRun } from './keeping.ts';
import { joined } from './kept-file.ts';

/** Runs that are pinned at once at most: what a table of them is still read of. */
export const PINNED_AT_ONCE = 24;
/** Numbers of iterates that are looked at of a run: of longer ones every second, or every third … */
const NUMBERS = 4_000_000;

/** A run to be pinned: one of a map, or of the landscape. */
export interface ToPin {
  readonly optimizer: Optimizer;
  /** On the plane, or θ. */
  readonly start: readonly number[];
  readonly startsIn?: TrajectorySpec['startsIn'];
  readonly firstRun?: number | undefined;
  /** What shows it in the landscape. */
  readonly opened: StatePatch;
}

/** The loss at which a run of the open view counts as solved, and its steps. */
function lengthIn(state: State): { steps: number; threshold: number } {
  if (hasOwnRuns(state)) return { steps: state.steps, threshold: state.map.threshold };
  return viewOf(state) === 'spectrum' ? state.spectrum : state.map;
}

/** The landscape's runs, the first of each optimizer before the second. */
export function runsToPin(state: State): ToPin[] {
  const { starts, startsIn = 'plane' } = startsOf(state);
  const size = startsIn === 'theta' ? infoOf(state).theta.length : 2;
  const optimizers = activeOptimizers(state);
  const found: ToPin[] = [];
  for (let run = 0; run * size < starts.length && found.length < PINNED_AT_ONCE; run++) {
    if (state.starts.hidden.includes(run)) continue;
    const start = starts.slice(run * size, (run + 1) * size);
    for (const optimizer of optimizers) {
      const off = Object.fromEntries(
        Object.keys(state.optimizers).map((kind) => [kind, { on: kind === optimizer.kind }]),
      );
      const alone =
        startsIn === 'plane' ? { points: [[start[0]!, start[1]!]], off: [], pattern: 'none' } : {};
      const opened = {
        optimizers: off,
        starts: { ...alone, firstRun: state.starts.firstRun + run },
      } as StatePatch;
      found.push({
        optimizer,
        start,
        ...(startsIn === 'theta' ? { startsIn } : {}),
        firstRun: state.starts.firstRun + run,
        opened,
      });
    }
  }
  return found.slice(0, PINNED_AT_ONCE);
}

/** Settings of an optimizer by name, each a number or what else it is as text. */
function settingsOf({ kind: _, ...rest }: Optimizer): PinnedRun['settings'] {
  const settings = Object.entries(rest).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    settings.map(([name, value]) => [
      name,
      typeof value === 'number' ? value : JSON.stringify(value),
    ]),
  );
}

/** Trains runs of the open view once more, keeps what became of them, and resolves to it. */
export async function pinRuns(
  state: State,
  engines: Engines,
  runs: readonly ToPin[],
): Promise<PinnedRun[]> {
  const { steps, threshold } = lengthIn(state);
  const info = infoOf(state);
  const every = Math.max(1, Math.ceil((steps * (info.theta.length + 1)) / NUMBERS));
  const pinned: PinnedRun[] = [];
  for (const { optimizer, start, startsIn, firstRun, opened } of runs) {
    const spec: TrajectorySpec = {
      problem: problemOf(state),
      optimizer,
      starts: [...start],
      ...(startsIn ? { startsIn } : {}),
      ...(optimizer.noise && firstRun !== undefined ? { firstRun } : {}),
      steps,
      every,
    };
    const { points, loss, frameSteps } = await engines.run((engine) => engine.trajectories(spec));
    const known = { spec: { optimizer, every }, frameSteps, theta: points, loss };
    const end = endOfRun(known, 0, info, threshold, boundProblem(state));
    pinned.push({
      id: newId(),
      at: new Date().toISOString(),
      problem: shortName(info.name),
      optimizer: optimizer.kind,
      settings: settingsOf(optimizer),
      start: startsIn === 'theta' ? null : [...start].slice(0, state.plane.y ? 2 : 1),
      steps,
      threshold,
      ...end,
      loss: Number.isFinite(end.loss) ? end.loss : null,
      state: patched(state, opened),
    });
  }
  await keep((before) => joined(before, { views: [], runs: pinned }));
  return pinned;
}
