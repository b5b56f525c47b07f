// What a drag costs the page: what is drawn, trained and allocated for its pictures.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { behind } from '../../src/app/jobs/behind.ts';
import type { Engines } from '../../src/app/jobs/engines.ts';
import { createPainting } from '../../src/app/jobs/frames.ts';
import { createLandscapeJob } from '../../src/app/landscape/jobs.ts';
import { withPicture } from '../../src/app/landscape/with-picture.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { createTopic } from '../../src/app/state/topic.ts';
import type { Engine, Landscape, LandscapeOptions, LandscapeSpec } from '../../src/engine.ts';

const FRAME_MS = 16;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => setTimeout(frame, FRAME_MS));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const after = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** A job that comes second and takes so many ms, or until it is aborted; when each request began and ended. */
function second(ms: number, graceMs = 120) {
  const done: [request: number, from: number, to: number][] = [];
  const began: number[] = [];
  const job = behind<number>(
    (request, signal) =>
      new Promise((resolve, reject) => {
        const from = performance.now();
        began.push(request);
        const timer = setTimeout(() => {
          done.push([request, from, performance.now()]);
          resolve();
        }, ms);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      }),
    (error) => expect.unreachable(String(error)),
    graceMs,
  );
  return { job, done, began };
}
/** A drag of so many requests, one each frame. */
async function drag(job: ReturnType<typeof second>['job'], requests: number) {
  for (let i = 0; i < requests; i++) {
    job.request(i, i > 0);
    await after(FRAME_MS);
  }
}

test('in a drag what comes second takes a third of the time, and its last request is done soon after', async () => {
  const { job, done } = second(30);
  await drag(job, 60);
  const [first, ...rest] = done;
  expect(first![0]).toBe(0);
  expect(rest.length).toBeGreaterThan(5);
  for (const [i, [, from]] of rest.entries()) {
    const [, before, to] = done[i]!;
    expect(from - to).toBeGreaterThanOrEqual(2 * (to - before));
  }
  const released = performance.now();
  await after(1000);
  expect(done.at(-1)![0]).toBe(59);
  expect(done.at(-1)![2] - released).toBeLessThan(90 + 30 + FRAME_MS);
});

test('what takes long is aborted in a drag, and done at its end', async () => {
  const { job, done, began } = second(500);
  await drag(job, 60);
  expect(done).toEqual([]);
  // Each takes 120 ms or a frame more, and rests for twice as long.
  expect(began.length).toBeLessThanOrEqual(4);
  await after(1000);
  expect(done.map(([request]) => request)).toEqual([59]);
});

test('where no picture moves, and when it is cancelled, nothing waits', async () => {
  const { job, done } = second(10);
  for (let i = 0; i < 5; i++) {
    job.request(i, false);
    await after(10);
  }
  expect(done.map(([request]) => request)).toEqual([0, 1, 2, 3, 4]);
  job.request(5, true);
  job.cancel();
  await after(1000);
  expect(done).toHaveLength(5);
});

test('what follows from the same is drawn once; where anything else has changed, again', async () => {
  let drawings = 0;
  let of: readonly unknown[] = ['a', 1];
  const draw = () => void (isOther(of) && drawings++);
  const { redraw, paint, settled, isOther } = createPainting(draw, () => true);
  const next = async () => {
    await after(FRAME_MS);
    return drawings;
  };
  redraw();
  expect(await next()).toBe(1);
  redraw();
  expect(await next()).toBe(1);
  of = ['a', 2];
  redraw();
  expect(await next()).toBe(2);
  for (let i = 0; i < 3; i++) paint();
  expect(await next()).toBe(3);
  // Who waits is told, though there is nothing to draw.
  const waiting = settled();
  expect(await next()).toBe(3);
  await waiting;
});

test('a drawing waits for what is to be there in a moment, and who waits for a drawing with it', async () => {
  let drawings = 0;
  let soon = true;
  const { redraw, settled } = createPainting(
    () => void drawings++,
    () => true,
    () => {},
    () => soon,
  );
  redraw();
  let isSettled = false;
  void settled().then(() => {
    isSettled = true;
  });
  await after(10 * FRAME_MS);
  expect([drawings, isSettled]).toEqual([0, false]);
  soon = false;
  await after(FRAME_MS);
  expect([drawings, isSettled]).toEqual([1, true]);
});

