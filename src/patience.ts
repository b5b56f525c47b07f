// How long something may stay silent. Time passes by looks, not by the clock: none while the page is hidden, frozen or
// kept busy, nor while the machine sleeps.

/** Milliseconds from a look to the next. */
export const LOOK_MS = 500;

export interface Patience {
  /** It was heard: all of the time is left again. */
  heard(): void;
  end(): void;
}

/** Calls `onSilence` once, when nothing was heard for `ms` milliseconds in which the page was seen. */
export function patience(ms: number, onSilence: () => void): Patience {
  let left = ms;
  const timer = setInterval(() => {
    if (globalThis.document?.visibilityState === 'hidden') return;
    left -= LOOK_MS;
    if (left > 0) return;
    clearInterval(timer);
    onSilence();
  }, LOOK_MS);
  return {
    heard() {
      left = ms;
    },
    end: () => clearInterval(timer),
  };
}

/** `promise`, or a rejection with an Error of these words after so many such milliseconds. */
export async function within<T>(ms: number, words: string, promise: Promise<T>): Promise<T> {
  let waiting: Patience | undefined;
  const silence = new Promise<never>((_, reject) => {
    waiting = patience(ms, () => reject(new Error(words)));
  });
  try {
    return await Promise.race([promise, silence]);
  } finally {
    waiting?.end();
  }
}
