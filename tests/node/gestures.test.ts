import { expect, test } from 'vitest';
import {
  type GestureAction,
  type GestureEvent,
  NO_GESTURE,
  reduceGesture,
  windowAfter,
} from '../../src/views/gestures.ts';
import { type Point, toParameters } from '../../src/views/transform.ts';

/** Everything that the events mean, one after the other. */
function actionsOf(...events: GestureEvent[]): GestureAction[] {
  let state = NO_GESTURE;
  return events.flatMap((event) => {
    const reduced = reduceGesture(state, event);
    state = reduced.state;
    return reduced.actions;
  });
}

const down = (at: Point, rest: Partial<Extract<GestureEvent, { type: 'down' }>> = {}) =>
  ({ type: 'down', id: 1, at, boxes: false, grabs: false, ...rest }) as const;
const move = (at: Point, id = 1) => ({ type: 'move', id, at }) as const;
const up = (at: Point, time = 0, id = 1) => ({ type: 'up', id, at, time }) as const;
const view = (at: Point, by: Point, factor = 1) => ({ type: 'view', at, by, factor }) as const;
const hover = (at: Point | null) => ({ type: 'hover', at }) as const;

test('a pointer that is not down hovers, and leaving it points nowhere', () => {
  expect(actionsOf(move([3, 4]), { type: 'leave', id: 1 })).toEqual([hover([3, 4]), hover(null)]);
});

test('a drag pans by as many pixels as the pointer goes, from where it was pressed', () => {
  expect(actionsOf(down([10, 10]), move([13, 10]), move([30, 10]), move([35, 8]))).toEqual([
    // Within 5 pixels it is still a click.
    view([30, 10], [20, 0]),
    hover([30, 10]),
    view([35, 8], [5, -2]),
    hover([35, 8]),
  ]);
  expect(actionsOf(down([10, 10]), move([30, 10]), up([30, 10]))).not.toContainEqual(
    expect.objectContaining({ type: 'click' }),
  );
});

test('a press and release is a click, and then the pointer hovers there', () => {
  expect(actionsOf(down([10, 10]), up([12, 11]))).toEqual([
    { type: 'click', at: [12, 11] },
    hover([12, 11]),
  ]);
});

test('two clicks within 350 ms and 5 pixels are a click and a double click, no third one', () => {
  const clicks = (...at: [Point, number][]) =>
    actionsOf(...at.flatMap(([place, time]) => [down(place), up(place, time)]))
      .map(({ type }) => type)
      .filter((type) => type !== 'hover');
  expect(clicks([[10, 10], 1000], [[12, 10], 1349])).toEqual(['click', 'doubleClick']);
  expect(clicks([[10, 10], 1000], [[12, 10], 1350])).toEqual(['click', 'click']);
  expect(clicks([[10, 10], 1000], [[16, 10], 1100])).toEqual(['click', 'click']);
  expect(clicks([[9, 9], 0], [[9, 9], 100], [[9, 9], 200])).toEqual([
    'click',
    'doubleClick',
    'click',
  ]);
});

test('a finger held still is a long press, and no click follows; one that moved is none', () => {
  const held = { type: 'held' } as const;
  expect(actionsOf(down([10, 10]), held, up([10, 10]))).toEqual([
    { type: 'longPress', at: [10, 10] },
  ]);
  expect(actionsOf(down([10, 10]), move([40, 10]), held)).toHaveLength(2);
  expect(actionsOf(down([10, 10]), up([10, 10]), held)).toHaveLength(2);
});

test('what is grabbed is dragged and dropped instead of panning', () => {
  expect(actionsOf(down([10, 10], { grabs: true }), move([30, 10]), up([30, 10]))).toEqual([
    { type: 'drag', at: [30, 10] },
    hover([30, 10]),
    { type: 'drop' },
  ]);
});

test('a box is drawn until it is finished, and given up when the system takes the pointer', () => {
  const box = (to: Point, finished: boolean) => ({
    type: 'box',
    box: { from: [10, 10], to },
    finished,
  });
  expect(actionsOf(down([10, 10], { boxes: true }), move([30, 20]), up([31, 20]))).toEqual([
    box([30, 20], false),
    hover([30, 20]),
    box([31, 20], true),
  ]);
  expect(
    actionsOf(down([10, 10], { boxes: true }), move([30, 20]), { type: 'cancel', id: 1 }).at(-1),
  ).toEqual({ type: 'box', box: null, finished: true });
});

test('two fingers pinch about their middle; the second one drops what the first had grabbed', () => {
  const second = down([30, 10], { id: 2 });
  expect(actionsOf(down([10, 10], { grabs: true }), second, move([50, 10], 2))).toEqual([
    { type: 'drop' },
    // From 20 to 40 pixels apart, the middle from 20 to 30.
    view([30, 10], [10, 0], 0.5),
  ]);
  // One finger left neither pans nor clicks.
  expect(
    actionsOf(down([10, 10]), second, up([30, 10], 0, 2), move([40, 40]), up([40, 40])),
  ).toEqual([]);
});

