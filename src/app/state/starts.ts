import type { TrajectorySpec } from '../../engine.ts';
import { quote } from '../../math/format.ts';
import { cellCentres } from '../../math/grid.ts';
import { seededRandom } from '../../math/rng.ts';
import { type Initialisation, initialValues } from '../../problems/initialisation.ts';
import { lifted } from '../../problems/plane.ts';
import type { ProblemInfo } from '../../problems/problem.ts';
import { infoOf } from './problem.ts';
import type { State } from './state.ts';

/** How many starts a state has. */
export function startCount({ starts }: State): number {
  const { pattern, gridSize, randomCount, points, off } = starts;
  const single = points.length + off.length;
  if (pattern === 'none') return single;
  return single + (pattern === 'grid' ? gridSize ** 2 : randomCount);
}

/** All starts of a state: the single ones first, then the pattern's. */
export function startsOf(state: State): Pick<TrajectorySpec, 'starts' | 'startsIn'> {
  const { points, pattern, gridSize, randomCount, region, seed, off } = state.starts;
  const list = points.flat();
  const info = infoOf(state);
  const { plane } = info;
  const inTheta = (further: readonly number[]): Pick<TrajectorySpec, 'starts' | 'startsIn'> => {
    const onPlane = pairs(list).flatMap(([px, py]) => [...lifted(plane, px, py)]);
    const offPlane = off.flatMap((values) => thetaOf(info, values));
    return { starts: [...offPlane, ...onPlane, ...further], startsIn: 'theta' };
  };
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
    return inTheta(initialStarts(info, pattern, randomCount, seed));
  }
  return off.length > 0 ? inTheta([]) : { starts: list };
}

const pairs = (list: readonly number[]): [number, number][] =>
  Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i]!, list[2 * i + 1]!]);

/** θ of values that are not as the problem begins. */
export function thetaOf(
  { parameters, theta }: ProblemInfo,
  values: Readonly<Record<string, number>>,
): number[] {
  const first = new Map(parameters.map(({ name, default: value }) => [name, value]));
  return theta.map((name) => values[name] ?? first.get(name)!);
}

/** What is wrong with starts off the plane, in words, or null. */
export function offFault(state: State): string | null {
  if (state.starts.off.length === 0) return null;
  const infos = new Map(infoOf(state).parameters.map((info) => [info.name, info]));
  for (const values of state.starts.off) {
    for (const [name, value] of Object.entries(values)) {
      const info = infos.get(name);
      if (!info) return `${quote(name)} is not a parameter here`;
      if (!(typeof value === 'number' && value >= info.min && value <= info.max)) {
        return `${name}: ${quote(value)} is not a number from ${info.min} to ${info.max}`;
      }
    }
  }
  return null;
}

/** `count` points θ drawn at random, [count][n]; what is not trained keeps its value. */
function initialStarts(
  { parameters, theta, trained, values }: ProblemInfo,
  kind: Initialisation,
  count: number,
  seed: number,
): number[] {
  const random = seededRandom(seed);
  const own = new Set(theta);
  // θ is in their order.
  const infos = parameters.filter(({ name }) => own.has(name));
  return Array.from({ length: count }, () =>
    initialValues(kind, infos, random).map((drawn, c) => (trained[c] ? drawn : values[theta[c]!]!)),
  ).flat();
}
