// What the network's editor changes, and what of it is left unsaid.
import { expect, test } from 'vitest';
import {
  type Edited,
  variantOf,
  withActivation,
  withChange,
  withLayer,
  withLoss,
  withoutLayer,
  withUnits,
} from '../../src/app/problem/network/edits.ts';
import { lossFault } from '../../src/app/problem/network/losses.ts';
import { readNetworkTable } from '../../src/app/problem/network/own-data.ts';
import { layerRoles, withLayerTrained } from '../../src/app/state/layers.ts';
import { infoOf } from '../../src/app/state/problem.ts';
import { DEFAULT_STATE, patched, type State } from '../../src/app/state/state.ts';
import { fromHash, toHash } from '../../src/app/state/url.ts';
import '../../src/problems/catalogue.ts';
import { networks } from '../../src/problems/networks/presets.ts';
import type { NetworkRef } from '../../src/problems/networks/spec.ts';
import { problemById } from '../../src/problems/registry.ts';

function editedOf(state: State): Edited {
  const { spec, train } = infoOf(state).network!;
  const { network, networkAt } = problemById(state.problem);
  const base = { spec: network!.spec, at: networkAt! };
  return { base, spec, network: state.network, data: state.data, points: train.count };
}
const at = (problem: string, patch: object = {}) => patched(DEFAULT_STATE, { problem, ...patch });
/** The state after the first form of a change that is taken. */
function after(state: State, edits: ReturnType<typeof withLayer>): State {
  for (const { note: _, ...patch } of edits) {
    try {
      return patched(state, patch);
    } catch {}
  }
  throw new Error('no form of the change is taken');
}

test('layers come and go, and what is as the preset has it is not said', () => {
  const spiral = at('spiral');
  const more = after(spiral, withLayer(editedOf(spiral)));
  expect(more.network).toEqual({ layers: [2, 8, 8, 8, 1] });
  const other = after(more, withActivation(editedOf(more), 'relu', 2));
  expect(other.network?.activation).toEqual(['tanh', 'relu', 'tanh']);
  const back = after(other, withoutLayer(editedOf(other), 2));
  expect(back.network).toBe(null);
  const none = after(back, withoutLayer(editedOf(back), 1));
  const bare = after(none, withoutLayer(editedOf(none), 1));
  expect(infoOf(bare).network!.spec.layers).toEqual([2, 1]);
  expect(infoOf(after(bare, withLayer(editedOf(bare)))).network!.spec.activations).toEqual([
    'tanh',
    'sigmoid',
  ]);
});

test('gains stay with their layers, and a link brings a network back as it was', () => {
  const state = at('trainability');
  const deeper = after(state, withLayer(editedOf(state)));
  expect(deeper.network?.gains).toEqual([0.5, 1, 0.125]);
  expect(after(deeper, withoutLayer(editedOf(deeper), 2)).network).toBe(null);
  expect(fromHash(toHash(deeper)).state).toEqual(deeper);
});

test('points and gains that are usual of the problem’s own layers are said of others, whose own are not', () => {
  const sixteen = at('trainability', { network: { layers: [16, 16, 1] } });
  expect(infoOf(sixteen).network!.spec).toMatchObject({
    points: 272,
    gains: [0.125 ** 0.5, 1 / 16],
  });
  const few = after(sixteen, withChange(editedOf(sixteen), { points: 72, gains: [0.5, 0.125] }));
  expect(few.network).toEqual({ layers: [16, 16, 1], points: 72, gains: [0.5, 0.125] });
  expect(infoOf(few).network!.spec).toMatchObject({ points: 72, gains: [0.5, 0.125] });
  const own = { points: 272, gains: [0.125 ** 0.5, 1 / 16] };
  expect(after(few, withChange(editedOf(few), own)).network).toEqual({ layers: [16, 16, 1] });
});

test('a second output makes the loss softmax, one again binary; a set that does not fit gives way, own points do not', () => {
  const moons = at('moons');
  const two = after(moons, withUnits(editedOf(moons), 2, 2));
  expect(two.network).toEqual({ layers: [2, 8, 2], loss: 'softmax-cross-entropy' });
  expect(after(two, withUnits(editedOf(two), 2, 1)).network).toBe(null);
  const wave = at('regression', { data: 'wave' });
  const wide = after(wave, withUnits(editedOf(wave), 0, 3));
  expect([wide.data, infoOf(wide).data!.set]).toEqual([null, 'normal']);
  const own = at('regression', {
    data: [
      [0, 1],
      [1, 2],
    ],
  });
  expect(() => after(own, withUnits(editedOf(own), 0, 3))).toThrow('no form');
});

test('weights go when they do not fit any more, which is said', () => {
  const weights = infoOf(at('xor9')).parameters.map((_, i) => i / 10);
  const state = at('xor9', { network: { weights } });
  const [edit] = withUnits(editedOf(state), 1, 3);
  expect(edit!.network).toEqual({ layers: [2, 3, 1] });
  expect(edit!.note).toMatch(/weights of the file/);
  expect(withChange(editedOf(state), { stopAt: 1e-5 })[0]!.network).toEqual({
    weights,
    stopAt: 1e-5,
  });
});