test('a second finger gives up a box', () => {
  expect(actionsOf(down([10, 10], { boxes: true }), down([30, 10], { id: 2 }))).toEqual([
    { type: 'box', box: null, finished: true },
  ]);
});

test('the wheel zooms at the pointer by e^0.002 per pixel, 300 at most; a line is 16, a page 400', () => {
  const factor = (deltaY: number, deltaMode = 0) => {
    const [action] = actionsOf({ type: 'wheel', at: [5, 6], deltaY, deltaMode });
    return (action as { factor: number }).factor;
  };
  expect(factor(-100)).toBe(Math.exp(-0.2));
  expect(factor(3, 1)).toBe(Math.exp(48 * 0.002));
  expect(factor(1, 2)).toBe(Math.exp(0.6));
  expect(factor(-9999)).toBe(Math.exp(-0.6));
});

test('arrow keys pan by 60 pixels, + = and − zoom about the centre, 0 resets, others mean nothing', () => {
  const centre: Point = [50, 40];
  const key = (name: string) => actionsOf({ type: 'key', key: name, centre });
  expect(key('ArrowLeft')).toEqual([view(centre, [60, 0])]);
  expect(key('ArrowRight')).toEqual([view(centre, [-60, 0])]);
  expect(key('ArrowUp')).toEqual([view(centre, [0, 60])]);
  expect(key('ArrowDown')).toEqual([view(centre, [0, -60])]);
  expect(key('+')).toEqual([view(centre, [0, 0], 1 / 1.3)]);
  expect(key('=')).toEqual(key('+'));
  expect(key('-')).toEqual([view(centre, [0, 0], 1.3)]);
  expect(key('0')).toEqual([{ type: 'doubleClick', at: centre, byKey: true }]);
  expect(key('a')).toEqual([]);
});

test('a pan let go in motion glides on at its speed; one that rested, or was short or slow, does not', () => {
  const at = (x: number, time: number): GestureEvent => ({
    type: 'move',
    id: 1,
    at: [x, 10],
    time,
  });
  const drag = (apart: number, rest: number, moves = 8) => [
    down([10, 10]),
    ...Array.from({ length: moves }, (_, i) => at(20 + i * apart, 1000 + 16 * i)),
    up([20 + (moves - 1) * apart, 10], 1000 + 16 * (moves - 1) + rest),
  ];
  const flings = (...events: GestureEvent[]) =>
    actionsOf(...events).flatMap((action) => (action.type === 'fling' ? [action.velocity] : []));
  const [[vx, vy]] = flings(...drag(16, 10)) as [Point];
  expect(vx).toBeCloseTo(1, 2);
  expect(vy).toBe(0);
  expect(flings(...drag(16, 60))).toEqual([]);
  expect(flings(...drag(2, 10))).toEqual([]);
  expect(flings(...drag(16, 10, 3))).toEqual([]);
  // Neither what is grabbed nor a box glides.
  for (const rest of [{ grabs: true }, { boxes: true }]) {
    const [, ...others] = drag(16, 10);
    expect(flings(down([10, 10], rest), ...others)).toEqual([]);
  }
});

test('a wheel turned sideways pans, and a touchpad’s pinch zooms five times as fast as its scroll', () => {
  const wheel = (rest: object) =>
    actionsOf({ type: 'wheel', at: [5, 6], deltaY: 0, deltaMode: 0, ...rest })[0];
  expect(wheel({ deltaX: 30, deltaY: 2 })).toEqual(view([5, 6], [-30, 0]));
  expect(wheel({ deltaX: 3, deltaY: 2 })).toEqual(view([5, 6], [0, 0], Math.exp(0.004)));
  expect(wheel({ deltaY: -10, pinch: true })).toEqual(view([5, 6], [0, 0], Math.exp(-0.1)));
});

test('the window after a pan and zoom has under the pointer what it had before, to 1e-12', () => {
  const window = { x: [-20, 20], y: [-10, 30] } as { x: [number, number]; y: [number, number] };
  const size = { width: 200, height: 100 };
  const before = toParameters(window, size, [40, 70]);
  const next = windowAfter(window, size, { at: [60, 65], by: [20, -5], factor: 0.5 });
  const after = toParameters(next, size, [60, 65]);
  expect(after[0]).toBeCloseTo(before[0], 12);
  expect(after[1]).toBeCloseTo(before[1], 12);
  expect(next.x[1] - next.x[0]).toBeCloseTo(20, 12);
});
