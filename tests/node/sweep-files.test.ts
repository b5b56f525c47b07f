// What files of sweeps say besides the runs: the border's dimension, and how far f32 can be trusted.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { joined, openShard } from '../../src/cli/merge-shards.ts';
import { partOf } from '../../src/cli/sweep-tiles.ts';
import { tilesOf, tilingOf } from '../../src/cli/tiles.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { readNpz } from '../../src/fields/formats/npz.ts';
import { STATISTICS } from '../../src/fields/formats/statistics.ts';
import { sweepShape, sweepSource } from '../../src/fields/sources.ts';
import { TRUST_FIELD } from '../../src/fields/trust.ts';
import {
  boxCounting,
  encode,
  SENSITIVE,
  TRUSTED,
  trustCounts,
  trustOf,
  uncertaintyDimension,
} from '../../src/library.ts';
import { checkSweep } from '../../src/specs.ts';
import { at, bytesOf, json, run, useFolder } from './terminal.ts';

useFolder();

const engine = createCpuEngine(inlinePool());
const spec = checkSweep({
  problem: { id: 'xor' },
  optimizer: { kind: 'gd', learningRate: 30 },
  start: [0, 0],
  steps: 60,
  threshold: 0.1,
  x: { quantity: 'start.x', range: [-20, 20], scale: 'linear' },
  y: { quantity: 'start.y', range: [-20, 20], scale: 'linear' },
  width: 96,
  height: 80,
});

/** The member of a file; null where there is none. */
function statisticsIn(bytes: Uint8Array) {
  const { members } = readNpz(bytes.length, (from, n) => bytes.subarray(from, from + n));
  const place = members.find(({ name }) => name === STATISTICS.name);
  if (!place) return null;
  return JSON.parse(new TextDecoder().decode(bytes.subarray(place.data, place.data + place.size)));
}

test('an .npz of a whole sweep holds the dimension that the library gives: from library, terminal and merge the same bytes', async () => {
  const sweep = await engine.sweep(spec);
  const file = encode(sweepSource(sweep, engine.info), 'npz');
  const boxes = boxCounting(sweep.outcome, 96, 80)!;
  const { slope, ...pairs } = uncertaintyDimension(sweep.outcome, 96, 80)!;
  const { dimension } = statisticsIn(file);
  expect(dimension.solved).toEqual({
    dimension: boxes.slope,
    standardError: boxes.standardError,
    scales: boxes.range,
    sizes: boxes.sizes,
    counts: boxes.counts,
    localSlopes: boxes.localSlopes,
  });
  expect(dimension.pairs).toMatchObject({ dimension: slope, shares: pairs.shares });
  writeFileSync(at('spec.json'), JSON.stringify(spec));
  const flags = ['sweep', '--spec=spec.json', '--engine=cpu'];
  await json(...flags, '--out=whole.npz');
  expect(Buffer.compare(bytesOf('whole.npz'), file)).toBe(0);
  for (const part of ['1', '2']) await json(...flags, `--shard=${part}/2`, `--out=part${part}.npz`);
  expect(statisticsIn(bytesOf('part1.npz'))).toBeNull();
  await json('merge', 'part1.npz', 'part2.npz', '--out=merged.npz');
  expect(Buffer.compare(bytesOf('merged.npz'), file)).toBe(0);
});

test('info prints the dimension of an .npz and of an .npy of outcomes, and of another field none', async () => {
  const source = sweepSource(await engine.sweep(spec), engine.info);
  const file = encode(source, 'npz');
  writeFileSync(at('a.npz'), file);
  writeFileSync(at('outcome.npy'), encode(source, 'npy', { field: 'outcome' }));
  writeFileSync(at('loss.npy'), encode(source, 'npy'));
  const { dimension } = statisticsIn(file);
  expect(dimension.solved.localSlopes).toHaveLength(dimension.solved.counts.length - 1);
  expect((await json('info', 'a.npz', '--json')).dimension).toEqual(dimension);
  expect((await json('info', 'outcome.npy', '--json')).dimension).toEqual(dimension);
  expect(await json('info', 'loss.npy', '--json')).not.toHaveProperty('dimension');
});

test('the library says how far f32 can be trusted, writes it with a sweep, and merge refuses shards that hold it', async () => {
  const small = checkSweep({ ...spec, width: 24, height: 24, steps: 300 });
  const sweep = await engine.sweep(small);
  const trust = await trustOf(engine, sweep);
  const counts = trustCounts(trust);
  expect(counts[TRUSTED] + counts[SENSITIVE]).toBe(576);
  expect(counts[TRUSTED]).toBeGreaterThan(500);
  const field = encode(sweepSource(sweep, engine.info, trust), 'npy', { field: 'trust' });
  expect(Array.from(field.subarray(-576))).toEqual(Array.from(trust));
  const rate = { range: [1, 1000] as const, scale: 'log' as const };
  const { problem, optimizer, start, steps, threshold } = small;
  const runs = { problem, optimizer, start, steps, threshold };
  const spectrum = await engine.spectrum({ ...runs, rate, count: 200, last: 4, component: 'w21' });
  expect(trustCounts(await trustOf(engine, spectrum))[SENSITIVE]).toBeGreaterThan(0);

  const part = { index: 1, of: 1 };
  const shape = partOf(sweepShape(small, engine.info), tilesOf(tilingOf(small), part), part);
  const whole = sweepSource(sweep, engine.info, trust);
  const fields = [...shape.fields, TRUST_FIELD];
  writeFileSync(at('shard.npz'), encode({ ...shape, fields, read: whole.read }, 'npz'));
  const shard = openShard(at('shard.npz'));
  try {
    expect(() => joined([shard], false)).toThrow(/"[^"]*shard\.npz" holds a field trust, which/);
  } finally {
    shard.file.close();
  }
  const merged = await run('merge', 'shard.npz', '--out=all.npz');
  expect([merged.code, merged.stderr.trim().split('\n').length]).toEqual([1, 1]);
  expect(() => readFileSync(at('all.npz'))).toThrow();
});
