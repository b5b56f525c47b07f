// What the colours of a map mean where they are not the outcome's: which minimum was reached, or what an f32 ulp decides.
import { DIVERGED } from '../../engine.ts';
import { categoryColor, NO_CATEGORY } from '../categories.ts';
import { OUTCOME_COLORS, TRUST_COLORS } from '../palettes.ts';
import { TRUST, trustCounts } from '../trust.ts';
import type { LegendEntry } from './content.ts';

/** A run that was picked out and kept. */
export const KEPT_RUN = 'the kept run';

const share = (count: number, of: number) => `${Number(((100 * count) / of).toFixed(1))} %`;

/** `trust`: [run] of TRUST. */
export function legendOfTrust(trust: Uint8Array): LegendEntry[] {
  return trustCounts(trust).flatMap((count, code) => {
    const text = `${TRUST[code]} ${share(count, trust.length)}`;
    return count === 0 ? [] : { color: TRUST_COLORS[code]!, text };
  });
}

/** A minimum that runs came to: its coordinates, whether it is one of many on a curve, and how many came. */
export interface ReachedMinimum {
  readonly at: readonly number[];
  readonly isCurve: boolean;
  readonly runs: number;
}

/** `outcome`: [run]; those that came to no minimum are left. */
export function legendOfMinima(
  minima: readonly ReachedMinimum[],
  outcome: ArrayLike<number>,
): LegendEntry[] {
  const { length } = outcome;
  let diverged = 0;
  for (let k = 0; k < length; k++) if (outcome[k] === DIVERGED) diverged++;
  const number = (value: number) => String(Number(value.toPrecision(4))).replace('-', '−');
  const entries = minima.flatMap(({ at, isCurve, runs }, k): LegendEntry[] => {
    const text = `${isCurve ? 'curve by ' : ''}(${at.map(number).join(', ')})`;
    return runs === 0 ? [] : [{ color: categoryColor(k), text: `${text} ${share(runs, length)}` }];
  });
  const others = length - diverged - minima.reduce((sum, { runs }) => sum + runs, 0);
  if (others > 0) entries.push({ color: NO_CATEGORY, text: `none ${share(others, length)}` });
  if (diverged > 0) {
    const text = `diverged ${share(diverged, length)}`;
    entries.push({ color: OUTCOME_COLORS[DIVERGED]!, text });
  }
  return entries;
}
