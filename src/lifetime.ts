// What both engines do in the same way when they are disposed of.
import { type Engine, EngineDisposedError, type JobOptions } from './engine.ts';

const DISPOSED = 'the engine was disposed of';

/** Which argument of a job has its options, where that is not the second. */
export const OPTIONS_AT: Readonly<Record<string, number>> = {
  sweepPixels: 2,
  curvatureAlong: 2,
  stationaryPoints: 2,
  testLoss: 2,
  refine: 3,
};

type Job = (...args: unknown[]) => Promise<unknown>;

/**
 * The same engine, whose jobs reject with EngineDisposedError once it is disposed of: those under way at once, later
 * ones before they look at what they are given. Disposing of it again does nothing. `before` is called with the spec of
 * each job, which waits for it.
 */
export function managed<E extends Engine>(engine: E, before?: (spec: unknown) => Promise<void>): E {
  /** How to end each job under way. */
  const ends = new Set<() => void>();
  let disposed = false;
  let settle: (reason: string) => void = () => {};
  const settled = new Promise<string>((resolve) => {
    settle = resolve;
  });

  const job =
    (name: string, work: Job): Job =>
    async (...args) => {
      if (disposed) throw new EngineDisposedError(DISPOSED);
      const at = OPTIONS_AT[name] ?? 1;
      const options = args[at] as JobOptions | undefined;
      const asked = options?.signal;
      const controller = new AbortController();
      const abort = () => controller.abort(asked?.reason);
      if (asked?.aborted) abort();
      asked?.addEventListener('abort', abort);
      let end = () => {};
      const ended = new Promise<never>((_, reject) => {
        end = () => {
          const error = new EngineDisposedError(DISPOSED);
          controller.abort(error);
          reject(error);
        };
      });
      ends.add(end);
      try {
        args[at] = { ...options, signal: controller.signal };
        const done = before ? before(args[0]).then(() => work(...args)) : work(...args);
        return await Promise.race([done, ended]);
      } finally {
        ends.delete(end);
        asked?.removeEventListener('abort', abort);
      }
    };

  const jobs = Object.entries(engine).flatMap(([name, value]) =>
    typeof value === 'function' ? [[name, job(name, value as Job)]] : [],
  );
  return {
    ...engine,
    ...Object.fromEntries(jobs),
    // A device's memory may be let go only once it is gone itself, which it tells.
    lost: Promise.race([engine.lost, settled]).then((reason) => (disposed ? DISPOSED : reason)),
    dispose() {
      if (disposed) return;
      disposed = true;
      for (const end of ends) end();
      engine.dispose();
      if (engine.info.name === 'cpu') settle(DISPOSED);
    },
  };
}
