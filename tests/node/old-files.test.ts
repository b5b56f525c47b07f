// Files and links that version 0.1.0 wrote, when θ was always (w21, w12) and quantities were called x and y:
// they open, mean what they meant, and their specs give the numbers in them again.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { patchOfFile } from '../../src/app/shell/opened-file.ts';
import { DEFAULT_STATE, patched, type State } from '../../src/app/state/state.ts';
import { fromHash, toHash } from '../../src/app/state/url.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { LandscapeSpec, SpectrumSpec, SweepSpec } from '../../src/engine.ts';
import { encode, readMeta } from '../../src/fields/formats/index.ts';
import { readNpyHeader } from '../../src/fields/formats/npy.ts';
import { readNpz } from '../../src/fields/formats/npz.ts';
import { type Cells, cellsOf, type GridSource } from '../../src/fields/formats/source.ts';
import { landscapeSource, spectrumSource, sweepSource } from '../../src/fields/sources.ts';
import { checkLandscape, checkSpectrum, checkSweep } from '../../src/specs.ts';
import { bytesOf, run, useFolder } from './terminal.ts';

useFolder();

const engine = createCpuEngine(inlinePool());
const pathOf = (name: string) => resolve(import.meta.dirname, '../fixtures/version-0.1.0', name);
const old = (name: string) => new Uint8Array(readFileSync(pathOf(name)));

/** What a file's spec gives today. */
async function again(name: string): Promise<GridSource> {
  const { kind, spec } = readMeta(old(name));
  if (kind === 'landscape') {
    return landscapeSource(await engine.landscape(spec as LandscapeSpec), engine.info);
  }
  return kind === 'spectrum'
    ? spectrumSource(await engine.spectrum(spec as SpectrumSpec), engine.info)
    : sweepSource(await engine.sweep(spec as SweepSpec), engine.info);
}

/** Every array of an .npz by name; the coordinates among them. */
function arraysOf(bytes: Uint8Array): Map<string, Cells> {
  const { arrays } = readNpz(bytes.length, (at, length) => bytes.subarray(at, at + length));
  return new Map(
    [...arrays].map(([name, { type, shape, offset }]) => {
      const size = shape.reduce((product, n) => product * n, Number(type.slice(2)));
      return [name, cellsOf(type, bytes.slice(offset, offset + size))];
    }),
  );
}

/** The largest difference, relative above 1; that of two numbers that are not is 0. */
function differenceOf(a: Cells, b: Cells): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  a.forEach((value, i) => {
    if (Object.is(value, b[i])) return;
    largest = Math.max(largest, Math.abs(value - b[i]!) / Math.max(1, Math.abs(value)));
  });
  return largest;
}

/** The state that the page is in after a change of the defaults; throws where it refuses. */
const stateOf = (patch: unknown): State => patched(DEFAULT_STATE, patch);

test.each<[string, 'landscape' | 'sweep' | 'spectrum', object]>([
  ['landscape.npy', 'landscape', { problem: { id: 'xor', parameters: { v1: -9 } } }],
  ['basins.npz', 'sweep', { x: { quantity: 'start.x' }, y: { quantity: 'start.y' } }],
  ['part1.npz', 'sweep', { x: { quantity: 'start.x' }, y: { quantity: 'start.y' } }],
  ['part2.npz', 'sweep', { x: { quantity: 'start.x' }, y: { quantity: 'start.y' } }],
  ['spectrum.npz', 'spectrum', { component: 'w21', last: 4 }],
  ...['npz', 'csv', 'parquet', 'png'].map((format): [string, 'sweep', object] => [
    `sweep-rates.${format}`,
    'sweep',
    {
      problem: { id: 'xor', parameters: { b2: -4 } },
      x: { quantity: 'learningRate.w21', range: [0.1, 100], scale: 'log' },
      y: { quantity: 'learningRate.w12', range: [1, 9], scale: 'linear' },
    },
  ]),
])(
  '%s says what it is of, and its %s is a valid spec under the names of today',
  (name, kind, means) => {
    const meta = readMeta(old(name));
    expect(meta).toMatchObject({ version: '0.1.0', kind, engine: 'cpu', precision: 'f64' });
    const check = { landscape: checkLandscape, sweep: checkSweep, spectrum: checkSpectrum }[kind];
    expect(check(meta.spec)).toMatchObject(means);
  },
);

