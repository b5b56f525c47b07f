// Until a page of the tests has come to rest.
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { toHash } from '../../src/app/state/url.ts';
// A link is of a problem that is there.
import '../../src/problems/catalogue.ts';
import { stateOf } from './reading.ts';

/** In ms. What takes longer hangs: a busy machine may take ten times as long as an idle one. */
export const PATIENCE = 60_000;

/** Waits until the page has its API and its first picture. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => window.gradscape !== undefined);
  await page.waitForFunction(
    () => performance.getEntriesByName('gradscape:landscape', 'measure').length > 0,
  );
  await settled(page);
}

/** Resolves when the page shows its newest state; fails instead of hanging. */
export const settled = (page: Page) =>
  page.evaluate(
    (ms) =>
      Promise.race([
        window.gradscape.settled(),
        new Promise<never>((_, reject) => {
          setTimeout(() => reject(new Error(`not settled after ${ms} ms`)), ms);
        }),
      ]),
    PATIENCE,
  );

/** Resolves when nothing on the page moves by itself any more, as a panel that slides in. */
export const still = (page: Page) =>
  page.evaluate(async () => {
    const moving = document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().endTime) < 60_000);
    // What another movement takes the place of is no error.
    await Promise.all(moving.map(({ finished }) => finished.catch(() => {})));
  });

/** Resolves when the address is a link to the state, which it follows a moment later. */
export async function inAddress(page: Page): Promise<void> {
  const link = toHash(await stateOf(page));
  await expect.poll(() => new URL(page.url()).hash).toBe(link);
}
