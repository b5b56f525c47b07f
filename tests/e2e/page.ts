// Opens the built page in Chromium, drives it, and sees to it that its console stays silent.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/browser.mjs';
import { DEFAULT_STATE, type State, type StatePatch } from '../../src/app/state/state.ts';
import { type Point, type Size, toScreen } from '../../src/views/transform.ts';

export interface OpenOptions extends BrowserContextOptions {
  /** The page's address. Default: that of the built page. */
  url?: string;
  /** What follows the page's address: '?engine=cpu', '#…'. */
  at?: string;
  /** Runs in the page before its own code. */
  before?: (() => void) | undefined;
  /** Whether the page takes this for a first visit, and says welcome. */
  greeted?: boolean;
  /** Console messages of the browser itself that this test provokes from outside. */
  allowed?: RegExp;
}

let browser: Browser;
/** That of this worker, for all of its files; none where every file starts its own. */
let connected: Browser | null = null;
/** Its contexts, by what they were asked for; what one has loaded, it does not load again. The page stores nothing. */
const contexts = new Map<string, BrowserContext>();
/** What a Chromium that composites without its GPU process logs itself, whatever the page does. */
let own: RegExp | undefined;
/** Where a test names none. Small, for a software adapter's time goes by the pixel, unless it is times that count. */
const SMALL = { width: 1024, height: 640 };
let viewport = SMALL;

/**
 * A Chromium for the tests of the calling file: the one of this worker, which has compiled the page's
 * shaders before, or where `alone` is set one that is started for them, whose GPU process also composites.
 */
export function useChromium(options = { alone: false }): void {
  beforeAll(async () => {
    const running = options.alone ? [] : inject('chromiums');
    const endpoint = running[(Number(process.env.VITEST_POOL_ID) - 1) % running.length];
    const executablePath = findChromium();
    own = endpoint ? BY_SCREENSHOTS : undefined;
    viewport = endpoint ? SMALL : { width: 1280, height: 800 };
    if (endpoint) {
      if (!connected?.isConnected()) {
        connected = await chromium.connect(endpoint);
        contexts.clear();
      }
      browser = connected;
    } else {
      browser = await chromium.launch({
        args: CHROMIUM_FLAGS,
        ...(executablePath ? { executablePath } : {}),
      });
    }
  });
  afterAll(async () => {
    const pages = [shared?.page, helper];
    [shared, helper] = [null, null];
    // One that goes on for other files loses its pages alone.
    if (browser !== connected) await browser.close();
    else await Promise.all(pages.map((page) => page?.close()));
  });
}

export const theBrowser = () => browser;

/** The context that pages share which ask for the same, of whatever size; alone, one of its own. */
async function contextFor(options: BrowserContextOptions) {
  const create = () => browser.newContext({ viewport, ...options });
  if (browser !== connected) return create();
  const { viewport: _, ...rest } = options;
  const key = JSON.stringify(rest);
  const context = contexts.get(key) ?? (await create());
  contexts.set(key, context);
  return context;
}

/** Collects whatever a page says, and lets `allowed` pass. */
export function listen(page: Page, allowed?: RegExp): string[] {
  const said: string[] = [];
  const note = (text: string) => {
    if (!allowed?.test(text) && !own?.test(text)) said.push(text);
  };
  page.on('console', (message) => note(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => note(`uncaught: ${error.stack ?? error.message}`));
  page.on('crash', () => note('the page crashed'));
  return said;
}

/** A page of its own for a test: opened and settled, and at the end its console must be empty. */
export async function withPage(
  options: OpenOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const { url = inject('url'), at = '', before, greeted = false, allowed, ...rest } = options;
  const context = await contextFor(rest);
  const others = new Set(context.pages());
  const page = await context.newPage();
  try {
    if (!greeted) await page.addInitScript(asKnown);
    if (before) await page.addInitScript(before);
    if (browser === connected) await page.setViewportSize(rest.viewport ?? viewport);
    page.setDefaultTimeout(10_000);
    const said = listen(page, allowed);
    await page.goto(url + at);
    await ready(page);
    await use(page);
    // Whatever the last action set off must have had its chance to complain.
    if (!page.isClosed()) await settled(page);
    expect(said).toEqual([]);
  } finally {
    if (browser !== connected) await context.close();
    else {
      // Those that the test has opened, too.
      const opened = context.pages().filter((page) => !others.has(page));
      await Promise.all(opened.map((page) => page.close()));
    }
  }
}

/** Runs in the page before its own code: whoever opens it has been here. */
export const asKnown = () => {
  // A blank page has none.
  if (location.protocol !== 'about:') localStorage.setItem('gradscape.welcome', 'dismissed');
};

let shared: { page: Page; said: string[] } | null = null;

/**
 * The same for tests that need no page of their own: one page serves all of a file, brought back to its
 * defaults before each, which saves a second per test.
 */
export async function withSharedPage(
  use: (page: Page) => Promise<void>,
  url = inject('url'),
): Promise<void> {
  if (!shared) {
    const page = await (await contextFor({})).newPage();
    await page.setViewportSize(viewport);
    page.setDefaultTimeout(10_000);
    await page.addInitScript(asKnown);
    shared = { page, said: listen(page) };
    await page.goto(url);
    await ready(page);
  }
  const { page, said } = shared;
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    document.querySelector<HTMLElement>('#notice')!.hidden = true;
    (document.activeElement as HTMLElement | null)?.blur();
  });
  await set(page, DEFAULT_STATE);
  await page.keyboard.press('End');
  await use(page);
  await settled(page);
  expect(said.splice(0)).toEqual([]);
}

