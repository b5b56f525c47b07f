import { Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { type CpuWorker, type Pool, pool } from '../cpu/pool.ts';

/**
 * `size` worker threads, started by the first task. They keep the process alive only while they
 * work. Twin of webWorkerPool in src/cpu/pool.ts.
 */
export function workerThreadPool(size: number): Pool {
  const started = new Map<number, { worker: CpuWorker; thread: Worker }>();
  let jobs = 0;
  const start = () => {
    const thread = new Worker(new URL('./worker.ts', import.meta.url));
    const remote = Comlink.wrap<CpuWorker>(nodeEndpoint(thread));
    return { worker: remote as unknown as CpuWorker, thread };
  };
  const threads = pool(
    size,
    (lane) => {
      const running = started.get(lane) ?? start();
      started.set(lane, running);
      return running.worker;
    },
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
