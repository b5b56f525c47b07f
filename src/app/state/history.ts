// What was done to the state, gesture by gesture, to be undone and done again.
import { isEqual } from './equal.ts';

/** Changes that follow one another within so many milliseconds are of one gesture. */
export const GESTURE_MS = 400;
/** Gestures that are remembered; of more, the oldest after the first state are forgotten. */
const KEPT = 1000;

/** The state that a gesture led to; ids grow. */
export interface Entry<State> {
  readonly id: number;
  readonly state: State;
}

export interface StateHistory<State> {
  /** From the first state on, which is kept exactly. */
  readonly entries: readonly Entry<State>[];
  /** Which of them is shown. */
  readonly at: number;
  /** Somebody has done something that may change the state: what changes with nothing done is a consequence of what was. */
  touch(): void;
  /** Another gesture begins, however soon. */
  begin(): void;
  /** A pointer is held down, or none is any more: what changes meanwhile is one gesture. */
  hold(down: boolean): void;
  /** The state is another, at a time in milliseconds. */
  changed(state: State, now: number): void;
  /** Goes to another entry. Returns its state, to be shown; null where there is none such. */
  to(index: number): State | null;
}

/** Fields that go along with a gesture and are none by themselves: the step that is shown. */
const without = <State extends object>(state: State): object => ({ ...state, step: null });

export function createStateHistory<State extends object>(first: State): StateHistory<State> {
  const entries: Entry<State>[] = [{ id: 0, state: first }];
  let newest = first;
  let [at, id, last] = [0, 0, Number.NEGATIVE_INFINITY];
  let [touched, fresh, down] = [false, false, false];
  /** What is shown has another step than when it came: that is found again, but for the first state's. */
  const keepStep = () => {
    if (at > 0 && newest !== entries[at]!.state) entries[at] = { ...entries[at]!, state: newest };
  };
  return {
    entries,
    get at() {
      return at;
    },
    touch() {
      touched = true;
    },
    begin() {
      touched = fresh = true;
    },
    hold(is) {
      down = is;
    },
    changed(state, now) {
      if (!isEqual(without(state), without(newest))) {
        const joined = !fresh && (!touched || down || now - last < GESTURE_MS);
        if (joined) entries[at] = { id: entries[at]!.id, state };
        else {
          keepStep();
          entries.splice(++at, entries.length, { id: ++id, state });
          if (entries.length > KEPT) {
            entries.splice(1, 1);
            at--;
          }
        }
        [touched, fresh, last] = [false, false, now];
      }
      newest = state;
    },
    to(index) {
      const entry = entries[index];
      if (!entry) return null;
      keepStep();
      at = index;
      newest = entry.state;
      // What follows from it alone is a part of it.
      [touched, fresh, last] = [false, false, Number.NEGATIVE_INFINITY];
      return newest;
    },
  };
}
