// What lies over finished maps, and what their colours are of where that is not the outcome: for pictures of them.

import { DIVERGED, type Sweep } from '../../engine.ts';
import { categoryColor, NO_CATEGORY } from '../../fields/categories.ts';
import type { LegendEntry } from '../../fields/figure/content.ts';
import { OUTCOME_COLORS, TRUST_COLORS } from '../../fields/palettes.ts';
import type { SingleRun } from '../../fields/pixel-run.ts';
import { TRUST, trustCounts } from '../../fields/trust.ts';
import type { Point } from '../../views/transform.ts';
import type { Over } from '../jobs/view.ts';
import type { RunSet } from '../landscape/run-set.ts';
import { mapAxes } from '../state/job-specs.ts';
import type { State } from '../state/state.ts';
import { viewOf } from '../state/tabs.ts';
import type { Colours } from './colours.ts';
import type { MapMinima } from './minima.ts';
import { placeOfPin } from './pin.ts';
import type { ShownMap } from './results.ts';

/** What is drawn over the maps of a state. `runsAt`: the runs at a place of their plots; `taken`: those shown last. */
export function overMaps(
  state: State,
  maps: readonly ShownMap[],
  colours: Colours,
  runsAt: (at: Point) => SingleRun[] | null,
  taken: readonly RunSet[] | null,
): Over {
  const inBasins = viewOf(state) === 'basins';
  const place = placeOfPin(state);
  const kept = place && runsAt(place);
  // Of a run that is pointed at the path is on show, but it is not kept.
  const isKept = (set: RunSet | undefined, i: number) =>
    JSON.stringify(set?.trajectories.spec.starts) === JSON.stringify(kept?.[i]?.start);
  const { x, y } = mapAxes(state);
  const real = ([px, py]: Point): Point => [
    x.scale === 'log' ? 10 ** px : px,
    y.scale === 'log' ? 10 ** py : py,
  ];
  return {
    marks: inBasins ? colours.marks : [],
    pictures: maps.map(({ sweep }, i) => (sweep ? drawnAs(sweep, i, colours) : null)),
    ...(kept && { pin: real(place) }),
    runs: maps.map((_, i) => (inBasins && kept && isKept(taken?.[i], i) ? taken?.[i] : undefined)),
    spots: maps.map(({ different }) => (state.map.disagreements ? different.map(real) : [])),
  };
}

type Pictured = NonNullable<NonNullable<Over['pictures']>[number]>;

function drawnAs(sweep: Sweep, i: number, { minima, drawn }: Colours): Pictured | null {
  const shown = drawn[i];
  if (!shown) return null;
  const { picture, trust } = shown;
  return { picture, legend: trust ? legendOfTrust(trust) : legendOfMinima(minima!, sweep, i) };
}

const share = (count: number, of: number) => `${Number(((100 * count) / of).toFixed(1))} %`;

const legendOfTrust = (trust: Uint8Array): LegendEntry[] =>
  trustCounts(trust).flatMap((count, code) =>
    count === 0
      ? []
      : { color: TRUST_COLORS[code]!, text: `${TRUST[code]} ${share(count, trust.length)}` },
  );

/** In English, as all of a figure: see fields/figure/words.ts. */
function legendOfMinima({ places, counts, minima }: MapMinima, sweep: Sweep, i: number) {
  const { at, none } = counts[i]!;
  const { length } = sweep.outcome;
  const diverged = sweep.outcome.reduce((n, code) => n + (code === DIVERGED ? 1 : 0), 0);
  const number = (value: number) => String(Number(value.toPrecision(4))).replace('-', '−');
  const entries: LegendEntry[] = at.flatMap((count, k) => {
    const text = `${minima[k]!.curve ? 'curve by ' : ''}(${places[k]!.map(number).join(', ')})`;
    return count === 0 ? [] : { color: categoryColor(k), text: `${text} ${share(count, length)}` };
  });
  const others = none - diverged;
  if (others > 0) entries.push({ color: NO_CATEGORY, text: `none ${share(others, length)}` });
  if (diverged > 0) {
    const text = `diverged ${share(diverged, length)}`;
    entries.push({ color: OUTCOME_COLORS[DIVERGED]!, text });
  }
  return entries;
}
