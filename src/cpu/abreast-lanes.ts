// Runs in lanes: what a Run holds, number by number for all of them, so that a step goes through one after the other.
import { DIVERGED_AT } from '../engine.ts';
import type { Hyper } from '../optimizers.ts';
import { placesIn } from './run-state.ts';

/** What an optimizer is set to, and what else there is one of to a run. */
const HYPER = ['momentum', 'decay', 'beta1', 'beta2', 'epsilon'] as const;
const ONE_EACH = [...HYPER, 'power1', 'power2'] as const;

/** What of an optimizer belongs to one run. */
export interface RunSettings {
  readonly hyper: Hyper;
  readonly rates: Float64Array;
}

/** Runs side by side: component c of the run in a lane is at c·stride + lane, what there is one of to a run at its lane. */
export interface Lanes {
  /** Lanes that are taken, the first ones. */
  count: number;
  readonly stride: number;
  /** Components of θ. */
  readonly size: number;
  /** [lane]: 1 where a step led out of ±DIVERGED_AT or had no slope. */
  readonly outside: Uint8Array;
  readonly theta: Float64Array;
  readonly gradient: Float64Array;
  /** What an optimizer remembers: see Memory. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly rates: Float64Array;
  readonly momentum: Float64Array;
  readonly decay: Float64Array;
  readonly beta1: Float64Array;
  readonly beta2: Float64Array;
  readonly epsilon: Float64Array;
  /** β1^t and β2^t after t steps. */
  readonly power1: Float64Array;
  readonly power2: Float64Array;
}

export function lanesFor(size: number, stride: number): Lanes {
  const each = () => new Float64Array(stride);
  const components = () => new Float64Array(size * stride);
  return {
    count: 0,
    stride,
    size,
    outside: new Uint8Array(stride),
    theta: components(),
    gradient: components(),
    first: components(),
    second: components(),
    rates: components(),
    momentum: each(),
    decay: each(),
    beta1: each(),
    beta2: each(),
    epsilon: each(),
    power1: each(),
    power2: each(),
  };
}

export function load(
  lanes: Lanes,
  lane: number,
  states: Float64Array,
  at: number,
  { hyper, rates }: RunSettings,
): void {
  const { size, stride } = lanes;
  const { memories, power1, power2 } = placesIn(size);
  for (let c = 0; c < size; c++) {
    lanes.theta[c * stride + lane] = states[at + c]!;
    lanes.first[c * stride + lane] = states[at + memories + 2 * c]!;
    lanes.second[c * stride + lane] = states[at + memories + 2 * c + 1]!;
    lanes.rates[c * stride + lane] = rates[c]!;
  }
  for (const name of HYPER) lanes[name][lane] = hyper[name];
  lanes.power1[lane] = states[at + power1]!;
  lanes.power2[lane] = states[at + power2]!;
}

export function save(lanes: Lanes, lane: number, states: Float64Array, at: number): void {
  const { size, stride } = lanes;
  const { memories, power1, power2 } = placesIn(size);
  for (let c = 0; c < size; c++) {
    states[at + c] = lanes.theta[c * stride + lane]!;
    states[at + memories + 2 * c] = lanes.first[c * stride + lane]!;
    states[at + memories + 2 * c + 1] = lanes.second[c * stride + lane]!;
  }
  states[at + power1] = lanes.power1[lane]!;
  states[at + power2] = lanes.power2[lane]!;
}

/** Puts the run of one lane into another. */
export function move(lanes: Lanes, from: number, to: number): void {
  const { size, stride } = lanes;
  for (const name of ['theta', 'first', 'second', 'rates'] as const) {
    for (let c = 0; c < size; c++) lanes[name][c * stride + to] = lanes[name][c * stride + from]!;
  }
  for (const name of ONE_EACH) lanes[name][to] = lanes[name][from]!;
}

export function isInside(states: Float64Array, at: number, n: number): boolean {
  for (let c = 0; c < n; c++) if (!(Math.abs(states[at + c]!) <= DIVERGED_AT)) return false;
  return true;
}
