// What lies over finished maps, and what their colours are of where that is not the outcome: for pictures of them.

import type { Sweep } from '../../engine.ts';
import { legendOfMinima, legendOfTrust } from '../../fields/figure/map-legend.ts';
import type { SingleRun } from '../../fields/pixel-run.ts';
import type { Point } from '../../views/transform.ts';
import type { Over } from '../jobs/view.ts';
import type { RunSet } from '../landscape/run-set.ts';
import { mapAxes } from '../state/job-specs.ts';
import type { State } from '../state/state.ts';
import { viewOf } from '../state/tabs.ts';
import type { Colours } from './colours.ts';
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

function drawnAs({ outcome }: Sweep, i: number, { minima, drawn }: Colours): Pictured | null {
  const shown = drawn[i];
  if (!shown) return null;
  const { picture, trust } = shown;
  if (trust) return { picture, legend: legendOfTrust(trust) };
  const reached = minima!.places.map((at, k) => {
    return { at, isCurve: minima!.minima[k]!.curve, runs: minima!.counts[i]!.at[k]! };
  });
  return { picture, legend: legendOfMinima(reached, outcome) };
}
