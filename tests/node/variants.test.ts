// Shaders of runs with weight decay, schedules, noise and further results (src/gpu/variants.ts).
import { afterAll, expect, test } from 'vitest';
import { create } from 'webgpu';
import { WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';
import { stripWgsl } from '../../scripts/strip-wgsl.mjs';
import { ADJUSTMENT_LAYOUT, MOST_FACTORS } from '../../src/gpu/adjustment.ts';
import { type Features, featuresOf, plainFeatures } from '../../src/gpu/features.ts';
import { kernelOf } from '../../src/gpu/kernels/index.ts';
import { type JobName, shaderSource } from '../../src/gpu/shaders.ts';
import { edited, variantSource } from '../../src/gpu/variants.ts';
import type { ProblemRef } from '../../src/problems/problem.ts';
import '../../src/problems/catalogue.ts';

/** Held as long as the tests run: a collected one ends the process (src/node/webgpu.ts). */
let gpu: GPU | null = create(['backend=null']);
afterAll(() => {
  gpu = null;
});

/** One of each way to write a kernel. */
const problems: ProblemRef[] = [
  { id: 'xor' },
  { id: 'rosenbrock' },
  { id: 'logistic' },
  { id: 'xor', trained: ['w11', 'v1'], plane: { x: { parameter: 'w11' } } },
  { id: 'moons' },
  { id: 'regression', network: { batch: 4 } },
];
const all: Features = { adjusted: true, noisy: true, divergedAt: true, gradient: true };

test.each(problems.map((ref) => [JSON.stringify(ref), ref] as const))(
  'every shader of runs of %s compiles with everything and with each alone, stripped or not',
  async (_, ref) => {
    const adapter = (await gpu!.requestAdapter())!;
    const device = await adapter.requestDevice();
    const kernel = await kernelOf(ref);
    const alone = ['adjusted', 'divergedAt', 'gradient'].map((name) => ({
      ...{ adjusted: false, noisy: false, divergedAt: false, gradient: false },
      [name]: true,
    }));
    for (const job of ['trajectories', 'plain', 'watched'] satisfies JobName[]) {
      const text = await shaderSource(job, kernel, 'adam');
      for (const features of [all, ...alone]) {
        const has = job === 'plain' ? plainFeatures(features) : features;
        if (!has) continue;
        for (const source of [text, stripWgsl(text)]) {
          const code = variantSource(source, job, kernel, has);
          const module = device.createShaderModule({ code });
          const { messages } = await module.getCompilationInfo();
          expect(messages.map(({ lineNum, message }) => `${lineNum}: ${message}`)).toEqual([]);
        }
      }
    }
    device.destroy();
  },
);

test('what is asked for of nothing but usual runs has no variant', () => {
  const gd = { kind: 'gd', learningRate: 1 } as const;
  expect(featuresOf(gd, ['learningRate', 'start.x'], ['period'])).toBeUndefined();
  expect(featuresOf({ ...gd, noise: { deviation: 0, seed: 3 } })).toBeUndefined();
  expect(featuresOf(gd, ['noise', undefined])?.adjusted).toBe(true);
  expect(plainFeatures({ ...all, adjusted: false, divergedAt: false })).toBeUndefined();
});

test('a line that no shader has any more is told', () => {
  expect(edited('a; // b\n  c;', [['a;', '{} d;']])).toBe('a; d;\n  c;');
  expect(() => edited('a;', [['b;', 'c;']])).toThrow('no shader has a line "b;"');
});

test('the uniform of adjusted steps has exactly the packed offsets', async () => {
  const kernel = await kernelOf({ id: 'rosenbrock' });
  const code = variantSource(await shaderSource('watched', kernel, 'adam'), 'watched', kernel, all);
  const { members } = new WgslReflect(code).structs.find(({ name }) => name === 'Adjustment')!;
  const offsets = Object.fromEntries(members.map(({ name, offset }) => [name, offset]));
  const { factors, ...rest } = offsets;
  expect(factors).toBe(48);
  expect(members.at(-1)!.size).toBe(4 * MOST_FACTORS);
  expect(rest).toEqual(
    Object.fromEntries(Object.entries(ADJUSTMENT_LAYOUT).map(([name, [at]]) => [name, at])),
  );
});
