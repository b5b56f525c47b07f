// Pools of workers, and jobs on them: each worker is sent a job's problem once.
import * as Comlink from 'comlink';
import type { ProblemRef } from '../problems/problem.ts';
import { problemById } from '../problems/registry.ts';
import { type Call, type CpuWorker, eachCall, PIECES, type Pool, pool } from './lanes.ts';

export { inlinePool } from './inline-pool.ts';
export { type CpuWorker, type Pool, pool } from './lanes.ts';

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
