import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { create } from 'webgpu';
import { WgslScanner } from 'wgsl_reflect/wgsl_reflect.module.js';
import { ensureBuilt } from '../../scripts/build-lib.mjs';
import { stripGlsl, stripWgsl } from '../../scripts/strip-wgsl.mjs';
import { kernelOf } from '../../src/gpu/kernels/index.ts';
import { type JobName, shaderSource } from '../../src/gpu/shaders.ts';

const root = resolve(import.meta.dirname, '../..');
const shaders = readdirSync(join(root, 'shaders'));
const textOf = (name: string) => readFileSync(join(root, 'shaders', name), 'utf8');
const tokensOf = (text: string) => new WgslScanner(text).scanTokens().map(({ lexeme }) => lexeme);

/** Held as long as the tests run: a collected one ends the process (src/node/webgpu.ts). */
let gpu: GPU | null = create(['backend=null']);
afterAll(() => {
  gpu = null;
});

test('comments of both kinds, nested ones too, blank lines and indents go; what is code stays', () => {
  const text = 'a /* b /* c // */ d */ = e / f; // g /* h\n\n  \tk/**/l;\r\n/* m\n n */ o *p;//';
  expect(stripWgsl(text)).toBe('a   = e / f;\nk l;\no *p;');
});

test.each(shaders)('%s has the same tokens stripped, and no comment', (name) => {
  const stripped = stripWgsl(textOf(name));
  expect(tokensOf(stripped)).toEqual(tokensOf(textOf(name)));
  expect(stripped).not.toMatch(/\/\/|\/\*|^\s|\n\s/);
  expect(stripped.length).toBeLessThan(textOf(name).length);
});

test('of GLSL in template strings the lines that are comments go, and indents, and nothing else', () => {
  const text = '// a\nconst f = `\n  // b\n  float g = 1.0; // c\n//\n\n`;\n';
  expect(stripGlsl(text)).toBe('const f = `\nfloat g = 1.0; // c\n\n`;\n');
});

/** What the compiler says of a shader. */
async function messagesOf(code: string): Promise<string[]> {
  const adapter = (await gpu!.requestAdapter())!;
  const device = await adapter.requestDevice();
  const { messages } = await device.createShaderModule({ code }).getCompilationInfo();
  device.destroy();
  return messages.map(({ message }) => message);
}

test.each<JobName>(['landscape', 'trajectories', 'plain', 'watched'])(
  'the stripped shader of %s compiles without a message',
  async (job) => {
    const code = await shaderSource(job, await kernelOf({ id: 'xor' }));
    expect(await messagesOf(stripWgsl(code))).toEqual([]);
  },
);

test('a shader that is broken has messages', async () => {
  expect(await messagesOf('fn broken( {}')).toHaveLength(1);
});

test('no comment of a shader is in the built library or command line', async () => {
  await ensureBuilt();
  const read = (path: string) => readFileSync(join(root, 'lib', path), 'utf8');
  const built = new Map(
    readdirSync(join(root, 'lib/shaders')).map((name) => [
      name.replace('_raw.js', ''),
      read(`shaders/${name}`),
    ]),
  );
  // The benchmark's are the command line's alone, where each stands below its name.
  const marked = read('cli/shared.js').matchAll(/^\/\/ shaders\/([\w-]+)\.wgsl\?raw\n(.*)$/gm);
  for (const [, name, text] of marked) built.set(name!, text! + (built.get(name!) ?? ''));
  expect(built.size).toBe(shaders.length);
  for (const name of shaders) {
    for (const [, comment] of textOf(name).matchAll(/\/\/ *(.{12,})/g)) {
      expect(
        [...built.values()].filter((text) => text.includes(JSON.stringify(comment).slice(1, -1))),
      ).toEqual([]);
    }
  }
});