test.each(['basins.npz', 'sweep-rates.npz', 'spectrum.npz'])(
  'the spec of %s gives its arrays again, within 1e-12, and steps and outcomes exactly',
  async (name) => {
    const stored = arraysOf(old(name));
    const now = arraysOf(encode(await again(name), 'npz'));
    expect([...now.keys()].sort()).toEqual([...stored.keys()].sort());
    for (const [array, cells] of stored) {
      const exact = array === 'outcome' || array === 'stepsToThreshold';
      const bound = exact ? 0 : 1e-12;
      expect(differenceOf(cells, now.get(array)!), array).toBeLessThanOrEqual(bound);
    }
  },
);

test('the spec of landscape.npy gives its losses again, within 1e-12', async () => {
  const cells = (bytes: Uint8Array) => {
    const { type, offset } = readNpyHeader(bytes);
    return cellsOf(type, bytes.slice(offset));
  };
  const now = encode(await again('landscape.npy'), 'npy');
  expect(differenceOf(cells(old('landscape.npy')), cells(now))).toBeLessThanOrEqual(1e-12);
});

/** A number to 12 digits: version 0.1.0 took Math.exp of its engine, whose last digit is another. */
const to12 = (value: unknown) =>
  typeof value === 'number' ? Number(value.toPrecision(12)) : value;

test('sweep-rates as .csv and .parquet have the columns and rows that are written today, to 12 digits', async () => {
  const source = await again('sweep-rates.npz');
  const withoutSpec = (row: string) => row.replace(/,("\{.*\}"|-)?$/, '');
  const rowsOf = (bytes: Uint8Array) =>
    new TextDecoder()
      .decode(bytes)
      .trim()
      .split('\r\n')
      .map((row) =>
        withoutSpec(row)
          .split(',')
          .map((cell) => (cell ? to12(Number(cell)) || cell : '')),
      );
  expect(rowsOf(old('sweep-rates.csv'))).toEqual(rowsOf(encode(source, 'csv')));
  const tableOf = async (bytes: Uint8Array) =>
    (await parquetReadObjects({ file: bytes.slice().buffer })).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, to12(value)])),
    );
  expect(await tableOf(old('sweep-rates.parquet'))).toEqual(
    await tableOf(encode(source, 'parquet')),
  );
});

const RATES = {
  tab: 'sweep',
  parameters: { ...DEFAULT_STATE.parameters, b2: -4 },
  map: { optimizer: 'gd', compare: 'none', start: [0, 0], steps: 40, threshold: 0.1 },
  optimizers: { gd: { learningRate: 3 } },
  sweep: {
    x: { quantity: 'learningRate.w21', range: [0.1, 100], scale: 'log' },
    y: { quantity: 'learningRate.w12', range: [1, 9], scale: 'linear' },
  },
};

