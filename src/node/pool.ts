import { Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { type CpuWorker, type Pool, pool, startedOnce, withFailure } from '../cpu/pool.ts';

/**
 * `size` worker threads, started by the first task. They keep the process alive only while they
 * work. Twin of webWorkerPool in src/cpu/pool.ts.
 */
export function workerThreadPool(size: number): Pool {
  let jobs = 0;
  const start = () => {
    const thread = new Worker(new URL('./worker.ts', import.meta.url));
    const remote = Comlink.wrap<CpuWorker>(nodeEndpoint(thread)) as unknown as CpuWorker;
    const failure = new Promise<never>((_, reject) => {
      thread.on('error', (error: Error) => reject(error));
      thread.on('exit', (code) => reject(new Error(`a CPU worker ended with exit code ${code}`)));
    });
    failure.catch(() => {});
    return { worker: withFailure(remote, failure), failure, thread };
  };
  const started = new Map<number, ReturnType<typeof start>>();
  const threads = pool(
    size,
    (lane) => startedOnce(started, lane, start).worker,
    () => {
      for (const { thread } of started.values()) void thread.terminate();
      started.clear();
    },
  );
  return {
    ...threads,
    async forEach(tasks, work, signal) {
      jobs++;
      for (const { thread } of started.values()) thread.ref();
      try {
        await threads.forEach(tasks, work, signal);
      } finally {
        if (--jobs === 0) for (const { thread } of started.values()) thread.unref();
      }
    },
  };
}
