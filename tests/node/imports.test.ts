// A layer imports only from those above it (README, "Folders"). This test is the fence.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');

/** The layers, top to bottom: a file may import from its own and from every one above it. */
const LAYERS = [
  ['math', 'version.ts', 'errors.ts', 'frames.ts', 'check.ts', 'patience.ts', 'once.ts'],
  ['optimizers.ts', 'schedules.ts', 'noise.ts', 'formula'],
  ['problems'],
  ['engine.ts', 'inputs.ts', 'results.ts'],
  ['quantities.ts'],
  ['schemas.ts', 'pixels.ts'],
  ['specs.ts', 'reference.ts'],
  ['runs.ts', 'run-period.ts', 'starts.ts', 'choose-engine.ts', 'lifetime.ts'],
  ['cpu', 'gpu', 'fields'],
  ['words'],
  ['bench', 'lessons'],
  ['views', 'library.ts'],
  ['app', 'index.ts', 'node'],
  ['cli'],
];

/** Layers side by side that must not see each other. */
const APART = [
  ['cpu', 'gpu'],
  ['cpu', 'fields'],
  ['gpu', 'fields'],
  ['views', 'cpu'],
  ['views', 'gpu'],
  ['lessons', 'gpu'],
  ['lessons', 'fields'],
  ['lessons', 'bench'],
  ['bench', 'words'],
  ['library.ts', 'words'],
  ['app', 'node'],
  ['app', 'cli'],
];

const depthOf = (layer: string) => LAYERS.findIndex((row) => row.includes(layer));
const mayImport = (from: string, to: string) =>
  depthOf(to) >= 0 &&
  depthOf(to) <= depthOf(from) &&
  !APART.some((pair) => from !== to && pair.includes(from) && pair.includes(to));

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
  expect([...new Set(files.map(layerOf))].filter((layer) => depthOf(layer) < 0)).toEqual([]);
});

test.each(files)('%s imports only from its own layer and those above', (file) => {
  const wrong = importsOf(file).filter((path) => !mayImport(layerOf(file), layerOf(path)));
  expect(wrong).toEqual([]);
});

/** The rooms of the page, likewise; what main.ts wires they do not reach for. */
const ROOMS = [
  'state',
  'jobs',
  'problem',
  'landscape',
  'hands',
  'network',
  'plane',
  'curvature',
  'relief',
  'kept',
  'offline',
  'maps',
  'spectrum',
  'tables',
  'benchmark',
  'panel',
  'lessons',
  'welcome',
  'gallery',
  'commands',
  'share',
  'shell',
];
const roomOf = (file: string) => file.split(/[\\/]/)[1]!;
const rank = (file: string) => ROOMS.indexOf(roomOf(file));
const inRoom = files.filter((f) => layerOf(f) === 'app' && !/^app[\\/][\w.-]+\.ts$/.test(f));

test('every folder of the page has its place in the order of rooms', () => {
  expect(inRoom.map(roomOf).filter((room) => !ROOMS.includes(room))).toEqual([]);
});

test.each(inRoom)('%s imports only from its own room and those before', (file) => {
  const wrong = importsOf(file).filter(
    (path) => layerOf(path) === 'app' && !(rank(path) >= 0 && rank(path) <= rank(file)),
  );
  expect(wrong).toEqual([]);
});

test('nothing but views sees regl', () => {
  const seen = files.filter((f) => /from 'regl'/.test(readFileSync(join(src, f), 'utf8')));
  expect(seen.filter((f) => layerOf(f) !== 'views')).toEqual([]);
});

test('no style sheet of the page is longer than 300 lines', () => {
  const sheets = readdirSync(join(src, 'app'), { recursive: true, encoding: 'utf8' }).filter((f) =>
    f.endsWith('.css'),
  );
  expect(sheets.length).toBeGreaterThan(0);
  const lines = (f: string) => readFileSync(join(src, 'app', f), 'utf8').split('\n').length;
  expect(sheets.filter((f) => lines(f) > 301)).toEqual([]);
});

test('names of problems and parameters stand with the problems, their kernels, lessons and words, nowhere else', () => {
  const named = files.filter(
    (f) =>
      !['problems', 'lessons', 'words'].includes(layerOf(f)) &&
      !f.startsWith(join('gpu', 'kernels')) &&
      /\b(w21|w12|xor)\b/i.test(readFileSync(join(src, f), 'utf8')),
  );
  expect(named).toEqual([]);
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

test('no text becomes code: the page’s policy allows it for regl alone', () => {
  const made = files.filter((file) =>
    /\beval\s*\(|\bnew Function\b|\bset(?:Timeout|Interval)\(\s*['"`]|javascript:/.test(
      readFileSync(join(src, file), 'utf8'),
    ),
  );
  expect(made).toEqual([]);
});

test('no text is handed to the browser to make elements of: src/views/markup.ts builds them', () => {
  const made = files.filter((file) =>
    /\b(?:inner|outer)HTML\b|insertAdjacentHTML|DOMParser|createContextualFragment|setHTMLUnsafe|srcdoc|document\.write/.test(
      readFileSync(join(src, file), 'utf8'),
    ),
  );
  expect(made).toEqual([]);
});
