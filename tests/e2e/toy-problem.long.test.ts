// CONTRIBUTING's recipe for a new problem, followed to the letter in a copy of the repository: with nothing but
// its two files and two entries it must do every job on both engines, in the terminal and on the page.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  DIVERGED,
  OSCILLATING,
  SOLVED,
  type SweepSpec,
  type TrajectorySpec,
} from '../../src/engine.ts';
import { readMeta } from '../../src/fields/formats/index.ts';
import { cellCentres } from '../../src/math/grid.ts';
import { at, bytesOf, hasGpu, jsonFrom, useFolder } from '../node/terminal.ts';
import { saved, set, settled, stateOf, useChromium, withPage, withSharedPage } from './page.ts';
import { followRecipe, root } from './toy-recipe.ts';

let server: PreviewServer;
let url = '';
const copy = mkdtempSync(join(tmpdir(), 'gradscape-toy-'));
const main = join(copy, 'lib/cli/main.js');

beforeAll(async () => {
  followRecipe(copy);
  // Processes of their own: this one's NODE_ENV is "test", which would be built into the page.
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  const run = (tool: string, ...argv: string[]) =>
    promisify(execFile)(process.execPath, [join(root, 'node_modules', tool), ...argv], {
      cwd: copy,
      env,
    });
  const vite = (...argv: string[]) =>
    run('vite/bin/vite.js', 'build', '--logLevel', 'warn', ...argv);
  const types = join(copy, 'page.tsbuildinfo');
  await Promise.all([
    vite(),
    vite('-c', 'vite.cli.config.ts'),
    run('typescript/bin/tsc', '-p', 'tsconfig.page.json', '--tsBuildInfoFile', types),
  ]);
  server = await preview({
    root: copy,
    logLevel: 'silent',
    preview: { host: '127.0.0.1', port: 0, strictPort: false, open: false },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  url = `http://127.0.0.1:${address.port}/`;
});
afterAll(async () => {
  await server?.close();
  rmSync(copy, { recursive: true });
});

useChromium();
useFolder();

/** The bowl and the iterates of gradient descent on it, in closed form: the independent formula. */
const bowl = (p: number, q: number, r: number) => (p - r) ** 2 / 2 + 25 * q ** 2 - 1;
const iterate = (start: [number, number], r: number, rate: number, k: number) =>
  [r + (start[0] - r) * (1 - rate) ** k, start[1] * (1 - 50 * rate) ** k] as const;

/** Within an absolute and a relative error of 1e-6 in f32, of 1e-12 in f64. */
const close = (ours: number, exact: number, engine: string) =>
  expect(Math.abs(ours - exact)).toBeLessThan(
    (engine === 'gpu' ? 1e-6 : 1e-12) * (1 + Math.abs(exact)),
  );

const cli = (engine: string) => (command: string, flags: string) =>
  jsonFrom(main, command, '--problem=toy', `--engine=${engine}`, '--json', ...flags.split(' '));

test('the copy, a folder without .git, is built into a page and a command line that say +unknown', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const said = execFileSync(process.execPath, [main, '--version'], { encoding: 'utf8' });
  expect(said).toBe(`${version}+unknown\n`);
  const assets = join(copy, 'dist/assets');
  const scripts = readdirSync(assets).map((name) => readFileSync(join(assets, name), 'utf8'));
  expect(scripts.filter((text) => text.includes(`${version}+unknown`)).length).toBeGreaterThan(0);
});

const engines = hasGpu ? ['cpu', 'gpu'] : ['cpu'];

test.each(engines)('point and train on the %s engine are the closed form', async (engine) => {
  const toy = cli(engine);
  const point = await toy('point', '--at p=2.5,q=-0.5 --param r=-1');
  close(point.loss, bowl(2.5, -0.5, -1), engine);
  close(point.gradient[0], 3.5, engine);
  close(point.gradient[1], -25, engine);
  expect(point).not.toHaveProperty('outputs');

  const { frames } = await toy('train', '--start 3,1.5 --lr 0.03 --steps 20');
  for (const { step, p, q, loss } of frames) {
    const exact = iterate([3, 1.5], 1, 0.03, step);
    close(p, exact[0], engine);
    close(q, exact[1], engine);
    close(loss, bowl(...exact, 1), engine);
  }
  expect(frames).toHaveLength(21);

  // All three: p and r meet half-way, and halve what is left at each step.
  const flags = '--train all --plane r,q --at p=3,q=0,r=1 --lr 0.25 --steps 9 --every 9';
  const { p, r } = (await toy('train', flags)).frames.at(-1);
  close(p, 2 + 0.5 ** 9, engine);
  close(r, 2 - 0.5 ** 9, engine);
});

test.each(engines)('landscape, sweep and spectrum on the %s engine', async (engine) => {
  const toy = cli(engine);
  const file = (name: string) => at(`toy-${engine}-${name}`);
  const [land, sweep, spectrum] = await Promise.all([
    toy('landscape', `--size 32x16 --out ${file('landscape.npz')}`),
    toy(
      'sweep',
      `--x lr=0.001:1:log --y start.q=-2:2 --size 30 --steps 200 --out ${file('sweep.csv')}`,
    ),
    toy(
      'spectrum',
      `--lr 0.001:1:log --count 30 --steps 2000 --last 8 --out ${file('spectrum.png')}`,
    ),
  ]);
  // The problem's own window: p over ±5, q over ±2.
  expect(land.spec.window).toEqual({ x: [-5, 5], y: [-2, 2] });
  close(land.loss.max, bowl(-5 + 5 / 32, -2 + 2 / 16, 1), engine);
  const members = unzipSync(bytesOf(`toy-${engine}-landscape.npz`));
  expect(Object.keys(members)).toEqual(expect.arrayContaining(['loss.npy', 'gradient.npy']));
  expect(bytesOf(`toy-${engine}-sweep.csv`).toString().split('\n')[0]).toContain(
    'start.q,point.p,point.q,loss',
  );

  expect(sweep.spec.threshold).toBe(-0.9);
  const solved = cellCentres([0.001, 1], 30, 'log').reduce((sum, rate) => {
    const ends = Array.from(cellCentres([-2, 2], 30), (q) => iterate([4, q], 1, rate, 200));
    return sum + ends.filter(([p, q]) => bowl(p, q, 1) <= -0.9).length;
  }, 0);
  expect(solved).toBeGreaterThan(100);
  expect(sweep.outcomes.solved).toBe(solved);
  // Above 0.04 a run diverges along q; below it 2,000 steps solve it.
  const above = cellCentres([0.001, 1], 30, 'log').filter((rate) => rate > 0.04).length;
  expect(spectrum.outcomes.diverged).toBe(above);
  expect(spectrum.outcomes.solved).toBe(30 - above);
});

const trajectories: TrajectorySpec = {
  problem: { id: 'toy', parameters: { r: 2 } },
  optimizer: { kind: 'adam', learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  starts: [-4, 1, 3, -2],
  steps: 100,
  every: 10,
};
const sweep: SweepSpec = {
  problem: { id: 'toy' },
  optimizer: { kind: 'gd', learningRate: 0.01 },
  start: [4, 1],
  steps: 200,
  threshold: -0.9,
  x: { quantity: 'learningRate', range: [0.001, 1], scale: 'log' },
  y: { quantity: 'start.x', range: [-5, 5], scale: 'linear' },
  width: 48,
  height: 32,
};
/** Overshoots the bottom again and again on its way there: the loss rises and falls. */
const swinging: SweepSpec = {
  ...sweep,
  optimizer: { kind: 'momentum', learningRate: 0.01, momentum: 0.95 },
  steps: 100,
  threshold: -0.99999,
  x: { quantity: 'learningRate', range: [0.001, 0.1], scale: 'log' },
};

test('on the page both engines agree on every job within 1e-5·(1 + |f64|), and in 99 % of the outcomes', () =>
  withSharedPage(async (page) => {
    await set(page, { problem: 'toy' });
    const apart = await page.evaluate(
      async (specs) => {
        const { gradscape } = window;
        const worst = (a: ArrayLike<number>, b: ArrayLike<number>) => {
          let most = 0;
          for (let k = 0; k < b.length; k++) {
            most = Math.max(most, Math.abs(a[k]! - b[k]!) / (1 + Math.abs(b[k]!)));
          }
          return a.length === b.length ? most : Number.NaN;
        };
        const cpu = { engine: 'cpu' } as const;
        const { window: home } = gradscape.state;
        const spec = { problem: { id: 'toy' }, window: home, width: 96, height: 64 };
        const [land, land64] = [
          await gradscape.landscape(spec),
          await gradscape.landscape(spec, cpu),
        ];
        const [runs, runs64] = [
          await gradscape.trajectories(specs.trajectories),
          await gradscape.trajectories(specs.trajectories, cpu),
        ];
        const maps = [];
        for (const spec of specs.sweeps) {
          const { outcome } = await gradscape.sweep(spec);
          const exact = (await gradscape.sweep(spec, cpu)).outcome;
          maps.push({
            same: outcome.filter((o, k) => o === exact[k]).length / exact.length,
            kinds: [...new Set(exact)],
          });
        }
        return {
          values: [
            worst(land.loss, land64.loss),
            worst(land.gradient, land64.gradient),
            worst(runs.points, runs64.points),
            worst(runs.loss, runs64.loss),
          ],
          maps,
          engine: gradscape.engine.name,
        };
      },
      { trajectories, sweeps: [sweep, swinging] },
    );
    for (const value of apart.values) expect(value).toBeLessThan(1e-5);
    expect(apart.engine).toBe('gpu');
    for (const { same } of apart.maps) expect(same).toBeGreaterThan(0.99);
    const [descent, momentum] = apart.maps;
    expect(descent!.kinds).toEqual(expect.arrayContaining([SOLVED, DIVERGED]));
    expect(momentum!.kinds).toContain(OSCILLATING);
  }, url));

test('the page shows it by its own names, ranges and unit, and every tab settles', () =>
  withSharedPage(async (page) => {
    await set(page, { problem: 'toy', optimizers: { gd: { learningRate: 0.03 } } });
    for (const name of ['p', 'q', 'r']) {
      expect(await page.locator(`#panel input[aria-label="${name}"]`).count()).toBe(1);
    }
    expect(await page.locator('#panel input[aria-label="w21"]').count()).toBe(0);
    await expect
      .poll(() => page.locator('#chart-title').textContent())
      .toBe('loss [J] against step');
    await expect.poll(() => page.locator('#colour-bar .bar-label').textContent()).toBe('loss [J]');
    expect((await stateOf(page)).window).toEqual({ x: [-5, 5], y: [-2, 2] });
    // The loss is negative at the bottom: neither a log scale nor its readout may stumble over that.
    await set(page, { view: { scale: 'log' }, window: { x: [0, 2], y: [-0.1, 0.1] } });
    await page.locator('#surface').hover();
    expect(await page.locator('#readout').textContent()).toContain('∂L/∂p');
    await page.locator('#surface').dblclick();
    await settled(page);
    expect((await stateOf(page)).window).toEqual({ x: [-5, 5], y: [-2, 2] });

    await set(page, { tab: 'basins', map: { resolution: 48, steps: 100 } });
    expect(await page.locator('#map-info').textContent()).toMatch(/solved/);
    await set(page, { tab: 'sweep', sweep: { x: { range: [0.001, 1] } } });
    await set(page, {
      tab: 'spectrum',
      spectrum: { count: 64, steps: 100, last: 16, rate: { range: [0.001, 1] } },
    });
    expect(await page.locator('#map-info').textContent()).toMatch(/learning rates solve it/);
  }, url));

test('a link reopens it as it was, and what is saved as .npz says so', () =>
  withPage({ url }, async (page) => {
    // A threshold that is the default problem's, not this one's: the link must have it all the same.
    await set(page, {
      problem: 'toy',
      parameters: { r: 2 },
      trained: ['p', 'r'],
      map: { threshold: 0.1, resolution: 32 },
    });
    const before = await stateOf(page);
    await expect.poll(() => page.url()).toContain('toy');
    await page.reload();
    await page.waitForFunction(() => window.gradscape !== undefined);
    await settled(page);
    expect(await stateOf(page)).toEqual(before);

    await set(page, { tab: 'basins' });
    await page.locator('#panel').getByRole('button', { name: 'Files' }).click();
    await page
      .locator('#panel .lil-controller')
      .filter({ hasText: /^format/ })
      .locator('select')
      .selectOption({ label: '.npz (all fields)' });
    const save = page.getByRole('button', { name: 'Save this view' });
    const { bytes } = await saved(page, () => save.click());
    const { problem, width } = readMeta(bytes).spec as SweepSpec;
    expect([problem.id, problem.parameters?.r, width]).toEqual(['toy', 2, 32]);
    expect(Object.keys(unzipSync(bytes))).toContain('outcome.npy');
  }));
