// Saved views and pinned runs: saved, opened, renamed, deleted and brought back, exported and imported, compared.
import AxeBuilder from 'axe-core';
import { expect, test } from 'vitest';
import { pressInBar, saved, set, settled, stateOf, useChromium, withPage } from './page.ts';

useChromium();

test('a view is saved with its picture, outlasts a reload, is renamed, deleted and brought back, and opens as it was', () =>
  withPage({}, async (page) => {
    await set(page, {
      window: { x: [-3, 8], y: [-2, 6] },
      optimizers: { gd: { learningRate: 3 } },
    });
    const state = await stateOf(page);
    await pressInBar(page, '#saved-open');
    const dialog = page.locator('dialog.kept');
    await dialog.getByLabel('Name of this view').fill('my valley');
    await dialog.getByLabel('Name of this view').press('Enter');
    await dialog.getByText('“my valley” was saved.').waitFor();
    expect(await dialog.locator('.kept-picture img').count()).toBe(1);
    await dialog.getByRole('button', { name: 'Pin the landscape’s runs' }).click();
    await dialog.getByText('2 runs were pinned.').waitFor();
    await page.reload();
    await page.waitForFunction(() => window.gradscape !== undefined);
    await set(page, { steps: 3, window: { x: [0, 1], y: [0, 1] } });
    await pressInBar(page, '#saved-open');
    const name = dialog.getByLabel('Name of my valley');
    await name.fill('a valley');
    await name.press('Enter');
    await dialog.getByRole('button', { name: 'Delete a valley' }).click();
    await dialog.getByText('No view is saved yet.').waitFor();
    await dialog.getByRole('button', { name: 'Undo' }).click();
    // By loss, up and down; by keyboard as well.
    const rows = () => dialog.locator('.kept-runs tbody tr').allTextContents();
    const header = dialog.getByRole('button', { name: 'final loss' });
    await header.press('Enter');
    const up = await rows();
    await header.press('Enter');
    expect(await rows()).toEqual(up.toReversed());
    expect(up).toHaveLength(2);
    const all = await saved(page, () => dialog.getByRole('button', { name: 'Export all' }).click());
    expect(all.name).toBe('gradscape-saved.json');
    const table = await saved(page, () =>
      dialog.getByRole('button', { name: 'Save as .csv' }).click(),
    );
    expect(table.bytes.toString().split('\r\n')).toHaveLength(4);
    const bad = {
      name: 'bad.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"gradscape":1}'),
    };
    await dialog.locator('input[type=file]').setInputFiles(bad);
    await dialog.getByText(/^bad\.json cannot be imported: /).waitFor();
    const good = { name: 'all.json', mimeType: 'application/json', buffer: all.bytes };
    await dialog.locator('input[type=file]').setInputFiles(good);
    await dialog.getByText('1 views and 2 runs were imported.').waitFor();
    await page.evaluate(AxeBuilder.source);
    const faults = await page.evaluate(async () => {
      const { violations } = await (
        window as unknown as {
          axe: {
            run(what: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
          };
        }
      ).axe.run('dialog.kept');
      return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
    });
    expect(faults).toEqual([]);
    await dialog.getByRole('button', { name: 'Open a valley' }).first().click();
    await settled(page);
    expect(await stateOf(page)).toEqual(state);
    expect(await dialog.count()).toBe(0);
    // Whatever was on show before is one undo away.
    await page.keyboard.press('Control+z');
    expect((await stateOf(page)).steps).toBe(3);
    await page.evaluate(() => indexedDB.deleteDatabase('keyval-store'));
  }));
