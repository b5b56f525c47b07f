// What is looked at, and which of its samples, in words.
import { grouped } from '../../math/format.ts';
import type { NetworkModel } from '../../problems/networks/model.ts';
import { optimizerName } from '../../views/colours.ts';
import { pointAt, pointCount } from '../../views/network-data.ts';
import { plain, readable } from '../../views/ticks.ts';
import type { LookedAt } from '../landscape/attention.ts';
import { epochInWords } from '../landscape/testing.ts';
import { inputsOf, type Sample, targetsOf } from './activations.ts';

/** Where θ comes from. */
export function sourceInWords({ from, info }: LookedAt): string {
  if (from.kind === 'place') {
    const { names } = info.plane;
    const [x, y] = from.at.map((value) => readable(value, 4));
    return names[1] ? `At ${names[0]} = ${x}, ${names[1]} = ${y}` : `At ${names[0]} = ${x}`;
  }
  const { trajectories, kind } = from.set;
  const { frameSteps, loss } = trajectories;
  const step = frameSteps[from.frame]!;
  const runs = loss.length / frameSteps.length;
  const which = runs > 1 ? `, run ${from.run + 1} of ${runs}` : '';
  return `${optimizerName(kind)}${which}, step ${grouped(step)}${epochInWords(info.network, step)}`;
}

/** Losses on the points trained on and on those kept for testing, where they are known. */
export function lossesInWords(train: number | null, test: number | null): string {
  if (train === null) return '';
  const text = `loss ${readable(train, 4)}`;
  return test === null ? text : `train ${text}, test loss ${readable(test, 4)}`;
}

const SHOWN_INPUTS = 4;

/** What the units are filled by. */
export function sampleInWords(network: NetworkModel, sample: Sample, counted: number): string {
  const { count } = network.train;
  if (sample === 'mean') {
    return counted < count
      ? `mean of ${counted} of ${grouped(count)} points`
      : `mean of all ${grouped(count)} points`;
  }
  const list = (values: ArrayLike<number>) => {
    const shown = Array.from(values)
      .slice(0, SHOWN_INPUTS)
      .map((value) => plain(value, 3));
    return `(${shown.join(', ')}${values.length > SHOWN_INPUTS ? ', …' : ''})`;
  };
  if (typeof sample !== 'number') return `at ${list(sample)}`;
  const { test } = pointAt(network, sample);
  const targets = targetsOf(network, sample);
  const wanted = targets.length === 1 ? plain(targets[0]!, 3) : list(targets);
  const kept = test ? ', test' : '';
  return `${sample + 1} of ${grouped(pointCount(network))}${kept}: ${list(inputsOf(network, sample))} → ${wanted}`;
}
