// Which pixels of finished maps an f32 ulp decides: the same maps once more, an ulp away, and the card's table of them.
import type { Sweep } from '../../engine.ts';
import { TRUST_COLORS } from '../../fields/palettes.ts';
import { perturbed, TRUST, trustCounts, trustOf } from '../../fields/trust.ts';
import { headedTable, swatch } from '../../views/dom.ts';
import { type Name, t, translated } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import { counted, countHeadings, type MapSummary } from './info.ts';

/** Of each map, [run] of TRUST. */
export async function trustOfMaps(
  sweeps: readonly Sweep[],
  engines: Engines,
  signal: AbortSignal,
): Promise<Uint8Array[]> {
  const trusts: Uint8Array[] = [];
  for (const sweep of sweeps) {
    const moved = await engines.run((engine) => engine.sweep(perturbed(sweep.spec), { signal }));
    signal.throwIfAborted();
    trusts.push(trustOf(sweep, moved));
  }
  return trusts;
}

const ABOUT: readonly Name[] = [
  'With start, learning rates and fixed parameters one f32 ulp away it comes to the same',
  'An ulp away it comes to another outcome, loss or place',
  'At rest where the optimizer’s step is unstable: rounding keeps it there, exact numbers would let it leave',
];

/** What a pixel's run is worth, in words. */
export const trustName = (code: number): string => translated(TRUST[code]!);

export { trustPicture } from '../../fields/trust.ts';

/** A row for each of TRUST; a column of counts for each map. */
export function trustTable(
  trusts: readonly Uint8Array[],
  rows: readonly MapSummary[],
): HTMLTableElement {
  const { table, body } = headedTable([t('one f32 ulp away'), ...countHeadings(rows)], 'trust');
  const counts = trusts.map(trustCounts);
  for (const [code, name] of TRUST.entries()) {
    const row = body.insertRow();
    row.title = t(ABOUT[code]!);
    row.insertCell().append(swatch(TRUST_COLORS[code]!, code), translated(name));
    for (const [m, count] of counts.entries()) {
      row.insertCell().textContent = counted(count[code]!, Math.max(1, trusts[m]!.length));
    }
  }
  return table;
}
