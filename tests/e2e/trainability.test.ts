// The map of trainability: its card, and a run of it with a learning rate for each layer in the landscape.
import { expect, test } from 'vitest';
import { legendOf, set, settled, stateOf, useChromium, withSharedPage } from './page.ts';

useChromium();

test('the card of a trainability map has its legend and a run’s value, and the run opens with a rate for each layer', () =>
  withSharedPage(async (page) => {
    const map = { resolution: 16, steps: 25 };
    await set(page, { engine: 'cpu', problem: 'trainability', tab: 'sweep', map });
    const table = page.locator('.info-table');
    await expect.poll(() => table.textContent()).toMatch(/trains quickly\s+hardly[\d\s]+\(\d/);
    const run = page.locator('.info-run');
    await expect.poll(() => run.textContent()).toMatch(/η = [\d.]+ and [\d.]+.*Σ(1\/)?v = /);
    const state = await stateOf(page);
    expect([state.sweep.x.quantity, state.map.colours]).toEqual([
      'learningRate.layer1',
      'trainability',
    ]);
    await page.getByRole('button', { name: 'Open this run in the landscape' }).click();
    await settled(page);
    const opened = await stateOf(page);
    expect(Object.keys(opened.ownRates!)).toEqual(['layer1', 'layer2']);
    expect(await legendOf(page)).toHaveLength(1);
    expect((await legendOf(page))[0]).toMatch(/^Gradient descent, η = .* and /);
  }));

test('where f32 ends the card goes on in f64 at the same place, and back again', () =>
  withSharedPage(async (page) => {
    const axis = { range: [20, 20.000_01] as [number, number], scale: 'log' as const };
    await set(page, {
      tab: 'sweep',
      map: { resolution: 16, steps: 20 },
      sweep: { x: { quantity: 'learningRate', ...axis } },
    });
    const before = await stateOf(page);
    const offer = page.locator('.info-offer');
    await expect.poll(() => offer.textContent()).toMatch(/one and the same number in f32 here/);
    await offer.getByRole('button', { name: 'Go on in f64 on the CPU' }).click();
    await settled(page);
    expect(await stateOf(page)).toEqual({ ...before, engine: 'cpu' });
    await expect.poll(() => offer.textContent()).toMatch(/^Beyond f32: computed in f64/);
    await offer.getByRole('button', { name: 'Back to the engine before' }).click();
    await settled(page);
    expect(await stateOf(page)).toEqual(before);
  }));
