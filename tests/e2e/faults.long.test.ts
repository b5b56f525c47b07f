// Faults of the browser and the network, injected: what the user is told, and what goes on. docs/reliability.md lists them.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { DEFAULT_STATE, type StatePatch } from '../../src/app/state/state.ts';
import { toHash } from '../../src/app/state/url.ts';
import { known } from '../fixtures/known-answers.ts';
import {
  apart,
  mapOf,
  noticeOf,
  onPage,
  pixelsOf,
  set,
  settled,
  stateOf,
  useChromium,
  withPage,
} from './page.ts';

useChromium();

/**
 * In the page: the looks of src/patience.ts follow each other fifty times as fast, and notices are noted. With
 * ?without=all there is no GPU that answers, no worker that loads and no WebGL.
 */
const inject = () => {
  const real = window.setInterval;
  const quick = (run: () => void, ms?: number) => real(run, ms === 500 ? 10 : ms);
  window.setInterval = quick as typeof window.setInterval;
  const said: string[] = [];
  Object.assign(window, { said });
  document.addEventListener('DOMContentLoaded', () => {
    const notice = document.querySelector('#notice')!;
    new MutationObserver(() => said.push(notice.textContent ?? '')).observe(notice, {
      childList: true,
    });
  });
  if (!location.search.includes('without=all')) return;
  GPU.prototype.requestAdapter = () => new Promise(() => {});
  const { Worker: RealWorker } = window;
  window.Worker = class extends RealWorker {
    constructor(_: string | URL, options?: WorkerOptions) {
      super(new URL('/nothing.js', location.href), options);
    }
  };
  const missing: Record<string, boolean> = { webgl: true, OES_texture_float: true };
  Object.assign(window, { missing });
  type Get = (this: object, name: string, ...rest: unknown[]) => unknown;
  const withhold = (of: object, method: string) => {
    const get = (of as Record<string, Get>)[method]!;
    const guarded: Get = function (name, ...rest) {
      return missing[name] ? null : get.call(this, name, ...rest);
    };
    Object.assign(of, { [method]: guarded });
  };
  withhold(HTMLCanvasElement.prototype, 'getContext');
  withhold(WebGLRenderingContext.prototype, 'getExtension');
};
/** All that the page has said since it was asked last. */
const saidIn = (page: Page) =>
  page.evaluate(() => (window as unknown as { said: string[] }).said.splice(0).join('\n'));

/** The left half of the map, which no button and no notice covers, as RGBA bytes. */
async function picture(page: Page): Promise<number[]> {
  const { corner, size } = await mapOf(page);
  const [width, height] = [size.width / 2, size.height / 2];
  return pixelsOf(page, { x: corner[0], y: corner[1], width, height });
}
/** Of 255, in the mean: 0.14 to 3.3 were seen between both ways of drawing; other weights differ by more. */
const ALIKE = 5;

const isFlat = (page: Page) =>
  page.evaluate(() => document.querySelector<HTMLElement>('#heatmap')!.dataset.flat !== undefined);
const loseWebgl = (page: Page, canvas: string) =>
  page.evaluate((selector) => {
    const gl = document.querySelector<HTMLCanvasElement>(selector)!.getContext('webgl')!;
    gl.getExtension('WEBGL_lose_context')!.loseContext();
  }, canvas);
const press = (page: Page, name: string) =>
  page.locator('#notice').getByRole('button', { name }).click();

test('WebGL lost for good leaves the same picture, goes on with it, says so, and can be tried again; the surface gives way to the map', () =>
  withPage({ before: inject, allowed: /CONTEXT_LOST_WEBGL/ }, async (page) => {
    const before = await picture(page);
    await loseWebgl(page, '#heatmap');
    await expect.poll(() => isFlat(page)).toBe(true);
    await settled(page);
    expect(apart(await picture(page), before)).toBeLessThan(ALIKE);
    await expect
      .poll(() => noticeOf(page))
      .toBe('Drawing without the GPU: WebGL was lost. Try WebGL again');
    await set(page, { parameters: { b2: -3 }, optimizers: { momentum: { on: true } } });
    const without = await picture(page);
    expect(apart(without, before)).toBeGreaterThan(ALIKE);
    expect(await page.locator('#legend > div').count()).toBe(3);
    await press(page, 'Try WebGL again');
    expect(await noticeOf(page)).toBe('WebGL is back, and draws.');
    await settled(page);
    expect(await isFlat(page)).toBe(false);
    expect(apart(await picture(page), without)).toBeLessThan(ALIKE);

    await set(page, { view: { relief: { azimuth: -36, tilt: 52, zoom: 1 } } });
    await loseWebgl(page, '.relief canvas');
    await expect.poll(() => noticeOf(page)).toBe('The surface cannot be drawn: WebGL was lost.');
    expect((await stateOf(page)).view.relief).toBe(null);
  }));

