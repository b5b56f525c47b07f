// The dialog that shares a view, on the built page.
import type { Page } from 'playwright';

/** Opens the dialog, on a tab of it. */
export const openShare = async (page: Page, tab?: string) => {
  await page.locator('#share').click();
  if (tab) await page.getByRole('tab', { name: tab }).click();
};
/** Chooses in it. */
export const pick = (page: Page, name: string, label: string) =>
  page.locator('#share-dialog').getByRole('combobox', { name }).selectOption({ label });

/** A small view with runs of both optimizers. */
export const RUNS = {
  window: { x: [-2, 9], y: [-2, 9] } as { x: [number, number]; y: [number, number] },
  optimizers: { gd: { on: true }, adam: { on: true } },
  starts: { points: [[1, 2] as [number, number]] },
  steps: 120,
};
