// Buffers that stay with a GPU engine from job to job.
import { afterAll, expect, test, vi } from 'vitest';
import { create, globals } from 'webgpu';
import { roundedSize } from '../../src/gpu/buffers.ts';
import { createContext } from '../../src/gpu/context.ts';
import { openDevice } from '../../src/gpu/device.ts';

/** Held as long as the tests run: a collected one ends the process (src/node/webgpu.ts). */
let gpu: GPU | null = create(['backend=null']);
for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
afterAll(() => {
  gpu = null;
  vi.unstubAllGlobals();
});

/** STORAGE | COPY_DST and MAP_READ | COPY_DST. */
const [STORAGE, STAGING] = [0x88, 0x9];

test('a job takes the buffers of the one before, of its size within an eighth; those of one that failed are gone', async () => {
  const { device } = await openDevice(gpu!);
  const context = createContext(device, { ownExp2: false });
  const job = (bytes: number, fault?: Error) =>
    context.withBuffers(async ({ create: buffer }) => {
      const held = [
        buffer('a', bytes, STORAGE),
        buffer('b', bytes, STORAGE),
        buffer('c', bytes, STAGING),
      ];
      expect([3, 6]).toContain(context.buffersAlive);
      if (fault) throw fault;
      return held;
    });
  const first = await job(1_000_000);
  const second = await job(1_010_000);
  expect(new Set(second)).toEqual(new Set(first));
  expect([context.buffersAlive, context.buffersCreated]).toEqual([0, 3]);
  // Two at once do not share any.
  const [one, other] = await Promise.all([job(1_000_000), job(1_000_000)]);
  expect(new Set([...one, ...other]).size).toBe(6);
  await expect(job(1_000_000, new Error('lost'))).rejects.toThrow('lost');
  await expect(job(1_000_000, new DOMException('enough', 'AbortError'))).rejects.toThrow('enough');
  expect(context.buffersCreated).toBe(6);
  await job(64);
  expect(context.buffersCreated).toBe(9);
  context.forgetBuffers();
  await job(1_000_000);
  expect(context.buffersCreated).toBe(12);
  device.destroy();
});

test('jobs of ever other sizes leave 128 buffers behind at most', async () => {
  const { device } = await openDevice(gpu!);
  let alive = 0;
  const make = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const made = make(descriptor);
    const destroy = made.destroy.bind(made);
    alive++;
    made.destroy = () => {
      alive--;
      return destroy();
    };
    return made;
  };
  const context = createContext(device, { ownExp2: false });
  for (let size = 1; size <= 200; size++) {
    await context.withBuffers(async ({ create: buffer }) => {
      for (const usage of [STORAGE, STAGING]) buffer('a', 16 * size * size, usage);
    });
  }
  expect(context.buffersCreated).toBeGreaterThan(140);
  expect(alive).toBe(128);
  device.destroy();
});

test('no buffer is rounded beyond the device’s limit, nor by more than an eighth', () => {
  for (const bytes of [1, 17, 4097, 1_000_000, 2 ** 24, 2 ** 27 - 4]) {
    const size = roundedSize(bytes, 2 ** 27);
    expect(size).toBeGreaterThanOrEqual(bytes);
    expect(size % 4).toBe(0);
    expect(size).toBeLessThanOrEqual(Math.max(32, 1.125 * bytes + 16));
    expect(size).toBeLessThanOrEqual(2 ** 27);
  }
  expect(roundedSize(2 ** 27 - 4, 2 ** 27 - 4)).toBe(2 ** 27 - 4);
});
