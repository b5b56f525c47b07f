// All figures of a lesson's step in Node: those of its long runs are made by the CPU engine.
import { createCpuEngine } from '../src/cpu/engine.ts';
import { inlinePool } from '../src/cpu/pool.ts';
import {
  type Figures,
  figuresOf,
  type LessonState,
  type Runs,
  type Step,
} from '../src/lessons/lesson.ts';
import { rowsOf } from '../src/problems/data.ts';
import { describe, problemOf } from '../src/problems/registry.ts';

const engine = createCpuEngine(inlinePool());

/** `onGpu`: the same runs stand for those of a GPU. */
export async function allFigures(step: Step, state: LessonState, onGpu = true): Promise<Figures> {
  const { long } = step;
  if (!long) return figuresOf(step, state);
  const made = Object.entries(long.specs(state)).map(
    async ([name, spec]) => [name, await engine.trajectories(spec)] as const,
  );
  const runs: Runs = Object.fromEntries(await Promise.all(made));
  return figuresOf(step, state, long.figures(state, runs, onGpu ? runs : null));
}

/** A problem as it is at first, trained with the rates of the homework unless others are given. */
export function stateOf(problem: string, learningRate = 100, epsilon = 0): LessonState {
  const { data } = problemOf({ id: problem });
  return {
    parameters: describe({ id: problem }).values,
    optimizers: {
      gd: { learningRate },
      adam: { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon },
    },
    steps: 1000,
    rows: data ? rowsOf(data, undefined) : [],
  };
}
