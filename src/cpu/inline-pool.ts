// A pool without workers.
import { eachCall, type Pool, pool } from './lanes.ts';
import { createWorkerApi } from './worker-api.ts';

/** Longest that the calling thread is kept from other things, in ms. */
const PATIENCE = 12;

/**
 * No workers: the pieces run on the calling thread, one at a time; with `pauses` now and then a moment is left for
 * whatever else that has to do.
 */
export function inlinePool({ pauses = false } = {}): Pool {
  const api = createWorkerApi();
  let since = performance.now();
  const inline = eachCall(async (name, args) => {
    if (pauses && performance.now() - since > PATIENCE) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
    return (api[name] as (...args: unknown[]) => never)(...args);
  });
  return pool(
    1,
    () => inline,
    () => {},
  );
}
