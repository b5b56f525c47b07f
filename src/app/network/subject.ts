// What follows from the problem that is looked at, found once for each: it is asked for at every frame.
import type { Window } from '../../engine.ts';
import type { Range } from '../../math/grid.ts';
import { columnsOf } from '../../problems/networks/data.ts';
import type { NetworkModel } from '../../problems/networks/model.ts';
import { multiplicationsOf, parametersAt, responderOf } from '../../problems/networks/response.ts';
import type { BoundProblem, ProblemInfo } from '../../problems/problem.ts';
import { bind } from '../../problems/registry.ts';
import {
  classesOf,
  dataWindow,
  roomyRange,
  type SurfaceKind,
  surfaceKindOf,
} from '../../views/network-data.ts';
import { type Name, t } from '../../words/words.ts';
import type { LookedAt } from '../landscape/attention.ts';
import type { Respond } from './activations.ts';

export interface Subject {
  readonly network: NetworkModel;
  readonly bound: BoundProblem;
  readonly respond: Respond;
  readonly parametersOf: (theta: ArrayLike<number>) => Float64Array;
  readonly kind: SurfaceKind;
  /** Outputs of which one is shown; 1 of classes, which are shown together. */
  readonly outputs: number;
  readonly window: (output: number) => Window;
  /** Of all targets. */
  readonly range: Range;
  readonly labels: (output: number) => readonly [x: string, y: string];
  /** What the plot is of. */
  readonly caption: string;
  /** The loss; null where there are too many points for a frame. */
  readonly loss: (theta: Float64Array) => number | null;
  /** The loss on the points kept for testing; null where there are none, or too many for a frame. */
  readonly testLoss: (theta: Float64Array) => number | null;
}

const known = new WeakMap<ProblemInfo, Subject>();

/** Multiply-adds that may be done at every frame: a few milliseconds. */
const AT_ONCE = 2_000_000;

/** Null where the problem is no network. */
export function subjectOf({ problem, info }: LookedAt): Subject | null {
  const { network } = info;
  if (!network) return null;
  const found = known.get(info);
  if (found) return found;
  const made = makeSubject(network, info, bind(problem));
  known.set(info, made);
  return made;
}

const CAPTIONS: Readonly<Record<SurfaceKind, readonly [classes: Name, values: Name]>> = {
  heat: ['Which class it says, and the data', 'What it puts out, and the data'],
  curve: ['How likely it says class 1 is', 'The curve through the data'],
  scatter: ['What it puts out for each class', 'What it puts out against what is wanted'],
};

function makeSubject(network: NetworkModel, info: ProblemInfo, bound: BoundProblem): Subject {
  const { spec, train, test } = network;
  const kind = surfaceKindOf(network);
  const softmax = spec.loss === 'softmax-cross-entropy';
  const windows = new Map<number, Window>();
  const columns = columnsOf(spec);
  const each = multiplicationsOf(network);
  const several = spec.layers.at(-1)! > 1 && !softmax;
  const target = (output: number) => {
    if (classesOf(network) > 0) return several ? `p(y${output + 1} = 1)` : t('p(class 1)');
    return several ? `y${output + 1}` : 'y';
  };
  return {
    network,
    bound,
    respond: responderOf(info, bound),
    parametersOf: parametersAt(info),
    kind,
    outputs: softmax ? 1 : spec.layers.at(-1)!,
    window(output) {
      const window = windows.get(output) ?? dataWindow(network, output);
      windows.set(output, window);
      return window;
    },
    range: roomyRange(train.targets.length, (k) => train.targets[k]!),
    labels(output) {
      const of = target(output);
      if (kind === 'scatter') return [t('target {of}', { of }), t('output {of}', { of })];
      return [columns[0]!, kind === 'heat' ? columns[1]! : of];
    },
    caption: t(CAPTIONS[kind][classesOf(network) > 0 ? 0 : 1]),
    loss: (theta) => (train.count * each > AT_ONCE ? null : bound.loss(theta)),
    testLoss(theta) {
      if (!bound.testLoss || test.count * each > AT_ONCE) return null;
      return bound.testLoss(theta);
    },
  };
}
