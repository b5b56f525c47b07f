// Which shard a task of a scheduler does, and shards that several adapters computed.
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { joined, openShard } from '../../src/cli/merge-shards.ts';
import { compareSeams } from '../../src/cli/seams.ts';
import { ranges, shard } from '../../src/cli/shard.ts';
import { partOf } from '../../src/cli/sweep-tiles.ts';
import { seamOf, tilesOf, tilingOf } from '../../src/cli/tiles.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { encode } from '../../src/fields/formats/index.ts';
import { type Cells, componentsOf } from '../../src/fields/formats/source.ts';
import { runArrays, sweepShape } from '../../src/fields/sources.ts';
import { nearest } from '../../src/math/nearest.ts';
import { checkSweep } from '../../src/specs.ts';
import { at, type Ended, runTogether, useFolder } from './terminal.ts';

useFolder();

test('--shard auto is the task’s place in SLURM’s array, or the pod’s in an Indexed Job, and says what is lacking', () => {
  const slurm = (id: number, min: number, max: number, count: number, step = 1) => ({
    SLURM_ARRAY_TASK_ID: `${id}`,
    SLURM_ARRAY_TASK_MIN: `${min}`,
    SLURM_ARRAY_TASK_MAX: `${max}`,
    SLURM_ARRAY_TASK_COUNT: `${count}`,
    SLURM_ARRAY_TASK_STEP: `${step}`,
  });
  expect(shard('auto', slurm(1, 1, 8, 8))).toEqual({ index: 1, of: 8 });
  expect(shard('auto', slurm(7, 0, 7, 8))).toEqual({ index: 8, of: 8 });
  expect(shard('auto', slurm(20, 10, 40, 4, 10))).toEqual({ index: 2, of: 4 });
  // Shards 3 and 7 of 8 again.
  expect(shard('auto/8', slurm(7, 3, 7, 2))).toEqual({ index: 7, of: 8 });
  expect(shard('auto', { ...slurm(7, 3, 7, 2), GRADSCAPE_SHARDS: '8' })).toEqual({
    index: 7,
    of: 8,
  });
  expect(() => shard('auto', slurm(7, 3, 7, 2))).toThrow(
    /array of 2 tasks from 3 to 7 has gaps: .* --shard auto\/8 or GRADSCAPE_SHARDS=8/,
  );
  expect(() => shard('auto/8', slurm(0, 0, 7, 8))).toThrow(/SLURM_ARRAY_TASK_ID is 0, no shard/);
  const pod = { JOB_COMPLETION_INDEX: '2' };
  expect(shard('auto', { ...pod, GRADSCAPE_SHARDS: '3' })).toEqual({ index: 3, of: 3 });
  expect(() => shard('auto', pod)).toThrow(/the manifest must, as GRADSCAPE_SHARDS/);
  expect(() => shard('auto/2', pod)).toThrow(/JOB_COMPLETION_INDEX is 2, of 2 shards/);
  expect(() => shard('auto', {})).toThrow(
    /neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX here, so it must be i\/n/,
  );
  expect(ranges([1, 2, 3, 5, 7, 8])).toBe('1-3,5,7-8');
});

const spec = checkSweep({
  problem: { id: 'xor' },
  optimizer: { kind: 'gd', learningRate: 30 },
  start: [0, 0],
  steps: 20,
  threshold: 0.1,
  x: { quantity: 'start.x', range: [-20, 20], scale: 'linear' },
  y: { quantity: 'start.y', range: [-20, 20], scale: 'linear' },
  width: 50,
  height: 48,
});

