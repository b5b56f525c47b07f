// A view whose code is loaded when it is first opened.
import { once } from '../../once.ts';
import type { State } from '../state/state.ts';
import type { View } from './view.ts';

/** What is being loaded for somebody, who has it in view once that is there. */
const underway = new Set<Promise<unknown>>();

/** Loads, for whoever waits until all is there. */
export function counted<T>(loading: Promise<T>): Promise<T> {
  const done = () => void underway.delete(loading);
  underway.add(loading);
  loading.then(done, done);
  return loading;
}

/** Resolves when nothing is being loaded any more, and what was has been shown. */
export async function allLoaded(): Promise<void> {
  while (underway.size > 0) {
    await Promise.allSettled(underway);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Loads once, as `once` does, for whoever waits until all is there. */
export const countedOnce = <T>(load: () => Promise<T>): (() => Promise<T>) =>
  once(() => counted(load()));

/**
 * Stands for a view until a state that opens it comes; a failure to load is told each time, with what tries it again.
 */
export function createLazyView(
  opens: (state: State) => boolean,
  load: () => Promise<View>,
  onError: (error: Error, again: () => void) => void,
): View {
  let view: View | null = null;
  let loading: Promise<void> | null = null;
  let newest: State;
  const made: View = {
    request(state) {
      newest = state;
      if (view) return view.request(state);
      if (loading || !opens(state)) return;
      loading = load().then(
        (loaded) => {
          view = loaded;
          view.request(newest);
        },
        (error) => {
          loading = null;
          onError(error, () => made.request(newest));
        },
      );
    },
    resize: () => view?.resize(),
    results: () => view?.results() ?? [],
    async settled() {
      await loading;
      await view?.settled();
    },
    cancel: () => view?.cancel(),
    over: () => view?.over?.() ?? {},
  };
  return made;
}
