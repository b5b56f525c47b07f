// What is looked at, and which of its samples, in words.
import { runsOf } from '../../fields/trajectories.ts';
import { grouped } from '../../math/format.ts';
import type { NetworkModel } from '../../problems/networks/model.ts';
import { optimizerName } from '../../views/colours.ts';
import { pointAt, pointCount } from '../../views/network-data.ts';
import { plain, readable } from '../../views/ticks.ts';
import { t } from '../../words/words.ts';
import type { LookedAt } from '../landscape/attention.ts';
import { epochInWords } from '../landscape/testing.ts';
import { inputsOf, type Sample, targetsOf } from './activations.ts';

/** Where θ comes from. */
export function sourceInWords({ from, info }: LookedAt): string {
  if (from.kind === 'place') {
    const { names } = info.plane;
    const [x, y] = from.at.map((value) => readable(value, 4));
    const at = `${names[0]} = ${x}${names[1] ? `, ${names[1]} = ${y}` : ''}`;
    return t('At {at}', { at });
  }
  const { trajectories, kind } = from.set;
  const step = trajectories.frameSteps[from.frame]!;
  const runs = runsOf(trajectories);
  const which = runs > 1 ? t(', run {n} of {all}', { n: from.run + 1, all: runs }) : '';
  const at = t(', step {n}', { n: grouped(step) });
  return optimizerName(kind) + which + at + epochInWords(info.network, step);
}

/** Losses on the points trained on and on those kept for testing, where they are known. */
export function lossesInWords(train: number | null, test: number | null): string {
  if (train === null) return '';
  const loss = readable(train, 4);
  if (test === null) return t('loss {loss}', { loss });
  return t('train loss {loss}, test loss {test}', { loss, test: readable(test, 4) });
}

const SHOWN_INPUTS = 4;

/** What the units are filled by. */
export function sampleInWords(network: NetworkModel, sample: Sample, counted: number): string {
  const { count } = network.train;
  if (sample === 'mean') {
    const all = grouped(count);
    return counted < count
      ? t('mean of {n} of {all} points', { n: counted, all })
      : t('mean of all {all} points', { all });
  }
  const list = (values: ArrayLike<number>) => {
    const shown = Array.from(values)
      .slice(0, SHOWN_INPUTS)
      .map((value) => plain(value, 3));
    return `(${shown.join(', ')}${values.length > SHOWN_INPUTS ? ', …' : ''})`;
  };
  if (typeof sample !== 'number') return t('at {inputs}', { inputs: list(sample) });
  const { test } = pointAt(network, sample);
  const targets = targetsOf(network, sample);
  const wanted = targets.length === 1 ? plain(targets[0]!, 3) : list(targets);
  const which = { n: sample + 1, all: grouped(pointCount(network)) };
  const at = test ? t('{n} of {all}, test', which) : t('{n} of {all}', which);
  return `${at}: ${list(inputsOf(network, sample))} → ${wanted}`;
}
