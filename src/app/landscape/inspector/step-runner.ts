// Steps of runs recomputed from their exact starts in f64, on a worker of their own: slices of a run, of which some states
// are kept, so that going to and fro does not begin anew.
import type { InspectedStep } from '../../../cpu/inspect.ts';
import { forEachOn, type JobWorker, type Pool } from '../../../cpu/pool.ts';
import { startStates } from '../../../cpu/run-state.ts';
import type { TrajectorySpec } from '../../../engine.ts';
import { describe } from '../../../problems/registry.ts';
import { startPoints } from '../../../starts.ts';

export interface StepRunner {
  /**
   * All of the step that follows `step` of a run. Rejects with the signal's reason when that aborts. `onProgress` is told
   * the share done of what takes long.
   */
  inspect(
    spec: TrajectorySpec,
    run: number,
    step: number,
    signal: AbortSignal,
    onProgress?: (share: number) => void,
  ): Promise<InspectedStep>;
  dispose(): void;
}

/** Steps of one worker call: some 20 ms of usual work, so that what is wanted no more stops soon. */
const SLICE = 100_000;
/** States that are kept of a run, and numbers of them all: 32 MB. */
const KEPT = 100;
const NUMBERS = 4e6;

type State = Float64Array<ArrayBuffer>;

export function createStepRunner(pool: Pool): StepRunner {
  let of: TrajectorySpec | null = null;
  let ofRun = -1;
  /** By the steps taken. */
  let states = new Map<number, State>();

  /** The kept state that is nearest before a step. */
  function before(spec: TrajectorySpec, run: number, step: number): [taken: number, state: State] {
    if (of !== spec || ofRun !== run) {
      [of, ofRun, states] = [spec, run, new Map()];
      const { plane } = describe(spec.problem);
      const n = plane.origin.length;
      const start = startPoints(spec, plane).slice(run * n, (run + 1) * n);
      states.set(0, startStates(start, n));
    }
    const taken = [...states.keys()].reduce((best, at) => (at <= step && at > best ? at : best), 0);
    return [taken, states.get(taken)!.slice()];
  }
  function keep(step: number, state: State, apart: number) {
    const full = states.size >= Math.min(KEPT, NUMBERS / state.length);
    const near = [...states.keys()].some((at) => Math.abs(at - step) < apart);
    if (!full && !near) states.set(step, state.slice());
  }

  async function advance(
    worker: JobWorker,
    spec: TrajectorySpec,
    run: number,
    step: number,
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ) {
    const { starts: _, problem, ...rest } = spec;
    const { work = 1 } = describe(problem);
    const slice = Math.max(1, Math.floor(SLICE / work));
    const apart = Math.max(1, Math.floor(spec.steps / KEPT));
    let [taken, state] = before(spec, run, step);
    const from = taken;
    while (taken < step) {
      signal.throwIfAborted();
      const count = Math.min(slice, step - taken);
      // No frame is kept: none is asked for.
      const course = { ...rest, every: spec.steps + 1, steps: spec.steps + 1 };
      const first = Math.max(taken, 0);
      ({ states: state } = await worker.advanceTrajectories({
        spec: course,
        states: state,
        run,
        first,
        count,
      }));
      taken += count;
      if (of === spec && ofRun === run) keep(taken, state, apart);
      onProgress((taken - from) / (step - from));
    }
    signal.throwIfAborted();
    return worker.inspectStep({ spec: rest, state, run, step });
  }

  return {
    async inspect(spec, run, step, signal, onProgress = () => {}) {
      let found: InspectedStep | undefined;
      await forEachOn(
        pool,
        spec.problem,
        [step],
        async (worker) => {
          found = await advance(worker, spec, run, step, signal, onProgress);
        },
        signal,
      );
      return found!;
    },
    dispose: () => pool.dispose(),
  };
}
