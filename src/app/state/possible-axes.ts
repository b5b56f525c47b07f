// What the axes of a sweep become when an optimizer of the map does not have what they vary.
import type { Axis, Quantity } from '../../engine.ts';
import type { OptimizerKind } from '../../optimizers.ts';
import { axesFault, quantitiesOf } from '../../quantities.ts';
import { optimizerName } from '../../views/colours.ts';
import { t } from '../../words/words.ts';
import { axisName, defaultAxis } from './map-axes.ts';
import { infoOf, isOnLine } from './problem.ts';
import type { State } from './state.ts';

export interface PossibleAxes {
  sweep: State['sweep'];
  /** What gave way to what, in the page's words; null where nothing did. */
  said: string | null;
}

/** Usual axes, dearest first. */
const INSTEAD: readonly Quantity[] = ['learningRate', 'start.y', 'start.x', 'weightDecay'];

/**
 * The axes of `sweep` for runs of these optimizers: one that any of them does not have gives way to a usual one, the
 * other stays.
 */
export function possibleAxes(
  state: State,
  kinds: readonly OptimizerKind[],
  sweep = state.sweep,
): PossibleAxes {
  const info = infoOf(state);
  const lacking = ({ quantity }: Axis) =>
    kinds.find((kind) => !quantitiesOf(kind, info).includes(quantity));
  const said: string[] = [];
  const axes = { ...sweep };
  for (const [axis, other] of [
    ['x', 'y'],
    ['y', 'x'],
  ] as const) {
    const kind = lacking(axes[axis]);
    if (!kind) continue;
    const beside = lacking(axes[other]) ? 'noise' : axes[other].quantity;
    const quantity = INSTEAD.find(
      (each) =>
        !(each === 'start.y' && isOnLine(state)) && axesFault(kind, info, each, beside) === null,
    )!;
    said.push(
      t('{optimizer} has no {axis}: the map varies {instead} in its place.', {
        optimizer: optimizerName(kind),
        axis: axisName(state, axes[axis].quantity),
        instead: axisName(state, quantity),
      }),
    );
    axes[axis] = defaultAxis(quantity, state);
  }
  return { sweep: axes, said: said.length > 0 ? said.join(' ') : null };
}
