// A view whose code is loaded when it is first opened.
import type { State } from '../state/state.ts';
import type { View } from './view.ts';

/** Loads once, however often it is asked for; after a failure the next one asking tries again. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load().catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}

/** Stands for a view until a state that opens it comes; a failure to load is told each time. */
export function createLazyView(
  opens: (state: State) => boolean,
  load: () => Promise<View>,
  onError: (error: Error) => void,
): View {
  let view: View | null = null;
  let loading: Promise<void> | null = null;
  let newest: State;
  return {
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
          onError(error);
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
}
