// Which engine the page works with, when GPUs come and go.
import { expect, test, vi } from 'vitest';
import { createEngines, type Lost } from '../../src/app/jobs/engines.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { type Engine, EngineLostError, KernelError } from '../../src/engine.ts';

/** A GPU that does nothing but be lost when told to. */
function fakeGpu(name: string) {
  let lose: (reason: string) => void = () => {};
  const lost = new Promise<string>((resolve) => {
    lose = resolve;
  });
  let disposed = 0;
  const info = { name: 'gpu', adapter: name, precision: 'f32' } as const;
  const engine = { info, lost, dispose: () => disposed++ } as unknown as Engine;
  return { engine, lose, disposed: () => disposed };
}

function withGpus(count: number) {
  const gpus = Array.from({ length: count }, (_, i) => fakeGpu(`gpu ${i}`));
  let opened = 0;
  let time = 0;
  const engines = createEngines({
    cpu: () => createCpuEngine(inlinePool()),
    async gpu() {
      const next = gpus[opened++];
      if (!next) throw new Error('WebGPU found no adapter');
      return next.engine;
    },
    now: () => time,
  });
  const told: Lost[] = [];
  engines.onLost.subscribe((lost) => told.push(lost));
  return { engines, gpus, told, at: (ms: number) => (time = ms) };
}

const MINUTE = 60_000;
const adapterOf = async ({ info }: Engine) => info.adapter;

/** A job that the engines do only once the GPUs named have failed at it. */
const failingOn = (...names: string[]) => {
  const tried: string[] = [];
  const job = async ({ info }: Engine) => {
    tried.push(info.adapter);
    if (names.includes(info.adapter)) throw new EngineLostError('the device was lost');
    return info.name;
  };
  return { job, tried };
};

test('a GPU that is lost is opened anew, and the job in hand is done there', async () => {
  const { engines, gpus, told } = withGpus(2);
  await engines.choose('auto');
  const { job, tried } = failingOn('gpu 0');
  expect(await engines.run(job)).toBe('gpu');
  expect(tried).toEqual(['gpu 0', 'gpu 1']);
  expect([engines.current.info.adapter, engines.why]).toEqual(['gpu 1', null]);
  expect(gpus.map(({ disposed }) => disposed())).toEqual([1, 0]);
  expect(told).toEqual([{ why: 'the device was lost', now: 'gpu' }]);
});

test('a GPU lost twice within two minutes is left for the CPU, which does the job; later it is opened again', async () => {
  const { engines, gpus, told, at } = withGpus(4);
  await engines.choose('auto');
  gpus[0]!.lose('a crash');
  await expect.poll(() => told.length).toBe(1);
  at(3 * MINUTE);
  const { job, tried } = failingOn('gpu 1', 'gpu 2');
  expect(await engines.run(job)).toBe('cpu');
  expect(tried.slice(0, 2)).toEqual(['gpu 1', 'gpu 2']);
  expect(engines.why).toBe('the device was lost');
  expect(told.map(({ now }) => now)).toEqual(['gpu', 'gpu', 'cpu']);
  await engines.choose('gpu');
  expect([await engines.run(adapterOf), engines.why]).toEqual(['gpu 3', null]);
});

test('where no GPU can be opened again the CPU takes over, and says why the first one was lost', async () => {
  const { engines, gpus, told } = withGpus(1);
  await engines.choose('auto');
  gpus[0]!.lose('a crash');
  await expect.poll(() => engines.current.info.name).toBe('cpu');
  expect(told).toEqual([{ why: 'the GPU was lost: a crash', now: 'cpu' }]);
  expect(engines.why).toBe('the GPU was lost: a crash');
});

test('what the caller or the problem does wrong costs no GPU', async () => {
  const { engines, told } = withGpus(1);
  await engines.choose('auto');
  const failing = (error: Error) =>
    engines.run(async (engine) => {
      if (engine.info.name === 'gpu') throw error;
      return engine.info.name;
    });
  await expect(failing(new RangeError('steps: −1'))).rejects.toThrow('steps: −1');
  await expect(failing(new DOMException('stopped', 'AbortError'))).rejects.toThrow('stopped');
  expect(await failing(new KernelError('it does not compile'))).toBe('cpu');
  expect([engines.current.info.name, told.length]).toEqual(['gpu', 0]);
});

test('a choice made while a GPU is lost stands', async () => {
  const { engines, gpus } = withGpus(3);
  await engines.choose('auto');
  gpus[0]!.lose('a crash');
  await Promise.resolve();
  await engines.choose('cpu');
  await new Promise((resolve) => setTimeout(resolve));
  expect([engines.current.info.name, engines.why]).toEqual(['cpu', null]);
});

test('a GPU that opens in the very task in which it is given up is the one in use, and is not lost sight of', async () => {
  vi.useFakeTimers();
  try {
    const gpu = fakeGpu('late');
    const engines = createEngines({
      cpu: () => createCpuEngine(inlinePool()),
      gpu: () =>
        new Promise((resolve) => setTimeout(() => setTimeout(resolve, 1, gpu.engine), 9999)),
      now: () => 0,
    });
    const chosen = engines.choose('auto');
    // Both timers end before anything that waits for either goes on.
    vi.advanceTimersByTime(10_000);
    await chosen;
    await vi.runAllTimersAsync();
    expect([engines.current, engines.why, gpu.disposed()]).toEqual([gpu.engine, null, 0]);
  } finally {
    vi.useRealTimers();
  }
});
