// f32 twin of src/problems/networks/backprop.ts: writes the WGSL of some points' way through a network, every unit
// written out, some points to a vector, weights at constant places of the run. The way back is network-backward.ts.
import type { LayerPlace, NetworkModel } from '../../problems/networks/model.ts';
import type { Activation, LossKind } from '../../problems/networks/spec.ts';

/** A network as its text takes it: structure alone. */
export interface Structure {
  readonly layers: readonly LayerPlace[];
  readonly activations: readonly Activation[];
  /** Whether a layer's weighted sums are multiplied by a gain. */
  readonly hasGain: readonly boolean[];
  readonly loss: LossKind;
  /** Where in a run each of the network's parameters is. */
  readonly places: readonly number[];
}

/** Some points, one to a lane of a V. */
export interface Lanes {
  /** The first layer's weighted sum of a unit, given places of its bias (or null) and weights. */
  sumOf(bias: number | null, weights: readonly number[], fours: Fours): string;
  /** Σ over the points of the k-th input times a V by name; '0' where all inputs are. */
  dotOf(v: string, k: number): string;
  /** Whether sums of layer l take hi and lo apart. */
  takesKept(l: number): boolean;
  /** The points' o-th target. */
  target(o: number): string;
  /** 1 for a point, 0 for what fills up a V; null where there is none such. */
  readonly real: string | null;
}

/** Beyond it a sum is cut off: LARGE and LARGE_DELTA of shaders/network.wgsl. */
const LARGE = 1e12;
const LARGE_DELTA = 1e15;
const MOST_WEIGHT = 1e6;

const FUNCTIONS: Readonly<Record<Exclude<Activation, 'identity'>, string>> = {
  sigmoid: 'sigmoidOf',
  tanh: 'tanhOf',
  relu: 'reluOf',
  'leaky-relu': 'leakyOf',
  step: 'stepOf',
};
const isBounded = (activation: Activation) => ['sigmoid', 'tanh', 'step'].includes(activation);

/** WGSL of the four weights of a run that one vector holds, the q-th: network-run.wgsl. */
export type Fours = (q: number) => string;
export const keptFour = (part: 'hi' | 'lo', q: number) =>
  part === 'hi' ? `kept[${q}u]` : `kept[LO + ${q}u]`;
const fourOf = (place: number) => Math.floor(place / 4);
const component = (place: number) => 'xyzw'[place % 4]!;
export const numberAt = (fours: Fours, place: number) =>
  `${fours(fourOf(place))}.${component(place)}`;

/** Weights at two to four places as a vector, of as few parts as can be. */
function vectorAt(fours: Fours, places: readonly number[]): string {
  const parts: { four: number; components: string }[] = [];
  for (const place of places) {
    const last = parts.at(-1);
    if (last?.four === fourOf(place)) last.components += component(place);
    else parts.push({ four: fourOf(place), components: component(place) });
  }
  const texts = parts.map(({ four, components }) =>
    components === 'xyzw' ? fours(four) : `${fours(four)}.${components}`,
  );
  return texts.length === 1 ? texts[0]! : `vec${places.length}f(${texts.join(', ')})`;
}

/** Statements that sum hi and lo of a layer's weights, but of those that are known: w and q. */
function summed({ layers, places }: Structure, l: number, known: Set<number>) {
  const { from, units, weights, biases } = layers[l]!;
  const of = (first: number, count: number) => places.slice(first, first + count).map(fourOf);
  const fours = [...of(weights, from * units), ...(biases < 0 ? [] : of(biases, units))];
  const fresh = [...new Set(fours)].filter((q) => !known.has(q));
  for (const q of fresh) known.add(q);
  return fresh.map((q) => `  let w${q} = ${keptFour('hi', q)} + ${keptFour('lo', q)};`);
}

/**
 * What it takes that sums fed back stay in f32: the layers whose deltas are cut off, and the largest slope of one point's
 * loss, where inputs are up to `mostInput`.
 */
