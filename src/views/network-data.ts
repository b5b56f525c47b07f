// The data of a network as a plot has them: training points first, then those kept for testing.
import type { Window } from '../engine.ts';
import type { Range } from '../math/grid.ts';
import type { NetworkModel } from '../problems/networks/model.ts';
import { type Size, toScreen } from './transform.ts';

/** How a network's data are plotted: a heat of the output over two inputs, a curve over one, else output on target. */
export type SurfaceKind = 'heat' | 'curve' | 'scatter';

export const surfaceKindOf = ({ spec: { layers } }: NetworkModel): SurfaceKind =>
  layers[0] === 2 ? 'heat' : layers[0] === 1 ? 'curve' : 'scatter';

/** Whether its outputs tell two classes apart, several, or none. */
export function classesOf({ spec: { loss, layers } }: NetworkModel): number {
  if (loss === 'softmax-cross-entropy') return layers.at(-1)!;
  return loss === 'binary-cross-entropy' ? 2 : 0;
}

export const pointCount = ({ train, test }: NetworkModel): number => train.count + test.count;

/** Whose points a number counts, and which of them it is. */
export const pointAt = ({ train, test }: NetworkModel, k: number) =>
  k < train.count
    ? { points: train, at: k, test: false }
    : { points: test, at: k - train.count, test: true };

/** One input of a point. */
export function inputOf(network: NetworkModel, k: number, input: number): number {
  const { points, at } = pointAt(network, k);
  return points.inputs[at * network.spec.layers[0]! + input]!;
}

/** What is wanted of a point's output; with softmax 1 of the right class, else 0. */
export function targetOf(network: NetworkModel, k: number, output: number): number {
  const { points, at } = pointAt(network, k);
  if (network.spec.loss === 'softmax-cross-entropy') return Number(points.targets[at] === output);
  return points.targets[at * network.targetSize + output]!;
}

/** The class of a point among `classesOf`. */
export function classOf(network: NetworkModel, k: number, output: number): number {
  const { points, at } = pointAt(network, k);
  if (network.spec.loss === 'softmax-cross-entropy') return points.targets[at]!;
  return targetOf(network, k, output) >= 0.5 ? 1 : 0;
}

/** Around the data there is room: a share of their extent. */
const ROOM = 0.12;

/** The least and greatest of `count` values, and room around. */
export function roomyRange(count: number, value: (k: number) => number): Range {
  let [min, max] = [Infinity, -Infinity];
  for (let k = 0; k < count; k++) {
    const each = value(k);
    if (each < min) min = each;
    if (each > max) max = each;
  }
  if (!(min <= max)) return [-1, 1];
  const room = ROOM * (max - min) || Math.max(1, Math.abs(min)) / 2;
  return [min - room, max + room];
}

/** The window of the plot of a network's data: its inputs, or its first input and its targets. */
export function dataWindow(network: NetworkModel, output: number): Window {
  const count = pointCount(network);
  const of = (input: number) => roomyRange(count, (k) => inputOf(network, k, input));
  const targets = () => roomyRange(count, (k) => targetOf(network, k, output));
  const kind = surfaceKindOf(network);
  if (kind === 'heat') return { x: of(0), y: of(1) };
  if (kind === 'curve') return { x: of(0), y: targets() };
  // Target and output on one scale.
  return { x: targets(), y: targets() };
}

/** Where each point is on the plot, [k][2]. `outputs`: [k][output], of a scatter. */
export function pointPlaces(
  network: NetworkModel,
  output: number,
  outputs: ArrayLike<number> | null,
): Float64Array {
  const count = pointCount(network);
  const units = network.spec.layers.at(-1)!;
  const kind = surfaceKindOf(network);
  const places = new Float64Array(2 * count);
  const classes = classesOf(network);
  for (let k = 0; k < count; k++) {
    const target = targetOf(network, k, output);
    const of = [
      kind === 'scatter' ? target : inputOf(network, k, 0),
      kind === 'heat' ? inputOf(network, k, 1) : target,
    ];
    if (kind === 'scatter') {
      of[1] = outputs?.[k * units + output] ?? Number.NaN;
      // Points of one class side by side: the golden ratio spreads them evenly.
      if (classes > 0) of[0]! += 0.16 * (((k * 0.618034) % 1) - 0.5);
    }
    places.set(of, 2 * k);
  }
  return places;
}

/** The point that is nearest to a place, within so many CSS pixels; null for none. */
export function nearestPoint(
  places: Float64Array,
  window: Window,
  size: Size,
  [x, y]: readonly [number, number],
  within: number,
): number | null {
  let best: number | null = null;
  let nearest = within;
  for (let k = 0; 2 * k < places.length; k++) {
    const [px, py] = toScreen(window, size, [places[2 * k]!, places[2 * k + 1]!]);
    const distance = Math.hypot(px - x, py - y);
    if (distance <= nearest) [best, nearest] = [k, distance];
  }
  return best;
}
