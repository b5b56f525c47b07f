import { patched, type State, type StatePatch } from './state.ts';

export interface Store {
  readonly state: State;
  /** Applies a patch and tells the listeners. Throws a RangeError and changes nothing if it is bad. */
  set(patch: StatePatch): void;
  subscribe(listener: (state: State, before: State) => void): void;
}

export function createStore(initial: State): Store {
  let state = initial;
  const listeners: ((state: State, before: State) => void)[] = [];
  return {
    get state() {
      return state;
    },
    set(patch) {
      const before = state;
      state = patched(state, patch);
      for (const listener of listeners) listener(state, before);
    },
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
