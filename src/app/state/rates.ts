// Learning rates that single layers or parameters have by themselves: as a run of a map has them.
import { listed, quote } from '../../math/format.ts';
import { largestRate, type Optimizer, ratesOf } from '../../optimizers.ts';
import type { ProblemInfo } from '../../problems/problem.ts';
import { rateComponents, rateNames } from '../../quantities.ts';
import { infoOf } from './problem.ts';
import type { State } from './state.ts';

/** An optimizer with the rates that single layers have by themselves. */
export function withRates(optimizer: Optimizer, state: State): Optimizer {
  if (!state.ownRates) return optimizer;
  const info = infoOf(state);
  const learningRate = info.theta.map(() => largestRate(optimizer));
  for (const [name, own] of Object.entries(state.ownRates)) {
    for (const c of rateComponents(`learningRate.${name}`, info)) learningRate[c] = own;
  }
  return { ...optimizer, learningRate };
}

/** What is wrong with rates by name, in words, or null. */
export function ratesFault(state: State): string | null {
  const info = infoOf(state);
  const bad = Object.keys(state.ownRates ?? {}).find(
    (name) => rateComponents(`learningRate.${name}`, info).length === 0,
  );
  return bad === undefined
    ? null
    : `${quote(bad)} has no learning rate of its own: ${listed(rateNames(info))}`;
}

/** Learning rates of an optimizer by the names of layers, and of parameters where a layer has several. */
export function ratesByName(state: State, optimizer: Optimizer): Record<string, number> {
  const info = infoOf(state);
  const all = ratesOf(optimizer, info.trained);
  const named: Record<string, number> = {};
  const done = new Set<number>();
  for (const name of rateNames(info)) {
    const places = rateComponents(`learningRate.${name}`, info);
    const [first] = places;
    if (first === undefined || done.has(first)) continue;
    if (places.some((c) => all[c] !== all[first])) continue;
    named[name] = all[first]!;
    for (const c of places) done.add(c);
  }
  return named;
}

/**
 * Learning rates and what they are of, for reading: layer by layer where each of a network's has one, else of each
 * component of θ.
 */
export function namedRates(
  learningRate: Optimizer['learningRate'],
  info: ProblemInfo,
): { rates: Optimizer['learningRate']; names: readonly string[] } {
  if (typeof learningRate === 'number') return { rates: learningRate, names: info.theta };
  const layers = rateNames(info).filter((name) =>
    info.parameters.some(({ layer }) => layer === name),
  );
  const places = layers.map((name) => rateComponents(`learningRate.${name}`, info));
  const even = places.every((of) => of.every((c) => learningRate[c] === learningRate[of[0]!]));
  if (layers.length === 0 || !even) return { rates: learningRate, names: info.theta };
  return { rates: places.map(([first]) => learningRate[first!]!), names: layers };
}
