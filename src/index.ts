// The library in a browser; src/node/index.ts is its twin for Node.
import { chooseEngine, type EngineOptions } from './choose-engine.ts';
import { createCpuEngine } from './cpu/engine.ts';
import { webWorkerPool } from './cpu/pool.ts';
import type { Engine } from './engine.ts';
import { createGpuEngine } from './gpu/engine.ts';
import type { Reference } from './reference.ts';

export * from './library.ts';

/**
 * Opens an engine: f32 on WebGPU, or f64 on the CPU in web workers (in Node: worker threads).
 * Call its `dispose` when done. Rejects with an Error that says why the GPU cannot be used when
 * `engine` is `gpu`, and with a RangeError for options out of their range. With `engine: 'cpu'` it is a Reference,
 * which does curvature, stationary points and Lyapunov exponents too; so is that of `auto` where isReference says so.
 */
export function createEngine(options: EngineOptions & { engine: 'cpu' }): Promise<Reference>;
export function createEngine(options?: EngineOptions): Promise<Engine>;
export function createEngine(options: EngineOptions = {}): Promise<Engine> {
  return chooseEngine(options, {
    gpu: () => createGpuEngine(),
    cpu: (workers = navigator.hardwareConcurrency || 2) => createCpuEngine(webWorkerPool(workers)),
  });
}
