// The GPU engine in a process of its own, as browsers have it: what drivers print there goes to a pipe and not between
// the lines of ours, and a driver that crashes takes no other work with it. Its other end is gpu-worker.ts.
import { type ChildProcess, fork } from 'node:child_process';
import type { JobOptions, RunsOptions } from '../engine.ts';
import { type Engine, EngineLostError, KernelError } from '../engine.ts';
import { type Packed, type Unpacking, unpacking } from './packed.ts';

/** A job of the engine, by the name of its method. */
export type JobName =
  | 'landscape'
  | 'trajectories'
  | 'sweep'
  | 'sweepPixels'
  | 'spectrum'
  | 'response';

export type ToWorker = { id: number; job: JobName; args: unknown[] } | { id: number; abort: true };

export type FromWorker =
  | { opened: Engine['info'] }
  | { failed: string }
  | { lost: string }
  | { id: number; progress: unknown[] }
  | { id: number; chunk: Uint8Array }
  | { id: number; result: Packed }
  | { id: number; error: { name: string; message: string } };

interface Pending {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  onProgress: ((...args: never[]) => void) | undefined;
  /** The result, once it begins to arrive. */
  arriving: Unpacking | undefined;
}

/**
 * Longest, in ms, that a job that is stopped may go on: the slices under way take a tenth of it. What takes longer is a
 * device that compiles, or does not answer.
 */
const PATIENCE = 500;

/** Errors by name, as a job of the engine in this process would throw them. */
const ERRORS: Readonly<Record<string, new (message: string) => Error>> = {
  RangeError,
  EngineLostError,
  KernelError,
};

const errorOf = ({ name, message }: { name: string; message: string }) =>
  new (ERRORS[name] ?? Error)(message);

/**
 * Opens the GPU engine in a process of its own. What is printed there is handed to `said` as it comes. Throws an Error
 * that says why there is no GPU, and what the signal is aborted with before there is one.
 */
export async function openGpuProcess(
  said: (text: string) => void,
  signal?: AbortSignal,
): Promise<Engine> {
  const child = fork(new URL('./gpu-worker.js', import.meta.url), [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: [],
  });
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8');
    stream.on('data', said);
    // What is printed at the end of a job is no reason to wait.
    (stream as unknown as { unref?(): void }).unref?.();
  }
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(`the GPU’s process ended with ${signal ?? `exit code ${code}`}`),
    );
    // Not once: what it is told after its death is an error each time, and one that nobody hears ends this process too.
    child.on('error', (error) => resolve(error.message));
  });
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  const info = await new Promise<Engine['info']>((resolve, reject) => {
    child.once('message', (message: FromWorker) => {
      if ('opened' in message) resolve(message.opened);
      else
        reject(new Error('failed' in message ? message.failed : 'the GPU’s process is confused'));
    });
    void ended.then((reason) => reject(new Error(reason)));
    signal?.addEventListener('abort', () => reject(signal.reason));
    if (signal?.aborted) reject(signal.reason);
  }).catch(async (error) => {
    child.kill('SIGKILL');
    // Its last words are still in the pipes.
    await closed;
    throw error;
  });
  return engineOf(child, info, ended);
}

function engineOf(child: ChildProcess, info: Engine['info'], ended: Promise<string>): Engine {
  const pending = new Map<number, Pending>();
  let jobs = 0;
  let loseIt: (reason: string) => void;
  const lost = new Promise<string>((resolve) => {
    loseIt = resolve;
  });
  const failAll = (reason: string) => {
    loseIt(reason);
    for (const { reject } of pending.values()) reject(new EngineLostError(reason));
    pending.clear();
    keepAlive();
  };
  /** The process of ours lives on for as long as there is work there. */
  const keepAlive = () => {
    const { channel } = child;
    if (pending.size > 0) {
      child.ref();
      channel?.ref();
    } else {
      child.unref();
      channel?.unref();
    }
  };
  const settle = (id: number, how: () => void) => {
    pending.delete(id);
    keepAlive();
    how();
  };
  void ended.then(failAll);
  child.on('message', (message: FromWorker) => {
    if ('lost' in message) return failAll(message.lost);
    const job = 'id' in message ? pending.get(message.id) : undefined;
    if (!job || !('id' in message)) return;
    if ('progress' in message) job.onProgress?.(...(message.progress as never[]));
    else if ('error' in message) settle(message.id, () => job.reject(errorOf(message.error)));
    else {
      if ('result' in message) job.arriving = unpacking(message.result);
      else job.arriving!.add(message.chunk);
      const { arriving } = job;
      if (arriving!.isWhole()) settle(message.id, () => job.resolve(arriving!.result));
    }
  });
  keepAlive();

  const run = async <T>(job: JobName, args: unknown[], options: JobOptions | RunsOptions = {}) => {
    const { signal, onProgress } = options;
    signal?.throwIfAborted();
    const id = jobs++;
    const send = (message: ToWorker) => {
      if (child.connected) child.send(message, (error) => error && failAll(error.message));
    };
    return new Promise<T>((resolve, reject) => {
      if (!child.connected) {
        reject(new EngineLostError('the GPU’s process is gone'));
        return;
      }
      let patience: NodeJS.Timeout | undefined;
      const stop = () => {
        send({ id, abort: true });
        patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
      };
      signal?.addEventListener('abort', stop);
      const done = () => {
        clearTimeout(patience);
        signal?.removeEventListener('abort', stop);
      };
      pending.set(id, {
        resolve(value) {
          done();
          resolve(value as T);
        },
        reject(error) {
          done();
          reject(signal?.aborted ? signal.reason : error);
        },
        onProgress: onProgress as Pending['onProgress'],
        arriving: undefined,
      });
      keepAlive();
      send({ id, job, args });
    });
  };
  return {
    info,
    lost,
    landscape: (spec, options) => run('landscape', [spec], options),
    trajectories: (spec, options) => run('trajectories', [spec], options),
    sweep: (spec, options) => run('sweep', [spec], options),
    sweepPixels: (spec, pixels, options) => run('sweepPixels', [spec, pixels], options),
    spectrum: (spec, options) => run('spectrum', [spec], options),
    response: (spec, options) => run('response', [spec], options),
    dispose() {
      if (child.connected) child.disconnect();
    },
  };
}
