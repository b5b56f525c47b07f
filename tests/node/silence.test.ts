// What never answers: a worker, a GPU that is opened, a GPU at work. Time is a fake one.
import * as Comlink from 'comlink';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEngines, type Lost } from '../../src/app/jobs/engines.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool, webWorkerPool } from '../../src/cpu/pool.ts';
import { createWorkerApi } from '../../src/cpu/worker-api.ts';
import type { Engine } from '../../src/engine.ts';
import { patience } from '../../src/patience.ts';
import { known } from '../fixtures/known-answers.ts';

const SECOND = 1000;
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('time in which the page is hidden does not count, and a sign of life gives all of it back', () => {
  const page = { visibilityState: 'hidden' };
  vi.stubGlobal('document', page);
  const silent = vi.fn();
  const watch = patience(10 * SECOND, silent);
  vi.advanceTimersByTime(3600 * SECOND);
  page.visibilityState = 'visible';
  vi.advanceTimersByTime(9 * SECOND);
  watch.heard();
  vi.advanceTimersByTime(9 * SECOND);
  expect(silent).not.toHaveBeenCalled();
  vi.advanceTimersByTime(3600 * SECOND);
  expect(silent).toHaveBeenCalledTimes(1);
});

/** Workers of which each does what its number in order says. */
function workers(...kinds: ('answers' | 'is silent' | 'fails')[]) {
  let started = 0;
  const ended = new Set<MessagePort>();
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        const kind = kinds[Math.min(started++, kinds.length - 1)];
        const { port1, port2 } = new MessageChannel();
        if (kind === 'answers') Comlink.expose(createWorkerApi(), port2 as never);
        if (kind === 'fails') queueMicrotask(() => port1.dispatchEvent(new Event('error')));
        // biome-ignore lint/correctness/noConstructorReturn: a port is all that is used of a worker.
        return Object.assign(port1, {
          terminate() {
            ended.add(port1);
            port1.close();
          },
        });
      }
    },
  );
  return { started: () => started, ended: () => ended.size };
}

const home = {
  problem: { id: 'xor' },
  window: { x: [-1, 1], y: [-1, 1] },
  width: 1,
  height: 1,
} as const;
const spec = { ...home, window: { x: [-1, 1], y: [-1, 1] } } as Parameters<Engine['landscape']>[0];
const LOSS = known.xor.initial.loss;

test('where no worker can be started the calling thread does the work, and it is told once', async () => {
  const { started } = workers('fails');
  const told = vi.fn();
  const engine = createCpuEngine(webWorkerPool(1, told));
  for (let i = 0; i < 2; i++) {
    expect((await engine.landscape(spec)).loss[0]).toBeCloseTo(LOSS, 12);
  }
  expect([started(), told.mock.calls]).toEqual([
    1,
    [[expect.stringMatching(/^No CPU worker could be started/)]],
  ]);
});

test('a worker that does not answer is ended, its piece done on a new one; a second silence is an error in words', async () => {
  const { started, ended } = workers('answers', 'is silent', 'answers', 'is silent');
  const pool = webWorkerPool(1);
  const engine = createCpuEngine(pool);
  await engine.landscape(spec);
  pool.dispose();
  const job = engine.landscape(spec);
  await vi.waitUntil(() => started() === 2);
  vi.advanceTimersByTime(59 * SECOND);
  expect(ended()).toBe(1);
  vi.advanceTimersByTime(2 * SECOND);
  expect((await job).loss[0]).toBeCloseTo(LOSS, 12);
  expect([started(), ended()]).toEqual([3, 2]);
  pool.dispose();
  const lost = expect(engine.landscape(spec)).rejects.toThrow(
    'a CPU worker failed: it did not answer',
  );
  for (const count of [4, 5]) {
    await vi.waitUntil(() => started() === count);
    vi.advanceTimersByTime(61 * SECOND);
  }
  await lost;
});

/** GPUs, each opened when it is told to; their only job ends when it is told to. */
function withGpus() {
  const open: (() => void)[] = [];
  const disposed: string[] = [];
  const engines = createEngines({
    cpu: () => createCpuEngine(inlinePool()),
    gpu: () =>
      new Promise((resolve) => {
        const adapter = `gpu ${open.length}`;
        const info = { name: 'gpu', adapter, precision: 'f32' } as const;
        open.push(() =>
          resolve({
            info,
            lost: new Promise(() => {}),
            landscape: async (_: unknown, { onProgress }: { onProgress(share: number): void }) => {
              // A sign of life every 20 s, and then none for ever.
              for (let i = 1; i < 4; i++) {
                await new Promise<void>((resolve) => setInterval(resolve, 20 * SECOND));
                onProgress(i / 10);
              }
              return new Promise((_, reject) => void rejections.push(reject));
            },
            dispose: () => {
              disposed.push(adapter);
              for (const reject of rejections.splice(0)) reject(new Error('disposed of'));
            },
          } as unknown as Engine),
        );
      }),
    now: () => 0,
  });
  const rejections: ((error: Error) => void)[] = [];
  return { engines, open, disposed };
}

test('a GPU that is not opened within 10 s leaves the CPU, which says so, and is taken when it comes after all, which is told', async () => {
  const { engines, open } = withGpus();
  const told: Lost[] = [];
  engines.onLost.subscribe((lost) => told.push(lost));
  const choosing = engines.choose('auto');
  vi.advanceTimersByTime(11 * SECOND);
  await choosing;
  expect([engines.current.info.name, engines.why]).toEqual([
    'cpu',
    'the GPU did not answer within 10 s',
  ]);
  open[0]!();
  await vi.waitUntil(() => engines.current.info.name === 'gpu');
  expect(engines.why).toBe(null);
  expect(told).toEqual([{ why: 'the GPU did not answer within 10 s', now: 'gpu' }]);
});

test('a GPU whose job shows no sign of life for 30 s is lost: opened again, then left for the CPU', async () => {
  const { engines, open, disposed } = withGpus();
  const told: Lost[] = [];
  engines.onLost.subscribe((lost) => told.push(lost));
  const choosing = engines.choose('auto');
  open[0]!();
  await choosing;
  const job = engines.run((engine) => engine.landscape(spec));
  await vi.advanceTimersByTimeAsync(61 * SECOND);
  expect(disposed).toEqual([]);
  await vi.advanceTimersByTimeAsync(30 * SECOND);
  expect(disposed).toEqual(['gpu 0']);
  open[1]!();
  await vi.advanceTimersByTimeAsync(120 * SECOND);
  expect((await job).loss[0]).toBeCloseTo(LOSS, 12);
  expect(disposed).toEqual(['gpu 0', 'gpu 1']);
  const why = 'the GPU has not answered for 30 s';
  expect(told).toEqual([
    { why, now: 'gpu' },
    { why, now: 'cpu' },
  ]);
});
