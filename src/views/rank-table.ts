// The table of a colour scale by rank as a texture, in which shaders look shares up.
import type REGL from 'regl';
import { RANKS, type Ranks } from '../fields/colour-scale.ts';

/** Values and their shares in turn, the last ones again until all places are filled. */
export function tableOf({ values, shares }: Ranks): Float32Array {
  const table = new Float32Array(2 * RANKS);
  for (let i = 0; i < RANKS; i++) {
    const k = Math.min(i, values.length - 1);
    table[2 * i] = values[k]!;
    table[2 * i + 1] = shares[k]!;
  }
  return table;
}

/** Of a texture in which numbers are looked up. */
export const ONE_LINE = {
  height: 1,
  type: 'float',
  min: 'nearest',
  mag: 'nearest',
  wrap: 'clamp',
} as const;

export function createRankTable(regl: REGL.Regl) {
  const texture = regl.texture({ radius: 1 });
  let shown = 0;
  return {
    texture,
    /** Whether there are ranks to look up, which are sent if they are others. */
    take(ranks: Ranks | undefined): boolean {
      if (ranks && ranks.id !== shown) {
        const data = tableOf(ranks);
        texture({ ...ONE_LINE, width: RANKS, format: 'luminance alpha', data });
        shown = ranks.id;
      }
      return ranks !== undefined;
    },
    /** Sends them again, after a lost context. */
    forget() {
      shown = 0;
    },
  };
}
