// Who makes the runs of the tables, and what they do to the picture.
import type { Engines } from '../jobs/engines.ts';
import type { Say } from '../jobs/view.ts';
import type { StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import type { Memory } from './memory.ts';
import { type Bench, createRunner } from './runner.ts';

/** `onChange`: there is more to show of the runs. */
export function createBench(
  store: Store,
  engines: Engines,
  memory: Memory,
  set: (patch: StatePatch) => void,
  tell: Say,
  onChange: () => void,
): Bench {
  const runner = createRunner(
    engines,
    memory,
    (problem, patch) => {
      // Whoever has gone on elsewhere has another picture.
      const { state } = store;
      if (state.tab === 'lessons' && state.problem === problem) set(patch);
    },
    ({ message }) => tell(message, 20),
  );
  runner.onChange.subscribe(onChange);
  return { runner, state: () => store.state };
}
