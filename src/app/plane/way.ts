// The loss on the straight way between two points: the barrier between them, in f64.
import { type Barrier, barrierOf } from '../../fields/planes.ts';
import { plain, readable } from '../../views/ticks.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import { infoOf, problemOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import { otherThanFirst, type Values } from './lay.ts';

/** Places on the way, both ends among them. */
const PLACES = 201;

export interface Way {
  barrier: Barrier | null;
  /** The least and the highest loss on it; null where one is undefined. */
  losses: [number, number] | null;
}

/** Throws a RangeError for points that are one and the same. */
export async function wayBetween(
  state: State,
  from: Values,
  to: Values,
  engines: Engines,
  signal?: AbortSignal,
): Promise<Way> {
  const { parameters, theta, trained } = infoOf(state);
  const placeOf = new Map(parameters.map(({ name }, i) => [name, i]));
  const vector = theta.flatMap((name, c) => {
    const i = placeOf.get(name)!;
    return trained[c] ? [to[i]! - from[i]!] : [];
  });
  if (vector.every((component) => component === 0)) {
    throw new RangeError('the points are one and the same, and must be apart');
  }
  const half = 0.5 / (PLACES - 1);
  const spec = {
    problem: {
      ...problemOf(state),
      parameters: otherThanFirst(state, from),
      plane: { x: { vector }, y: null },
    },
    // Cell centres: the first and the last are the ends themselves.
    window: { x: [-half, 1 + half] as [number, number], y: [-1, 1] as [number, number] },
    width: PLACES,
    height: 1,
    gradient: false,
  };
  const { loss } = await engines.cpu.landscape(spec, { signal });
  const barrier = barrierOf(loss);
  return { barrier, losses: barrier && [Math.min(...loss), barrier.highest] };
}

/** A barrier in words. */
export function barrierInWords(barrier: Barrier | null): string {
  if (!barrier) return t('the loss is undefined somewhere on the way');
  const { height, highest, at, ends } = barrier;
  const [from, to] = ends.map((loss) => readable(loss, 4));
  const higher = Math.max(...ends);
  if (height <= 1e-9 * Math.max(1, Math.abs(higher))) {
    return t(
      'no barrier: nowhere on the way is the loss above that of the higher end ({from} and {to})',
      { from: from!, to: to! },
    );
  }
  return t(
    'barrier {height}: the loss rises to {highest} at {at} % of the way, from {from} and {to} at the ends',
    {
      height: readable(height, 4),
      highest: readable(highest, 4),
      at: plain(100 * at, 3),
      from: from!,
      to: to!,
    },
  );
}