export function magnitudes(
  { layers, activations, hasGain, loss }: Structure,
  mostInput = 1,
): { cuts: readonly boolean[]; gradient: number } {
  const most = (l: number) => (isBounded(activations[l]!) ? 1 : LARGE);
  const gain = (l: number) => (hasGain[l] ? 1e6 : 1);
  const last = layers.length - 1;
  let delta = loss.endsWith('cross-entropy') ? 1 : 2 * (most(last) === 1 ? 1e9 : LARGE);
  let gradient = 0;
  const cuts = layers.map(() => false);
  for (let l = last; l >= 0; l--) {
    if (delta > LARGE_DELTA) {
      cuts[l] = true;
      delta = LARGE_DELTA;
    }
    gradient = Math.max(gradient, delta * gain(l) * Math.max(1, l > 0 ? most(l - 1) : mostInput));
    delta *= gain(l) * layers[l]!.units * MOST_WEIGHT;
  }
  return { cuts, gradient };
}

export const sum = (terms: readonly string[]) => terms.join(' + ') || '0';

/** Names of a unit's output and slope, the latter null where it is 1, '0' where there is none. */
export const outputOf = (l: number, j: number) => `a${l}_${j}.h`;
export const slopeOf = (activation: Activation, l: number, j: number) =>
  activation === 'identity' ? null : activation === 'step' ? '0' : `a${l}_${j}.slope`;

/** In a loop over points weights are summed before it, elsewhere on the way forwards. */
export const foursOf =
  (looped: boolean): Fours =>
  (q) =>
    looped ? `weight[${q}u]` : `w${q}`;

/** Statements that put points through: an Activation of every unit, of which the identity's has no slope. */
export function forwardText(net: Structure, lanes: Lanes, looped: boolean): string[] {
  const known = new Set<number>();
  const fours = foursOf(looped);
  return net.layers.flatMap(({ units }, l) => [
    ...(looped || lanes.takesKept(l) ? [] : summed(net, l, known)),
    ...Array.from({ length: units }, (_, j) => unitText(net, lanes, l, j, fours)),
    ...activationsText(net, l),
  ]);
}

/** The weighted sum of a unit, times its layer's gain. */
function weightedSum(
  { layers, hasGain, places }: Structure,
  lanes: Lanes,
  l: number,
  j: number,
  fours: Fours,
) {
  const { from, weights, biases } = layers[l]!;
  const into = Array.from({ length: from }, (_, k) => places[weights + j * from + k]!);
  const bias = biases < 0 ? null : places[biases + j]!;
  const added = () =>
    sum([
      ...(bias === null ? [] : [`V(${numberAt(fours, bias)})`]),
      ...productsOf(fours, into, (k) => outputOf(l - 1, k)),
    ]);
  const z = l === 0 ? lanes.sumOf(bias, into, fours) : added();
  return hasGain[l] ? `gain[${l}] * (${z})` : z;
}

const SUMS = ['', '', 'sumOfTwo', 'sumOfThree', 'sumOfFour'];

/** Weights times what they are given, four to a product: less to compile, and its sums wait in registers. */
export function productsOf(
  fours: Fours,
  weights: readonly number[],
  nameOf: (k: number) => string,
): string[] {
  return Array.from({ length: Math.ceil(weights.length / 4) }, (_, i) => {
    const places = weights.slice(4 * i, 4 * i + 4);
    const names = places.map((_, k) => nameOf(4 * i + k));
    if (places.length === 1) return `${numberAt(fours, places[0]!)} * ${names[0]}`;
    return `${SUMS[places.length]}(${vectorAt(fours, places)}, ${names.join(', ')})`;
  });
}

/** What the sums of a layer go through; null for those that stay as they are, as the sum that a cross-entropy takes does. */
function functionOf({ layers, activations, loss }: Structure, l: number): string | null {
  const activation = activations[l]!;
  const isLogit = l === layers.length - 1 && loss.endsWith('cross-entropy');
  return activation === 'identity' || isLogit ? null : FUNCTIONS[activation];
}

/** Layers of more units take their activations in a loop, which runs slower: written out, 90 of them compile for 11 s. */
const MOST_WRITTEN = 10;
const isLooped = (net: Structure, l: number) =>
  functionOf(net, l) !== null && net.layers[l]!.units > MOST_WRITTEN;

function unitText(net: Structure, lanes: Lanes, l: number, j: number, fours: Fours): string {
  const sum = weightedSum(net, lanes, l, j, fours);
  const z = isBounded(net.activations[l]!) ? sum : `bounded(${sum}, LARGE)`;
  if (isLooped(net, l)) return `  h${l}[${j}] = ${z};`;
  const activation = functionOf(net, l);
  return `  let a${l}_${j} = ${activation ? `${activation}(${z})` : `Activation(${z}, V(1))`};`;
}