/** Waits until the page has its API and its first picture. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => window.gradscape !== undefined);
  await page.waitForFunction(
    () => performance.getEntriesByName('gradscape:landscape', 'measure').length > 0,
  );
  await settled(page);
}

/** Presses a button of the bar on top, in its menu where it has no room. */
export async function pressInBar(page: Page, id: string): Promise<void> {
  const button = page.locator(id);
  if (await button.isVisible()) return button.click();
  const name = (await button.getAttribute('aria-label')) ?? '';
  await page.locator('#more').click();
  await page.locator('.popover').getByRole('button', { name, exact: true }).click();
}

/** Chooses an option of a list of the panel, by what both are called. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).selectOption({ label: option });
  await settled(page);
}

/** Resolves when the page shows its newest state; fails after 20 s instead of hanging. */
export const settled = (page: Page) =>
  page.evaluate(() =>
    Promise.race([
      window.gradscape.settled(),
      new Promise<never>((_, reject) => {
        setTimeout(() => reject(new Error('not settled after 20 s')), 20_000);
      }),
    ]),
  );

export const stateOf = (page: Page): Promise<State> => page.evaluate(() => window.gradscape.state);

export async function set(page: Page, patch: StatePatch): Promise<void> {
  await page.evaluate((p) => window.gradscape.set(p), patch);
  await settled(page);
}

/** The message with which the page refuses a patch given as the text of an expression; null if it takes it. */
export const refusal = (page: Page, expression: string): Promise<string | null> =>
  page.evaluate(`(async () => {
    try {
      await window.gradscape.set(${expression});
      return null;
    } catch (error) {
      return error.name + ': ' + error.message;
    }
  })()`);

/** The map on the page: its corner and its size, in CSS pixels. */
export async function mapOf(page: Page): Promise<{ corner: Point; size: Size }> {
  const box = await page.locator('#surface').boundingBox();
  if (!box) throw new Error('there is no map');
  return { corner: [box.x, box.y], size: { width: box.width, height: box.height } };
}

/** What Chromium may log about a screenshot of what the GPU drew. */
export const BY_SCREENSHOTS = /GPU stall due to ReadPixels/;

let helper: Page | null = null;

/** A part of the page as RGBA bytes, read from a screenshot. */
export async function pixelsOf(
  page: Page,
  clip: { x: number; y: number; width: number; height: number },
): Promise<number[]> {
  const png = (await page.screenshot({ clip })).toString('base64');
  helper ??= await browser.newPage();
  // As text: a list of as many numbers takes a second to come over.
  const rgba = await helper.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data: rgba } = context.getImageData(0, 0, image.width, image.height);
    const url = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result as string);
      reader.readAsDataURL(new Blob([rgba]));
    });
    return url.slice(url.indexOf(',') + 1);
  }, png);
  return [...Buffer.from(rgba, 'base64')];
}

/** What a click makes the page save: the file's name and bytes. */
export async function saved(page: Page, click: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  const folder = mkdtempSync(join(tmpdir(), 'gradscape-saved-'));
  try {
    await download.saveAs(join(folder, 'file'));
    return { name: download.suggestedFilename(), bytes: readFileSync(join(folder, 'file')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The mean difference of two pictures, of 255. */
export const apart = (a: number[], b: number[]) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;

/** Where on the page, in CSS pixels, a place of the map lies. */
export async function onPage(page: Page, place: Point): Promise<Point> {
  const { corner, size } = await mapOf(page);
  const [x, y] = toScreen((await stateOf(page)).window, size, place);
  return [corner[0] + x, corner[1] + y];
}

/** What the readout under the pointer says, row by row; null while it is hidden. */
export const readoutOf = (page: Page): Promise<Record<string, string> | null> =>
  page.evaluate(() => {
    const root = document.querySelector<HTMLElement>('#readout');
    if (!root || root.hidden) return null;
    const cells = [...root.querySelectorAll('tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent ?? ''),
    );
    return Object.fromEntries(cells);
  });

/** A number as the page prints it. */
export const printed = (text: string | undefined) =>
  Number((text ?? 'nothing').replaceAll('−', '-'));

/** What the page says to its user; null when it says nothing. */
export const noticeOf = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const notice = document.querySelector<HTMLElement>('#notice');
    return !notice || notice.hidden ? null : notice.textContent;
  });

export const legendOf = (page: Page) => page.locator('#legend > div').allTextContents();

/** Steps shown as the present and in all, from "1 000 / 5 000". */
export async function stepsOf(page: Page): Promise<[now: number, all: number]> {
  const text = (await page.locator('#step-now').textContent()) ?? '';
  const [now, all] = text.split('/').map((part) => Number(part.replace(/\s/g, '')));
  return [now!, all!];
}
