// Figures of the picture itself, as shares of a map or the sharpness along a run: taken when it is there, and again when
// it has changed.
import { SOLVED, type Sweep } from '../../engine.ts';
import { boxCounting } from '../../fields/box-counting.ts';
import { sweepStatistics } from '../../fields/statistics.ts';
import type { Figures, MapReading } from '../../lessons/lesson.ts';
import type { Engines } from '../jobs/engines.ts';
import { jobKey } from '../jobs/key.ts';
import { newestWins } from '../jobs/newest.ts';
import type { View } from '../jobs/view.ts';
import { problemOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import { isOf, type Place } from './enter.ts';
import { lessonStateOf } from './settings.ts';

export interface Observing {
  /** Wants the figures of a step's picture as the state has it. */
  request(place: Place, state: State): void;
  /** Wants them anew, as of a map of another size. */
  again(): void;
  /** Those that are of the picture on show; none while they are being taken. */
  now(): Figures;
  /** Those of a step's last picture. */
  last(place: Place): Figures;
  settled(): Promise<void>;
}

interface Wanted {
  readonly key: string;
  readonly place: Place;
  readonly state: State;
}

/** `maps` is the view that a map beside the text is of. */
export function createObserving(
  engines: Engines,
  maps: View,
  onChange: () => void,
  onError: (error: Error) => void,
): Observing {
  const taken = new Map<string, { key: string; figures: Figures }>();
  let wanted: Wanted | null = null;
  const job = newestWins<Wanted>(
    async ({ key, place, state }, signal) => {
      // Whoever draws the picture hears of the state after us.
      await new Promise((resolve) => setTimeout(resolve));
      const lab = {
        problem: problemOf(state),
        async map() {
          await maps.settled();
          const [shown] = maps.results();
          return shown?.kind === 'sweep' ? readingOf(shown.value) : null;
        },
        reference: engines.cpu,
        signal,
      };
      const figures = await place.step.observed!.of(lessonStateOf(state), lab);
      if (signal.aborted) return;
      taken.set(place.id, { key, figures });
      onChange();
    },
    (error) => onError(error as Error),
    0,
  );
  return {
    request(place, state) {
      if (!place.step.observed || !isOf(state, place)) {
        wanted = null;
        return job.cancel();
      }
      const { picture, window, map, optimizers, starts, steps } = state;
      const of = [place.id, picture, problemOf(state), window, map, optimizers, starts, steps];
      const key = jobKey(engines, of);
      if (key === wanted?.key) return;
      wanted = { key, place, state };
      job.request(wanted);
    },
    again() {
      if (wanted) job.request(wanted);
    },
    now() {
      const known = wanted && taken.get(wanted.place.id);
      return known && known.key === wanted?.key ? known.figures : {};
    },
    last: ({ id }) => taken.get(id)?.figures ?? {},
    settled: () => job.idle(),
  };
}

const readingOf = (map: Sweep): MapReading => ({
  solved: sweepStatistics(map).shares[SOLVED]!,
  border: () => boxCounting(map.outcome, map.spec.width, map.spec.height),
});
