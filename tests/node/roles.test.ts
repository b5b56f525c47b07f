// What is trained and where the plane lies, as the page's state: roles, refusals, links.
import { expect, test } from 'vitest';
import { patchOfFile } from '../../src/app/shell/opened-file.ts';
import { infoOf, roleOf, startOf, withRole } from '../../src/app/state/problem.ts';
import { DEFAULT_STATE, patched, type State } from '../../src/app/state/state.ts';
import { fromHash, toHash } from '../../src/app/state/url.ts';

const names = Object.keys(DEFAULT_STATE.parameters);
const axes = (x: string, y: string) => ({ x: { parameter: x }, y: { parameter: y } });
const as = (state: State, name: string, role: Parameters<typeof withRole>[2]) =>
  patched(state, withRole(state, name, role));

test('a new axis takes the place of the old one, which gets the role that the new one had', () => {
  const state = as(as(DEFAULT_STATE, 'w11', 'x'), 'b1', 'y');
  expect(state).toMatchObject({ plane: axes('w11', 'b1'), trained: ['w11', 'b1'] });
  expect(['w21', 'w12'].map((name) => roleOf(state, name))).toEqual(['fixed', 'fixed']);
  const all = patched(DEFAULT_STATE, { trained: names });
  const ofAll = as(all, 'v1', 'x');
  expect(roleOf(ofAll, 'w21')).toBe('trained');
  expect(ofAll.trained).toEqual(names);
});

test('an axis that becomes the other axis trades places with it', () => {
  const state = as(DEFAULT_STATE, 'w21', 'y');
  expect(state).toMatchObject({ plane: axes('w12', 'w21'), trained: DEFAULT_STATE.trained });
});

test('there and back again is the state that it was, and needs no link', () => {
  const there = as(as(DEFAULT_STATE, 'w11', 'x'), 'c', 'trained');
  expect(toHash(there)).not.toBe('');
  const back = as(as(there, 'w21', 'x'), 'c', 'fixed');
  expect(back).toEqual(DEFAULT_STATE);
  expect(toHash(back)).toBe('');
});

test.each(['trained', 'fixed'] as const)(
  'the x axis cannot be %s: the refusal quotes both',
  (role) => {
    expect(() => withRole(DEFAULT_STATE, 'w21', role)).toThrow(
      new RangeError(
        `w21 is the x axis and cannot be "${role}": make another parameter the x axis first`,
      ),
    );
  },
);

test('without its y axis the plane is a line, whose window goes up along the loss, and back again', () => {
  const line = as(DEFAULT_STATE, 'w12', 'fixed');
  expect(line).toMatchObject({ plane: { x: { parameter: 'w21' }, y: null }, trained: ['w21'] });
  expect(line.window.y[0]).toBeGreaterThan(-1);
  expect(line.window.y[1]).toBeLessThan(5);
  expect(line.sweep.y.quantity).toBe('start.x');
  expect(fromHash(toHash(line))).toEqual({ state: line });
  const back = as(line, 'w12', 'y');
  expect(back).toMatchObject({ plane: DEFAULT_STATE.plane, window: DEFAULT_STATE.window });
  expect(() => withRole(line, 'w21', 'y')).toThrow(/^w21 is the only axis/);
});

test.each<[string, object, RegExp]>([
  ['an unknown parameter', { trained: ['w99'] }, /^state\.trained: parameter "w99" is not one of/],
  ['nothing trained', { trained: [] }, /^state\.trained: \[\] is empty: at least one/],
  ['a parameter twice', { trained: ['c', 'c'] }, /^state\.trained: "c" is named twice/],
  ['an unknown axis', { plane: axes('w99', 'w12') }, /^state\.plane: parameter "w99" is not one/],
  ['two axes that are one', { plane: { x: { parameter: 'w12' } } }, /^state\.plane: .* parallel/],
  [
    'a vector too short',
    { plane: { x: { vector: [1] } } },
    /^state\.plane\.x: \[1\] has 1 numbers/,
  ],
  ['no direction', { plane: { x: {} } }, /^state\.plane\.x: \{\} is not \{"parameter": name\}/],
  ['an unknown problem', { problem: 'xnor' }, /^state\.problem "xnor" is not one of xor/],
  [
    'an unknown weight',
    { parameters: { w99: 1 } },
    /^state\.parameters: parameter "w99" is not one of w21, /,
  ],
  [
    'a weight that is none',
    { parameters: { b2: Number.NaN } },
    /^state\.parameters\.b2: NaN is not/,
  ],
  [
    'learning rates that are too many',
    { optimizers: { gd: { learningRate: [1, 2, 3] } } },
    /^state\.optimizers\.gd\.learningRate: \[1,2,3\] is not a number/,
  ],
])('%s is refused with a RangeError that says so', (_, patch, message) => {
  expect(() => patched(DEFAULT_STATE, patch)).toThrow(RangeError);
  expect(() => patched(DEFAULT_STATE, patch)).toThrow(message);
});

