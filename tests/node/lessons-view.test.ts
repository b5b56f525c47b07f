// What the Lessons view decides without a page: what a browser keeps, what entering a step changes.
import { expect, test } from 'vitest';
import {
  entering,
  leavesPicture,
  placeNamed,
  placesOf,
  startingOver,
} from '../../src/app/lessons/enter.ts';
import { createMemory } from '../../src/app/lessons/memory.ts';
import { createProgress } from '../../src/app/lessons/progress.ts';
import { lessonStateOf, withParameter } from '../../src/app/lessons/settings.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { fromHash, toHash } from '../../src/app/state/url.ts';
import { lessons } from '../../src/lessons/lessons.ts';
import '../../src/problems/catalogue.ts';

/** A browser's storage, or one that refuses. */
function storage(refuses = false): Storage {
  const kept = new Map<string, string>();
  const check = () => {
    if (refuses) throw new DOMException('no', 'SecurityError');
  };
  return {
    getItem(key: string) {
      check();
      return kept.get(key) ?? null;
    },
    setItem(key: string, value: string) {
      check();
      kept.set(key, value);
    },
  } as Storage;
}

const memoryOf = (of: Storage) => createMemory(() => of);

test('progress is there in the next visit, and within one where the browser keeps nothing', () => {
  for (const refuses of [false, true]) {
    const memory = memoryOf(storage(refuses));
    const progress = createProgress(memory);
    progress.see('a.b');
    progress.keep('a.b', 'x', { typed: '1/3', how: 'right' });
    const next = createProgress(memory);
    expect([next.last, next.seen('a.b'), next.seen('a.c')]).toEqual(['a.b', true, false]);
    expect(next.answer('a.b', 'x')).toEqual({ typed: '1/3', how: 'right' });
  }
});

test.each(['nonsense', '[]', 'null', '{"seen":3,"answers":{"a.b.x":{"typed":1,"how":"right"}}}'])(
  'a browser that keeps %s keeps nothing',
  (text) => {
    const memory = memoryOf(storage());
    memory.write('progress', text);
    const progress = createProgress(memory);
    expect([progress.last, progress.answer('a.b', 'x')]).toEqual([null, null]);
  },
);

const places = placesOf(lessons);
const named = (id: string) => placeNamed(places, id, null);

test('a step is found by its name; of none the last one is shown, of an unknown one the first', () => {
  const [first, second] = places;
  expect(named(second!.id)).toEqual({ place: second, isKnown: true });
  expect(placeNamed(places, '', second!.id)).toEqual({ place: second, isKnown: true });
  expect(named('')).toEqual({ place: first, isKnown: true });
  expect(named('homework.nothing')).toEqual({ place: first, isKnown: false });
});

test('entering a step keeps the weights that were changed, and starting over brings back the exercise’s', () => {
  const { place } = named('homework.gd');
  const changed = patched(DEFAULT_STATE, { parameters: { v1: -12 } });
  const entered = patched(changed, entering(changed, place));
  expect(entered).toMatchObject({ tab: 'lessons', lesson: 'homework.gd', steps: 1 });
  expect(lessonStateOf(entered).parameters.v1).toBe(-12);
  expect(lessonStateOf(patched(entered, startingOver(place))).parameters.v1).toBe(-13);
  const elsewhere = patched(DEFAULT_STATE, { problem: 'quadratic' });
  expect(patched(elsewhere, entering(elsewhere, place)).problem).toBe('xor');
});

test('a link to a step alone leaves its picture to it, and one with a change does not', () => {
  const { place } = named('homework.gd');
  const alone = patched(DEFAULT_STATE, { tab: 'lessons', lesson: place.id });
  expect(leavesPicture(alone, null)).toBe(true);
  expect(leavesPicture(patched(alone, { view: { theme: 'dark' }, engine: 'cpu' }), null)).toBe(
    true,
  );
  const entered = patched(alone, entering(alone, place));
  expect(leavesPicture(entered, null)).toBe(false);
  expect(fromHash(toHash(entered)).state).toEqual(entered);
  expect(leavesPicture(patched(entered, { lesson: 'homework.adam' }), entered)).toBe(true);
  expect(leavesPicture(patched(entered, { lesson: 'homework.adam', steps: 3 }), entered)).toBe(
    false,
  );
});

test('a weight on an axis of the map is where the first run starts, any other a parameter', () => {
  const moved = patched(DEFAULT_STATE, withParameter(DEFAULT_STATE, 'w12', 4));
  expect(moved.starts.points).toEqual([[0, 4]]);
  expect(lessonStateOf(moved).parameters).toMatchObject({ w21: 0, w12: 4, b1: -11 });
  const fixed = patched(moved, withParameter(moved, 'b1', -3));
  expect(lessonStateOf(fixed).parameters).toMatchObject({ w12: 4, b1: -3 });
});
