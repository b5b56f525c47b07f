// Each peer as its own users would write it: compiled or fused where it offers that, data kept on its
// device between steps, one readback at the end. Returns steps per second and where the runs ended.
import * as jax from '@jax-js/jax';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { webWorkerPool } from '../../src/cpu/pool.ts';
import { createGpuEngine } from '../../src/gpu/engine.ts';
import { K, RUNS, SIDE, STEPS, starts } from './problem.js';

setWasmPaths({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threaded,
});

const spec = {
  problem: { id: 'xor' },
  optimizer: { kind: 'gd', learningRate: 1 },
  start: [0, 0],
  steps: STEPS,
  threshold: 0.1,
  x: { quantity: 'x', range: [-20, 20], scale: 'linear' },
  y: { quantity: 'y', range: [-20, 20], scale: 'linear' },
  width: SIDE,
  height: SIDE,
};

async function ours(open) {
  const engine = await open();
  return async () => {
    const { point } = await engine.sweep(spec);
    return [0, 1].map((i) => Array.from({ length: RUNS }, (_, k) => point[2 * k + i]));
  };
}

async function tensorflow(backend) {
  await tf.setBackend(backend);
  await tf.ready();
  const one = tf.scalar(1);
  const hidden = (e, s) => one.div(e.mul(s).add(one));
  const slope = (h) => h.mul(one.sub(h));
  const step = (x, y) =>
    tf.tidy(() => {
      const ex = tf.exp(tf.neg(x.add(K.shiftX)));
      const ey = tf.exp(tf.neg(y.add(K.shiftY)));
      const [h10, h11] = [hidden(ex, K.sx), hidden(ex, 1 / K.sx)];
      const [g01, g11] = [hidden(ey, K.sy), hidden(ey, 1 / K.sy)];
      const r10 = tf.sigmoid(tf.neg(h10.mul(K.v2).add(K.base10)));
      const r01 = tf.sigmoid(tf.neg(g01.mul(K.v1).add(K.base01)));
      const r11 = tf.sigmoid(h11.mul(K.v2).add(g11.mul(K.v1)).add(K.base11));
      return [
        x.sub(
          r11
            .mul(slope(h11))
            .sub(r10.mul(slope(h10)))
            .mul(K.v2 / 4),
        ),
        y.sub(
          r11
            .mul(slope(g11))
            .sub(r01.mul(slope(g01)))
            .mul(K.v1 / 4),
        ),
      ];
    });
  return async () => {
    await tf.setBackend(backend);
    let [x, y] = starts().map((data) => tf.tensor1d(data));
    for (let i = 0; i < STEPS; i++) {
      const [nextX, nextY] = step(x, y);
      tf.dispose([x, y]);
      [x, y] = [nextX, nextY];
    }
    const ends = [await x.data(), await y.data()];
    tf.dispose([x, y]);
    return ends;
  };
}

async function jaxJs(device) {
  await jax.init(device);
  jax.defaultDevice(device);
  const { numpy: np } = jax;
  const hidden = (e, s) => np.reciprocal(e.mul(s).add(1));
  const slope = (h) => h.ref.mul(np.negative(h).add(1));
  // jax-js consumes its arguments; .ref keeps one.
  const step = jax.jit((x, y) => {
    const ex = np.exp(np.negative(x.ref.add(K.shiftX)));
    const ey = np.exp(np.negative(y.ref.add(K.shiftY)));
    const [h10, h11] = [hidden(ex.ref, K.sx), hidden(ex, 1 / K.sx)];
    const [g01, g11] = [hidden(ey.ref, K.sy), hidden(ey, 1 / K.sy)];
    const r10 = np.reciprocal(np.exp(h10.ref.mul(K.v2).add(K.base10)).add(1));
    const r01 = np.reciprocal(np.exp(g01.ref.mul(K.v1).add(K.base01)).add(1));
    const z11 = h11.ref.mul(K.v2).add(g11.ref.mul(K.v1)).add(K.base11);
    const r11 = np.reciprocal(np.exp(np.negative(z11)).add(1));
    return [
      x.sub(
        r11.ref
          .mul(slope(h11))
          .sub(r10.mul(slope(h10)))
          .mul(K.v2 / 4),
      ),
      y.sub(
        r11
          .mul(slope(g11))
          .sub(r01.mul(slope(g01)))
          .mul(K.v1 / 4),
      ),
    ];
  });
  return async () => {
    jax.defaultDevice(device);
    let [x, y] = starts().map((data) => np.array(data));
    for (let i = 0; i < STEPS; i++) [x, y] = step(x, y);
    return [await x.data(), await y.data()];
  };
}

const PEERS = {
  'Gradscape, GPU (WebGPU)': () => ours(() => createGpuEngine()),
  'Gradscape, CPU, one worker (f64)': () => ours(async () => createCpuEngine(webWorkerPool(1))),
  'Gradscape, CPU, all workers (f64)': () => ours(async () => createCpuEngine()),
  'jax-js, wasm': () => jaxJs('wasm'),
  'jax-js, WebGPU': () => jaxJs('webgpu'),
  'TensorFlow.js, wasm': () => tensorflow('wasm'),
  'TensorFlow.js, WebGPU': () => tensorflow('webgpu'),
};

/** Sets every peer up, then runs them in turn, round by round. A peer that fails says why. */
window.peers = async (rounds) => {
  const rows = [];
  for (const [name, open] of Object.entries(PEERS)) {
    try {
      const run = await open();
      const ends = await run();
      rows.push({ name, run, ends: ends.map((end) => Array.from(end)), ms: [] });
    } catch (error) {
      rows.push({ name, failed: String(error.message ?? error).split('\n')[0], ms: [] });
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const row of rows) {
      if (!row.run) continue;
      const began = performance.now();
      await row.run();
      row.ms.push(performance.now() - began);
    }
  }
  // Starts may lie on a basin's edge, where f32 and f64 part: a share of runs within 1e-2 tells.
  const reference = rows.find(({ name }) => /one worker/.test(name)).ends;
  const agree = ([x, y]) =>
    x.reduce(
      (n, v, k) =>
        n + (Math.max(Math.abs(v - reference[0][k]), Math.abs(y[k] - reference[1][k])) < 1e-2),
      0,
    ) / RUNS;
  return rows.map(({ name, failed, ends, ms }) => ({
    name,
    failed,
    ms,
    agree: ends ? agree(ends) : null,
  }));
};
