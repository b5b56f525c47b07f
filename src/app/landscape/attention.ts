// What is looked at: the place under the pointer, or a run at the step shown, whichever moved last. For whatever shows
// more of a point of θ-space than its loss.
import type { ProblemRef } from '../../engine.ts';
import { type ChosenRun, frameOf } from '../../fields/trajectories.ts';
import { lifted } from '../../problems/plane.ts';
import type { ProblemInfo } from '../../problems/problem.ts';
import { describe } from '../../problems/registry.ts';
import { type Point, toParameters } from '../../views/transform.ts';
import { infoOf, isOnLine, problemOf } from '../state/problem.ts';
import type { Store } from '../state/store.ts';
import { createTopic, type Told } from '../state/topic.ts';
import type { Explorer } from './explorer.ts';
import type { Playback } from './playback.ts';
import type { RunSet } from './run-set.ts';

/** Steps that follow each other as fast are played. */
const PLAYING_MS = 200;

/** A point θ of a problem, and why it is looked at. */
export interface LookedAt {
  readonly problem: ProblemRef;
  readonly info: ProblemInfo;
  readonly theta: Float64Array;
  /** A place of the plane, or a run at a step; `frame` is that of the iterate kept nearest before. */
  readonly from:
    | { readonly kind: 'place'; readonly at: Point }
    | { readonly kind: 'run'; readonly set: RunSet; readonly run: number; readonly frame: number };
}

export interface Attention {
  /** Null while there is no run and nothing is pointed at. */
  now(): LookedAt | null;
  readonly onChange: Told<void>;
  /** The pointer is at a place of the plot, in pixels, or nowhere. */
  point(at: Point | null): void;
}

export function createAttention(store: Store, explorer: Explorer, playback: Playback): Attention {
  const onChange = createTopic<void>();
  /** What a set of runs is of; described once, for it may have thousands of parameters. */
  const known = new WeakMap<RunSet, ProblemInfo>();
  let pointed: Point | null = null;
  let step = Number.POSITIVE_INFINITY;
  let picked: ChosenRun | null = null;
  let steppedAt = Number.NEGATIVE_INFINITY;
  playback.onStep.subscribe((next) => {
    if (next === step) return;
    step = next;
    // Who plays or scrubs looks at the run.
    pointed = null;
    steppedAt = performance.now();
    onChange.publish();
  });
  explorer.onRuns.subscribe(() => onChange.publish());
  explorer.onDraw.subscribe(() => {
    if (explorer.highlighted === picked) return;
    picked = explorer.highlighted;
    onChange.publish();
  });

  function place(at: Point): LookedAt {
    const { state } = store;
    const info = infoOf(state);
    const [x, y] = toParameters(state.window, explorer.size, at);
    const onLine = isOnLine(state);
    return {
      problem: problemOf(state),
      info,
      theta: lifted(info.plane, x, onLine ? 0 : y),
      from: { kind: 'place', at: [x, onLine ? 0 : y] },
    };
  }

  function run(): LookedAt | null {
    const { highlighted, runs } = explorer;
    const set = runs[highlighted?.set ?? 0];
    if (!set || set.theta.length === 0) return null;
    const { spec, frameSteps } = set.trajectories;
    const info = known.get(set) ?? describe(spec.problem);
    known.set(set, info);
    const n = info.theta.length;
    const of = highlighted && runs[highlighted.set] ? highlighted.run : 0;
    const frame = Math.floor(frameOf(set.trajectories, step));
    const at = (of * frameSteps.length + frame) * n;
    return {
      problem: spec.problem,
      info,
      theta: Float64Array.from(set.theta.subarray(at, at + n)),
      from: { kind: 'run', set, run: of, frame },
    };
  }

  return {
    now: () => (pointed ? place(pointed) : run()),
    onChange,
    point(at) {
      // While it plays a pointer that crosses the plot would have it flicker.
      pointed = performance.now() - steppedAt < PLAYING_MS ? null : at;
      onChange.publish();
    },
  };
}