test('a GPU that never answers, workers that do not load and no WebGL: the page computes and draws by itself, and says why', () =>
  withPage({ before: inject, at: '?without=all', allowed: /404/ }, async (page) => {
    const why =
      'Computing on the CPU: the GPU did not answer within 10 s. Drawing without the GPU: ';
    const offer = '. Try WebGL again';
    await expect.poll(() => noticeOf(page)).toBe(`${why}there is no WebGL${offer}`);
    expect(await saidIn(page)).toContain(
      'No CPU worker could be started: the page itself computes, and may stutter (f64).',
    );
    const [loss] = await page.evaluate(async () => {
      const window_ = { x: [-1, 1], y: [-1, 1] } as { x: [number, number]; y: [number, number] };
      const spec = { problem: { id: 'xor' }, window: window_, width: 1, height: 1 };
      return [...(await window.gradscape.landscape(spec)).loss];
    });
    expect(loss).toBeCloseTo(known.xor.initial.loss, 12);
    const flat = await picture(page);
    await set(page, { view: { relief: { azimuth: -36, tilt: 52, zoom: 1 } } });
    expect(await noticeOf(page)).toBe('The surface cannot be drawn: there is no WebGL.');

    const give = (what: 'webgl' | 'OES_texture_float') =>
      page.evaluate((name) => {
        (window as unknown as { missing: Record<string, boolean> }).missing[name] = false;
        window.dispatchEvent(
          new CustomEvent('gradscape:drawn-flat', {
            detail: { why: `tried with ${name}`, retry: () => null },
          }),
        );
      }, what);
    await give('webgl');
    await expect.poll(() => noticeOf(page)).toContain('tried with webgl');
    await press(page, 'Try WebGL again');
    expect(await noticeOf(page)).toBe(`${why}its WebGL has no OES_texture_float${offer}`);
    await give('OES_texture_float');
    await expect.poll(() => noticeOf(page)).toContain('tried with OES_texture_float');
    await press(page, 'Try WebGL again');
    await settled(page);
    expect(await isFlat(page)).toBe(false);
    // WebGL draws what the 2-D canvas drew.
    expect(apart(await picture(page), flat)).toBeLessThan(ALIKE);
  }));

/** A browser that has none of what is asked for, which it would take from its cache; no search of marks has begun. */
const goneOffline = {
  before: inject,
  allowed: /ERR_INTERNET_DISCONNECTED/,
  uncached: true,
  at: toHash({ ...DEFAULT_STATE, view: { ...DEFAULT_STATE.view, marks: false } }),
};

async function findsNoMarks(page: Page, patch: StatePatch) {
  const failed = page.waitForEvent('requestfailed', (request) =>
    request.url().includes('reference'),
  );
  await set(page, patch);
  await failed;
  await settled(page);
}

test('offline, what is opened for the first time says so, and comes with its style when it is asked for again', () =>
  withPage(goneOffline, async (page) => {
    const offline = 'the server does not answer (are you offline?); try again';
    try {
      await page.context().setOffline(true);
      await set(page, { tab: 'benchmark' });
      const failed = `The view could not be loaded: ${offline}`;
      expect(await noticeOf(page)).toBe(`${failed} Try again`);
      await press(page, 'Try again');
      await expect.poll(() => saidIn(page)).toBe('');
      await expect.poll(() => noticeOf(page)).toBe(`${failed} Try again`);
      await page.locator('#share').click();
      await expect.poll(() => noticeOf(page)).toContain(`be loaded: ${offline} http`);
      await set(page, { tab: 'landscape' });
      await page.locator('#panel').getByRole('button', { name: 'Files' }).click();
      await page.getByRole('button', { name: 'Save this view' }).click();
      await expect.poll(() => noticeOf(page)).toBe(`This view cannot be saved: ${offline}`);
      // What nobody has asked for gives way to that, and is said when nothing else is.
      await saidIn(page);
      await findsNoMarks(page, { view: { marks: true } });
      expect(await saidIn(page)).toBe('');
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await findsNoMarks(page, { window: { x: [-7, 7], y: [-7, 7] } });
      const none = `The stationary points could not be found: ${offline}`;
      await expect.poll(() => noticeOf(page)).toBe(none);
    } finally {
      await page.context().setOffline(false);
    }
    await set(page, { problem: 'himmelblau' });
    await page.locator('#plot .overlay .mark').first().waitFor();
    await page.locator('#share').click();
    await page.locator('dialog[open]').waitFor();
    // Each style sheet that was asked for is there.
    const sheets = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(
          ({ sheet }) => sheet !== null,
        ),
      );
    await expect.poll(sheets).not.toContain(false);
    expect((await sheets()).length).toBeGreaterThan(2);
  }));

test('a right click on a start that is dragged takes it away and ends the drag, and what nobody catches is told once', () =>
  withPage({ before: inject, allowed: /nobody caught/ }, async (page) => {
    await set(page, {
      starts: {
        points: [
          [0, 0],
          [10, 10],
        ],
      },
    });
    const [x, y] = await onPage(page, [0, 0]);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y + 20, { steps: 2 });
    await page.mouse.down({ button: 'right' });
    await page.mouse.up({ button: 'right' });
    await page.mouse.move(x + 90, y + 40, { steps: 3 });
    await page.mouse.up();
    expect((await stateOf(page)).starts.points).toEqual([[10, 10]]);

    await page.evaluate(() => {
      for (const kind of ['thrown', 'thrown', 'rejected']) {
        setTimeout(() => {
          if (kind === 'thrown') throw new Error('nobody caught it, thrown');
          Promise.reject(new Error('nobody caught it, rejected'));
        });
      }
    });
    await expect.poll(() => noticeOf(page)).toMatch(/rejected/);
    expect(await saidIn(page)).toBe(
      'Something went wrong: nobody caught it, thrown\nSomething went wrong: nobody caught it, rejected',
    );
  }));
