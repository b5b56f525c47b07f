// Where the readout stands, which must hide nothing that is looked at.
import { expect, test } from 'vitest';
import { boxOf, type Place, placeReadout } from '../../src/app/landscape/readout-place.ts';
import { seededRandom } from '../../src/math/rng.ts';
import type { Point } from '../../src/views/transform.ts';

test('over 10,000 random plots the readout never lies over the pointer, the iterate or the run picked out', () => {
  const random = seededRandom(14);
  let corners = 0;
  for (let i = 0; i < 10_000; i++) {
    const size = { width: 200 + 1300 * random(), height: 60 + 900 * random() };
    const card = { width: 120 + 200 * random(), height: 40 + 400 * random() };
    const at = (): Point => [size.width * random(), size.height * random()];
    const looked = [at(), at()];
    const own = [...at(), ...at(), ...at()];
    const corner = placeReadout(size, card, looked, { own, others: [...at(), ...at()] }, [], null);
    if (!corner) continue;
    corners++;
    const { left, right, top, bottom } = boxOf(corner, size, card, []);
    const under = ([x, y]: Point) => x >= left && x <= right && y >= top && y <= bottom;
    const dots: Point[] = [0, 2, 4].map((k) => [own[k]!, own[k + 1]!]);
    expect([...looked, ...dots].filter(under)).toEqual([]);
    expect([left, top, size.width - right, size.height - bottom].every((gap) => gap > 0)).toBe(
      true,
    );
  }
  expect(corners).toBeGreaterThan(5000);
});

test('the readout stays in its corner until that would hide more, or what is looked at', () => {
  const size = { width: 800, height: 500 };
  const card = { width: 200, height: 200 };
  const [TOP_LEFT, TOP_RIGHT]: [Place, Place] = [
    placeReadout(size, card, [], { own: [], others: [] }, [], null)!,
    placeReadout(size, card, [[1, 1]], { own: [], others: [] }, [], null)!,
  ];
  const none = { own: [], others: [] };
  const place = (at: Point, others: number[], now: Place | null) =>
    placeReadout(size, card, [at], { ...none, others }, [], now);
  expect(place([400, 250], [], TOP_RIGHT)).toBe(TOP_RIGHT);
  expect(place([700, 100], [], TOP_RIGHT)).toBe(TOP_LEFT);
  expect(place([400, 250], [700, 100, 400, 200], TOP_RIGHT)).toBe(TOP_LEFT);
  // Where the tools are is no place for it, and a plot too small for it has none.
  const tools = { left: 0, top: 0, right: 60, bottom: 200 };
  expect(placeReadout(size, card, [], none, [tools], null)).toBe(TOP_RIGHT);
  // At the right it stands beside them, and over them nowhere.
  const column = { left: 750, top: 8, right: 792, bottom: 208 };
  const beside = placeReadout(
    size,
    card,
    [[100, 250]],
    { own: [], others: [100, 50] },
    [column],
    null,
  )!;
  expect(beside).toEqual([1, 0]);
  expect(boxOf(beside, size, card, [column]).right).toBe(column.left - 8);
  expect(boxOf([1, 1], size, card, [column]).right).toBe(size.width - 8);
  expect(placeReadout({ width: 320, height: 300 }, card, [], none, [], null)).toBe(null);
});