test.each<[string, object]>([
  [
    'landscape.npy',
    {
      tab: 'landscape',
      parameters: { ...DEFAULT_STATE.parameters, v1: -9 },
      window: { x: [-20, 20], y: [-20, 20] },
    },
  ],
  [
    'basins.npz',
    {
      tab: 'basins',
      parameters: DEFAULT_STATE.parameters,
      window: { x: [-20, 20], y: [-20, 20] },
      map: { optimizer: 'adam', compare: 'none', steps: 40, threshold: 0.1, resolution: 16 },
      optimizers: { adam: { learningRate: 0.5, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } },
    },
  ],
  [
    'spectrum.npz',
    {
      tab: 'spectrum',
      spectrum: {
        optimizer: 'gd',
        start: [0, 0],
        steps: 40,
        rate: { range: [0.1, 1000], scale: 'log' },
        count: 16,
        last: 4,
        component: 'w21',
      },
    },
  ],
  ['part2.npz', { tab: 'basins', optimizers: { gd: { learningRate: 3 } }, map: { steps: 40 } }],
  ['sweep-rates.npz', RATES],
  ['sweep-rates.csv', RATES],
  ['sweep-rates.parquet', RATES],
  ['sweep-rates.png', RATES],
  ['sweep-printed.json', RATES],
])('%s opens in the page on its tab, with its parameters, axes and optimizer', (name, means) => {
  const state = stateOf(patchOfFile(old(name), name));
  expect(state).toMatchObject(means);
  const { trained, plane } = DEFAULT_STATE;
  expect(state).toMatchObject({ problem: 'xor', trained, plane });
});

test('an old file opens as what it is, whatever was trained and on the axes before', () => {
  const nine = patched(DEFAULT_STATE, {
    trained: Object.keys(DEFAULT_STATE.parameters),
    plane: { x: { parameter: 'v1' }, y: { parameter: 'v2' } },
    spectrum: { component: 'c' },
  });
  for (const name of ['landscape.npy', 'basins.npz', 'spectrum.npz', 'sweep-rates.npz']) {
    const { trained, plane, tab } = patched(nine, patchOfFile(old(name), name));
    const alone = stateOf(patchOfFile(old(name), name));
    expect({ trained, plane, tab }, name).toEqual({
      trained: alone.trained,
      plane: alone.plane,
      tab: alone.tab,
    });
  }
});

test('two old shards merge to the sweep of their spec, within 1e-12', async () => {
  const { code, stderr } = await run(
    ...['merge', pathOf('part2.npz'), pathOf('part1.npz'), '--out=whole.npz', '--quiet'],
  );
  expect([code, stderr]).toEqual([0, '']);
  const merged = arraysOf(new Uint8Array(bytesOf('whole.npz')));
  const whole = arraysOf(encode(await again('part1.npz'), 'npz'));
  expect(readMeta(bytesOf('whole.npz'))).not.toHaveProperty('shard');
  for (const [array, cells] of whole) {
    expect(differenceOf(merged.get(array)!, cells), array).toBeLessThanOrEqual(1e-12);
  }
});

const links: string[] = JSON.parse(new TextDecoder().decode(old('links.json')));

test.each<[string, object, number]>([
  [
    'two learning rates',
    {
      tab: 'sweep',
      sweep: {
        x: { quantity: 'learningRate.w21', range: [0.1, 100], scale: 'log' },
        y: { quantity: 'learningRate.w12', range: [0.1, 100], scale: 'log' },
      },
    },
    0,
  ],
  [
    'other fixed weights and one start',
    {
      tab: 'landscape',
      parameters: { ...DEFAULT_STATE.parameters, b2: -4, v1: -10 },
      starts: { points: [[1, 4]], pattern: 'none' },
      steps: 200,
    },
    1,
  ],
  [
    'a spectrum of iterates of x',
    { tab: 'spectrum', spectrum: { component: 'w21', start: [1, 2], count: 1024 } },
    2,
  ],
  [
    'a sweep over the start’s x',
    {
      tab: 'sweep',
      map: { start: [1, 2], resolution: 64 },
      sweep: {
        x: { quantity: 'start.x', range: [-5, 5], scale: 'linear' },
        // It was left at the default, which was y.
        y: { quantity: 'start.y', range: [-20, 20], scale: 'linear' },
      },
    },
    3,
  ],
])(
  'the old link to %s opens without a fault, means the same, and is a link of today',
  (_, means, i) => {
    const { state, fault } = fromHash(links[i]!);
    expect(fault).toBe(undefined);
    expect(state).toMatchObject(means);
    const { trained, plane, problem } = DEFAULT_STATE;
    expect(state).toMatchObject({ trained, plane, problem });
    expect(fromHash(toHash(state)).state).toEqual(state);
  },
);
