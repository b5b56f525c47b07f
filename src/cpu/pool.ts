import * as Comlink from 'comlink';
import type { ProblemRef } from '../problems/problem.ts';
import { createWorkerApi, type workerApi } from './worker-api.ts';

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

/** `size` web workers, started by the first task. */
export function webWorkerPool(size: number): Pool {
  const start = () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const remote = Comlink.wrap<CpuWorker>(worker) as unknown as CpuWorker;
    const failure = failureOf(worker);
    return { worker: withFailure(remote, failure), failure, end: () => worker.terminate() };
  };
  const started = new Map<number, ReturnType<typeof start>>();
  return pool(
    size,
    (lane) => startedOnce(started, lane, start).worker,
    () => {
      for (const { end } of started.values()) end();
      started.clear();
    },
  );
}

/** The worker of a lane, started by its first task, and again after one that failed. */
export function startedOnce<Started extends { failure: Promise<never> }>(
  started: Map<number, Started>,
  lane: number,
  start: () => Started,
): Started {
  const running = started.get(lane);
  if (running) return running;
  const fresh = start();
  started.set(lane, fresh);
  fresh.failure.catch(() => started.delete(lane));
  return fresh;
}

/** Rejects when a worker cannot be loaded or breaks. */
function failureOf(worker: Worker): Promise<never> {
  const failure = new Promise<never>((_, reject) => {
    const fail = (what: string) => reject(new Error(`a CPU worker failed: ${what}`));
    worker.addEventListener('error', (event) => fail(event.message || 'it could not be loaded'));
    worker.addEventListener('messageerror', () => fail('a message could not be read'));
  });
  failure.catch(() => {});
  return failure;
}

/** The same worker, whose calls also end when it fails: a dead one answers no call. */
export function withFailure(worker: CpuWorker, failure: Promise<never>): CpuWorker {
  return eachCall(
    (name, args) => Promise.race([(worker[name] as Call)(...args), failure]) as Promise<never>,
  );
}

type Call = (...args: unknown[]) => Promise<unknown>;

/** The pieces of jobs, each a call on a job's problem. */
const PIECES = [
  'landscapeCells',
  'advanceTrajectories',
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
function eachCall(call: (name: keyof CpuWorker, args: unknown[]) => Promise<never>): CpuWorker {
  const calls = (['begin', 'end', ...PIECES] as const).map((name) => [
    name,
    (...args: unknown[]) => call(name, args),
  ]);
  return Object.fromEntries(calls) as CpuWorker;
}

/** No workers: the pieces run on the calling thread, one at a time. */
export function inlinePool(): Pool {
  const api = createWorkerApi();
  const inline = eachCall(async (name, args) =>
    (api[name] as (...args: unknown[]) => never)(...args),
  );
  return pool(
    1,
    () => inline,
    () => {},
  );
}

/** A worker that has been sent a job's problem: the calls go without it. */
export type JobWorker = {
  [K in (typeof PIECES)[number]]: CpuWorker[K] extends (job: number, ...rest: infer R) => infer P
    ? (...rest: R) => P
    : never;
};

/** A pool's size, and forEachOn for it. */
export interface JobPool {
  readonly size: number;
  forEach<Task>(
    problem: ProblemRef,
    tasks: Iterable<Task>,
    work: (worker: JobWorker, task: Task) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void>;
}

let jobs = 0;

/** `pool.forEach` for a job on a problem, which each worker is sent once. */
export async function forEachOn<Task>(
  pool: Pool,
  problem: ProblemRef,
  tasks: Iterable<Task>,
  work: (worker: JobWorker, task: Task) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const job = ++jobs;
  const begun = new Set<CpuWorker>();
  try {
    await pool.forEach(
      tasks,
      async (worker, task) => {
        const pieces = PIECES.map((name) => [
          name,
          (...rest: unknown[]) => (worker[name] as Call)(job, ...rest),
        ]);
        const on = Object.fromEntries(pieces) as JobWorker;
        if (begun.has(worker)) return work(on, task);
        begun.add(worker);
        // Calls arrive in their order: the first piece need not wait for an answer.
        await Promise.all([worker.begin(job, problem), work(on, task)]);
      },
      signal,
    );
  } finally {
    // A worker that died needs not forget.
    for (const worker of begun) worker.end(job).catch(() => {});
  }
}

/** A pool over `size` workers, each of which `workerOf` gives for its lane, 0 to size − 1. */
export function pool(
  size: number,
  workerOf: (lane: number) => CpuWorker,
  dispose: () => void,
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
            await work(workerOf(lane), next.value as never);
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