/** The files of three shards, each as a GPU of its own would write it: shard 2 has `odd` pixels of each row otherwise. */
async function shardFiles(adapters: readonly string[], odd: number): Promise<string[]> {
  const sweep = await createCpuEngine(inlinePool()).sweep(spec);
  const tiling = tilingOf(spec);
  return adapters.map((adapter, i) => {
    const part = { index: i + 1, of: 3 };
    const tiles = tilesOf(tiling, part);
    const seam = seamOf(tiling, part, tiles)!;
    const whole = sweepShape(spec, { name: 'gpu', adapter, precision: 'f32' });
    const shape = partOf(whole, [...tiles, seam], part, seam.from);
    const arrays = runArrays(spec, sweep) as Record<string, ArrayLike<number>>;
    const rows = [...tiles, seam].flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, row) => from + row),
    );
    const path = at(`${adapter}-${part.index}-${odd}.npz`);
    const file = encode(
      {
        ...shape,
        read(field, from, to) {
          const n = spec.width * componentsOf(field);
          const all = rows.slice(from, to).flatMap((row) => {
            const cells = Array.from({ length: n }, (_, k) => arrays[field.name]![row * n + k]!);
            if (field.name === 'outcome' && i === 1) {
              for (let k = 0; k < odd; k++) cells[k] = (cells[k]! + 1) % 5;
            }
            return cells;
          });
          const Type = { '<f4': Float32Array, '<u4': Uint32Array, '|u1': Uint8Array };
          return Type[field.type as '<f4'].from(all) as Cells;
        },
      },
      'npz',
    );
    writeFileSync(path, file);
    return path;
  });
}

test('shards of one adapter are equal on every seam; of several, merge tells the share that agrees and who did each tile', async () => {
  const alike = await shardFiles(['A', 'A', 'A'], 0);
  const open = alike.map(openShard);
  const seams = compareSeams(joined(open, false));
  // The first row after the first tile of each shard: those of tiles 1, 2 and 3.
  expect(seams.map(({ row, shards }) => [row, shards])).toEqual([
    [3, [2, 1]],
    [6, [3, 2]],
    [9, [1, 3]],
  ]);
  expect(seams.every(({ equal, agreement }) => equal && agreement === 1)).toBe(true);
  for (const { file } of open) file.close();

  // 4 of the 50 pixels of shard 2's rows are otherwise.
  const mixed = await shardFiles(['A', 'B', 'A'], 4);
  const out = at('mixed.npz');
  // One adapter that does not do the same twice is told, and not merged in silence.
  const unsteady = await shardFiles(['A', 'A', 'A'], 1);
  const merge = (files: string[], ...flags: string[]) => ['merge', ...files, '--json', ...flags];
  const ends = await runTogether([
    merge(mixed, `--out=${out}`),
    merge(mixed, '--allow-mixed', `--out=${out}`),
    merge(mixed, '--allow-mixed=0.9', `--out=${out}`),
    merge(unsteady, `--out=${out}.d.npz`),
    merge([...alike.slice(1), at('none.npz')], '--missing'),
  ]);
  const [refused, strict, done, differing, missing] = ends as [Ended, Ended, Ended, Ended, Ended];
  expect(refused.stderr).toMatch(/does not belong with .*: its adapter is "B", not "A"/);
  expect(strict.stderr).toMatch(
    /shards 2 and 1 both computed row 3, on B and on A: only 92.00 % of its outcomes agree; --allow-mixed 0.92 takes them/,
  );
  const { adapter, adapters, seams: told } = JSON.parse(done.stdout);
  expect(adapter).toBe('A + B');
  expect(adapters).toEqual([
    { adapter: 'A', tiles: [0, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15] },
    { adapter: 'B', tiles: [1, 4, 7, 10, 13] },
  ]);
  expect(told).toMatchObject({ compared: 3, equal: 1, least: 0.92 });

  expect([differing.code, differing.stderr]).toEqual([
    1,
    'gradscape: shards 2 and 1 both computed row 3 on A, and not alike: 98.00 % of its outcomes agree; --allow-mixed takes them as of two adapters\n',
  ]);
  expect(JSON.parse(missing.stdout)).toEqual({ missing: [1], of: 3 });
});

test('the nearest word is one letter or two away, and none when it is another word', () => {
  const words = ['gd', 'momentum', 'nesterov', 'rmsprop', 'adam'];
  const meant = {
    momentun: 'momentum',
    adma: 'adam',
    RMSProp: 'rmsprop',
    sgd: 'gd',
    nestrov: 'nesterov',
  };
  for (const [word, expected] of Object.entries(meant)) expect(nearest(word, words)).toBe(expected);
  for (const word of ['lbfgs', 'x', 'learning', '']) expect(nearest(word, words)).toBeNull();
});
