import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { ProblemRef, ResponseSpec } from '../../src/engine.ts';
import { describe } from '../../src/problems/registry.ts';
import { largest, withGpu } from './gpu.ts';

const cpu = createCpuEngine(inlinePool());
/**
 * 2e-6·(1 + |f64 value|): of a sum of n products the roundings, half an ULP (6e-8) each, add up as a random walk, to
 * some √n·6e-8 of its terms' size; that is 7e-7 for 150 units with weights up to 0.3, and what comes from below adds
 * as much again. Activations add 8 ULP at most (WGSL: 3 + 2|t| of e^−|t|, 2.5 of a division), and flatten the rest.
 */
const BOUND = 2e-6;

const random = (count: number, size: number) =>
  Array.from({ length: count }, (_, i) => size * Math.sin(12.9898 * (i + 1)) ** 3);

const square = { x: [-3, 3], y: [-2, 4] } as const;
const grid = (width: number, height: number) => ({
  x: [...square.x] as [number, number],
  y: [...square.y] as [number, number],
  width,
  height,
});

test.each<[string, ProblemRef, Partial<ResponseSpec>]>([
  ['sigmoids, folded or not', { id: 'xor' }, grid(67, 41)],
  ['tanh, two hidden layers', { id: 'spiral' }, grid(129, 65)],
  ['ReLU', { id: 'moons' }, grid(33, 19)],
  [
    'three classes by softmax, leaky ReLU',
    {
      id: 'spiral',
      network: { layers: [2, 12, 3], activation: 'leaky-relu', loss: 'softmax-cross-entropy' },
    },
    grid(40, 40),
  ],
  [
    'a curve of 150 units twice',
    { id: 'regression', network: { layers: [1, 150, 150, 1] } },
    { ...grid(300, 1), y: undefined },
  ],
  [
    'eight inputs, of which two vary, without biases, with gains',
    { id: 'trainability' },
    grid(30, 30),
  ],
])('outputs of the GPU are within 2e-6·(1 + |f64|) of the CPU’s: %s', (_, problem, shape) =>
  withGpu(async (gpu) => {
    const { theta, network } = describe(problem);
    const at = random(theta.length, theta.length > 1000 ? 0.3 : 2);
    const spec = { problem, theta: at, ...grid(8, 8), ...shape } as ResponseSpec;
    const [a, b] = await Promise.all([gpu.response(spec), cpu.response(spec)]);
    expect(a.outputs).toBeInstanceOf(Float32Array);
    expect(b.outputs).toBeInstanceOf(Float64Array);
    const outputs = network!.spec.layers.at(-1)!;
    expect(b.outputs).toHaveLength(spec.width * spec.height * outputs);
    expect(a.outputs).toHaveLength(b.outputs.length);
    // Not one and the same number everywhere.
    expect(new Set(b.outputs).size).toBeGreaterThan(20);
    const error = largest(
      b.outputs.length,
      (k) => Math.abs(a.outputs[k]! - b.outputs[k]!) / (1 + Math.abs(b.outputs[k]!)),
    );
    console.info(`largest error ${error}`);
    expect(error).toBeLessThan(BOUND);
  }),
);

test('another network of the same width compiles nothing, and an aborted response stops with the reason', () =>
  withGpu(async (gpu) => {
    const compiled: string[] = [];
    const { device } = gpu.context;
    const create = device.createComputePipelineAsync.bind(device);
    device.createComputePipelineAsync = (descriptor) => {
      compiled.push(descriptor.label ?? '');
      return create(descriptor);
    };
    for (const id of ['spiral', 'moons', 'circles', 'xor']) {
      const { theta } = describe({ id });
      await gpu.response({ problem: { id }, theta: random(theta.length, 1), ...grid(16, 16) });
    }
    expect(compiled).toEqual(['response 16']);
    const { theta } = describe({ id: 'spiral' });
    const controller = new AbortController();
    const spec = { problem: { id: 'spiral' }, theta: random(theta.length, 1), ...grid(4096, 4096) };
    const stopped = gpu.response(spec, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
  }));
