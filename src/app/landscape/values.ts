// What the parameters are where a run is at the step shown: for whatever draws the model itself.
import { frameOf } from '../../fields/trajectories.ts';
import { describe } from '../../problems/registry.ts';
import { createTopic, type Told } from '../state/topic.ts';
import type { Explorer } from './explorer.ts';
import type { Playback } from './playback.ts';

export interface ValuesNow {
  /** Values of all parameters by name, of the first run shown; null while there is none. */
  values(): Readonly<Record<string, number>> | null;
  readonly onChange: Told<void>;
}

export function createValuesNow(explorer: Explorer, playback: Playback): ValuesNow {
  const onChange = createTopic<void>();
  let step = Number.POSITIVE_INFINITY;
  playback.onStep.subscribe((next) => {
    step = next;
    onChange.publish();
  });
  explorer.onRuns.subscribe(() => onChange.publish());
  return {
    values() {
      const [first] = explorer.runs;
      if (!first || first.theta.length === 0) return null;
      const { theta: names, values } = describe(first.trajectories.spec.problem);
      const at = Math.floor(frameOf(first.trajectories, step)) * names.length;
      return {
        ...values,
        ...Object.fromEntries(names.map((name, i) => [name, first.theta[at + i]!])),
      };
    },
    onChange,
  };
}
