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
import { DEFAULT_STATE, type StatePatch } from '../../src/app/state/state.ts';
import { BY_SCREENSHOTS, closeHelper } from './pictures.ts';
import { PATIENCE, ready, settled } from './waiting.ts';

export { apart, BY_SCREENSHOTS, pixelsOf } from './pictures.ts';
export * from './reading.ts';
export * from './waiting.ts';

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
  /** Whether nothing that the page asks for is in the browser's cache. */
  uncached?: boolean;
}

let browser: Browser;
/** That of this worker, for all of its files; none where every file starts its own. */
let connected: Browser | null = null;
/** Its contexts, by what they were asked for; what one has loaded, it does not load again. */
const contexts = new Map<string, BrowserContext>();
/** What a Chromium that composites without its GPU process logs itself, whatever the page does. */
let own: RegExp | undefined;
/** Where a test names none. Small, for a software adapter's time goes by the pixel, unless it is times that count. */
const SMALL = { width: 1024, height: 640 };
let viewport = SMALL;
/** Likewise: a quarter of the pixels, of which what is tested here is no matter. */
const SCALE = Number(process.env.DSF ?? 0.5);

/**
 * A Chromium for the tests of the calling file: the one of this worker, which has compiled the page's
 * shaders before, or where `alone` is set one that is started for them, whose GPU process also composites; `without` some
 * of the flags.
 */
export function useChromium(
  options: { alone: boolean; without?: RegExp } = { alone: false },
): void {
  beforeAll(async () => {
    const running = options.alone ? [] : inject('chromiums');
    // Workers that begin together have numbers that follow each other; pool ids may be the same where another group of tests
    // has just ended.
    const endpoint = running[Number(process.env.VITEST_WORKER_ID) % running.length];
    const executablePath = findChromium();
    own = endpoint ? BY_SCREENSHOTS : undefined;
    viewport = endpoint ? SMALL : { width: 1280, height: 800 };
    if (endpoint) {
      if (!connected?.isConnected()) {
        connected = await chromium.connect(endpoint);
        contexts.clear();
        shared = null;
      }
      browser = connected;
    } else {
      browser = await chromium.launch({
        args: CHROMIUM_FLAGS.filter((flag) => !options.without?.test(flag)),
        ...(executablePath ? { executablePath } : {}),
      });
    }
  });
  afterAll(async () => {
    // One that goes on for other files keeps it, to be loaded again: that takes half the time of another page.
    if (shared) shared.isOfBefore = true;
    if (browser === connected) return;
    shared = null;
    await closeHelper();
    await browser.close();
  });
}

export const theBrowser = () => browser;

/** The context that pages share which ask for the same, of whatever size; alone, one of its own. */
async function contextFor(options: BrowserContextOptions, uncached = false) {
  // What the page asks for is to be seen and stopped: nothing answers in its place but where a test is of that.
  const whole = { viewport, serviceWorkers: 'block', ...options } as const;
  if (browser !== connected) return browser.newContext(whole);
  const create = async () => {
    const context = await browser.newContext({ deviceScaleFactor: SCALE, ...whole });
    // A blank page stays, and keeps the window: a new one takes Chromium as long as a page of ours.
    await context.newPage();
    return context;
  };
  if (uncached) return create();
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
    if (![allowed, own, BY_BLOCKING].some((known) => known?.test(text))) said.push(text);
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
  const { url = inject('url'), at = '', before, greeted, allowed, uncached, ...rest } = options;
  const context = await contextFor(rest, uncached);
  const others = new Set(context.pages());
  const page = await context.newPage();
  try {
    if (!greeted) await page.addInitScript(asKnown);
    if (before) await page.addInitScript(before);
    if (browser === connected) await page.setViewportSize(rest.viewport ?? viewport);
    page.setDefaultTimeout(PATIENCE);
    const said = listen(page, allowed);
    await page.goto(url + at);
    await ready(page);
    await use(page);
    // Whatever the last action set off must have had its chance to complain. A host of embeds has no page of ours.
    if (!page.isClosed() && (await page.evaluate(() => 'gradscape' in window))) await settled(page);
    expect(said).toEqual([]);
  } catch (error) {
    // With whatever a failure has left in it, which must not be in the way of a second try.
    for (const [key, each] of contexts) if (each === context) contexts.delete(key);
    if (shared?.page.context() === context) shared = null;
    await context.close();
    throw error;
  }
  // Those that the test has opened, too.
  const opened = context.pages().filter((page) => !others.has(page));
  await Promise.all(opened.map((page) => page.close()));
  if (browser !== connected || uncached) await context.close();
}

/** Runs in the page before its own code: whoever opens it has been here, and has kept nothing that another test has. */
export const asKnown = () => {
  // A blank page has none.
  if (location.protocol === 'about:') return;
  if (!sessionStorage.getItem('begun')) localStorage.clear();
  sessionStorage.setItem('begun', 'yes');
  localStorage.setItem('gradscape.welcome', 'dismissed');
};

/** The page that the tests of a file share, and whether it is still as the file before has left it. */
let shared: { page: Page; said: string[]; isOfBefore: boolean } | null = null;

async function newShared() {
  const page = await (await contextFor({})).newPage();
  await page.setViewportSize(viewport);
  page.setDefaultTimeout(PATIENCE);
  await page.addInitScript(asKnown);
  return { page, said: listen(page), isOfBefore: false };
}

/** The same as if it were new. */
async function asNew(page: Page, said: string[]) {
  await page.evaluate(() => sessionStorage.clear());
  await page.goto('about:blank');
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
  said.splice(0);
}

/**
 * The same for tests that need no page of their own: one page serves all of a file, brought back to its
 * defaults before each, which saves a second per test.
 */
export async function withSharedPage(
  use: (page: Page) => Promise<void>,
  url = inject('url'),
): Promise<void> {
  shared ??= await newShared();
  const { page, said } = shared;
  try {
    if (shared.isOfBefore) await asNew(page, said);
    shared.isOfBefore = false;
    if (page.url() === 'about:blank') {
      await page.goto(url);
      await ready(page);
    }
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
  } catch (error) {
    // Whatever a failure has left open must not be in the way of the next, or of a second try.
    shared = null;
    await page.close();
    throw error;
  }
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

/** What Playwright logs in a page whose service worker it leaves out. */
const BY_BLOCKING = /Service Worker registration blocked by Playwright/;

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