/** The activations of a layer whose sums are in h. */
function activationsText(net: Structure, l: number): string[] {
  if (!isLooped(net, l)) return [];
  const { units } = net.layers[l]!;
  return [
    `  for (var j = 0u; j < ${units}; j++) {`,
    `    let a = ${functionOf(net, l)}(h${l}[j]);`,
    `    h${l}[j] = a.h;`,
    `    s${l}[j] = a.slope;`,
    '  }',
    ...Array.from(
      { length: units },
      (_, j) => `  let a${l}_${j} = Activation(h${l}[${j}], s${l}[${j}]);`,
    ),
  ];
}

/** Where a loop over a layer's units has their outputs and slopes. */
export const loopsWgsl = (net: Structure): string =>
  net.layers
    .flatMap(({ units }, l) =>
      isLooped(net, l) ? ['h', 's'].map((x) => `var<private> ${x}${l}: array<V, ${units}>;`) : [],
    )
    .join('\n');

/** Statements that add the points' losses to `loss`, and set d of every output: its slope times `share`. */
export function outputText(net: Structure, lanes: Lanes): string[] {
  const { layers, activations, loss } = net;
  const last = layers.length - 1;
  const { units } = layers[last]!;
  const counted = (value: string) => (lanes.real ? `${lanes.real} * ${value}` : value);
  const share = counted('share');
  const each = (lines: (j: number) => string[]) =>
    Array.from({ length: units }, (_, j) => lines(j)).flat();
  const d = (j: number) => `d${last}_${j}`;
  if (loss === 'binary-cross-entropy') {
    return each((j) => [
      `  let f${j} = entropyOf(${outputOf(last, j)}, ${lanes.target(j)});`,
      `  loss += ${counted(`f${j}.loss`)};`,
      `  let ${d(j)} = ${share} * f${j}.delta;`,
    ]);
  }
  if (loss === 'softmax-cross-entropy') return softmaxText(last, units, lanes, counted);
  const activation = activations[last]!;
  const slope = slopeOf(activation, last, 0) && ((j: number) => slopeOf(activation, last, j)!);
  const factor = loss === 'squared-error' ? '2 * ' : '';
  return each((j) => [
    `  let e${j} = ${outputOf(last, j)} - ${lanes.target(j)};`,
    `  loss += ${counted(`(e${j} * e${j})`)};`,
    `  let ${d(j)} = ${factor}${share} * e${j}${slope ? ` * ${slope(j)}` : ''};`,
  ]);
}

/** The largest logit, of which there is one at place `top`, is taken out: nothing overflows, nothing cancels. */
function softmaxText(
  last: number,
  units: number,
  { target }: Lanes,
  counted: (value: string) => string,
): string[] {
  const z = (j: number) => outputOf(last, j);
  const others = Array.from({ length: units }, (_, j) => j);
  return [
    `  var most = ${z(0)};`,
    '  var top = V(0);',
    ...others
      .slice(1)
      .flatMap((j) => [
        `  top = select(top, V(${j}), ${z(j)} > most);`,
        `  most = select(most, ${z(j)}, ${z(j)} > most);`,
      ]),
    `  let right = ${target(0)};`,
    '  var of_right = V(0);',
    '  var others = V(0);',
    ...others.flatMap((j) => [
      `  let p${j} = power2Of(bounded(LOG2_E * (${z(j)} - most), 126));`,
      `  others += select(p${j}, V(0), top == V(${j}));`,
      `  of_right = select(of_right, ${z(j)}, right == V(${j}));`,
    ]),
    `  loss += ${counted('(logOfSum(others) + (most - of_right))')};`,
    `  let portion = ${counted('share')} / (1 + others);`,
    '  var wrong = V(0);',
    ...others.map((j) => `  wrong += select(p${j}, V(0), right == V(${j}));`),
    ...others.map(
      (j) => `  let d${last}_${j} = portion * select(p${j}, -wrong, right == V(${j}));`,
    ),
  ];
}

/** The structure of a network; `places` says where in a run its parameters are. */
export function structureOf({ layers, spec }: NetworkModel, places: readonly number[]): Structure {
  const { activations, gains, loss } = spec;
  return {
    layers,
    activations,
    hasGain: gains.map((gain) => gain !== 1),
    loss,
    places,
  };
}
