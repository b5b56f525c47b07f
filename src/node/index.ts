// The library in Node. Twin of src/index.ts, which documents what both give.
import { availableParallelism } from 'node:os';
import { chooseEngine, type EngineOptions } from '../choose-engine.ts';
import { createCpuEngine } from '../cpu/engine.ts';
import type { Engine } from '../engine.ts';
import { createGpuEngine } from '../gpu/engine.ts';
import type { Reference } from '../reference.ts';
import { workerThreadPool } from './pool.ts';
import { openNodeGpu } from './webgpu.ts';

export * from '../library.ts';

export function createEngine(options: EngineOptions & { engine: 'cpu' }): Promise<Reference>;
export function createEngine(options?: EngineOptions): Promise<Engine>;
export function createEngine(options: EngineOptions = {}): Promise<Engine> {
  return chooseEngine(options, {
    gpu: openGpu,
    cpu: (workers = availableParallelism()) => createCpuEngine(workerThreadPool(workers)),
  });
}

/** The GPU engine on the package `webgpu`, which is let go when the engine's device is gone. */
async function openGpu(): Promise<Engine> {
  const { gpu, release } = await openNodeGpu();
  try {
    const engine = await createGpuEngine(gpu);
    engine.lost.then(release);
    return engine;
  } catch (error) {
    release();
    throw error;
  }
}
