// What a page holds: counted in the page by wrapping what makes and frees it, and by the browser itself.

/** Runs in the page before its own code: `window.held` counts what is held of each kind. */
export function countHeld() {
  /** @type {Record<string, any>} */
  const held = { gpuBuffers: 0, gpuTextures: 0, glBuffers: 0, glTextures: 0, workers: 0 };
  Object.assign(window, { held });
  const device = /** @type {any} */ (window).GPUDevice?.prototype;
  for (const what of device ? ['Buffer', 'Texture'] : []) {
    const [create, kind] = [`create${what}`, `gpu${what}s`];
    const make = device[create];
    device[create] = function (/** @type {unknown} */ of) {
      const made = make.call(this, of);
      this.ownHeld ??= {};
      this.ownHeld[kind] ??= new Set();
      // A device that is destroyed frees what it has.
      this.ownHeld[kind].add(made);
      held[kind]++;
      const destroy = made.destroy.bind(made);
      made.destroy = () => {
        if (this.ownHeld[kind].delete(made)) held[kind]--;
        destroy();
      };
      return made;
    };
  }
  if (device) {
    const destroy = device.destroy;
    device.destroy = function () {
      for (const [kind, own] of Object.entries(this.ownHeld ?? {})) {
        held[kind] -= own.size;
        own.clear();
      }
      destroy.call(this);
    };
  }
  for (const what of ['Buffer', 'Texture']) {
    const context = /** @type {any} */ (WebGLRenderingContext.prototype);
    const [create, free] = [context[`create${what}`], context[`delete${what}`]];
    const kind = `gl${what}s`;
    const alive = new WeakSet();
    context[`create${what}`] = function () {
      const made = create.call(this);
      if (made) {
        alive.add(made);
        held[kind]++;
      }
      return made;
    };
    context[`delete${what}`] = function (/** @type {any} */ made) {
      if (made && alive.delete(made)) held[kind]--;
      free.call(this, made);
    };
  }
  const Own = window.Worker;
  window.Worker = class extends Own {
    alive = true;

    /** @param {[string | URL, WorkerOptions?]} args */
    constructor(...args) {
      super(...args);
      held.workers++;
    }

    /** @override */
    terminate() {
      if (this.alive) held.workers--;
      this.alive = false;
      super.terminate();
    }
  };
}

/**
 * What the page holds now, garbage collected.
 *
 * @param {import('playwright').Page} page @param {import('playwright').CDPSession} devtools
 * @returns {Promise<Record<string, number>>}
 */
export async function heldBy(page, devtools) {
  // What is freed by the end of a frame or of a collection may free more.
  for (let i = 0; i < 3; i++) {
    await devtools.send('HeapProfiler.collectGarbage');
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (/** @type {string} */ name) => metrics.find((m) => m.name === name)?.value ?? 0;
  return {
    ...(await page.evaluate(() => /** @type {any} */ (window).held)),
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    heapMB: Math.round(metric('JSHeapUsedSize') / 2 ** 18) / 4,
  };
}

/** How much more than in the first half may be held in the second: buffers are kept for the next job, caches fill. */
const ROOM = {
  gpuBuffers: 0.5,
  glBuffers: 0.1,
  glTextures: 0.1,
  listeners: 0.15,
  nodes: 0.25,
  heapMB: 0.25,
};

/**
 * What has grown from the middle to the end, in words.
 *
 * @param {readonly Record<string, number>[]} all
 */
export function grown(all) {
  const half = Math.floor(all.length / 2);
  const most = (/** @type {typeof all} */ some, /** @type {string} */ key) =>
    Math.max(...some.map((one) => one[key] ?? 0));
  return Object.keys(all[0] ?? {}).flatMap((key) => {
    const [before, after] = [most(all.slice(0, half), key), most(all.slice(half), key)];
    const room = /** @type {Record<string, number>} */ (ROOM)[key];
    const limit = room === undefined ? before : before * (1 + room);
    return after > limit ? [`${key}: ${before}, then ${after}`] : [];
  });
}
