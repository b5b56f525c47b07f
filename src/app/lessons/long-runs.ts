// The runs that figures of a step come from and that take long: the page's engines make them, never its own thread.
import type { Engine, TrajectorySpec } from '../../engine.ts';
import type { Figures, LessonState, Runs, Step } from '../../lessons/lesson.ts';
import type { Engines } from '../jobs/engines.ts';
import { jobKey } from '../jobs/key.ts';
import { newestWins } from '../jobs/newest.ts';

/** Figures of a step's runs; those of another state while the runs of this one are made. */
export interface LongFigures {
  readonly figures: Figures;
  readonly isLate: boolean;
}

export interface LongRuns {
  /** What there is of a step's runs; has them made where they are missing. */
  of(step: Step, state: LessonState): LongFigures;
  /** Has those of several steps made; resolves when they are. */
  made(wanted: readonly (readonly [Step, LessonState])[]): Promise<void>;
  /** Resolves when none is being made. */
  settled(): Promise<void>;
}

const NONE: Figures = {};
/** Results that are kept: a lesson's steps, and a few settings to and fro. */
const KEPT = 12;
/** How long a run goes on whose result is no longer wanted: a slider under way shows some of its way. */
const GRACE_MS = 120;

interface Wanted {
  readonly key: string;
  readonly step: Step;
  readonly state: LessonState;
}

/** `onMade` is called when there is more to show. */
export function createLongRuns(
  engines: Engines,
  onMade: () => void,
  onError: (error: Error) => void,
): LongRuns {
  /** By what was wanted; the newest last. */
  const known = new Map<string, Figures>();
  /** Shown while the next are made. */
  const last = new Map<Step, Figures>();
  let wanted = '';

  function keep({ key, step }: Wanted, figures: Figures) {
    known.delete(key);
    known.set(key, figures);
    last.set(step, figures);
    for (const old of [...known.keys()].slice(0, -KEPT)) known.delete(old);
  }
  async function make(one: Wanted, signal?: AbortSignal) {
    keep(one, await figuresOf(engines, one, signal));
  }
  const wantedOf = (step: Step, state: LessonState): Wanted => ({
    key: jobKey(engines, [step.id, step.long!.specs(state)]),
    step,
    state,
  });
  const job = newestWins<Wanted>(
    async (one, signal) => {
      await make(one, signal);
      onMade();
    },
    (error) => {
      // Dashes stand for what could not be made.
      known.set(wanted, NONE);
      onError(error as Error);
      onMade();
    },
    GRACE_MS,
  );
  return {
    of(step, state) {
      if (!step.long) return { figures: NONE, isLate: false };
      const one = wantedOf(step, state);
      const figures = known.get(one.key);
      if (figures) {
        last.set(step, figures);
        return { figures, isLate: false };
      }
      if (one.key !== wanted) {
        wanted = one.key;
        job.request(one);
      }
      return { figures: last.get(step) ?? NONE, isLate: true };
    },
    async made(all) {
      for (const [step, state] of all) {
        if (!step.long) continue;
        const one = wantedOf(step, state);
        if (!known.has(one.key)) await make(one);
      }
    },
    settled: job.idle,
  };
}

async function figuresOf(engines: Engines, { step, state }: Wanted, signal?: AbortSignal) {
  const { onGpu, specs, figures } = step.long!;
  const wanted = Object.entries(specs(state));
  const runs = async (engine: Engine): Promise<Runs> => {
    const run = async ([name, spec]: [string, TrajectorySpec]) =>
      [name, await engine.trajectories(spec, { signal })] as const;
    return Object.fromEntries(await Promise.all(wanted.map(run)));
  };
  /** Null where the CPU does the work, or had to do it in the GPU's place. */
  const gpu = async () => {
    if (!onGpu || engines.current.info.name === 'cpu') return null;
    return engines.run(async (engine) => (engine.info.name === 'cpu' ? null : runs(engine)));
  };
  const [onCpu, alsoOnGpu] = await Promise.all([runs(engines.cpu), gpu()]);
  return figures(state, onCpu, alsoOnGpu);
}
