// The run that is pointed at on a large map: what follows a drag of a setting, and a border that is sensitive to precision.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { sweepSpecOf } from '../../src/app/state/job-specs.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { NEVER, OUTCOMES } from '../../src/engine.ts';
import { pixelRun } from '../../src/fields/pixel-run.ts';
import { becameOf } from '../../src/fields/replayed.ts';
import { readable } from '../../src/views/ticks.ts';
import { set, settled, useChromium, withPage, withSharedPage } from './page.ts';
import '../../src/problems/catalogue.ts';

useChromium();

const map = (page: Page) => page.getByRole('application', { name: /^Map:/ });
const run = (page: Page) => page.locator('.info-run').innerText();

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
