// What a monkey does to the page, drawn from a seed.

export const TABS = ['landscape', 'basins', 'sweep', 'spectrum', 'lessons', 'benchmark'];
export const PROBLEMS = [
  'xor',
  'xor9',
  'rosenbrock',
  'himmelblau',
  'least-squares',
  'logistic',
  'spiral',
];
const FORMULAS = ['x^2 + a*y^2', 'sin(x)*y', 'log(x) + x', 'max(x, y)^2', 'x^2 +', 'exp(-x*x-y*y)'];
const KEYS =
  'ArrowLeft ArrowUp + - 0 Space Home End c i , . Escape ? Control+k Control+z Control+y 1 3 7 Enter Tab'.split(
    ' ',
  );
/** What leaves the page, saves a file, takes minutes or begins another visit. */
const NOT =
  /save|film|download|copy|run|print|start|open|한국어|english|language|full|export|f64|GPU|pick/i;

/** Mulberry32. @param {number} seed */
export function seeded(seed) {
  let at = seed >>> 0;
  return () => {
    at = (at + 0x6d2b79f5) >>> 0;
    let t = Math.imul(at ^ (at >>> 15), at | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {() => number} random */
function patches(random) {
  const one = (/** @type {readonly any[]} */ list) => list[Math.floor(random() * list.length)];
  const kinds = ['gd', 'momentum', 'nesterov', 'rmsprop', 'adam'];
  const flag = () => random() < 0.5;
  const range = () => {
    const [at, half] = [40 * random() - 20, 10 ** (4 * random() - 2)];
    return [at - half, at + half];
  };
  return one([
    () => ({ tab: one(TABS) }),
    () => ({ problem: one(PROBLEMS) }),
    () => ({ problem: 'formula', formula: one(FORMULAS) }),
    () => ({ window: { x: range(), y: range() } }),
    () => ({
      optimizers: { [one(kinds)]: { on: flag(), learningRate: 10 ** (3 * random() - 2) } },
    }),
    () => ({ steps: Math.floor(400 * random()), step: flag() ? null : 3 }),
    () => ({
      starts: {
        pattern: one(['none', 'grid', 'random']),
        gridSize: 1 + Math.floor(7 * random()),
        randomCount: 20,
      },
    }),
    () => ({
      map: {
        resolution: 16 + Math.floor(48 * random()),
        steps: 1 + Math.floor(200 * random()),
        compare: one(['none', ...kinds]),
        colours: one(['outcome', 'minimum']),
      },
    }),
    () => ({ spectrum: { count: 64, steps: 100, lyapunov: flag() } }),
    () => ({
      view: {
        relief: flag() ? { azimuth: 30, tilt: 40, zoom: 1 } : null,
        arrows: flag(),
        marks: flag(),
        edge: flag(),
        alongRuns: flag(),
      },
    }),
    () => ({
      view: {
        field: one(['loss', 'sharpness', 'loss']),
        scale: one(['linear', 'log']),
        theme: one(['light', 'dark', 'auto']),
      },
    }),
    () => ({ window: { x: [1, 1] } }),
  ])();
}

/** What is said of an element, or of that with the focus; runs in the page. @param {Element | null} of */
const nameOf = (of) => {
  const e = of ?? document.activeElement;
  if (e === document.body) return '';
  if (e?.tagName === 'A') return 'open';
  return `${e?.id} ${e?.ariaLabel ?? ''} ${e?.textContent ?? ''} ${e?.getAttribute('title') ?? ''}`.trim();
};

/**
 * One thing that a hand could do. Returns what it was, in words.
 *
 * @param {import('playwright').Page} page @param {() => number} random
 * @returns {Promise<string>}
 */
export async function act(page, random) {
  const kind = random();
  const { width, height } = page.viewportSize() ?? { width: 800, height: 600 };
  const at = () => /** @type {const} */ ([width * random(), height * random()]);
  if (kind < 0.3) {
    const patch = patches(random);
    const refused = await page.evaluate(async (given) => {
      try {
        await /** @type {any} */ (window).gradscape.set(given);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        return true;
      }
    }, patch);
    return `set ${JSON.stringify(patch)}${refused ? ', refused' : ''}`;
  }
  if (kind < 0.55) {
    const [from, to] = [at(), at()];
    const button = random() < 0.15 ? 'right' : 'left';
    await page.mouse.move(...from);
    // On the plot alone: elsewhere it would press buttons that nobody has chosen.
    const isPlot = await page.evaluate(
      ([x, y]) => document.elementFromPoint(x, y)?.closest('.surface, .relief') !== null,
      from,
    );
    if (!isPlot) return `move to ${from.map(Math.round)}`;
    await page.mouse.down({ button });
    if (random() < 0.6) await page.mouse.move(...to, { steps: 4 });
    await page.mouse.up({ button });
    if (button === 'right') await page.keyboard.press('Escape');
    return `${button} button from ${from.map(Math.round)} towards ${to.map(Math.round)}`;
  }
  if (kind < 0.65) {
    await page.mouse.move(...at());
    const by = 600 * random() - 300;
    await page.mouse.wheel(0, by);
    return `wheel ${Math.round(by)}`;
  }
  if (kind < 0.8) {
    return strike(page, KEYS[Math.floor(KEYS.length * random())] ?? 'Escape');
  }
  if (kind < 0.86) {
    const size = {
      width: 340 + Math.floor(1100 * random()),
      height: 400 + Math.floor(600 * random()),
    };
    await page.setViewportSize(size);
    return `size ${size.width} × ${size.height}`;
  }
  return press(page, random);
}

/** Strikes a key, unless that presses what is to be left. @param {import('playwright').Page} page @param {string} key */
async function strike(page, key) {
  const presses = key === 'Enter' || key === 'Space';
  if (presses && NOT.test(await page.evaluate(nameOf, null))) return `no ${key}`;
  await page.keyboard.press(key);
  return `key ${key}`;
}

/** Presses a button that is in view, and closes what that may open. @param {import('playwright').Page} page @param {() => number} random */
async function press(page, random) {
  const buttons = page.locator('button:visible:enabled, select:visible, [role=switch]:visible');
  const count = await buttons.count();
  if (count === 0) return 'nothing to press';
  const button = buttons.nth(Math.floor(count * random()));
  const name = await button.evaluate(nameOf, undefined, { timeout: 500 }).catch(() => 'save');
  if (NOT.test(name)) return `left ${name.slice(0, 30)}`;
  await button.click({ timeout: 500 }).catch(() => {});
  if (random() < 0.7) await page.keyboard.press('Escape');
  return `press ${name.slice(0, 40)}`;
}
