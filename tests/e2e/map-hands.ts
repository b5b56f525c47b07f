// Gestures on the map, as data.
import type { Page } from 'playwright';
import { mapOf } from './page.ts';

/** What a hand does on the map, at places that are shares of its size. */
export type Gesture =
  | { does: 'drag'; from: readonly [number, number]; to: readonly [number, number] }
  | { does: 'wheel'; at: readonly [number, number]; by: number }
  | { does: 'click'; at: readonly [number, number] }
  | { does: 'key'; key: string };

export async function perform(page: Page, made: Gesture): Promise<void> {
  const { corner, size } = await mapOf(page);
  const at = ([x, y]: readonly [number, number]) =>
    [corner[0] + x * size.width, corner[1] + y * size.height] as const;
  if (made.does === 'drag') {
    await page.mouse.move(...at(made.from));
    await page.mouse.down();
    await page.mouse.move(...at(made.to), { steps: 4 });
    await page.mouse.up();
  } else if (made.does === 'wheel') {
    await page.mouse.move(...at(made.at));
    await page.mouse.wheel(0, made.by);
  } else if (made.does === 'click') await page.mouse.click(...at(made.at));
  else if (made.does === 'key') {
    await page.locator('#surface').focus();
    await page.keyboard.press(made.key);
  }
}
