// f32 twin of the way back in src/problems/networks/backprop.ts, each slope written out: see network-text.ts.
import {
  type Fours,
  foursOf,
  type Lanes,
  magnitudes,
  outputOf,
  productsOf,
  type Structure,
  slopeOf,
  sum,
} from './network-text.ts';

/** Statements that add the points' slopes to the gradient in the run, or set it, from d of the outputs. */
export function backwardText(net: Structure, lanes: Lanes, looped: boolean, sets: boolean) {
  const { layers, hasGain, places } = net;
  const { cuts } = magnitudes(net);
  const last = layers.length - 1;
  const gradient = slopesByFours(places, sets);
  const fours = foursOf(looped);
  const ofUnit = (l: number, j: number) => {
    const { from, weights, biases } = layers[l]!;
    const g = `g${l}_${j}`;
    const part = (k: number) => (l === 0 ? lanes.dotOf(g, k) : { g, output: outputOf(l - 1, k) });
    return [
      ...(l === last ? [] : [`  let d${l}_${j} = ${fedBack(net, fours, l, j, cuts[l]!)};`]),
      `  let ${g} = ${hasGain[l] ? `gain[${l}] * ` : ''}d${l}_${j};`,
      ...(biases < 0 ? [] : gradient(places[biases + j]!, `sumOf(${g})`)),
      ...Array.from({ length: from }, (_, k) =>
        gradient(places[weights + j * from + k]!, part(k)),
      ).flat(),
    ];
  };
  return layers
    .map((layer, l) => ({ layer, l }))
    .reverse()
    .flatMap(({ layer: { units }, l }) =>
      Array.from({ length: units }, (_, j) => ofUnit(l, j)).flat(),
    );
}

/** The first of the four places that one vector of a run holds. */
const firstOfFour = (place: number) => place - (place % 4);

/** A slope: WGSL of a number, or of a hidden unit's weight what is summed over the points. */
type SlopeText = string | { g: string; output: string };

/** Takes slopes by their places; gives a statement when the four of a vector are together. */
function slopesByFours(places: readonly number[], sets: boolean) {
  const given = new Map<number, SlopeText>();
  const all = new Set(places);
  return (place: number, value: SlopeText): string[] => {
    given.set(place, value);
    const first = firstOfFour(place);
    const four = [first, first + 1, first + 2, first + 3];
    if (four.some((p) => all.has(p) && !given.has(p))) return [];
    const values = four.map((p) => given.get(p) ?? '0.0');
    return [`  slopes[${first / 4}u] ${sets ? '=' : '+='} ${vectorOf(values)};`];
  };
}

/** Four slopes as a vector; those of one unit's weights are one product, which compiles faster. */
function vectorOf(slopes: readonly SlopeText[]): string {
  const sums = slopes.filter((slope) => typeof slope !== 'string');
  if (sums.length === 4 && sums.every(({ g }) => g === sums[0]!.g)) {
    return `fourDotsOf(${sums[0]!.g}, ${sums.map(({ output }) => output).join(', ')})`;
  }
  const one = (slope: SlopeText) =>
    typeof slope === 'string' ? slope : `dotOf(${slope.g}, ${slope.output})`;
  return `vec4f(${slopes.map(one).join(', ')})`;
}

/** The slope of the loss by what goes into a hidden unit's activation. */
function fedBack(
  { layers, activations, places }: Structure,
  fours: Fours,
  l: number,
  j: number,
  cut: boolean,
) {
  const { units, from, weights } = layers[l + 1]!;
  const into = Array.from({ length: units }, (_, i) => places[weights + i * from + j]!);
  const fed = productsOf(fours, into, (i) => `g${l + 1}_${i}`);
  const slope = slopeOf(activations[l]!, l, j);
  if (slope === '0') return 'V(0)';
  const delta = slope === null ? sum(fed) : `(${sum(fed)}) * ${slope}`;
  return cut ? `bounded(${delta}, LARGE_DELTA)` : delta;
}
