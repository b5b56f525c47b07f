import { expect, test } from 'vitest';
import { cardAfter } from '../../src/app/problem/card-keys.ts';
import { faultInWords, faultSpan } from '../../src/app/problem/formula/fault.ts';
import { createTyping, REST_MS, type TypingEvents } from '../../src/app/problem/formula/typing.ts';

/** Typing with a clock that is turned by hand; a text with "!" is faulty, one with "?" is refused. */
function typing(applied: string[], events: Partial<TypingEvents> = {}) {
  let now = 0;
  const due: { at: number; action: () => void }[] = [];
  const made = createTyping(
    {
      faultOf: (text) =>
        text.includes('!') ? { message: 'bad', position: text.indexOf('!') } : null,
      apply(text) {
        if (text.includes('?')) return { message: 'refused', position: null };
        applied.push(text);
        return null;
      },
      onChange() {},
      ...events,
    },
    (action, ms) => {
      const entry = { at: now + ms, action };
      due.push(entry);
      return () => void due.splice(due.indexOf(entry), 1);
    },
  );
  const pass = (ms: number) => {
    now += ms;
    for (const entry of due.filter(({ at }) => at <= now)) {
      due.splice(due.indexOf(entry), 1);
      entry.action();
    }
  };
  return { made, pass };
}

test('a text counts when typing has rested for 200 ms, and only the last one', () => {
  const applied: string[] = [];
  const { made, pass } = typing(applied);
  made.reset('x');
  for (const text of ['x+', 'x+y', 'x+y2']) {
    made.type(text);
    pass(REST_MS - 1);
  }
  expect(applied).toEqual([]);
  pass(1);
  expect([applied, made.good]).toEqual([['x+y2'], 'x+y2']);
  pass(10 * REST_MS);
  expect(applied).toEqual(['x+y2']);
});

test('a faulty text never counts, keeps what was typed, and revert goes back to the last good one', () => {
  const applied: string[] = [];
  const { made, pass } = typing(applied);
  made.reset('x');
  made.type('x+y');
  made.type('x+!');
  pass(10 * REST_MS);
  made.finish();
  expect([applied, made.text, made.good]).toEqual([[], 'x+!', 'x']);
  expect(made.fault).toEqual({ message: 'bad', position: 2 });
  // The same text from elsewhere, as when a slider moves, does not touch it.
  made.reset('x');
  expect(made.text).toBe('x+!');
  made.revert();
  expect([made.text, made.fault]).toEqual(['x', null]);
  made.draft('y!');
  made.reset('other');
  expect([made.text, made.fault, applied]).toEqual(['other', null, []]);
});

test('a text that is refused when it is to count is a fault, and the one before still holds', () => {
  const applied: string[] = [];
  const { made } = typing(applied);
  made.reset('x');
  made.type('x?');
  made.finish();
  expect([made.good, made.text, made.fault?.message]).toEqual(['x', 'x?', 'refused']);
});

test.each([
  ['x + foo1(y)', 4, 'foo1'],
  ['x + 1.5e-3y', 4, '1.5e-3'],
  ['x ≤ y', 2, '≤'],
  ['x + 𝑎', 4, '𝑎'],
  ['x +', 3, ''],
  ['x', 99, ''],
])('in %j the fault at %i is underlined as %j', (text, position, underlined) => {
  expect(text.slice(...faultSpan(text, position))).toBe(underlined);
});

test('a fault is told with its place, counted from 1 as people count characters', () => {
  const at = (text: string, position: number | null) =>
    faultInWords({ message: 'found it', position }, text);
  expect(at('x + )', 4)).toBe('Character 5: found it');
  expect(at('𝑎 + )', 5)).toBe('Character 5: found it');
  expect(at('x +\n )', 5)).toBe('Line 2, character 2: found it');
  expect(at('x +', 3)).toBe('At the end: found it');
  expect(at('x', null)).toBe('Found it');
});

test('among cards in rows the arrows lead on, back, and to the nearest of the next row', () => {
  const box = (column: number, row: number) => ({ left: 110 * column, top: 80 * row, width: 100 });
  // 0 / 1 2 3 / 4 5
  const boxes = [box(0, 0), box(0, 1), box(1, 1), box(2, 1), box(0, 2), box(1, 2)];
  const from = (at: number, key: string) => cardAfter(boxes, at, key);
  expect([from(0, 'ArrowDown'), from(2, 'ArrowDown'), from(3, 'ArrowDown')]).toEqual([1, 5, 5]);
  expect([from(5, 'ArrowUp'), from(3, 'ArrowUp'), from(0, 'ArrowUp')]).toEqual([2, 0, 0]);
  expect([from(3, 'ArrowRight'), from(0, 'ArrowLeft'), from(5, 'ArrowRight')]).toEqual([4, 0, 5]);
  expect([from(3, 'Home'), from(0, 'End'), from(0, 'Enter')]).toEqual([0, 5, null]);
});
