// npm run screenshots: the pictures of the README, from the real page, into docs/.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { CHROMIUM_FLAGS } from './browser.mjs';
import { chromiumOrExit } from './get-chromium.mjs';

/** @type {{name: string, state: object, lang?: string, dark?: boolean, phone?: boolean, point?: [number, number]}[]} */
const SHOTS = [
  {
    name: 'landscape',
    state: { starts: { pattern: 'grid', gridSize: 7 }, view: { arrows: true } },
    point: [0.62, 0.56],
  },
  {
    name: 'basins',
    state: {
      tab: 'basins',
      optimizers: { gd: { learningRate: 30 } },
      map: { compare: 'adam', layout: 'side', resolution: 320 },
    },
    point: [0.32, 0.42],
  },
  {
    name: 'sweep',
    state: { tab: 'sweep', map: { resolution: 560 } },
    dark: true,
    point: [0.86, 0.55],
  },
  { name: 'spectrum', state: { tab: 'spectrum', spectrum: { count: 65_536 } }, point: [0.72, 0.5] },
  {
    name: 'weights',
    state: {
      // PyTorch's start of seed 777, all nine trained; the map is over two of them.
      parameters: {
        w11: -0.5912610292434692,
        w12: -0.01253354549407959,
        w21: -0.13676391541957855,
        w22: -0.1613335758447647,
        b1: 0.5392711758613586,
        b2: 0.5389550924301147,
        v1: 0.31713369488716125,
        v2: 0.004631179850548506,
        c: 0.45943158864974976,
      },
      trained: ['w21', 'w12', 'w11', 'w22', 'b1', 'b2', 'v1', 'v2', 'c'],
      plane: { x: { parameter: 'w11' }, y: { parameter: 'w22' } },
      window: { x: [-8, 8], y: [-8, 8] },
      starts: { points: [], pattern: 'xavier', randomCount: 60 },
      steps: 3000,
    },
    dark: true,
    point: [0.3, 0.3],
  },
  {
    name: 'minima',
    state: {
      problem: 'himmelblau',
      tab: 'basins',
      map: { colours: 'minimum', compare: 'adam', resolution: 320 },
    },
    point: [0.3, 0.62],
  },
  {
    name: 'periods',
    state: {
      problem: 'double-well',
      tab: 'spectrum',
      spectrum: { rate: { range: [0.5, 2.1], scale: 'linear' }, count: 32_768, lyapunov: true },
    },
    dark: true,
    point: [0.5, 0.5],
  },
  {
    name: 'formula',
    state: { problem: 'formula', formula: 'log(x + 3) * sin(2*x) + a*y^2/4 + cos(3*y)' },
    point: [0.62, 0.4],
  },
  {
    name: 'data',
    state: {
      problem: 'logistic',
      data: 'overlapping',
      starts: { points: [[4, -4]] },
      view: { edge: true },
    },
    dark: true,
  },
  { name: 'network', state: { problem: 'spiral' } },
  {
    name: 'trainability',
    state: { problem: 'trainability', tab: 'sweep', map: { resolution: 160, steps: 200 } },
  },
  {
    name: 'relief',
    state: {
      optimizers: { adam: { on: true }, momentum: { on: true } },
      view: { relief: { azimuth: -36, tilt: 52, zoom: 1 } },
    },
    dark: true,
  },
  { name: 'lesson', state: { tab: 'lessons', lesson: 'homework.gradient' } },
  { name: 'korean', state: { tab: 'lessons', lesson: 'stuck.critical' }, lang: 'ko', dark: true },
  { name: 'phone', state: { starts: { pattern: 'grid', gridSize: 5 } }, dark: true, phone: true },
];

const executablePath = chromiumOrExit();
mkdirSync('docs', { recursive: true });
const server = await preview({ logLevel: 'silent' });
const url = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
for (const { name, state, lang = 'en', dark = false, phone = false, point } of SHOTS) {
  const page = await browser.newPage({
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    deviceScaleFactor: phone ? 2 : 1,
    colorScheme: dark ? 'dark' : 'light',
    serviceWorkers: 'block',
  });
  // As who has been here sees it.
  await page.addInitScript(() => localStorage.setItem('gradscape.welcome', 'dismissed'));
  await page.goto(`${url}?lang=${lang}`);
  await page.waitForFunction(() => 'gradscape' in window);
  await page.evaluate(async (patch) => {
    await window.gradscape.set(patch);
    await window.gradscape.settled();
  }, state);
  if (point) {
    const surface = page.locator('.surface:visible').first();
    const box = await surface.boundingBox();
    if (box) await page.mouse.move(box.x + point[0] * box.width, box.y + point[1] * box.height);
    await page.waitForTimeout(1500);
  }
  await page.screenshot({ path: `docs/${name}.png` });
  console.log(`docs/${name}.png`);
  await page.close();
}
await browser.close();
await server.close();
