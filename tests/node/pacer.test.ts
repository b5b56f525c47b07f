// How long the slices of GPU jobs become, on a device and a clock of the test's own.
import { afterEach, expect, test, vi } from 'vitest';
import { globals } from 'webgpu';
import { createPacer, createSlices } from '../../src/gpu/slices.ts';

/**
 * A device that does `rate` steps a millisecond, one slice after the other, two on their way at most, as slices.ts
 * submits them. What has finished is noticed when somebody looks, every `lookMs`.
 */
function simulate(rate: number, lookMs: number, forMs: number) {
  let now = 0;
  const pacer = createPacer(new Map(), 'job', 1, () => now);
  const onTheirWay: { work: number; submittedAt: number; endsAt: number }[] = [];
  const lengths: { at: number; ms: number }[] = [];
  let freeAt = 0;
  let busyMs = 0;
  // The pace of the first slices is nobody's to judge.
  const settledAt = 2000;
  while (now < forMs) {
    while (onTheirWay.length < 2) {
      const ms = pacer.work / rate;
      const from = Math.max(now, freeAt);
      freeAt = from + ms;
      if (from >= settledAt) busyMs += Math.min(freeAt, forMs) - Math.min(from, forMs);
      onTheirWay.push({ work: pacer.work, submittedAt: now, endsAt: freeAt });
      lengths.push({ at: now, ms });
    }
    const ends = onTheirWay[0]!.endsAt;
    now =
      lookMs > 0 ? (Math.floor(Math.max(ends, now) / lookMs) + 1) * lookMs : Math.max(ends, now);
    while (onTheirWay.length > 0 && onTheirWay[0]!.endsAt <= now) {
      const { work, submittedAt } = onTheirWay.shift()!;
      pacer.finished(work, submittedAt);
    }
  }
  return {
    busy: busyMs / (forMs - settledAt),
    longest: Math.max(...lengths.map(({ ms }) => ms)),
    usual: lengths.filter(({ at }) => at >= settledAt).map(({ ms }) => ms),
  };
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const RATES = [2e2, 1e4, 1.6e5, 1e7];

test.each(RATES)(
  'at %d steps a millisecond slices become 50 ms long, within a tenth, where each is noticed at once',
  (rate) => {
    const { busy, usual } = simulate(rate, 0, 20_000);
    expect(Math.min(...usual)).toBeGreaterThan(45);
    expect(Math.max(...usual)).toBeLessThan(55);
    expect(busy).toBeGreaterThan(0.95);
  },
);

test.each(RATES)(
  'at %d steps a millisecond, seen every 100 ms alone, the device is busy 0.9 of the time, no slice of 500 ms',
  (rate) => {
    const { busy, longest } = simulate(rate, 100, 60_000);
    expect(busy).toBeGreaterThan(0.9);
    expect(longest).toBeLessThan(500);
  },
);

/** A device whose work is noticed when something is submitted, and otherwise never. */
function seldomLooked() {
  const finished: (() => void)[] = [];
  let submitted = 0;
  const buffer = (size: number) => ({
    size,
    mapAsync: () => new Promise<void>((resolve) => finished.push(resolve)),
    getMappedRange: () => Uint32Array.of(7).buffer,
    unmap() {},
  });
  const nothing = () => {};
  const pass = {
    setPipeline: nothing,
    setBindGroup: nothing,
    dispatchWorkgroups: nothing,
    end: nothing,
  };
  const device = {
    createBuffer: ({ size }: { size: number }) => buffer(size),
    createCommandEncoder: () => ({
      clearBuffer: nothing,
      copyBufferToBuffer: nothing,
      beginComputePass: () => pass,
      finish: nothing,
    }),
    queue: {
      submit() {
        submitted++;
        for (const resolve of finished.splice(0)) resolve();
      },
    },
  } as unknown as GPUDevice;
  return { device, buffer, submits: () => submitted };
}

test('work that is seen at the next submission alone is waited for by submitting nothing, and nothing more after it', async () => {
  const { device, buffer, submits } = seldomLooked();
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  vi.useFakeTimers();
  const buffers = { create: (_: string, size: number) => buffer(size) } as never;
  const slices = createSlices({ device, looksSeldom: true }, buffers, 'job', 0);
  const slice = { pipeline: {} as never, bindGroups: [], workgroups: [1] as const, copies: [] };
  let taken = 0;
  const all = (async () => {
    for (let i = 0; i < 3; i++) await slices.submit({ ...slice, receipt: 7, take: () => taken++ });
    await slices.land();
  })();
  await vi.advanceTimersByTimeAsync(100);
  await all;
  expect(taken).toBe(3);
  expect(submits()).toBeGreaterThan(3);
  expect(vi.getTimerCount()).toBe(0);
});
