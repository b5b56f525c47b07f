// Undo and redo of random gestures of mouse, wheel and keys.
import fc from 'fast-check';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { type Gesture, perform } from './map-hands.ts';
import { settled, stateOf, useChromium, withPage } from './page.ts';

useChromium();

const undo = (page: Page) => page.locator('#undo');
const redo = (page: Page) => page.locator('#redo');
/** A place on the map, as shares of its size. */
const place = fc.tuple(
  fc.double({ min: 0.2, max: 0.8, noNaN: true }),
  fc.double({ min: 0.2, max: 0.8, noNaN: true }),
);
const gesture: fc.Arbitrary<Gesture> = fc.oneof(
  fc.record({ does: fc.constant('drag' as const), from: place, to: place }),
  fc.record({ does: fc.constant('wheel' as const), at: place, by: fc.constantFrom(-120, 120) }),
  fc.record({ does: fc.constant('click' as const), at: place }),
  fc.record({
    does: fc.constant('key' as const),
    key: fc.constantFrom('+', '-', 'ArrowLeft', 'ArrowUp', 'Enter'),
  }),
);

test('10 random gestures of mouse, wheel and keys are undone to the first state by keys, and redone to the last', () =>
  withPage({}, async (page) => {
    expect(await undo(page).isDisabled()).toBe(true);
    const first = await stateOf(page);
    for (const made of fc.sample(gesture, { seed: 14, numRuns: 10 })) await perform(page, made);
    await settled(page);
    const last = await stateOf(page);
    expect(last).not.toEqual(first);
    let undone = 0;
    while (await undo(page).isEnabled()) {
      await page.keyboard.press('Control+z');
      undone++;
    }
    expect(await stateOf(page)).toEqual(first);
    // Wheel after wheel is one, and Enter on a start there is none.
    expect(undone).toBeGreaterThan(4);
    while (await redo(page).isEnabled()) await page.keyboard.press('Control+Shift+Z');
    expect(await stateOf(page)).toEqual(last);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    expect(await stateOf(page)).toEqual(last);
  }));
