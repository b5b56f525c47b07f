// Faults of what computes, injected: GPUs and CPU workers that refuse, break or never answer. docs/reliability.md lists them.
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import type { StatePatch } from '../../src/app/state/state.ts';
import { apart, mapOf, noticeOf, pixelsOf, set, settled, useChromium, withPage } from './page.ts';

useChromium();

/**
 * In the page: `window.faults` has what is to go wrong from now on. `fast`: looks of src/patience.ts that begin then follow
 * each other 17 times as fast; `deaf`: of the CPU workers so many, the first, are told nothing.
 */
const inject = () => {
  const real = window.setInterval;
  const quick = (run: () => void, ms?: number) => real(run, ms === 500 && faults.fast ? 30 : ms);
  window.setInterval = quick as typeof window.setInterval;
  const faults = {
    ...{ fast: false, hangs: false, full: false, rejects: false, refuses: false, closed: false },
    ...{ deaf: 0, started: 0, ended: 0, destroy: () => {} },
  };
  Object.assign(window, { faults });
  const { Worker: RealWorker, GPUDevice: Device, GPUBuffer: Buffer } = window;
  window.Worker = class extends RealWorker {
    number = ++faults.started;
    override postMessage(...args: unknown[]) {
      if (this.number > faults.deaf) super.postMessage(...(args as [unknown]));
    }
    override terminate() {
      faults.ended++;
      super.terminate();
    }
  };
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...args) {
    if (faults.closed) throw new Error('no device for anybody');
    const device = await requestDevice.apply(this, args);
    faults.destroy = () => device.destroy();
    return device;
  };
  const { createBuffer, createComputePipelineAsync } = Device.prototype;
  Device.prototype.createComputePipelineAsync = function (descriptor) {
    if (!faults.refuses) return createComputePipelineAsync.call(this, descriptor);
    return Promise.reject(new GPUPipelineError('the driver gave up', { reason: 'internal' }));
  };
  Device.prototype.createBuffer = function (descriptor) {
    if (faults.full) throw new RangeError('createBuffer failed, size is too large');
    return createBuffer.call(this, descriptor);
  };
  const { mapAsync } = Buffer.prototype;
  Buffer.prototype.mapAsync = function (...args) {
    if (faults.rejects) return Promise.reject(new DOMException('gone', 'OperationError'));
    return faults.hangs ? new Promise(() => {}) : mapAsync.apply(this, args);
  };
};
type Faults = Record<'fast' | 'hangs' | 'full' | 'rejects' | 'refuses' | 'closed', boolean> &
  Record<'deaf' | 'started' | 'ended', number> & { destroy(): void };
const faultsOf = (page: Page, now: Partial<Faults> = {}) =>
  page.evaluate((given) => {
    const { faults } = window as unknown as { faults: Faults };
    const { started, ended } = Object.assign(faults, given);
    return { started, ended };
  }, now);
const engineOf = (page: Page) => page.evaluate(() => window.gradscape.engine.name);
/** Changes the state without waiting for what it shows. */
const begin = (page: Page, patch: StatePatch) =>
  page.evaluate((given) => void window.gradscape.set(given), patch);

/** The left half of the map, which no button covers, as RGBA bytes; without a notice, which may still come. */
async function picture(page: Page): Promise<number[]> {
  const { corner, size } = await mapOf(page);
  const [width, height] = [size.width / 2, size.height];
  const seen = (visibility: string) =>
    page.locator('#notice').evaluate((notice, how) => {
      notice.style.visibility = how;
    }, visibility);
  await seen('hidden');
  const rgba = await pixelsOf(page, { x: corner[0], y: corner[1], width, height });
  await seen('');
  return rgba;
}
/** Of 255, in the mean: what another state's picture differs by at least, and that of the other engine at most. */
const OTHERWISE = 2.5;
const ALIKE = 1;
const tryGpu = (page: Page) =>
  page.locator('#notice').getByRole('button', { name: 'Try the GPU again' }).click();

const OTHER: StatePatch = { parameters: { b2: -3 }, optimizers: { momentum: { on: true } } };

test('CPU workers that never answer are replaced after 60 s, and the picture is whole; when the next are as deaf the page says so, and goes on with what is asked for then', () =>
  withPage({ before: inject, at: '?engine=cpu' }, async (page) => {
    await set(page, { optimizers: { momentum: { on: true } } });
    const before = await picture(page);
    const { started } = await faultsOf(page);
    await faultsOf(page, { deaf: started, fast: true });
    await begin(page, OTHER);
    await expect.poll(async () => (await faultsOf(page)).ended).toBeGreaterThan(0);
    await settled(page);
    expect(await noticeOf(page)).toBe(null);
    const whole = await picture(page);
    expect(apart(whole, before)).toBeGreaterThan(OTHERWISE);

    await faultsOf(page, { deaf: 1000 });
    await begin(page, { parameters: { b2: -5 } });
    await expect.poll(() => noticeOf(page)).toBe('a CPU worker failed: it did not answer');
    await settled(page);
    // The old workers were ended, and their successors, too.
    const { ended } = await faultsOf(page, { deaf: 0, fast: false });
    expect(ended).toBeGreaterThan(started);
    await set(page, OTHER);
    expect(apart(await picture(page), whole)).toBeLessThan(ALIKE);
  }));

