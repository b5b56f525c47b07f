// What a run is called: its optimizer and its start.
import { optimizerName } from '../../views/colours.ts';
import { readable } from '../../views/ticks.ts';
import { t } from '../../words/words.ts';
import type { RunSet } from './run-set.ts';

export function runInWords({ kind, trajectories: { points, frameSteps } }: RunSet, run: number) {
  const first = 2 * run * frameSteps.length;
  return t('{optimizer} from ({x}, {y})', {
    optimizer: optimizerName(kind),
    x: readable(points[first]!, 3),
    y: readable(points[first + 1]!, 3),
  });
}
