import { patched, type State, type StatePatch } from './state.ts';
import { createTopic, type Told } from './topic.ts';

/** Something was lost by a change: what, in words, and the state before. */
export interface Loss {
  readonly what: string;
  readonly before: State;
}

export interface Store {
  readonly state: State;
  readonly onLoss: Told<Loss>;
  /** Applies a patch and tells the listeners. Throws a RangeError and changes nothing if it is bad. */
  set(patch: StatePatch): void;
  /** The same where something is lost by it, which is said together with the way back. */
  lose(patch: StatePatch, what: string): void;
  /** Shows a state that was there before: this very one. */
  replace(state: State): void;
  subscribe(listener: (state: State, before: State) => void): void;
}

export function createStore(initial: State): Store {
  let state = initial;
  const listeners: ((state: State, before: State) => void)[] = [];
  const onLoss = createTopic<Loss>();
  function replace(next: State) {
    const before = state;
    state = next;
    for (const listener of listeners) listener(state, before);
  }
  return {
    get state() {
      return state;
    },
    onLoss,
    set: (patch) => replace(patched(state, patch)),
    lose(patch, what) {
      const before = state;
      replace(patched(state, patch));
      onLoss.publish({ what, before });
    },
    replace,
    subscribe: (listener) => void listeners.push(listener),
  };
}

/** Does what may be refused. Returns why it was, in words, or null when it was not. */
export function refusalOf(change: () => void): string | null {
  try {
    change();
    return null;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
}
