// The process that has the GPU for gpu-process.ts: does its jobs, and ends when that process does.
import '../problems/catalogue.ts';
import type { Engine } from '../engine.ts';
import { createEngine } from '../node/index.ts';
import type { FromWorker, ToWorker } from './gpu-process.ts';
import { packedArrays } from './packed.ts';

// A Ctrl-C goes to every process of a terminal: the one that asked for the work decides what it means.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.on('disconnect', () => process.exit(0));

const send = (message: FromWorker) =>
  new Promise<void>((resolve) => {
    if (process.connected) process.send!(message, undefined, undefined, () => resolve());
    else process.exit(0);
  });

const running = new Map<number, AbortController>();

async function doJob(engine: Engine, { id, job, args }: Extract<ToWorker, { job: unknown }>) {
  const controller = new AbortController();
  running.set(id, controller);
  const options = {
    signal: controller.signal,
    onProgress: (...progress: unknown[]) => void send({ id, progress }),
  };
  try {
    const method = engine[job] as (...args: unknown[]) => Promise<object>;
    const { packed, chunks } = packedArrays(await method.call(engine, ...args, options));
    await send({ id, result: packed });
    for (const chunk of chunks) await send({ id, chunk });
  } catch (error) {
    const { name, message } = error as Error;
    await send({ id, error: { name, message } });
  } finally {
    running.delete(id);
  }
}

try {
  const engine = await createEngine({ engine: 'gpu' });
  void engine.lost.then((lost) => send({ lost }));
  process.on('message', (message: ToWorker) => {
    if ('abort' in message) running.get(message.id)?.abort();
    else void doJob(engine, message);
  });
  await send({ opened: engine.info });
} catch (error) {
  await send({ failed: (error as Error).message });
  process.exit(0);
}
