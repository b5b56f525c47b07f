// What hands do with the maps: keys, buttons and pins; and what follows a drag of a setting.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { sweepSpecOf } from '../../src/app/state/job-specs.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { NEVER, OUTCOMES } from '../../src/engine.ts';
import { pixelRun } from '../../src/fields/pixel-run.ts';
import { becameOf } from '../../src/fields/replayed.ts';
import { readable } from '../../src/views/ticks.ts';
import { noticeOf, set, settled, stateOf, useChromium, withPage, withSharedPage } from './page.ts';
import '../../src/problems/catalogue.ts';

useChromium();

const map = (page: Page) => page.getByRole('application', { name: /^Map:/ });
const run = (page: Page) => page.locator('.info-run').innerText();

test('by keys alone: a cursor on the map, its run read out, kept with Enter and let go with Escape', () =>
  withSharedPage(async (page) => {
    await set(page, { tab: 'basins', map: { resolution: 64, steps: 100 } });
    await map(page).focus();
    await page.keyboard.press('c');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowUp');
    const said = page.locator('#maps [role=status]').first();
    // Pixels of 40 / 64 = 0.625: from the one right of 0, ten further and one up.
    await expect.poll(() => said.textContent()).toMatch(/η = 1, from \(6\.5625, /);
    expect(await said.textContent()).toMatch(/solved|stalled|moving/);
    await page.keyboard.press('Enter');
    expect((await stateOf(page)).map.pin?.[0]).toBeCloseTo(6.5625, 2);
    await page.keyboard.press('Escape');
    expect((await stateOf(page)).map.pin).not.toBe(null);
    await page.keyboard.press('Escape');
    expect((await stateOf(page)).map.pin).toBe(null);
    expect(await map(page).getAttribute('aria-describedby')).toMatch(/plot-summary/);
    await expect
      .poll(() => page.locator('#maps [id^=plot-summary]').first().textContent())
      .toMatch(/of the runs: \w+ \d/);
  }));

test('while η is dragged the run pointed at, its card and its curve are of the new η, all three', () =>
  withSharedPage(async (page) => {
    await set(page, { tab: 'basins', map: { resolution: 512, steps: 2000, pin: [-8, 3] } });
    for (const learningRate of [2, 3, 4]) {
      await page.evaluate(
        (learningRate) => window.gradscape.set({ optimizers: { gd: { learningRate } } }),
        learningRate,
      );
      // The map itself would take longer than this.
      await expect
        .poll(() => page.locator('.run-name').textContent())
        .toContain(`η = ${learningRate},`);
      await expect.poll(() => page.locator('#legend').innerText()).toContain(`η = ${learningRate}`);
      expect(await run(page)).toMatch(/loss/);
    }
    await page.evaluate(() => window.gradscape.set({ map: { resolution: 16 } }));
    await settled(page);
  }));

test('at the border of fractal basins outcome, loss and steps on the card are those of the run that is shown', () =>
  withPage({ at: '' }, async (page) => {
    const patch = {
      tab: 'basins',
      optimizers: { gd: { learningRate: 30 } },
      map: { resolution: 96, steps: 1000 },
    } as const;
    await set(page, patch);
    const surface = (await map(page).boundingBox())!;
    const { width, height } = surface;
    const spec = sweepSpecOf(patched(DEFAULT_STATE, patch), 'gd', height / width);
    const { outcome } = await page.evaluate(async (spec) => {
      const { outcome } = await window.gradscape.sweep(spec);
      return { outcome: [...outcome] };
    }, spec);
    const border = [...outcome.keys()].filter((k) => k % 96 > 30 && outcome[k] !== outcome[k + 1]);
    const sample = border.filter((_, i) => i % Math.ceil(border.length / 12) === 0);
    expect(sample.length).toBeGreaterThan(6);
    for (const pixel of sample) {
      const [i, j] = [pixel % 96, Math.floor(pixel / 96)];
      const at = [(i + 0.5) / spec.width, 1 - (j + 0.5) / spec.height] as const;
      await page.mouse.move(surface.x + at[0] * width, surface.y + at[1] * height);
      await settled(page);
      const again = await page.evaluate(
        async (spec) => {
          const {
            points,
            loss,
            frameSteps,
            spec: given,
          } = await window.gradscape.trajectories(spec);
          return { spec: given, points: [...points], loss: [...loss], steps: [...frameSteps] };
        },
        pixelRun(spec, pixel),
      );
      const became = becameOf(
        {
          spec: again.spec,
          points: Float64Array.from(again.points),
          loss: Float64Array.from(again.loss),
          frameSteps: Uint32Array.from(again.steps),
        },
        spec.threshold,
      );
      const text = await page.locator('.run-outcome').innerText();
      expect(text).toContain(`${OUTCOMES[became.outcome]}, loss ${readable(became.loss, 4)}`);
      expect(text).toContain(became.steps === NEVER ? 'never' : `after ${became.steps} step`);
      // Where the map has come to something else it is said.
      const same = outcome[pixel] === became.outcome;
      if (!same) expect(await run(page)).toMatch(/Sensitive to precision/);
    }
  }));

test('the buttons in the plot zoom and go home, and zooming out ends with a word at 1,000 times the home window', () =>
  withSharedPage(async (page) => {
    await set(page, { tab: 'basins', map: { resolution: 16, steps: 5 } });
    const home = (await stateOf(page)).window;
    const press = (name: RegExp) =>
      page.locator('#maps').getByRole('button', { name }).first().click();
    await press(/Zoom in/);
    expect((await stateOf(page)).window.x[1]).toBeCloseTo(20 / 1.3, 10);
    await press(/The whole view/);
    expect((await stateOf(page)).window).toEqual(home);
    await press(/Equal scales/);
    await settled(page);
    const { x, y } = (await stateOf(page)).window;
    const { width, height } = (await map(page).boundingBox())!;
    expect((x[1] - x[0]) / width / ((y[1] - y[0]) / height)).toBeCloseTo(1, 2);
    await press(/Equal scales/);
    await settled(page);
    expect((await stateOf(page)).window).toEqual(home);
    await set(page, { window: { x: [-19_000, 19_000], y: [-19_000, 19_000] } });
    await press(/Zoom out/);
    expect(await noticeOf(page)).toMatch(/The window ends here, 1,000 times/);
    expect((await stateOf(page)).window.x).toEqual([-19_000, 19_000]);
  }));
