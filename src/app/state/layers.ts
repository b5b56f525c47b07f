// Which layers of a network are trained: as a whole, in part, or not.
import { trainedNames } from '../../quantities.ts';
import { infoOf, isNetwork, type ProblemState, parameterInfos } from './problem.ts';
import type { StatePatch } from './state.ts';

/** A layer's parameters, and how many of them are trained. */
export interface LayerRole {
  readonly names: readonly string[];
  readonly trained: number;
}

/** Of each layer by its name; none where there are no layers. */
export function layerRoles(state: ProblemState): Map<string, LayerRole> {
  const trained = new Set(trainedNames(infoOf(state)));
  const layers = new Map<string, { names: string[]; trained: number }>();
  for (const { name, layer } of parameterInfos(state)) {
    if (layer === undefined) continue;
    const of = layers.get(layer) ?? { names: [], trained: 0 };
    of.names.push(name);
    of.trained += Number(trained.has(name));
    layers.set(layer, of);
  }
  return layers;
}

/** The change that trains a layer, or fixes it. Throws a RangeError for what would leave nothing to train. */
export function withLayerTrained(state: ProblemState, layer: string, is: boolean): StatePatch {
  const before = new Set(trainedNames(infoOf(state)));
  const trained = [...layerRoles(state)].flatMap(([name, { names, trained }]) => {
    const count = name === layer ? (is ? names.length : 0) : trained;
    // A link is shorter with the name of a layer than with those of all that is in it.
    return count === names.length
      ? [name]
      : count === 0
        ? []
        : names.filter((one) => before.has(one));
  });
  if (trained.length > 0) return { trained };
  throw new RangeError(`${layer} is all that is trained: train another layer first`);
}

/** Parameters' values without those that are the start's, which a network's state need not say. */
export function unlikeStart<S extends ProblemState>(state: S): S {
  const { parameters } = infoOf(state);
  const given = Object.entries(state.parameters);
  if (!isNetwork(state) || given.length === 0) return state;
  const starts = new Map(parameters.map(({ name, default: start }) => [name, start]));
  const kept = given.filter(([name, value]) => starts.get(name) !== value);
  return kept.length === given.length ? state : { ...state, parameters: Object.fromEntries(kept) };
}
