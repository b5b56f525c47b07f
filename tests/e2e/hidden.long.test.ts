// A page in a tab that is hidden, really: in a browser to which Playwright gives none of its own settings, one of which
// keeps every page in view.
import { createServer } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/browser.mjs';
import {
  apart,
  asKnown,
  listen,
  mapOf,
  noticeOf,
  pixelsOf,
  ready,
  settled,
  stepsOf,
} from './page.ts';

let launched: Browser;
let browser: Browser;

/** A port that nobody listens at. */
const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

beforeAll(async () => {
  const port = await freePort();
  const executablePath = findChromium();
  launched = await chromium.launch({
    args: [...CHROMIUM_FLAGS, `--remote-debugging-port=${port}`],
    ...(executablePath ? { executablePath } : {}),
  });
  browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
});
afterAll(async () => {
  await browser.close();
  await launched.close();
});

const visibility = (page: Page) => page.evaluate(() => document.visibilityState);

async function picture(page: Page): Promise<number[]> {
  const { corner, size } = await mapOf(page);
  const [width, height] = [size.width / 2, size.height / 2];
  return pixelsOf(page, { x: corner[0], y: corner[1], width, height });
}

test('a hidden tab stands still, frozen or not; in view again it plays on from where it was and shows the newest state, on the GPU it had', async () => {
  const [context] = browser.contexts();
  const page = await context!.newPage();
  const said = listen(page);
  await page.addInitScript(asKnown);
  await page.goto(inject('url'));
  await ready(page);
  const before = await picture(page);
  const other = await context!.newPage();
  await page.bringToFront();
  await page.locator('#play').click();
  await expect.poll(async () => (await stepsOf(page))[0]).toBeGreaterThan(0);

  await other.bringToFront();
  await expect.poll(() => visibility(page)).toBe('hidden');
  const [step, all] = await stepsOf(page);
  expect(step).toBeLessThan(all);
  await page.evaluate(() => void window.gradscape.set({ parameters: { b2: -3 } }));
  await page.waitForTimeout(1000);
  expect((await stepsOf(page))[0]).toBe(step);
  const session = await context!.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await page.waitForTimeout(1000);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  expect(await visibility(page)).toBe('hidden');
  expect((await stepsOf(page))[0]).toBe(step);

  await page.bringToFront();
  await expect.poll(() => visibility(page)).toBe('visible');
  await expect.poll(async () => (await stepsOf(page))[0]).toBeGreaterThan(step);
  await settled(page);
  expect(apart(await picture(page), before)).toBeGreaterThan(2);
  expect(await page.evaluate(() => window.gradscape.engine.name)).toBe('gpu');
  expect(await noticeOf(page)).toBe(null);
  expect(said).toEqual([]);
});