const slanted = { x: { vector: [1, 2] }, y: { vector: [-2, 1] } };

test('a direction is replaced as a whole: an axis by a vector, and a vector by an axis', () => {
  const state = patched(DEFAULT_STATE, { plane: slanted });
  expect(state.plane).toEqual(slanted);
  const back = patched(state, { plane: { y: { parameter: 'w12' } } });
  expect(back.plane).toEqual({ x: slanted.x, y: { parameter: 'w12' } });
  expect(patched(state, { plane: DEFAULT_STATE.plane })).toEqual(DEFAULT_STATE);
});

test.each<[string, object]>([
  ['two other axes', { plane: axes('w11', 'b1') }],
  ['one other axis', { plane: { y: { parameter: 'v2' } } }],
  ['a slanted plane', { plane: slanted }],
  [
    'one slanted direction, all trained',
    { trained: names, plane: { x: { vector: names.map((_, i) => i) } } },
  ],
  ['a start drawn off the plane', { trained: names, starts: { pattern: 'xavier', seed: 3 } }],
  [
    'the iterates and a learning rate of a weight that is trained',
    {
      trained: names,
      spectrum: { component: 'v2' },
      sweep: { x: { quantity: 'learningRate.v1', range: [1, 2], scale: 'log' } },
    },
  ],
])('a link restores %s exactly', (_, patch) => {
  const state = patched(DEFAULT_STATE, patch);
  expect(fromHash(toHash(state))).toEqual({ state });
});

/** What a file of a sweep opens as, by its spec alone. */
const opened = (spec: object) => {
  const x = { quantity: 'start.x', range: [-1, 1], scale: 'linear' };
  const y = { quantity: 'learningRate.v1', range: [1, 10], scale: 'log' };
  const rest = { start: [0, 0], steps: 9, threshold: 0.1, x, y, width: 16, height: 16 };
  const text = JSON.stringify({ problem: { id: 'xor', trained: names }, ...rest, ...spec });
  return patched(DEFAULT_STATE, patchOfFile(new TextEncoder().encode(text), 'a.json'));
};
const rates = (v1: number, c: number) => names.map((name) => ({ v1, c })[name] ?? 3);
const gd = (learningRate: number[]) => ({ optimizer: { kind: 'gd', learningRate } });

test('a file’s learning rates are the page’s one where they are alike, but for what an axis varies', () => {
  expect(opened(gd(rates(7, 3))).optimizers.gd.learningRate).toBe(3);
  // As version 0.1.0 had it: two rates, of which an axis varies the first.
  const two = {
    problem: { id: 'xor' },
    ...gd([1, 2]),
    y: { quantity: 'learningRateX', range: [1, 10], scale: 'log' },
  };
  expect(opened(two).optimizers.gd.learningRate).toBe(2);
  expect(() => opened(gd(rates(7, 4)))).toThrow(/learning rates \[3,.*one for all parameters/);
});

test('axes and a component that are trained no more give way to ones that are', () => {
  const all = patched(DEFAULT_STATE, {
    trained: names,
    spectrum: { component: 'v2' },
    sweep: { x: { quantity: 'learningRate.v1', range: [1, 2], scale: 'log' } },
  });
  const two = patched(all, { trained: DEFAULT_STATE.trained });
  expect(two.spectrum.component).toBe('w12');
  expect([two.sweep.x.quantity, two.sweep.y.quantity]).toEqual(['learningRate', 'start.y']);
});

test('the one start lies where the parameters’ own values are, and at 0 along a slant', () => {
  const startIn = (patch: object) => startOf(infoOf(patched(DEFAULT_STATE, patch)));
  expect(startIn({})).toEqual([0, 0]);
  expect(startIn({ plane: axes('w11', 'b1') })).toEqual([7, -11]);
  expect(startIn({ plane: { x: slanted.x } })).toEqual([0, 0]);
});
