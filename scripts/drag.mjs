// npm run bench:drag: from pointer to picture in the explorer, and on a page of nothing but the map (bench/floor.ts).
import { openBenchPage } from './bench-page.mjs';

const USAGE = `Usage: npm run bench:drag -- [--quick] [--gpu]

  --quick   one round of drags in the place of two
  --gpu     lets Chromium take a GPU; without it, its software adapter`;

const flags = process.argv.slice(2);
const unknown = flags.find((flag) => !['--quick', '--gpu', '--help'].includes(flag));
if (unknown || flags.includes('--help')) {
  (unknown ? console.error : console.log)(unknown ? `${unknown} is not a flag\n${USAGE}` : USAGE);
  process.exit(unknown ? 2 : 0);
}

const SIDE = 512;
const MOVES = 40;
/** Of them those that make what pictures of their size take. */
const FIRST = 10;
/** As often as a display shows a frame. */
const APART_MS = 16;

/** Runs in a page before its own code: notes each picture when its commands are WebGL's. */
const watch = () => {
  /** @type {{ stamp: number, at: number }[]} */
  const moves = [];
  /** @type {Picture[]} */
  const pictures = [];
  Object.assign(window, { pictures });
  localStorage.setItem('gradscape.welcome', 'dismissed');
  const listen = (/** @type {Event} */ { timeStamp }) =>
    void moves.push({ stamp: timeStamp, at: performance.now() });
  addEventListener('pointermove', listen, true);
  const measure = performance.measure.bind(performance);
  performance.measure = (name, options) => {
    const measured = measure(name, /** @type {PerformanceMeasureOptions} */ (options));
    if (name !== 'gradscape:landscape') return measured;
    // Chromium takes this for `flush`: it does not wait for the pixels.
    document.querySelector('canvas')?.getContext('webgl')?.finish();
    const { startTime: asked, detail } = measured;
    const moved = moves.findLast(({ at }) => at <= asked)?.stamp ?? Number.NaN;
    pictures.push({ moved, asked, drawn: performance.now(), width: detail.width });
    return measured;
  };
};

/** @typedef {Awaited<ReturnType<typeof openBenchPage>>['page']} Page */
/** When the pointer had moved (NaN: it had not), a picture was asked for, and drawn. */
/** @typedef {{ moved: number, asked: number, drawn: number, width: number }} Picture */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

/** @param {string} path @param {string} ready */
const open = (path, ready) =>
  openBenchPage({
    software: !flags.includes('--gpu'),
    path,
    ready,
    before: watch,
    viewport: { width: 922, height: 800 },
  });

const settled = (/** @type {Page} */ page) => page.evaluate(() => window.gradscape?.settled());
/** @param {Page} page @returns {Promise<Picture[]>} */
const taken = (page) =>
  page.evaluate(
    // @ts-expect-error `watch`
    () => window.pictures.splice(0),
  );

/** Gives the explorer's plot 512² pixels: it takes what the rest of the page leaves it. */
async function squared(/** @type {Page} */ page) {
  for (;;) {
    await settled(page);
    const plot = await page.locator('#surface').boundingBox();
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    if (!plot || (plot.width === SIDE && plot.height === SIDE)) return;
    await page.setViewportSize({
      width: width + SIDE - plot.width,
      height: height + SIDE - plot.height,
    });
    await page.waitForTimeout(200);
  }
}

/** @param {Page} page @param {string} place */
async function boxOf(page, place) {
  const of = page.locator(place);
  await of.scrollIntoViewIfNeeded();
  return /** @type {Box} */ (await of.boundingBox());
}

/** Until nothing is under way, not even on its way to the screen. */
const REST_MS = 300;

/** Pictures of a drag to and fro across a box, where `rests` of one move at a time. @param {Page} page @param {Box} box */
async function drag(page, box, rests = false) {
  const [x, y] = [box.x + box.width / 2, box.y + 0.4 * box.height];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= (rests ? MOVES / 4 : MOVES) + FIRST; i++) {
    if (i === FIRST) await taken(page);
    await page.mouse.move(x + Math.min(120, 0.4 * box.width) * Math.sin(i / 7), y);
    if (rests) await settled(page);
    await page.waitForTimeout(rests ? REST_MS : APART_MS);
  }
  const pictures = await taken(page);
  await page.mouse.up();
  await settled(page);
  return pictures;
}

/** Median, quartiles and the longest, in ms. @param {number[]} all */
function inWords(all) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    (
      sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
    ).toFixed();
  return `${at(0.5)} ms (${at(0.25)}–${at(0.75)}; ${at(1)})`;
}

const floor = await open('/bench/floor.html', 'isReady');
const explorer = await open('/index.html', 'gradscape');
const network = await open('/index.html', 'gradscape');
/** @type {Map<string, Picture[]>} */
const all = new Map();
try {
  await network.page.setViewportSize({ width: 1258, height: 800 });
  await network.page.locator('.network-open').click();
  for (const { page } of [explorer, network]) await squared(page);
  const slider = '.lil-controller:has(.lil-name:text-is("b2")) .lil-slider';
  for (let round = 0; round < (flags.includes('--quick') ? 1 : 2); round++) {
    for (const [name, { page }, place, rests] of /** @type {const} */ ([
      ['the map alone', floor, 'canvas', false],
      ['a weight', explorer, slider, false],
      ['a pan', explorer, '#surface', false],
      ['a weight, the network beside it', network, slider, false],
      ['a pan, the network beside it', network, '#surface', false],
      ['a weight, at rest after each move', explorer, slider, true],
    ])) {
      const pictures = await drag(page, await boxOf(page, place), rests);
      all.set(name, [...(all.get(name) ?? []), ...pictures]);
    }
  }
} finally {
  await floor.close();
  await explorer.close();
  await network.close();
}

console.log(
  '| Drag of | pictures | samples | from pointer to picture: median (quartiles; longest) |',
);
console.log('| --- | --- | --- | --- |');
for (const [name, pictures] of all) {
  // Of one move the first: the full one that follows where the pointer rests is not what it waited for.
  const moved = pictures.filter(({ moved }, i) => moved > 0 && moved !== pictures[i - 1]?.moved);
  const widths = [...new Set(moved.map(({ width }) => width))].sort((a, b) => a - b);
  if (name.includes('rest')) continue;
  const took = inWords(moved.map(({ moved, drawn }) => drawn - moved));
  console.log(`| ${name} | ${moved.length} | ${widths.map((w) => `${w}²`).join(', ')} | ${took} |`);
}
const rested = all.get('a weight, at rest after each move') ?? [];
const cost = (/** @type {boolean} */ full) =>
  inWords(
    rested
      .filter(({ width }) => (width === SIDE) === full)
      .map(({ asked, drawn }) => drawn - asked),
  );
console.log(
  `\nOne move at a time, from asking for a picture to it: coarse ${cost(false)}, full ${cost(true)}`,
);