test('only losses that fit are offered, each of the others with its reason', () => {
  const { spec } = infoOf(at('moons')).network!;
  expect(lossFault(spec, null, 'squared-error')).toBe(null);
  expect(lossFault(spec, null, 'softmax-cross-entropy')).toBe('needs 2 outputs or more');
  expect(lossFault({ layers: [1, 8, 1] }, null, 'binary-cross-entropy')).toMatch(/1 inputs/);
  expect(lossFault(spec, [[1, 2, 0.5]], 'binary-cross-entropy')).toBe('the labels are not 0 or 1');
  // Whatever is offered is taken.
  for (const { id } of networks) {
    const state = at(id);
    const edited = editedOf(state);
    for (const loss of [
      'binary-cross-entropy',
      'squared-error',
      'softmax-cross-entropy',
    ] as const) {
      const fault = lossFault(edited.spec, null, loss);
      if (fault === null) after(state, withLoss(edited, loss));
      else expect(() => patched(state, { network: { ...state.network, loss } }), id).toThrow();
    }
  }
});

test('every variant of every preset is taken, told from the others, and has points as it has parameters', () => {
  for (const { id, variants = [] } of networks) {
    for (const [i, { network, data = null }] of variants.entries()) {
      const state = at(id, { network: Object.keys(network).length ? network : null, data });
      expect(variantOf(variants, editedOf(state)), `${id} ${i}`).toBe(i);
    }
  }
  const wide = at('trainability', { network: problemById('trainability').variants![5]!.network });
  const { names, train, spec } = infoOf(wide).network!;
  expect([spec.layers[0], names.length, train.count]).toEqual([16, 272, 272]);
  expect(spec.gains).toEqual([Math.sqrt(2 / 16), 1 / 16]);
});

test('a table of other columns makes a network of other inputs, and labels of three classes one of three outputs', () => {
  const { spec } = infoOf(at('moons')).network!;
  const same = readNetworkTable('x1,x2,label\n1,2,0\n3,4,1', spec);
  expect([same.change, same.table.rows]).toEqual([
    null,
    [
      [1, 2, 0],
      [3, 4, 1],
    ],
  ]);
  const iris = readNetworkTable('5.1,3.5,1.4,0.2,0\n7,3.2,4.7,1.4,1\n6.3,3.3,6,2.5,2', spec);
  expect(iris.note).toBe('The network becomes 4-8-3 and its loss softmax cross-entropy.');
  const state = at('moons', { data: iris.table.rows, network: iris.change as NetworkRef });
  expect(infoOf(state).network!.train.count).toBe(3);
  const line = infoOf(at('regression')).network!.spec;
  expect(readNetworkTable('a;b;c\n1;2;3', line).note).toBe('The network becomes 2-8-8-1.');
  expect(() => readNetworkTable('1,2,0.5\n1,2,1', spec)).toThrow(/0.5/);
});

test('long weights and data stay out of a link, which is of the rest, or of the problem where nothing else is left', () => {
  const { length } = infoOf(at('regression')).parameters;
  const few = at('regression', { network: { weights: Array(length).fill(0.25) } });
  expect(fromHash(toHash(few)).state).toEqual(few);
  const wide = at('regression', {
    network: { layers: [1, 30, 30, 1], seed: 5, weights: Array(1021).fill(0.1) },
  });
  const { state, fault } = fromHash(toHash(wide));
  expect([state.network, fault]).toEqual([{ layers: [1, 30, 30, 1], seed: 5 }, undefined]);
  const rows = Array.from({ length: 300 }, (_, i) => [i, 1, 2, 3, i % 2]);
  const own = at('moons', { network: { layers: [4, 3, 1] }, data: rows });
  const alone = fromHash(toHash(own));
  expect([alone.state.problem, alone.state.network, alone.fault]).toEqual([
    'moons',
    null,
    undefined,
  ]);
});

test('layers of a large network are trained or fixed as a whole, and the last stays trained', () => {
  const deep = at('xor-deep');
  const fixed = patched(deep, withLayerTrained(deep, 'layer2', false));
  expect(fixed.trained).toEqual(['layer1', 'layer3', 'layer4']);
  expect([...layerRoles(fixed).values()].map(({ trained }) => trained)).toEqual([30, 0, 110, 11]);
  const some = patched(deep, { trained: ['layer1', 'W4.1.2', 'W4.1.5'] });
  expect(patched(some, withLayerTrained(some, 'layer1', false)).trained).toEqual([
    'W4.1.2',
    'W4.1.5',
  ]);
  const one = patched(deep, { trained: ['layer3'] });
  expect(() => withLayerTrained(one, 'layer3', false)).toThrow(/train another layer first/);
  // Back at its start a parameter is not said any more.
  const start = infoOf(deep).values['b4.1']!;
  const moved = patched(deep, { parameters: { 'b4.1': 3 } });
  expect(patched(moved, { parameters: { 'b4.1': start } }).parameters).toEqual({});
});
