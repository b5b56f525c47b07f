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
  sumOf(bias: number | null, weights: readonly number[]): string;
  /** Σ over the points of the k-th input times a V by name; '0' where all inputs are. */
  dotOf(v: string, k: number): string;
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

/** A number of one of a run's weights: network-run.wgsl. */
export const numberAt = (of: 'hi' | 'lo' | 'weight' | 'slopes', place: number) => {
  const four = Math.floor(place / 4);
  const where = { hi: `kept[${four}u]`, lo: `kept[LO + ${four}u]` };
  const vector = of === 'hi' || of === 'lo' ? where[of] : `${of}[${four}u]`;
  return `${vector}.${'xyzw'[place % 4]}`;
};
export const weightAt = (place: number) => numberAt('weight', place);

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
export const outputOf = (l: number, j: number) => `h${l}[${j}]`;
export const slopeOf = (activation: Activation, l: number, j: number) =>
  activation === 'identity' ? null : activation === 'step' ? '0' : `s${l}[${j}]`;

/** Statements that put points through: h and, but for the identity, the slope s of every unit. */
export function forwardText(net: Structure, lanes: Lanes): string[] {
  return net.layers.flatMap(({ units }, l) => [
    ...readOutputs(net, l - 1, 'h'),
    ...Array.from({ length: units }, (_, j) => unitText(net, lanes, l, j)).flat(),
    ...activationsText(net, l),
  ]);
}
/** A layer's outputs as values, read once: reading them anew for each weight takes longer to compile and to run. */
export const readOutputs = ({ layers }: Structure, l: number, name: string) =>
  Array.from(
    { length: l < 0 ? 0 : layers[l]!.units },
    (_, j) => `  let ${name}${l}_${j} = ${outputOf(l, j)};`,
  );

/** The weighted sum of a unit, times its layer's gain. */
function weightedSum({ layers, hasGain, places }: Structure, lanes: Lanes, l: number, j: number) {
  const { from, weights, biases } = layers[l]!;
  const into = Array.from({ length: from }, (_, k) => places[weights + j * from + k]!);
  const bias = biases < 0 ? null : places[biases + j]!;
  const added = () =>
    sum([
      ...(bias === null ? [] : [`V(${weightAt(bias)})`]),
      ...productsByFours(into, (k) => `h${l - 1}_${k}`),
    ]);
  const z = l === 0 ? lanes.sumOf(bias, into) : added();
  return hasGain[l] ? `gain[${l}] * (${z})` : z;
}

/** Weights times what they are given; four weights of one vector are one product, which compiles faster. */
export function productsByFours(
  weights: readonly number[],
  nameOf: (k: number) => string,
): string[] {
  const terms: string[] = [];
  for (let k = 0; k < weights.length; ) {
    const first = weights[k]!;
    if (first % 4 === 0 && [1, 2, 3].every((i) => weights[k + i] === first + i)) {
      const outputs = [0, 1, 2, 3].map((i) => nameOf(k + i)).join(', ');
      terms.push(`sumOfFour(weight[${first / 4}u], ${outputs})`);
      k += 4;
    } else {
      terms.push(`${weightAt(first)} * ${nameOf(k)}`);
      k++;
    }
  }
  return terms;
}

/** From so many units on a layer's activations are taken in a loop: a tenth less to compile, but small layers run slower. */
const LOOPED_UNITS = 10;

/** What the sums of a layer go through; null for those that stay as they are, as the sum that a cross-entropy takes does. */
function functionOf({ layers, activations, loss }: Structure, l: number): string | null {
  const activation = activations[l]!;
  const isLogit = l === layers.length - 1 && loss.endsWith('cross-entropy');
  return activation === 'identity' || isLogit ? null : FUNCTIONS[activation];
}

const isLooped = (net: Structure, l: number) =>
  functionOf(net, l) !== null && net.layers[l]!.units >= LOOPED_UNITS;

function unitText(net: Structure, lanes: Lanes, l: number, j: number): string[] {
  const sum = weightedSum(net, lanes, l, j);
  const z = isBounded(net.activations[l]!) ? sum : `bounded(${sum}, LARGE)`;
  const activation = functionOf(net, l);
  if (activation === null || isLooped(net, l)) return [`  h${l}[${j}] = ${z};`];
  return activationText(activation, l, j, z);
}

const activationText = (activation: string, l: number, j: number | string, z: string) => [
  '  {',
  `  let a = ${activation}(${z});`,
  `  h${l}[${j}] = a.h;`,
  `  s${l}[${j}] = a.slope;`,
  '  }',
];

/** The activations of a layer whose sums are in h. */
function activationsText(net: Structure, l: number): string[] {
  if (!isLooped(net, l)) return [];
  return [
    `  for (var j = 0u; j < ${net.layers[l]!.units}; j++)`,
    ...activationText(functionOf(net, l)!, l, 'j', `h${l}[j]`),
  ];
}

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
      `  let f${j} = entropyOf(h${last}[${j}], ${lanes.target(j)});`,
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
  const z = (j: number) => `h${last}[${j}]`;
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

/** What is known of every unit: its output h, and the slope s there. */
export const unitsWgsl = ({ layers }: Structure): string =>
  layers
    .flatMap(({ units }, l) => ['h', 's'].map((x) => `var<private> ${x}${l}: array<V, ${units}>;`))
    .join('\n');

/**
 * The types of a V of so many points, and what adds them up: `fourDotsOf` of g's products with four others,
 * `sumOfFour` of four by their weights.
 */
export const lanesWgsl = (width: 1 | 4): string =>
  width === 1
    ? `alias V = f32;
alias VI = i32;
fn sumOf(v: V) -> f32 { return v; }
fn dotOf(a: V, b: V) -> f32 { return a * b; }
fn fourDotsOf(g: V, a: V, b: V, c: V, d: V) -> vec4f { return g * vec4f(a, b, c, d); }
fn sumOfFour(w: vec4f, a: V, b: V, c: V, d: V) -> V { return dot(w, vec4f(a, b, c, d)); }
`
    : `alias V = vec4f;
alias VI = vec4i;
fn sumOf(v: V) -> f32 { return (v.x + v.y) + (v.z + v.w); }
fn dotOf(a: V, b: V) -> f32 { return dot(a, b); }
fn fourDotsOf(g: V, a: V, b: V, c: V, d: V) -> vec4f { return g * mat4x4f(a, b, c, d); }
fn sumOfFour(w: vec4f, a: V, b: V, c: V, d: V) -> V { return mat4x4f(a, b, c, d) * w; }
`;

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
