// npm run monkey -- --minutes 30 --seed 1: random gestures, keys, sizes and changes of state in the built page. Nothing may
// go wrong, and what is held (heap, buffers, textures, listeners, workers) must come back to what it was. With --actions
// instead it takes so many, and then the same ones once more, which must leave nothing behind.
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { CHROMIUM_FLAGS } from './browser.mjs';
import { chromiumOrExit } from './get-chromium.mjs';
import { countHeld, grown, heldBy } from './monkey-counts.mjs';
import { act, PROBLEMS, seeded, TABS } from './monkey-hands.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    actions: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
const most = values.actions === undefined ? Number.POSITIVE_INFINITY : Number(values.actions);
if (!(minutes > 0 && most > 0 && Number.isSafeInteger(seed) && seed >= 0)) {
  console.error('usage: npm run monkey -- [--minutes 5 | --actions 40] [--seed 1]');
  process.exit(2);
}

/** Times that the page comes home and what it holds is counted, after the start. */
const ROUNDS = 6;
/** Before the start, as a share of the time: what is made when it is first used stays, and is no leak. */
const WARM_UP = 0.1;
/** What is not settled, and has shown no progress for so long, hangs. */
const PATIENCE_S = 300;
/** What goes on for so long in the middle of the play is left. */
const LONG_S = 20;
/** Beyond so many errors it gives up. */
const MOST = 20;

const server = await preview({ logLevel: 'silent', preview: { port: 0, strictPort: false } });
const browser = await chromium.launch({
  executablePath: chromiumOrExit(),
  args: CHROMIUM_FLAGS.filter((flag) => !/domain-blocking/.test(flag)),
});
const page = await browser.newPage({ viewport: { width: 1024, height: 640 } });
// On a busy machine.
page.setDefaultTimeout(PATIENCE_S * 1000);
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
page.on('load', async () => {
  const how = await page.evaluate(
    () => performance.getEntriesByType('navigation')[0]?.toJSON().type,
  );
  note(`the page was loaded again: ${how}`);
});
const devtools = await page.context().newCDPSession(page);
await devtools.send('Performance.enable');

/**
 * Until everything is drawn. Some maps take an hour on a software adapter, which their bars of progress show: those are
 * waited for so many seconds only, and then superseded, as a user would.
 */
async function settle(longest = Number.POSITIVE_INFINITY) {
  const said = await page.evaluate(
    async ({ patience, longest }) => {
      let done = false;
      const end = () => {
        done = true;
      };
      /** @type {any} */ (window).gradscape.settled().then(end, end);
      const bars = () =>
        [...document.querySelectorAll('progress, [role=progressbar]')]
          .map((bar) => bar.getAttribute('value') ?? bar.ariaValueNow)
          .join();
      const begun = performance.now();
      let [shown, since] = [bars(), begun];
      while (!done) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        const [bar, now] = [bars(), performance.now()];
        if (bar !== shown) [shown, since] = [bar, now];
        if (now - since > patience) return `not settled, without progress for ${patience / 1000} s`;
        if (now - begun > longest && since > begun) return '';
      }
      return '';
    },
    { patience: PATIENCE_S * 1000, longest: longest * 1000 },
  );
  if (said) note(said);
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

/** Every view and every dialog of the bar, and every room of the panel: what they are made of stays. */
async function openAll() {
  for (const patch of [
    ...TABS.map((tab) => ({ tab })),
    { tab: 'basins', map: { compare: 'adam', resolution: 32, steps: 20, colours: 'minimum' } },
    { tab: 'spectrum', spectrum: { lyapunov: true, count: 64, steps: 50 } },
    { tab: 'landscape' },
    ...PROBLEMS.map((problem) => ({ problem })),
    { problem: 'formula', formula: 'x^2 + y^2' },
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
    await settle();
  }
  await page.evaluate(() => {
    for (const title of document.querySelectorAll('#panel .lil-title')) {
      if (title.getAttribute('aria-expanded') === 'false') /** @type {any} */ (title).click();
    }
  });
  for (const id of ['problem-open', 'share', 'saved-open', 'tables-open', 'more']) {
    await page.evaluate((name) => document.getElementById(name)?.click(), id);
    await page.waitForTimeout(300);
    await page.keyboard.press('Escape');
  }
  for (const key of ['Control+k', 'Escape', '?', 'Escape', 'i', 'Escape'])
    await page.keyboard.press(key);
}

let random = seeded(seed);
let actions = 0;
/** Random actions for so long, or so many; now and then it waits for what it has asked for. @param {number} ms */
async function play(ms) {
  const until = performance.now() + ms;
  for (let i = 0; i < most && performance.now() < until && wrong.length < MOST; i++) {
    done.push(
      await act(page, random).catch((error) => {
        note(`${error.message}`.slice(0, 300));
        return 'an action that failed';
      }),
    );
    actions++;
    if (random() < 0.1) await settle(LONG_S);
  }
}

/** What is held at home, printed. @param {string} when */
async function counted(when) {
  await home();
  const held = await heldBy(page, devtools);
  console.log(`${when}, ${actions} actions: ${JSON.stringify(held)}`);
  return held;
}

/** What is held at the start and at the end. */
async function timed() {
  await openAll();
  await counted('all opened');
  await play(minutes * 60_000 * WARM_UP);
  const start = await counted('start');
  let end = start;
  for (let round = 1; round <= ROUNDS && wrong.length < MOST; round++) {
    await play((minutes * 60_000) / ROUNDS);
    end = await counted(`${Number(((round * minutes) / ROUNDS).toFixed(1))} min`);
  }
  return { start, end };
}
/** What is held after the actions, and after the same ones again. */
async function twice() {
  await play(Number.POSITIVE_INFINITY);
  const start = await counted('once');
  random = seeded(seed);
  await play(Number.POSITIVE_INFINITY);
  return { start, end: await counted('twice') };
}

const { start, end } = await (Number.isFinite(most) ? twice() : timed());
const more = grown(start, end);
console.log(
  `seed ${seed}, ${actions} actions: ${wrong.length} errors; ${
    more.length > 0 ? `GROWN ${more.join('; ')}` : 'nothing has grown'
  }`,
);
await browser.close();
await server.close();
process.exit(wrong.length + more.length > 0 ? 1 : 0);