test('what follows a picture is shown at once, or with the picture that is soon there, though the next is on its way', () => {
  const onDraw = createTopic<void>();
  let soon = false;
  let shown = 0;
  const show = withPicture({ isSoon: () => soon, onDraw }, () => void shown++);
  show();
  expect(shown).toBe(1);
  onDraw.publish();
  expect(shown).toBe(1);
  soon = true;
  for (let i = 0; i < 3; i++) show();
  expect(shown).toBe(1);
  onDraw.publish();
  onDraw.publish();
  expect(shown).toBe(2);
});

test('a change of the state leaves its other parts the very same', () => {
  const before = patched(DEFAULT_STATE, { parameters: { b2: 1 } });
  const state = patched(before, { parameters: { b2: 2 } });
  expect(state).toEqual({ ...before, parameters: { ...before.parameters, b2: 2 } });
  const others = Object.keys(state).filter((key) => {
    const name = key as keyof typeof state;
    return state[name] !== before[name];
  });
  expect(others).toEqual(['parameters']);
  // Another list is another, and what it is in.
  const moved = patched(state, { starts: { points: [[1, 2]] } });
  expect(moved.starts).not.toBe(state.starts);
  expect(moved.starts.region).toBe(state.starts.region);
  expect(moved.view).toBe(state.view);
  // Nothing is another: the state is, for whoever tells changes by it.
  const same = patched(moved, {});
  expect(same).not.toBe(moved);
  expect(Object.values(same).every((part, i) => part === Object.values(moved)[i])).toBe(true);
});

/** A landscape job whose engine takes so long and writes the number of the job; and all arrays that it made. */
function landscapes(ms = 10) {
  const made = new Set<Landscape['loss']>();
  const shown: Landscape[] = [];
  let jobs = 0;
  let b2 = 0;
  const engine = {
    info: { name: 'gpu' },
    landscape: async (spec: LandscapeSpec, { into }: LandscapeOptions = {}): Promise<Landscape> => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      const { width, height } = spec;
      const isOwn = into?.length === width * height;
      const loss = isOwn ? into : new Float32Array(width * height);
      made.add(loss.fill(++jobs));
      return { spec, loss, gradient: new Float32Array(0) };
    },
  } as unknown as Engine;
  const engines = { current: engine, run: (job: (on: Engine) => unknown) => job(engine) };
  const specAt = (every: number): LandscapeSpec => ({
    problem: { id: 'xor', parameters: { b2 } } as unknown as LandscapeSpec['problem'],
    window: DEFAULT_STATE.window,
    width: Math.round(48 / every),
    height: Math.round(48 / every),
  });
  const job = createLandscapeJob(engines as unknown as Engines, specAt, {
    onResult: (next) => void shown.push(next),
    onProgress() {},
    onError: (error) => expect.unreachable(String(error)),
  });
  const move = async (times: number) => {
    for (let i = 0; i < times; i++) {
      b2++;
      job.request();
      await after(FRAME_MS);
    }
  };
  return { job, made, shown, move };
}

test('40 pictures of a drag are written into two arrays by turns, never into the one on show', async () => {
  const { made, shown, move } = landscapes();
  await move(40);
  expect(shown.length).toBeGreaterThan(30);
  expect(made.size).toBe(2);
  for (const [i, { loss }] of shown.entries()) {
    if (i > 0) expect(loss).not.toBe(shown[i - 1]!.loss);
  }
});

test('a picture that has come to rest, or that somebody has waited for, is never written over', async () => {
  const { job, shown, move } = landscapes();
  await move(10);
  await after(500);
  const rested = shown.at(-1)!;
  expect(rested.spec.width).toBe(48);
  const copy = rested.loss.slice();
  await move(10);
  job.keep();
  const waited = shown.at(-1)!;
  const waitedCopy = waited.loss.slice();
  await move(10);
  await after(500);
  expect(rested.loss).toEqual(copy);
  expect(waited.loss).toEqual(waitedCopy);
});

test('a picture that follows the newest state is soon there where they come fast: until it is, and for 80 ms at most', async () => {
  const { job, shown, move } = landscapes(40);
  // Nobody knows yet how fast they come.
  await move(1);
  expect(job.isSoon()).toBe(false);
  await after(500);
  await move(1);
  expect(job.isSoon()).toBe(true);
  const before = shown.length;
  while (shown.length === before) await after(1);
  expect(job.isSoon()).toBe(false);
  // A moment after a picture the next is under way, and that of another state than this one is not it.
  await move(20);
  expect(job.isSoon()).toBe(true);
  job.cancel();
  expect(job.isSoon()).toBe(false);
  const slow = landscapes(200);
  await slow.move(1);
  await after(1000);
  await slow.move(5);
  expect(slow.job.isSoon()).toBe(false);
});
