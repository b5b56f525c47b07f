// What the built page shows and says, as a test reads it.
import type { Page } from 'playwright';
import type { State } from '../../src/app/state/state.ts';
import { type Point, type Size, toScreen } from '../../src/views/transform.ts';

export const stateOf = (page: Page): Promise<State> => page.evaluate(() => window.gradscape.state);

/** The map on the page: its corner and its size, in CSS pixels. */
export async function mapOf(page: Page): Promise<{ corner: Point; size: Size }> {
  const box = await page.locator('#surface').boundingBox();
  if (!box) throw new Error('there is no map');
  return { corner: [box.x, box.y], size: { width: box.width, height: box.height } };
}

/** Where on the page, in CSS pixels, a place of the map lies. */
export async function onPage(page: Page, place: Point): Promise<Point> {
  const { corner, size } = await mapOf(page);
  const [x, y] = toScreen((await stateOf(page)).window, size, place);
  return [corner[0] + x, corner[1] + y];
}

/** What the readout under the pointer says, row by row; null while it is hidden. */
export const readoutOf = (page: Page): Promise<Record<string, string> | null> =>
  page.evaluate(() => {
    const root = document.querySelector<HTMLElement>('#readout');
    if (!root || root.hidden) return null;
    const cells = [...root.querySelectorAll('tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent ?? ''),
    );
    return Object.fromEntries(cells);
  });

/** A number as the page prints it. */
export const printed = (text: string | undefined) =>
  Number((text ?? 'nothing').replaceAll('−', '-'));

/** What the page has said to its user last, which may be gone by now: of what it says as it opens. */
export const lastNotice = (page: Page) => page.locator('#notice').textContent();

/** What the page says to its user; null when it says nothing. */
export const noticeOf = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const notice = document.querySelector<HTMLElement>('#notice');
    return !notice || notice.hidden ? null : notice.textContent;
  });

export const legendOf = (page: Page) => page.locator('#legend > div').allTextContents();

/** Steps shown as the present and in all, from "1 000 / 5 000". */
export async function stepsOf(page: Page): Promise<[now: number, all: number]> {
  const text = (await page.locator('#step-now').textContent()) ?? '';
  const [now, all] = text.split('/').map((part) => Number(part.replace(/\s/g, '')));
  return [now!, all!];
}
