import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync, crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { load as loadNpy } from 'npyjs';
import { afterAll, expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { NEVER, OUTCOMES, type Sweep, type SweepSpec } from '../../src/engine.ts';
import { crc32, crc32Combine } from '../../src/fields/formats/crc32.ts';
import {
  encode,
  encodePicture,
  FORMATS,
  formatOf,
  readMeta,
} from '../../src/fields/formats/index.ts';
import { readNpyHeader } from '../../src/fields/formats/npy.ts';
import { npzPlan, readNpz } from '../../src/fields/formats/npz.ts';
import { OUTCOME_COLORS, solvedLight } from '../../src/fields/palettes.ts';
import { landscapeSource, sweepSource } from '../../src/fields/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradscape-formats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const engine = createCpuEngine(inlinePool());
const landscape = landscapeSource(
  await engine.landscape({
    problem: { id: 'xor', parameters: { b2: -4 } },
    window: { x: [-20, 20], y: [-10, 30] },
    width: 7,
    height: 5,
  }),
  engine.info,
);

/** A sweep of every outcome, with a loss that is no number and a run that never came down. */
const spec: SweepSpec = {
  problem: { id: 'xor' },
  optimizer: { kind: 'gd', learningRate: 1 },
  start: [0, 0],
  steps: 10,
  threshold: 0.1,
  x: { quantity: 'learningRate', range: [0.1, 1000], scale: 'log' },
  y: { quantity: 'start.y', range: [-1, 1], scale: 'linear' },
  width: 5,
  height: 2,
};
const made: Sweep = {
  spec,
  point: Float32Array.from({ length: 20 }, (_, k) => k / 3),
  loss: Float32Array.from({ length: 10 }, (_, k) => (k === 7 ? Number.NaN : 1 / (k + 1))),
  stepsToThreshold: Uint32Array.from({ length: 10 }, (_, k) => (k === 3 ? NEVER : 2 * k)),
  outcome: Uint8Array.from({ length: 10 }, (_, k) => k % 5),
};
const sweep = sweepSource(made, { name: 'gpu', adapter: 'Grafikkarte “Süd”', precision: 'f32' });

/** Runs Python with numpy on a script; null when there is none. */
function python(script: string): string | null {
  if (spawnSync('python3', ['-c', 'import numpy']).status !== 0) return null;
  return execFileSync('python3', ['-c', script], { cwd: folder, encoding: 'utf8' });
}
const hasNumpy = python('') !== null;
if (!hasNumpy)
  console.warn('Python with numpy is not here: the formats are only checked by their own readers');

test('a file’s format follows from its suffix, whatever its case', () => {
  expect(formatOf('a.b/c.NPZ')).toBe('npz');
  for (const bad of ['a', 'npy', 'a.xls', 'a.npy/b', ''])
    expect(() => formatOf(bad)).toThrow(/\.npy/);
});

test.each(FORMATS)('a .%s says what it is of, how it was made and by which version', (format) => {
  expect(readMeta(encode(sweep, format))).toEqual(sweep.meta);
  expect(readMeta(encode(landscape, format))).toEqual(landscape.meta);
  expect(landscape.meta).toMatchObject({ engine: 'cpu', precision: 'f64', adapter: 'CPU' });
});

test.each(FORMATS)('a .%s that is cut off or of another program is refused in words', (format) => {
  const bytes = encode(landscape, format);
  const cut =
    format === 'csv' ? 30 : format === 'npy' ? 100 : format === 'png' ? 60 : bytes.length - 1;
  expect(() => readMeta(bytes.subarray(0, cut))).toThrow(Error);
  expect(() => readMeta(new TextEncoder().encode('hello'))).toThrow(/none of gradscape/);
});

test.skipIf(!hasNumpy)(
  'numpy reads .npy and .npz, and Python’s csv reads .csv, value for value',
  () => {
    for (const [name, source] of Object.entries({ landscape, sweep })) {
      for (const format of FORMATS)
        writeFileSync(join(folder, `${name}.${format}`), encode(source, format));
    }
    const out = python(`
import csv, json, numpy as np, zipfile
r = {}
for name in ('landscape', 'sweep'):
    a, z = np.load(name + '.npy'), np.load(name + '.npz')
    assert zipfile.ZipFile(name + '.npz').testzip() is None
    assert np.array_equal(a, z['loss'], equal_nan=True)
    assert np.array_equal(a, np.load(name + '.npy', mmap_mode='r'), equal_nan=True)
    rows = list(csv.DictReader(open(name + '.csv', newline='')))
    assert len(rows) == a.size
    column = np.array([row['loss'] for row in rows], dtype=a.dtype).reshape(a.shape)
    assert np.array_equal(column, a, equal_nan=True)
    xs = np.array([float(row[list(row)[0]]) for row in rows]).reshape(a.shape)
    assert np.array_equal(xs[0], z['x'])
    assert json.loads(rows[0]['spec']) == json.loads(z['spec.json'])
    r[name] = {'shapes': {k: [str(z[k].dtype), *z[k].shape] for k in z.files if not k.endswith('.json')},
               'columns': list(rows[0]), 'row': list(rows[3].values()),
               'loss': [None if np.isnan(v) else float(v) for v in a.ravel()]}
print(json.dumps(r))`);
    const read = JSON.parse(out ?? '');
    expect(read.landscape.shapes).toEqual({
      x: ['float64', 7],
      y: ['float64', 5],
      loss: ['float64', 5, 7],
      gradient: ['float64', 5, 7, 2],
    });
    expect(read.sweep.shapes).toMatchObject({
      point: ['float32', 2, 5, 2],
      stepsToThreshold: ['uint32', 2, 5],
      outcome: ['uint8', 2, 5],
    });
    expect(read.landscape.columns).toEqual([
      'w21',
      'w12',
      'loss',
      'gradient.w21',
      'gradient.w12',
      'spec',
    ]);
    expect(read.landscape.loss).toEqual([...landscape.read(landscape.fields[0]!, 0, 5)]);
    // Loss, steps to threshold (never), outcome, spec (in the first row only).
    expect(read.sweep.row.slice(4)).toEqual(['0.25', '', 'moving', '-']);
  },
);

test('npyjs reads .npy, and a field can be chosen', async () => {
  const bytes = encode(sweep, 'npy', { field: 'outcome' });
  const { data, shape } = await loadNpy(bytes);
  expect(shape).toEqual([2, 5]);
  expect([...(data as Uint8Array)]).toEqual([...made.outcome]);
  expect(readNpyHeader(bytes).offset % 64).toBe(0);
  expect(() => encode(sweep, 'npy', { field: 'gradient' })).toThrow(
    /"gradient" is not one of point, loss, stepsToThreshold, outcome/,
  );
  expect(() => encode(sweep, 'csv', { field: 'loss' })).toThrow(/holds all fields/);
});

test('a .parquet has a row per cell, words for outcomes and a null for never', async () => {
  const bytes = encode(sweep, 'parquet');
  const rows = await parquetReadObjects({ file: bytes.slice().buffer });
  expect(rows).toHaveLength(10);
  expect(rows.map((row) => row.outcome)).toEqual([...made.outcome].map((code) => OUTCOMES[code]));
  expect(rows[3]).toMatchObject({ stepsToThreshold: null, loss: 0.25, 'point.w21': 2 });
  expect(rows[9]!.stepsToThreshold).toBe(18);
  expect(rows.map((row) => row.lr).slice(0, 5)).toEqual([...sweep.x.centres]);
  expect(rows[5]!['start.w12']).toBe(0.5);
});

/** Colour indices of a PNG as written here, its top row first. */
function pngRows(bytes: Uint8Array, perPixel = 1) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const data: Uint8Array[] = [];
  for (let at = 8; at < bytes.length; at += 12 + view.getUint32(at)) {
    const length = view.getUint32(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(view.getUint32(at + 8 + length)).toBe(crc32(body));
    if (String.fromCharCode(...body.subarray(0, 4)) === 'IDAT') data.push(body.subarray(4));
  }
  const [width, height] = [perPixel * view.getUint32(16), view.getUint32(20)];
  const lines = inflateSync(Buffer.concat(data));
  expect(lines.length).toBe((width + 1) * height);
  return Array.from({ length: height }, (_, j) => [
    ...lines.subarray(j * (width + 1) + 1, (j + 1) * (width + 1)),
  ]);
}

test('a .png has the outcomes as colours with the least y at the bottom, and any scalar field', () => {
  expect(pngRows(encode(sweep, 'png', { field: 'outcome' }))).toEqual([
    [0, 1, 2, 3, 4],
    [0, 1, 2, 3, 4],
  ]);
  const loss = pngRows(encode(sweep, 'png', { field: 'loss' }));
  expect(loss[1]![0]).toBe(254);
  expect(loss[0]![4]).toBe(0);
  // The loss that is no number has the colour of none.
  expect(loss[0]![2]).toBe(255);
  expect(() => encode(sweep, 'png', { field: 'point' })).toThrow(
    /vector.*loss or stepsToThreshold/,
  );
});

test('the CRC-32 is zlib’s, in parts and of parts put together', () => {
  // Node 20.15 and later have zlib's own.
  const reference = (bytes: Uint8Array) => zlibCrc32(bytes);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (a, b) => {
      const whole = reference(Buffer.concat([a, b]));
      return crc32(b, crc32(a)) === whole && crc32Combine(crc32(a), crc32(b), b.length) === whole;
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('an .npz beyond 4 GiB is read by Python’s zipfile and by us', () => {
  // 1.3 billion cells of zeros, as holes in the file: 5.4 GB of loss before the outcomes.
  const [width, height] = [65_536, 20_480];
  const fields = [
    { name: 'loss', type: '<f4' },
    { name: 'outcome', type: '|u1' },
  ] as const;
  const shape = {
    ...sweep,
    width,
    height,
    fields,
    x: { name: 'x', centres: new Float64Array(width) },
    y: { name: 'y', centres: new Float64Array(height) },
  };
  const plan = npzPlan(shape);
  const megabyte = crc32(new Uint8Array(2 ** 20));
  const zeros = (bytes: number) => {
    let crc = 0;
    for (let at = 0; at < bytes; at += 2 ** 20) crc = crc32Combine(crc, megabyte, 2 ** 20);
    return crc;
  };
  const name = join(folder, 'big.npz');
  const file = openSync(name, 'w+');
  try {
    for (const { at, bytes } of plan.frame([zeros(width * height * 4), zeros(width * height)])) {
      ftruncateSync(file, at);
      writeSync(file, bytes, 0, bytes.length, at);
    }
    const size = fstatSync(file).size;
    expect(size).toBeGreaterThan(6.7e9);
    const { meta, arrays } = readNpz(size, (at, length) => {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, readSync(file, bytes, 0, length, at));
    });
    expect(meta).toEqual(sweep.meta);
    expect(arrays.get('outcome')).toMatchObject({ type: '|u1', shape: [height, width] });
  } finally {
    closeSync(file);
  }
  const out = python(`
import zipfile, numpy as np
z = zipfile.ZipFile('big.npz')
print([(i.filename, i.file_size) for i in z.infolist()][3:])
f = z.open('outcome.npy'); f.read(64)
print(z.read('y.npy')[:6])`);
  if (out) expect(out).toContain(`('loss.npy', ${width * height * 4 + 128})`);
});

test('a sweep’s .png has the colours of the page’s map within 1 of 255: solved runs darken with their steps', () => {
  const bytes = encode(sweep, 'png');
  const palette = bytes.subarray(41);
  expect(String.fromCharCode(...bytes.subarray(37, 41))).toBe('PLTE');
  const rows = pngRows(bytes);
  for (let k = 0; k < 10; k++) {
    const index = rows[1 - Math.floor(k / 5)]![k % 5]!;
    const code = made.outcome[k]!;
    const light = code === 0 ? solvedLight(Math.min(made.stepsToThreshold[k]!, 10), spec.steps) : 1;
    for (let c = 0; c < 3; c++) {
      expect(Math.abs(palette[3 * index + c]! - OUTCOME_COLORS[code]![c]! * light)).toBeLessThan(
        1.5,
      );
    }
  }
});

test('a picture that the page drew becomes a .png with its colours, its row 0 at the bottom', () => {
  const rgba = Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 255, 7, 8, 9, 255, 10, 11, 12, 255);
  const bytes = encodePicture({ width: 2, height: 2, rgba }, sweep.meta);
  expect(readMeta(bytes)).toEqual(sweep.meta);
  expect(pngRows(bytes, 3)).toEqual([
    [7, 8, 9, 10, 11, 12],
    [1, 2, 3, 4, 5, 6],
  ]);
});
