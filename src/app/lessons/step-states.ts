// What the figures of every step are of, open or not: for the printed sheet.
import type { LessonState } from '../../lessons/lesson.ts';
import { patched } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { entering, type Place } from './enter.ts';
import { lessonStateOf } from './settings.ts';

export interface StepStates {
  /** The state that an open step is shown for. */
  keep(place: Place, state: LessonState): void;
  /** The student's weights with the settings that the step was left with, or else is entered with. */
  of(place: Place): LessonState;
}

export function createStepStates(store: Store): StepStates {
  const left = new Map<Place, Pick<LessonState, 'optimizers' | 'steps'>>();
  return {
    keep: (place, { optimizers, steps }) => void left.set(place, { optimizers, steps }),
    of(place) {
      const { state } = store;
      return { ...lessonStateOf(patched(state, entering(state, place))), ...left.get(place) };
    },
  };
}
