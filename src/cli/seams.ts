// Seams: rows that two shards computed, each on its own adapter, and how far they agree.
import { bytesOf, fieldByName } from '../fields/formats/source.ts';
import type { Join } from './merge-shards.ts';

export interface Seam {
  /** Of the whole sweep. */
  row: number;
  /** The shard that the row is of, and the one that computed it besides. */
  shards: [number, number];
  adapters: [string, string];
  /** Whether all its fields are, bit for bit. */
  equal: boolean;
  /** Share of the row's pixels whose outcome is the same. */
  agreement: number;
}

/** Every seam that the shards have: of n shards there are n, so all that follow one another are held against each other. */
export function compareSeams({ source, shards, tiling, places, read }: Join): Seam[] {
  return shards.flatMap((other): Seam[] => {
    const row = other.shard.seam;
    if (row === undefined) return [];
    const { tile, shard } = places[Math.floor(row / tiling.rows)]!;
    const at = tile.at + row - tile.from;
    const outcome = fieldByName(source.fields, 'outcome');
    const [height] = other.contents.arrays.get(outcome.name)!.shape as [number];
    const pairs = source.fields.map((field) => {
      const own = read(shard, field, at, at + 1);
      return [own, read(other, field, height - 1, height)] as const;
    });
    const [ours, theirs] = pairs[source.fields.indexOf(outcome)]!;
    let same = 0;
    for (let k = 0; k < ours.length; k++) if (ours[k] === theirs[k]) same++;
    return [
      {
        row,
        shards: [shard.shard.index, other.shard.index],
        adapters: [shard.contents.meta.adapter, other.contents.meta.adapter],
        equal: pairs.every(([a, b]) => Buffer.compare(bytesOf(a), bytesOf(b)) === 0),
        agreement: same / ours.length,
      },
    ];
  });
}
