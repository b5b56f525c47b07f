// npm run monkey -- --minutes 30 --seed 1: random gestures, keys, sizes and changes of state in the built page. Nothing may
// go wrong, and what is held (heap, buffers, textures, listeners, workers) must come back to what it was.
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { CHROMIUM_FLAGS } from './browser.mjs';
import { chromiumOrExit } from './get-chromium.mjs';
import { countHeld, grown, heldBy } from './monkey-counts.mjs';
import { act, seeded, TABS } from './monkey-hands.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
if (!(minutes > 0 && Number.isSafeInteger(seed) && seed >= 0)) {
  console.error('usage: npm run monkey -- [--minutes 5] [--seed 1]');
  process.exit(2);
}

/** Times that the page comes home and what it holds is counted. */
const ROUNDS = 8;

const server = await preview({ logLevel: 'silent' });
const browser = await chromium.launch({
  executablePath: chromiumOrExit(),
  args: CHROMIUM_FLAGS.filter((flag) => !/domain-blocking/.test(flag)),
});
const page = await browser.newPage({ viewport: { width: 1024, height: 640 } });
/** @type {string[]} */
const wrong = [];
/** @type {string[]} */
const done = [];
const note = (/** @type {string} */ text) => {
  wrong.push(text);
  console.log(`WRONG: ${text}\n  after ${done.slice(-8).join('; ')}`);
};
page.on('pageerror', (error) => note(`uncaught ${error.stack ?? error.message}`));
page.on('crash', () => note('the page crashed'));
page.on('console', (message) => {
  const text = message.text();
  if (['error', 'warning'].includes(message.type()) && !/ReadPixels/.test(text)) note(text);
});
await page.addInitScript(() => {
  if (location.protocol !== 'about:') localStorage.setItem('gradscape.welcome', 'dismissed');
});
await page.addInitScript(countHeld);
await page.goto(server.resolvedUrls?.local[0] ?? '');
await page.waitForFunction(() => 'gradscape' in window);
const first = await page.evaluate(() => /** @type {any} */ (window).gradscape.state);
const devtools = await page.context().newCDPSession(page);
await devtools.send('Performance.enable');

/** Waits until everything is drawn. */
async function settle() {
  const settled = await page.evaluate(() => {
    const late = new Promise((resolve) => setTimeout(() => resolve('late'), 60_000));
    return Promise.race([/** @type {any} */ (window).gradscape.settled(), late]);
  });
  if (settled === 'late') note('not settled after 60 s');
}

/** Back where it began, and everything drawn. */
async function home() {
  for (let i = 0; i < 3; i++) await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1024, height: 640 });
  await page.mouse.move(0, 0);
  await page.evaluate(async (state) => {
    for (const dialog of document.querySelectorAll('dialog')) dialog.close();
    await /** @type {any} */ (window).gradscape.set(state);
  }, first);
  await settle();
}

/** Every view has been open once, and what they are made of stays: what grows from then on does so for ever. */
async function openAll() {
  for (const patch of [
    ...TABS.map((tab) => ({ tab })),
    { tab: 'basins', map: { compare: 'adam', resolution: 32, steps: 20, colours: 'minimum' } },
    { tab: 'spectrum', spectrum: { lyapunov: true, count: 64, steps: 50 } },
    { tab: 'landscape', problem: 'spiral' },
    { problem: 'formula', formula: 'x^2 + y^2' },
    { problem: 'least-squares' },
    { problem: 'xor', starts: { pattern: 'random', randomCount: 200 } },
    {
      view: {
        relief: { azimuth: 30, tilt: 40, zoom: 1 },
        arrows: true,
        edge: true,
        alongRuns: true,
      },
    },
    { view: { field: 'sharpness', relief: null } },
  ]) {
    await page.evaluate((given) => /** @type {any} */ (window).gradscape.set(given), patch);
    await page.evaluate(() => /** @type {any} */ (window).gradscape.settled());
  }
  for (const key of ['Control+k', 'Escape', '?', 'Escape', 'i', 'Escape'])
    await page.keyboard.press(key);
  await home();
}

const random = seeded(seed);
await openAll();
console.log('all opened', JSON.stringify(await heldBy(page, devtools)));
/** @type {Record<string, number>[]} */
const counts = [];
let actions = 0;
for (let round = 0; round < ROUNDS && wrong.length < 20; round++) {
  const until = performance.now() + (minutes * 60_000) / ROUNDS;
  while (performance.now() < until && wrong.length < 20) {
    done.push(
      await act(page, random).catch((error) => {
        note(`${error.message}`.slice(0, 300));
        return 'an action that failed';
      }),
    );
    actions++;
    // Now and then it waits for what it has asked for.
    if (random() < 0.1) await settle();
  }
  await home();
  counts.push(await heldBy(page, devtools));
  console.log(`${actions} actions`, JSON.stringify(counts.at(-1)));
}
const more = grown(counts);
console.log(
  `seed ${seed}, ${minutes} minutes, ${actions} actions: ${wrong.length} errors; ${
    more.length > 0 ? `GROWN ${more.join('; ')}` : 'nothing has grown'
  }`,
);
await browser.close();
await server.close();
process.exit(wrong.length + more.length > 0 ? 1 : 0);
