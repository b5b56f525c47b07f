import { Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { type CpuWorker, type Pool, pool, startedOnce, withFailure } from '../cpu/pool.ts';

/** Flags of node that say how modules are found and loaded, each with a value. */
const LOADER_FLAGS = [
  '--import',
  '--loader',
  '--experimental-loader',
  '--require',
  '-r',
  '--conditions',
  '-C',
];

/**
 * Of the flags that node was started with those that a worker's modules need, too. Others are the calling program's own:
 * with `--input-type` or `--eval` a worker would not start at all, with `--inspect-brk` it would wait.
 */
export function loaderFlags(execArgv: readonly string[]): string[] {
  return execArgv.flatMap((flag, i) => {
    if (!LOADER_FLAGS.includes(flag.split('=')[0]!)) return [];
    return flag.includes('=') ? [flag] : [flag, ...execArgv.slice(i + 1, i + 2)];
  });
}

/**
 * `size` worker threads, started by the first task. They keep the process alive only while they
 * work. Twin of webWorkerPool in src/cpu/pool.ts.
 */
export function workerThreadPool(size: number): Pool {
  let jobs = 0;
  const start = () => {
    const thread = new Worker(new URL('./worker.ts', import.meta.url), {
      execArgv: loaderFlags(process.execArgv),
    });
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
