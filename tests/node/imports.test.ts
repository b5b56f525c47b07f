// A layer imports only from those above it (README, "Folders"). This test is the fence.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');

const CORE = ['math', 'problems', 'optimizers.ts', 'engine.ts'];
const ENGINE = [...CORE, 'axes.ts', 'specs.ts', 'runs.ts'];
const LIBRARY = [...ENGINE, 'version.ts', 'cpu', 'gpu', 'fields', 'choose-engine.ts', 'library.ts'];

/** Top to bottom; a file of a layer may import from its own and from those listed for it. */
const MAY_IMPORT: Record<string, string[]> = {
  math: [],
  problems: ['math'],
  'optimizers.ts': [],
  'version.ts': [],
  'engine.ts': ['math', 'problems', 'optimizers.ts'],
  'axes.ts': CORE,
  'specs.ts': [...CORE, 'axes.ts'],
  'runs.ts': ENGINE,
  cpu: ENGINE,
  gpu: ENGINE,
  fields: [...ENGINE, 'version.ts'],
  'choose-engine.ts': ['engine.ts'],
  'library.ts': LIBRARY,
  'index.ts': LIBRARY,
  node: LIBRARY,
  cli: [...LIBRARY, 'node'],
  views: ['math', 'optimizers.ts', 'engine.ts', 'fields'],
  app: [...LIBRARY, 'views'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((f) =>
  f.endsWith('.ts'),
);
const layerOf = (file: string) => file.split(/[\\/]/)[0]!;

function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  return [...text.matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'\)|new URL\('(\.[^']+)'/g)]
    .map((m) => m[1] ?? m[2] ?? m[3]!)
    .filter((path) => path.endsWith('.ts'))
    .map((path) => relative(src, resolve(src, dirname(file), path)));
}

test('every folder of src has its place in the order of layers', () => {
  const known = new Set(Object.keys(MAY_IMPORT));
  expect([...new Set(files.map(layerOf))].filter((layer) => !known.has(layer))).toEqual([]);
});

test.each(files)('%s imports only from its own layer and those above', (file) => {
  const allowed = new Set([layerOf(file), ...(MAY_IMPORT[layerOf(file)] ?? [])]);
  expect(importsOf(file).filter((path) => !allowed.has(layerOf(path)))).toEqual([]);
});

test('nothing but views sees regl', () => {
  const seen = files.filter((f) => /from 'regl'/.test(readFileSync(join(src, f), 'utf8')));
  expect(seen.filter((f) => layerOf(f) !== 'views')).toEqual([]);
});

test('no file is longer than 300 lines, and no shader longer than 150', () => {
  const long = files.filter((f) => readFileSync(join(src, f), 'utf8').split('\n').length > 301);
  expect(long).toEqual([]);
  const shaders = resolve(src, '../shaders');
  for (const shader of readdirSync(shaders)) {
    expect(readFileSync(join(shaders, shader), 'utf8').split('\n').length, shader).toBeLessThan(
      151,
    );
  }
});
