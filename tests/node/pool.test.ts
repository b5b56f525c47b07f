import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import type { CpuWorker } from '../../src/cpu/lanes.ts';
import { inlinePool, withFailure } from '../../src/cpu/pool.ts';

const tick = () => new Promise<void>((resolve) => setTimeout(resolve, 1));

test('every task is done once, in order, one at a time on the one lane', async () => {
  const pool = inlinePool();
  const diary: string[] = [];
  await pool.forEach([1, 2, 3], async (_, task) => {
    diary.push(`start ${task}`);
    await tick();
    diary.push(`end ${task}`);
  });
  expect(diary).toEqual(['start 1', 'end 1', 'start 2', 'end 2', 'start 3', 'end 3']);
});

test('two jobs on one pool take turns and both end', async () => {
  const pool = inlinePool();
  let running = 0;
  let most = 0;
  const done: string[] = [];
  const job = (name: string) =>
    pool.forEach([1, 2, 3], async (_, task) => {
      most = Math.max(most, ++running);
      await tick();
      running--;
      done.push(`${name}${task}`);
    });
  await Promise.all([job('a'), job('b')]);
  expect(most).toBe(1);
  expect(done.toSorted()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3']);
  expect(done).not.toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3']);
});

test('a task that fails rejects the job with its error, hands out no more, and frees its lane', async () => {
  const pool = inlinePool();
  const started: number[] = [];
  const job = pool.forEach([1, 2, 3, 4], async (_, task) => {
    started.push(task);
    await tick();
    if (task === 2) throw new Error('task 2 failed');
  });
  await expect(job).rejects.toThrow('task 2 failed');
  await tick();
  expect(started).toEqual([1, 2]);
  const after: number[] = [];
  await pool.forEach([7], async (_, task) => void after.push(task));
  expect(after).toEqual([7]);
});

test('an aborted signal rejects with its reason, hands out no more, and frees the lane', async () => {
  const pool = inlinePool();
  const controller = new AbortController();
  const started: number[] = [];
  const job = pool.forEach(
    [1, 2, 3],
    async (_, task) => {
      started.push(task);
      if (task === 1) controller.abort(new Error('enough'));
      await tick();
    },
    controller.signal,
  );
  await expect(job).rejects.toThrow('enough');
  expect(started).toEqual([1]);
  let again = false;
  await pool.forEach([1], async () => {
    again = true;
  });
  expect(again).toBe(true);
});

test('a job whose signal is aborted already starts nothing', async () => {
  let started = 0;
  const signal = AbortSignal.abort(new Error('too late'));
  const job = inlinePool().forEach([1], async () => void started++, signal);
  await expect(job).rejects.toThrow('too late');
  expect(started).toBe(0);
});

test('no task is a job that ends at once', async () => {
  await expect(inlinePool().forEach([], async () => {})).resolves.toBe(undefined);
});

test('a long run on the CPU stops between its slices, and its progress never falls and ends at 1', async () => {
  const engine = createCpuEngine(inlinePool());
  const spec = {
    problem: { id: 'xor' },
    optimizer: { kind: 'gd', learningRate: 0.1 } as const,
    starts: [0, 0, 1, 1],
    steps: 400_000,
    every: 400_000,
  };
  const shares: number[] = [];
  await engine.trajectories(spec, { onProgress: (share) => shares.push(share) });
  expect(shares.length).toBeGreaterThan(4);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);

  const controller = new AbortController();
  let seen = 0;
  const job = engine.trajectories(spec, {
    signal: controller.signal,
    onProgress(share) {
      seen = share;
      controller.abort(new Error('enough'));
    },
  });
  await expect(job).rejects.toThrow('enough');
  expect(seen).toBeLessThan(0.5);
});

test('a worker holds no result of a call that is done, and one that fails ends all its calls, later ones too', async () => {
  const open: ((result: unknown) => void)[] = [];
  const worker = { end: () => new Promise((resolve) => void open.push(resolve)) };
  let fail: (error: Error) => void = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const watched = withFailure(worker as unknown as CpuWorker, failure);
  const done = await (async () => {
    const call = watched.end(1);
    const result = { large: true };
    open[0]!(result);
    expect(await call).toBe(result);
    return new WeakRef(result);
  })();
  open.length = 0;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  await vi.waitUntil(() => {
    collect();
    return done.deref() === undefined;
  });
  const pending = watched.end(2);
  fail(new Error('it broke'));
  await expect(pending).rejects.toThrow('it broke');
  await expect(watched.end(3)).rejects.toThrow('it broke');
});