test('a GPU that has no room for a buffer is opened again, and then left for the CPU, which says why; once it has room it is taken again', () =>
  withPage({ before: inject }, async (page) => {
    const before = await picture(page);
    expect(await engineOf(page)).toBe('gpu');
    await faultsOf(page, { full: true });
    await set(page, OTHER);
    expect(await engineOf(page)).toBe('cpu');
    const why = 'out of GPU memory: createBuffer failed, size is too large';
    expect(await noticeOf(page)).toBe(`Computing on the CPU: ${why}. Try the GPU again`);
    expect(await page.locator('#badge').getAttribute('data-engine')).toBe('cpu');
    const onCpu = await picture(page);
    expect(apart(onCpu, before)).toBeGreaterThan(OTHERWISE);
    await faultsOf(page, { full: false });
    await tryGpu(page);
    await expect.poll(() => engineOf(page)).toBe('gpu');
    await settled(page);
    // What the CPU drew was whole.
    expect(apart(await picture(page), onCpu)).toBeLessThan(ALIKE);
  }));

test('a device that is destroyed in the middle of a job is opened again, and the job done; where none is given after that the CPU does it, and the GPU is offered until it is back', () =>
  withPage({ before: inject }, async (page) => {
    const before = await picture(page);
    await page.evaluate((patch) => {
      const { faults } = window as unknown as { faults: Faults };
      // With the next job's first results under way.
      const { submit } = GPUQueue.prototype;
      GPUQueue.prototype.submit = function (...args) {
        GPUQueue.prototype.submit = submit;
        submit.apply(this, args);
        faults.destroy();
      };
      void window.gradscape.set(patch);
    }, OTHER);
    await expect
      .poll(() => noticeOf(page))
      .toMatch(/GPU .*lost: .+ It is open again, and goes on\.$/);
    await settled(page);
    expect(await engineOf(page)).toBe('gpu');
    const after = await picture(page);
    expect(apart(after, before)).toBeGreaterThan(OTHERWISE);
    await faultsOf(page, { closed: true });
    await page.evaluate(() => (window as unknown as { faults: Faults }).faults.destroy());
    await expect.poll(() => engineOf(page)).toBe('cpu');
    await settled(page);
    expect(apart(await picture(page), after)).toBeLessThan(ALIKE);
    // Each try that fails offers the next.
    for (let i = 0; i < 3; i++) {
      await tryGpu(page);
      await expect
        .poll(() => noticeOf(page))
        .toBe('Computing on the CPU: no device for anybody. Try the GPU again');
    }
    await faultsOf(page, { closed: false });
    await tryGpu(page);
    await expect.poll(() => engineOf(page)).toBe('gpu');
  }));

test.each([
  ['results are refused', { rejects: true }, 'the GPU device was lost: gone'],
  ['pipelines are refused', { refuses: true }, 'the GPU engine failed: the driver gave up'],
])('a GPU whose %s is left for the CPU, which draws the same', (_, faults, why) =>
  withPage({ before: inject }, async (page) => {
    await faultsOf(page, faults);
    // One more optimizer is one more pipeline.
    await set(page, OTHER);
    expect(await noticeOf(page)).toBe(`Computing on the CPU: ${why}. Try the GPU again`);
    const onCpu = await picture(page);
    await faultsOf(page, { rejects: false, refuses: false });
    await tryGpu(page);
    await expect.poll(() => engineOf(page)).toBe('gpu');
    await settled(page);
    expect(apart(await picture(page), onCpu)).toBeLessThan(ALIKE);
  }),
);

test('a GPU whose results never come back is left after 30 s of silence, twice, for the CPU, which says why; until then the old picture stays', () =>
  withPage({ before: inject }, async (page) => {
    const before = await picture(page);
    await faultsOf(page, { hangs: true, fast: true });
    await begin(page, OTHER);
    await expect.poll(() => engineOf(page)).toBe('cpu');
    expect(await noticeOf(page)).toBe(
      'Computing on the CPU: the GPU has not answered for 30 s. Try the GPU again',
    );
    await settled(page);
    const onCpu = await picture(page);
    expect(apart(onCpu, before)).toBeGreaterThan(OTHERWISE);
    await faultsOf(page, { hangs: false, fast: false });
    await tryGpu(page);
    await expect.poll(() => engineOf(page)).toBe('gpu');
    await settled(page);
    expect(apart(await picture(page), onCpu)).toBeLessThan(ALIKE);
  }));
