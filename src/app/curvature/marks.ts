// The stationary points of the loss in the window, found in the background once the state rests.
import { isLine } from '../../problems/plane.ts';
import type { StationaryPoint, StationaryPoints } from '../../problems/stationary-points.ts';
import type { PointMark } from '../../views/overlay.ts';
import type { Point } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import { newestWins } from '../jobs/newest.ts';
import { infoOf, isSlowToSearch, problemOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import { problemKey } from './memo.ts';

/** How long the state must rest before the search begins. */
const REST_MS = 200;

/** A stationary point where it stands on the map. */
export interface Marked extends PointMark {
  point: StationaryPoint;
}

export interface Marks {
  /** Those of the state's problem, perhaps of the window before. */
  readonly current: readonly Marked[];
  request(state: State): void;
  cancel(): void;
}

const NONE: readonly Marked[] = [];

export function createMarks(
  engines: Engines,
  onChange: () => void,
  onError: (error: unknown) => void,
): Marks {
  let current = NONE;
  let of = '';
  let wanted = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const search = newestWins<State>(
    async (state, signal) => {
      const found = await engines.cpu.stationaryPoints(problemOf(state), state.window, { signal });
      if (signal.aborted) return;
      of = problemKey(state);
      current = marked(found, isLine(infoOf(state).plane));
      onChange();
    },
    (error) => {
      // With the next change of the state it is tried again.
      wanted = '';
      onError(error);
    },
    0,
  );
  function cancel() {
    clearTimeout(timer);
    search.cancel();
  }
  return {
    get current() {
      return current;
    },
    request(state) {
      const info = infoOf(state);
      // Points of another problem are no points of this one.
      if (of !== problemKey(state)) current = NONE;
      if (!state.view.marks || isSlowToSearch(state) || state.tab === 'benchmark') {
        wanted = '';
        return cancel();
      }
      const { x, y } = state.window;
      const key = JSON.stringify([problemKey(state), x, isLine(info.plane) ? null : y]);
      if (key === wanted) return;
      wanted = key;
      cancel();
      timer = setTimeout(() => search.request(state), REST_MS);
    },
    cancel,
  };
}

/** On a line a point stands on the curve of the loss. */
function marked({ points, curves }: StationaryPoints, line: boolean): Marked[] {
  const place = ({ at, loss }: StationaryPoint): Point => (line ? [at[0], loss] : at);
  return [
    ...curves.flatMap(({ points: along, kind }) =>
      along.map(
        (point): Marked => ({
          point,
          at: place(point),
          kind: kind === 'minima' ? 'minimum' : 'maximum',
          small: true,
        }),
      ),
    ),
    ...points.flatMap((point): Marked[] =>
      point.kind === 'none'
        ? []
        : [{ point, at: place(point), kind: point.kind, above: line && point.kind === 'minimum' }],
    ),
  ];
}
