import '../../src/problems/catalogue.ts';
import { expect, test } from 'vitest';
import { WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';
import { DIVERGED_AT, NEVER, OUTCOMES, RISE_WINDOW } from '../../src/engine.ts';
import { kernelOf } from '../../src/gpu/kernels/index.ts';
import { XOR_LAYOUT } from '../../src/gpu/kernels/xor.ts';
import { runWords, stateWords } from '../../src/gpu/run-size.ts';
import { type JobName, shaderSource } from '../../src/gpu/shaders.ts';
import { mostRuns } from '../../src/gpu/sweep.ts';
import {
  LANDSCAPE_LAYOUT,
  type Layout,
  pack,
  quantityCode,
  SWEEP_LAYOUT,
  TRAJECTORIES_LAYOUT,
} from '../../src/gpu/uniforms.ts';
import { describe } from '../../src/problems/registry.ts';
import { isAdjustment, quantitiesOf } from '../../src/quantities.ts';

interface Member {
  name: string;
  offset: number;
  type: { name: string; format?: { name: string }; members?: Member[] };
}

function layoutOf(source: string, uniform: string): Layout {
  const info = new WgslReflect(source).uniforms.find((found) => found.name === uniform)!;
  const flatten = (members: Member[], prefix: string, base: number): [string, Layout[string]][] =>
    members.flatMap(({ name, offset, type }) => {
      if (type.members) return flatten(type.members, `${prefix}${name}.`, base + offset);
      const isVector = type.name.startsWith('vec2');
      const scalar = (type.format?.name ?? type.name.replace('vec2', '')).replace(/^f$/, 'f32');
      return [[prefix + name, [base + offset, scalar as 'f32', isVector ? 2 : 1]]];
    });
  return Object.fromEntries(flatten(info.members as unknown as Member[], '', 0));
}

test.each<[JobName, string, Layout]>([
  ['landscape', 'problem', XOR_LAYOUT],
  ['trajectories', 'problem', XOR_LAYOUT],
  ['plain', 'problem', XOR_LAYOUT],
  ['watched', 'problem', XOR_LAYOUT],
  ['landscape', 'job', LANDSCAPE_LAYOUT],
  ['plain', 'job', SWEEP_LAYOUT],
  ['watched', 'job', SWEEP_LAYOUT],
  ['trajectories', 'job', TRAJECTORIES_LAYOUT],
])(
  'in the %s shader the uniform %s has exactly the packed offsets',
  async (job, uniform, layout) => {
    const source = await shaderSource(job, await kernelOf({ id: 'xor' }));
    expect(layoutOf(source, uniform)).toEqual(layout);
  },
);

test('packing writes little-endian values at their offsets and pads to 16 bytes', () => {
  const bytes = pack(LANDSCAPE_LAYOUT, { width: 258, rows: 3, firstRow: 0 });
  expect(bytes.byteLength).toBe(16);
  expect([...new Uint8Array(bytes).slice(0, 5)]).toEqual([2, 1, 0, 0, 3]);
});

test('the sweep shaders’ structs and constants are those that the TypeScript side counts on', async () => {
  const xor = await kernelOf({ id: 'xor' });
  const source = await shaderSource('watched', xor);
  const structs = new WgslReflect(source).structs;
  const words = (name: string) => structs.find((found) => found.name === name)!.size / 4;
  expect(words('State')).toBe(stateWords(xor));
  expect(Number(/const KEPT = (\d+)u;/.exec(source)![1]) * 2).toBe(runWords(xor));
  const constants = {
    NEVER,
    RISE_WINDOW,
    DIVERGED_AT,
    ...Object.fromEntries(OUTCOMES.map((outcome, o) => [outcome.toUpperCase(), o])),
  };
  for (const [name, expected] of Object.entries(constants)) {
    const value = new RegExp(`const ${name} = ([^;u]+)u?;`).exec(source)![1]!;
    expect(Number(value), name).toBe(expected);
  }
  const kinds = ['gd', 'momentum', 'rmsprop', 'adam'] as const;
  for (const quantity of kinds.flatMap((kind) => quantitiesOf(kind, describe({ id: 'xor' })))) {
    // shaders/adjusted.wgsl has these.
    if (isAdjustment(quantity)) continue;
    const code = quantityCode(quantity, (name) => ['w21', 'w12'].indexOf(name));
    expect(source, quantity).toContain(`q == ${code}`);
  }
});

test.each([
  ['gd', 0],
  ['momentum', 1],
  ['rmsprop', 1],
  ['adam', 2],
] as const)('of a network’s run with %s there are %i memories in its state', async (kind, of) => {
  const kernel = await kernelOf({ id: 'xor-deep' });
  const source = await shaderSource('watched', kernel, kind);
  // 264 weights, filled up; four numbers of Adam's powers, eight of its own.
  expect(runWords(kernel, kind)).toBe((2 + of) * 264 + 4 + 8);
  expect(source).toContain(`const MEMORIES = ${of}u;`);
  const memory = (name: string) => source.includes(`kept[${name} + 0u] = `);
  expect([memory('FIRST'), memory('SECOND')].filter(Boolean)).toHaveLength(of);
});

test('runs advanced together take at most 16 MiB of states, however many weights they have', () => {
  const gpu = { device: { limits: { maxStorageBufferBindingSize: 2 ** 27 } } } as never;
  const most = (size: number, last = 0) => mostRuns(gpu, { size } as never, { last } as never);
  expect(most(2)).toBe(2 ** 18);
  for (const size of [9, 261]) {
    expect(most(size) * 4 * stateWords({ size })).toBeLessThanOrEqual(2 ** 24);
    expect(most(size)).toBeGreaterThan(1000);
  }
  // The iterates kept of each run fit a binding too.
  expect(most(2, 256) * 4 * 256).toBeLessThanOrEqual(2 ** 27);
});
