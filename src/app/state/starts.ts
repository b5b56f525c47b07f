import type { TrajectorySpec } from '../../engine.ts';
import { cellCentres } from '../../math/grid.ts';
import { seededRandom } from '../../math/rng.ts';
import { type Initialisation, initialValues } from '../../problems/initialisation.ts';
import { lifted } from '../../problems/plane.ts';
import type { ProblemInfo } from '../../problems/problem.ts';
import { infoOf } from './problem.ts';
import type { State } from './state.ts';

/** All starts of a state: the single ones first, then the pattern's. */
export function startsOf(state: State): Pick<TrajectorySpec, 'starts' | 'startsIn'> {
  const { points, pattern, gridSize, randomCount, region, seed } = state.starts;
  const list = points.flat();
  const { x, y } = region;
  if (pattern === 'grid') {
    const xs = cellCentres(x, gridSize);
    for (const startY of cellCentres(y, gridSize)) {
      for (const startX of xs) list.push(startX, startY);
    }
  } else if (pattern === 'random') {
    const random = seededRandom(seed);
    for (let i = 0; i < randomCount; i++) {
      list.push(x[0] + random() * (x[1] - x[0]), y[0] + random() * (y[1] - y[0]));
    }
  } else if (pattern !== 'none') {
    const info = infoOf(state);
    const onPlane = points.flatMap(([px, py]) => [...lifted(info.plane, px, py)]);
    const drawn = initialStarts(info, pattern, randomCount, seed);
    return { starts: [...onPlane, ...drawn], startsIn: 'theta' };
  }
  return { starts: list };
}

/** `count` points θ drawn at random, [count][n]; what is not trained keeps its value. */
function initialStarts(
  { parameters, theta, trained, values }: ProblemInfo,
  kind: Initialisation,
  count: number,
  seed: number,
): number[] {
  const random = seededRandom(seed);
  const infos = theta.map((name) => parameters.find((info) => info.name === name)!);
  return Array.from({ length: count }, () =>
    initialValues(kind, infos, random).map((drawn, c) => (trained[c] ? drawn : values[theta[c]!]!)),
  ).flat();
}
