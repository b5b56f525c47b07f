import { expect, test } from 'vitest';
import { WgslReflect } from 'wgsl_reflect/wgsl_reflect.module.js';
import { type JobName, shaderSource } from '../../src/gpu/shaders.ts';
import {
  LANDSCAPE_LAYOUT,
  type Layout,
  pack,
  TRAJECTORIES_LAYOUT,
  XOR_LAYOUT,
} from '../../src/gpu/uniforms.ts';

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
  ['landscape', 'job', LANDSCAPE_LAYOUT],
  ['trajectories', 'job', TRAJECTORIES_LAYOUT],
])('in the %s shader the uniform %s has exactly the packed offsets', (job, uniform, layout) => {
  expect(layoutOf(shaderSource(job, 'xor'), uniform)).toEqual(layout);
});

test('packing writes little-endian values at their offsets and pads to 16 bytes', () => {
  const bytes = pack(LANDSCAPE_LAYOUT, { width: 258, rows: 3, firstRow: 0 });
  expect(bytes.byteLength).toBe(16);
  expect([...new Uint8Array(bytes).slice(0, 5)]).toEqual([2, 1, 0, 0, 3]);
});
