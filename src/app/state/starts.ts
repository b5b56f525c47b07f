import { cellCentres } from '../../math/grid.ts';
import { seededRandom } from '../../math/rng.ts';
import type { State } from './state.ts';

/** All starts of a state, x0, y0, x1, y1, …: the single ones first, then the pattern's. */
export function startsOf({ starts }: State): number[] {
  const list = starts.points.flat();
  const { x, y } = starts.region;
  if (starts.pattern === 'grid') {
    const xs = cellCentres(x, starts.gridSize);
    for (const startY of cellCentres(y, starts.gridSize)) {
      for (const startX of xs) list.push(startX, startY);
    }
  } else if (starts.pattern === 'random') {
    const random = seededRandom(starts.seed);
    for (let i = 0; i < starts.randomCount; i++) {
      list.push(x[0] + random() * (x[1] - x[0]), y[0] + random() * (y[1] - y[0]));
    }
  }
  return list;
}
