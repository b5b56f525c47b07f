// Pools of workers, and jobs on them: each worker is sent a job's problem once.
import * as Comlink from 'comlink';
import { patience } from '../patience.ts';
import type { ProblemRef } from '../problems/problem.ts';
import { describe, problemById } from '../problems/registry.ts';
import { type Call, type CpuWorker, eachCall, PIECES, type Pool, pool } from './lanes.ts';

export { inlinePool } from './inline-pool.ts';
export { type CpuWorker, type Pool, pool } from './lanes.ts';

/** A worker that could not be loaded, broke, or did not answer. */
export class WorkerError extends Error {
  override name = 'WorkerError';
}

/** Said when the calling thread does what workers cannot. */
const HERE = 'No CPU worker could be started: the page itself computes, and may stutter';

/**
 * `size` web workers, started by the first task. A task whose worker fails is done again on a new one, once; where none
 * can be started at all, which `tell` hears, the calling thread does it.
 */
export function webWorkerPool(size: number, tell: (why: string) => void = () => {}): Pool {
  /** Whether any worker has ever answered, and whether there is no hope that one will. */
  let answered = false;
  let hopeless = false;
  const start = () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const remote = Comlink.wrap<CpuWorker>(worker) as unknown as CpuWorker;
    const { failure, fail } = failureOf(worker);
    const watched = watchedWorker(withFailure(remote, failure), () => {
      worker.terminate();
      fail('it did not answer');
    });
    const noting = eachCall(async (name, args) => {
      const result = await (watched[name] as Call)(...args);
      answered = true;
      return result as never;
    });
    return { worker: noting, failure, end: () => worker.terminate() };
  };
  const started = new Map<number, ReturnType<typeof start>>();
  const workerOf = (lane: number) =>
    hopeless ? NO_WORKER : startedOnce(started, lane, start).worker;
  return pool(
    size,
    workerOf,
    () => {
      for (const { end } of started.values()) end();
      started.clear();
    },
    async (error, lane, again) => {
      if (!(error instanceof WorkerError)) throw error;
      if (answered) return again(workerOf(lane));
      const { callingThread } = await import('./calling-thread.ts');
      if (!hopeless) tell(HERE);
      hopeless = true;
      return callingThread.forEach([lane], again);
    },
  );
}

const NO_WORKER = eachCall(async () => {
  throw new WorkerError('a CPU worker failed: there is none');
});

/** Milliseconds that a usual piece, of 20, may take, while the page is seen. */
const SILENT_MS = 60_000;
/** ProblemInfo.work from which on a single step is a usual piece, and more of it takes as much longer. */
const A_PIECE = 100_000;

/** The same worker; `onSilence` is called when one of its calls takes far longer than its work explains. */
export function watchedWorker(worker: CpuWorker, onSilence: () => void): CpuWorker {
  const works = new Map<unknown, number>();
  return eachCall(async (name, args) => {
    const [job, problem] = args;
    if (name === 'begin') works.set(job, describe(problem as ProblemRef).work ?? 1);
    const watch = patience(SILENT_MS * (1 + (works.get(job) ?? 1) / A_PIECE), onSilence);
    try {
      return (await (worker[name] as Call)(...args)) as never;
    } finally {
      watch.end();
      if (name === 'end') works.delete(job);
    }
  });
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

/** Rejects when a worker cannot be loaded or breaks, or `fail` is called. */
function failureOf(worker: Worker) {
  let fail: (what: string) => void = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = (what) => reject(new WorkerError(`a CPU worker failed: ${what}`));
  });
  worker.addEventListener('error', (event) => fail(event.message || 'it could not be loaded'));
  worker.addEventListener('messageerror', () => fail('a message could not be read'));
  failure.catch(() => {});
  return { failure, fail };
}

/**
 * The same worker, whose calls also end when it fails: a dead one answers no call. No race of each call against the failure:
 * a promise that never settles would hold every call's result for as long as the worker lives.
 */
export function withFailure(worker: CpuWorker, failure: Promise<never>): CpuWorker {
  const waiting = new Set<(error: unknown) => void>();
  let failed: { error: unknown } | undefined;
  failure.catch((error: unknown) => {
    failed = { error };
    for (const reject of waiting) reject(error);
    waiting.clear();
  });
  return eachCall(
    (name, args) =>
      new Promise((resolve, reject) => {
        if (failed) return reject(failed.error);
        waiting.add(reject);
        (worker[name] as Call)(...args)
          .then(resolve as (result: unknown) => void, reject)
          .finally(() => waiting.delete(reject));
      }),
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

/**
 * `pool.forEach` for a job on a problem, which each worker is sent once. Of an own problem whose functions no worker can
 * have the calling thread does the pieces.
 */
export async function forEachOn<Task>(
  pool: Pool,
  problem: ProblemRef,
  tasks: Iterable<Task>,
  work: (worker: JobWorker, task: Task) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const job = ++jobs;
  const begun = new Set<CpuWorker>();
  const { own } = problemById(problem.id);
  const here = own && !own.module;
  const lanes = here ? (await import('./calling-thread.ts')).callingThread : pool;
  try {
    await lanes.forEach(
      tasks,
      async (worker, task) => {
        const pieces = PIECES.map((name) => [
          name,
          (...rest: unknown[]) => (worker[name] as Call)(job, ...rest),
        ]);
        const on = Object.fromEntries(pieces) as JobWorker;
        if (begun.has(worker)) return work(on, task);
        begun.add(worker);
        if (own?.module) await worker.load(own.module);
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
