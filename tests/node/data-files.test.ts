// What files hold of data and formulas: all that is needed to compute them again.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { patchOfFile } from '../../src/app/shell/opened-file.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { encode, FORMATS, readMeta } from '../../src/fields/formats/index.ts';
import { readNpz } from '../../src/fields/formats/npz.ts';
import { landscapeSource } from '../../src/fields/sources.ts';
import '../../src/problems/catalogue.ts';
import { dataHash } from '../../src/problems/data.ts';
import { checkLandscape } from '../../src/specs.ts';
import { at, bytesOf, json, run, useFolder } from './terminal.ts';

useFolder();

const engine = createCpuEngine(inlinePool());
const rowsOf = (n: number) =>
  Array.from({ length: n }, (_, i) => [i / 3, Math.sin(i) - 7e-5, i % 2]);

async function sourceOf(n: number) {
  const problem = { id: 'logistic', data: rowsOf(n) };
  const window = { x: [-2, 2] as [number, number], y: [-3, 3] as [number, number] };
  const spec = checkLandscape({ problem, window, width: 3, height: 2 });
  return landscapeSource(await engine.landscape(spec), engine.info);
}
const [few, many] = [await sourceOf(20), await sourceOf(10_000)];

test.each(FORMATS)('a .%s holds the rows with their hash, and opens with them', (format) => {
  const bytes = encode(few, format);
  expect(readMeta(bytes)).toEqual(few.meta);
  // In every format, even deflated ones, the spec is plain text.
  expect(Buffer.from(bytes).toString('latin1')).toContain(dataHash(rowsOf(20)));
  const { data, problem, tab } = patched(DEFAULT_STATE, patchOfFile(bytes, `a.${format}`));
  expect({ data, problem, tab }).toEqual({
    data: rowsOf(20),
    problem: 'logistic',
    tab: 'landscape',
  });
});

test('an .npz has the data as an array of f64, and in its spec their hash and shape alone', () => {
  const bytes = encode(many, 'npz');
  const { meta, arrays } = readNpz(bytes.length, (from, n) => bytes.subarray(from, from + n));
  expect(arrays.get('data')).toMatchObject({ type: '<f8', shape: [10_000, 3] });
  const stored = { hash: dataHash(rowsOf(10_000)), rows: 10_000, columns: 3 };
  expect(meta.spec).toMatchObject({ problem: { data: stored } });
  expect(JSON.stringify(meta).length).toBeLessThan(600);
  expect(readMeta(bytes)).toEqual(many.meta);
  writeFileSync(at('many.npz'), bytes);
  const sums = spawnSync(
    'python3',
    ['-c', "import numpy as np; print(repr(np.load('many.npz')['data'].sum(0)[[0, 2]].tolist()))"],
    { cwd: at(), encoding: 'utf8' },
  );
  // Where there is numpy.
  if (sums.status === 0) expect(JSON.parse(sums.stdout)[1]).toBe(5000);
});

test.each(['csv', 'parquet', 'png'] as const)('10,000 rows fit into a .%s', (format) => {
  expect(readMeta(encode(many, format))).toEqual(many.meta);
});

test('a .npy has no room for 10,000 rows, and says which formats have', () => {
  expect(() => encode(many, 'npy')).toThrow(/does not fit a .npy header: at most 9984; other/);
});

test.each(['npz', 'csv'] as const)(
  'a .%s whose data were changed is refused by their hash',
  (format) => {
    const text = Buffer.from(encode(few, format)).toString('latin1');
    const [from, to] =
      format === 'csv'
        ? ['0.3333333333333333', '0.3333333333333334']
        : [1 / 3, 0.4].map((value) =>
            Buffer.from(Float64Array.of(value).buffer).toString('latin1'),
          );
    expect(text).toContain(from);
    const damaged = new Uint8Array(Buffer.from(text.replace(from!, to!), 'latin1'));
    expect(() => readMeta(damaged)).toThrow(/data are damaged: their hash is \w{16}, not \w{16}/);
  },
);

test('shards are merged to what the whole is, data and all, and those of other data are refused by both hashes', async () => {
  writeFileSync(at('points.csv'), 'y,x\n2,1\n3,2\n4,4\n');
  writeFileSync(at('others.csv'), 'x,y\n1,2\n2,3\n4,5\n');
  const sweep = ['sweep', '--problem=least-squares', '--size=32', '--steps=5', '--engine=cpu'];
  const flags = [...sweep, '--data=points.csv', '--json'];
  await Promise.all([
    json(...flags, '--out=whole.npz'),
    json(...flags, '--shard=1/2', '--out=1.npz'),
    json(...flags, '--shard=2/2', '--out=2.npz'),
    json(...sweep, '--data=others.csv', '--shard=2/2', '--out=other.npz'),
    json(...sweep, '--data=noisy', '--shard=2/2', '--out=named.npz'),
  ]);
  await json('merge', '2.npz', '1.npz', '--out=merged.npz');
  expect(bytesOf('merged.npz').equals(bytesOf('whole.npz'))).toBe(true);
  const ours = [
    [1, 2],
    [2, 3],
    [4, 4],
  ];
  expect(readMeta(bytesOf('merged.npz')).spec).toMatchObject({ problem: { data: ours } });
  expect(readMeta(bytesOf('named.npz')).spec).toMatchObject({ problem: { data: 'noisy' } });
  const theirs = dataHash([
    [1, 2],
    [2, 3],
    [4, 5],
  ]);
  for (const [file, message] of [
    [
      'other.npz',
      `"other.npz" does not belong with "1.npz": its spec.problem.data.hash is "${theirs}", not "${dataHash(ours)}"`,
    ],
    [
      'named.npz',
      '"named.npz" does not belong with "1.npz": its spec.problem.data is "noisy", not {"hash"',
    ],
  ]) {
    const { code, stderr } = await run('merge', '1.npz', file!, '--out=no.npz');
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  }
});
