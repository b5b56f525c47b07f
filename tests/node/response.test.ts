// What networks put out over a grid of inputs, and their loss on data kept for testing, in f64.
import { afterAll, expect, test } from 'vitest';
import { create } from 'webgpu';
import { WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';
import '../../src/problems/catalogue.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { ResponseSpec } from '../../src/engine.ts';
import { RESPONSE_LAYOUT, responseSource, WIDTHS } from '../../src/gpu/response.ts';
import { cellCentres } from '../../src/math/grid.ts';
import { bind, describe } from '../../src/problems/registry.ts';
import type { Nine } from '../oracle-network.ts';

/** Held as long as the tests run: a collected one ends the process (src/node/webgpu.ts). */
let gpu: GPU | null = create(['backend=null']);
afterAll(() => {
  gpu = null;
});

test('the shader of a response compiles without a message for every width, and its uniforms have the packed offsets', async () => {
  const adapter = (await gpu!.requestAdapter())!;
  const device = await adapter.requestDevice();
  for (const widest of WIDTHS) {
    const code = responseSource(widest);
    const { messages } = await device.createShaderModule({ code }).getCompilationInfo();
    expect(messages.map(({ message, lineNum }) => `${lineNum}: ${message}`)).toEqual([]);
  }
  device.destroy();
  const reflected = new WgslReflect(responseSource(16));
  const job = reflected.uniforms.find(({ name }) => name === 'job')!;
  expect(Object.fromEntries(job.members!.map(({ name, offset }) => [name, offset]))).toEqual(
    Object.fromEntries(Object.entries(RESPONSE_LAYOUT).map(([name, [offset]]) => [name, offset])),
  );
  const layer = reflected.structs.find(({ name }) => name === 'Layer')!;
  expect([layer.size, ...layer.members.map(({ offset }) => offset)]).toEqual([
    24, 0, 4, 8, 12, 16, 20,
  ]);
});

const engine = createCpuEngine(inlinePool());
const x: [number, number] = [-1, 2];
const y: [number, number] = [0, 3];

test('outputs over a grid are those of the textbook network, row 0 at the least y, the folded problem’s too', async () => {
  const at = { w21: 1.5, w12: -2 };
  const spec = { problem: { id: 'xor' }, theta: [at.w21, at.w12], x, y, width: 7, height: 5 };
  const { outputs } = await engine.response(spec);
  const { values } = describe(spec.problem);
  const { w11, w12, w21, w22, b1, b2, v1, v2, c } = { ...values, ...at } as Nine;
  const sigma = (z: number) => 1 / (1 + Math.exp(-z));
  const [xs, ys] = [cellCentres(x, 7), cellCentres(y, 5)];
  outputs.forEach((output, k) => {
    const [p, q] = [xs[k % 7]!, ys[Math.floor(k / 7)]!];
    const [h1, h2] = [sigma(w11 * p + w12 * q + b1), sigma(w21 * p + w22 * q + b2)];
    expect(output).toBeCloseTo(sigma(v1 * h1 + v2 * h2 + c), 13);
  });
});

test('probabilities of classes add up to 1, also where logits are beyond e^709', async () => {
  const problem = {
    id: 'spiral',
    network: { layers: [2, 5, 3], loss: 'softmax-cross-entropy', activation: 'relu' },
  } as const;
  const theta = describe(problem).theta.map((_, i) => 900 * Math.sin(i));
  const { outputs } = await engine.response({ problem, theta, x, y, width: 9, height: 9 });
  expect(outputs).toHaveLength(9 * 9 * 3);
  for (let k = 0; k < 81; k++) {
    const sum = outputs[3 * k]! + outputs[3 * k + 1]! + outputs[3 * k + 2]!;
    expect(sum).toBeCloseTo(1, 12);
  }
});

test('further inputs stay at their means over the training points unless they are given', async () => {
  const problem = { id: 'trainability' };
  const { theta, network } = describe(problem);
  const { inputs, count } = network!.train;
  const means = Array.from(
    { length: 6 },
    (_, i) =>
      Array.from({ length: count }, (_, k) => inputs[8 * k + 2 + i]!).reduce((a, b) => a + b) /
      count,
  );
  const at = theta.map((_, i) => Math.cos(3 * i));
  const spec: ResponseSpec = { problem, theta: at, x, y, width: 4, height: 3 };
  const left = await engine.response(spec);
  const given = await engine.response({ ...spec, fixed: means });
  left.outputs.forEach((value, k) => {
    expect(given.outputs[k]).toBeCloseTo(value, 12);
  });
  const other = await engine.response({ ...spec, fixed: means.map(() => 3) });
  expect(Math.abs(other.outputs[0]! - left.outputs[0]!)).toBeGreaterThan(1e-3);
});

test('a response is refused in words that quote what is wrong', async () => {
  const theta = describe({ id: 'xor' }).theta.map(() => 0);
  const good: ResponseSpec = { problem: { id: 'xor' }, theta, x, y, width: 4, height: 4 };
  const regression = { id: 'regression' };
  const many = describe(regression).theta.map(() => 0);
  for (const [wrong, message] of [
    [{ problem: { id: 'rosenbrock' } }, 'problem: "rosenbrock" is no network'],
    [{ theta: [1] }, 'theta: 1 numbers are not 2'],
    [{ theta: [1, Number.NaN] }, 'theta: NaN is not a number from'],
    [{ x: [2, 1] }, 'is not a range'],
    [{ width: 0 }, 'width: 0 is not an integer from 1'],
    [{ y: undefined }, 'height: 4 is not 1'],
    [{ fixed: [1] }, 'fixed: 1 numbers are not 0'],
    [{ problem: regression, theta: many }, 'y: the network has 1 input, which is x'],
  ] as [Partial<ResponseSpec>, string][]) {
    await expect(engine.response({ ...good, ...wrong }), message).rejects.toThrow(message);
  }
});

test('test losses along points are those of each point, in pieces too, and refused where nothing is kept', async () => {
  const problem = { id: 'regression' };
  const bound = bind(problem);
  const points = Float64Array.from({ length: 700 * bound.size }, (_, i) => Math.sin(i));
  const losses = await engine.testLoss(problem, points);
  for (const k of [0, 1, 350, 699]) {
    const at = points.slice(k * bound.size, (k + 1) * bound.size);
    expect(losses[k]).toBe(bound.testLoss!(at));
    expect(losses[k]).not.toBe(bound.loss(at));
  }
  await expect(engine.testLoss({ id: 'moons' }, [])).rejects.toThrow('keeps no data for testing');
  await expect(engine.testLoss(problem, [1, 2])).rejects.toThrow('2 numbers are not points');
});
