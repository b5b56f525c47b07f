// The plane of a network: laid along a run, through ends of runs, and carried by a link.
import { expect, test } from 'vitest';
import { set, settled, stateOf, useChromium, withSharedPage } from './page.ts';

useChromium();

test('a network’s plane is laid along its run and through two ends, with the share that it shows and the barrier', () =>
  withSharedPage(async (page) => {
    const network = { layers: [2, 6, 1], activation: 'tanh', points: 16 } as const;
    await set(page, { engine: 'cpu', problem: 'moons', network, steps: 60 });
    const note = page.locator('.projection-note');
    const shown = async () =>
      Number(/shows (?:over )?([\d.]+) %/.exec((await note.textContent())!)![1]);
    await expect.poll(() => note.textContent()).toMatch(/^Projection: this plane shows/);
    const before = await shown();
    // Without its words it has as much room: the maps need not begin again when they come.
    const heights = await note.evaluate((p) => {
      const before = p.clientHeight;
      p.classList.add('empty');
      const text = p.querySelector('span')!;
      const said = text.textContent;
      text.textContent = '';
      const empty = p.clientHeight;
      text.textContent = said;
      p.classList.remove('empty');
      return [before, empty];
    });
    expect(heights[1]).toBe(heights[0]);
    const runs = await page.locator('#legend > div').allTextContents();
    await note.getByRole('button').click();
    await settled(page);
    expect(await page.locator('.plane-now').textContent()).toMatch(/principal directions of Grad/);
    expect(await shown()).toBeGreaterThan(Math.max(90, before));
    const state = await stateOf(page);
    expect(state.starts).toMatchObject({ points: [], off: [{}] });
    expect(await page.locator('#legend > div').allTextContents()).toEqual(runs);

    await page.getByRole('combobox', { name: 'What the plane is' }).selectOption('points');
    await page.getByRole('checkbox', { name: /end of Gradient/ }).check();
    await page.getByRole('checkbox', { name: /end of Adam/ }).check();
    await expect
      .poll(() => page.locator('.plane-said').textContent())
      .toMatch(/^A to B: (no )?barrier/);
    await page.getByRole('button', { name: 'Line through A and B' }).click();
    await settled(page);
    const line = await stateOf(page);
    expect(line.plane.y).toBe(null);
    expect(line.window.x[0]).toBeCloseTo(-0.15, 5);
    await page.getByRole('button', { name: 'As the problem has it' }).click();
    await settled(page);
    const { plane, starts } = await stateOf(page);
    expect([plane, starts.points, starts.off]).toEqual([
      { x: { random: 1 }, y: { random: 2 } },
      [[0, 0]],
      [],
    ]);
  }));
