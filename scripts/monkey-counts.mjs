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
 * Bytes of what the page's own scripts have made, by a snapshot of the heap: of all that is in it half is compiled code,
 * which grows for as long as functions become hot.
 *
 * @param {import('playwright').CDPSession} devtools
 */
async function bytesOfObjects(devtools) {
  /** @type {string[]} */
  const chunks = [];
  const note = (/** @type {{ chunk: string }} */ { chunk }) => chunks.push(chunk);
  devtools.on('HeapProfiler.addHeapSnapshotChunk', note);
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  devtools.off('HeapProfiler.addHeapSnapshotChunk', note);
  const { snapshot, nodes } = JSON.parse(chunks.join(''));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let i = 0; i < nodes.length; i += fields.length) {
    if (/^(object|closure|array|number|.*string|regexp)$/.test(types[0][nodes[i + type]]))
      bytes += nodes[i + size];
  }
  return bytes;
}

/**
 * What the page holds now, garbage collected.
 *
 * @param {import('playwright').Page} page @param {import('playwright').CDPSession} devtools
 * @returns {Promise<Record<string, number>>}
 */
export async function heldBy(page, devtools) {
  // What is freed by the end of a frame or of a collection may free more, and compiled code goes when several have passed
  // without its being run.
  for (let i = 0; i < 8; i++) {
    await devtools.send('HeapProfiler.collectGarbage');
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (/** @type {string} */ name) => metrics.find((m) => m.name === name)?.value ?? 0;
  const { usedSize, backingStorageSize = 0 } = /** @type {Record<string, number>} */ (
    await devtools.send('Runtime.getHeapUsage')
  );
  const megabytes = (/** @type {number} */ bytes) => Math.round(bytes / 2 ** 18) / 4;
  return {
    objectsMB: megabytes(await bytesOfObjects(devtools)),
    heapMB: megabytes(usedSize ?? 0),
    arraysMB: megabytes(backingStorageSize),
    ...(await page.evaluate(() => /** @type {any} */ (window).held)),
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
  };
}

/**
 * How much more than at the start may be held at the end, as a share and besides: caches have a limit and are rarely full
 * (the editor of the last problem that was made of something is one),
 * of buffers up to 128 are kept for the next job, up to 1,000 gestures to be undone, and what is opened for the first time
 * stays. Of what is not here, nothing.
 *
 * @type {Record<string, [share: number, more: number]>}
 */
const SLACK = {
  objectsMB: [0.1, 1],
  // With compiled code.
  heapMB: [0.35, 1],
  arraysMB: [0, 12],
  gpuBuffers: [0, 64],
  glBuffers: [0, 12],
  glTextures: [0, 4],
  listeners: [0.2, 0],
  nodes: [0.25, 0],
  // Started with the first piece of work for each.
  workers: [0, 1],
};

/**
 * What is more at the end than at the start by more than the slack, in words.
 *
 * @param {Record<string, number>} start @param {Record<string, number>} end
 */
export function grown(start, end) {
  return Object.entries(end).flatMap(([key, after]) => {
    const [share, more] = SLACK[key] ?? [0, 0];
    const before = start[key] ?? 0;
    const limit = before * (1 + share) + more;
    return after > limit ? [`${key}: ${before}, then ${after}`] : [];
  });
}
