// Lanes on which the pieces of jobs are done, each by a worker or by the calling thread itself.
import type { workerApi } from './worker-api.ts';

/** What a worker can be asked for, asynchronously. */
type Asynchronous<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;
};
export type CpuWorker = Asynchronous<typeof workerApi>;

export interface Pool {
  readonly size: number;
  /**
   * Calls `work` for each task, each on a worker of its own, at most `size` at once, in order of
   * start. Stops handing out tasks when the signal aborts or one fails, and then rejects.
   */
  forEach<Task>(
    tasks: Iterable<Task>,
    work: (worker: CpuWorker, task: Task) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void>;
  dispose(): void;
}

export type Call = (...args: unknown[]) => Promise<unknown>;

/** The pieces of jobs, each a call on a job's problem. */
export const PIECES = [
  'landscapeCells',
  'advanceTrajectories',
  'inspectStep',
  'advanceSweep',
  'curvatureRows',
  'curvatureAlong',
  'advanceLyapunov',
  'stationaryStarts',
  'stationaryFrom',
  'refine',
  'respondRows',
  'testLossAlong',
] as const;

/** A worker whose every call goes through `call`. */
export function eachCall(
  call: (name: keyof CpuWorker, args: unknown[]) => Promise<never>,
): CpuWorker {
  const calls = (['load', 'begin', 'end', ...PIECES] as const).map((name) => [
    name,
    (...args: unknown[]) => call(name, args),
  ]);
  return Object.fromEntries(calls) as CpuWorker;
}

/** Goes on after a task has failed on a lane, perhaps by doing it `again` on another worker. */
export type Retry = (
  error: unknown,
  lane: number,
  again: (worker: CpuWorker) => Promise<void>,
) => Promise<void>;

const never: Retry = async (error) => {
  throw error;
};

/** A pool over `size` workers, each of which `workerOf` gives for its lane, 0 to size − 1. */
export function pool(
  size: number,
  workerOf: (lane: number) => CpuWorker,
  dispose: () => void,
  retry = never,
): Pool {
  // Jobs share the workers: a lane is taken by one task at a time, whoever asked first.
  const free = Array.from({ length: size }, (_, lane) => lane);
  const waiting: ((lane: number) => void)[] = [];
  const take = () =>
    new Promise<number>((resolve) => {
      const lane = free.pop();
      if (lane === undefined) waiting.push(resolve);
      else resolve(lane);
    });
  const give = (lane: number) => {
    const next = waiting.shift();
    if (next) next(lane);
    else free.push(lane);
  };
  return {
    size,
    async forEach(tasks, work, signal) {
      const queue = tasks[Symbol.iterator]();
      let failed = false;
      const drain = async () => {
        while (!failed) {
          const lane = await take();
          try {
            signal?.throwIfAborted();
            const next = failed ? { done: true as const } : queue.next();
            if (next.done) return;
            const again = (worker: CpuWorker) => work(worker, next.value as never);
            try {
              await again(workerOf(lane));
            } catch (error) {
              signal?.throwIfAborted();
              await retry(error, lane, again);
            }
          } catch (error) {
            failed = true;
            throw error;
          } finally {
            give(lane);
          }
        }
      };
      await Promise.all(Array.from({ length: size }, drain));
    },
    dispose,
  };
}
