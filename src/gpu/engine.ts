// The GPU engine: f32 on WebGPU. Twin of src/cpu/engine.ts.
import type { Engine } from '../engine.ts';
import { managed } from '../lifetime.ts';
import { once } from '../once.ts';
import {
  checkLandscape,
  checkPixels,
  checkResponse,
  checkSpectrum,
  checkSweep,
  checkSweepInParts,
  checkTrajectories,
} from '../specs.ts';
import { createContext, type GpuContext } from './context.ts';
import { isSoftware, type OpenedDevice, openDevice } from './device.ts';
import { gpuLandscape } from './landscape.ts';
import { ownChecks } from './own.ts';
import { gpuTrajectories } from './trajectories.ts';

export interface GpuEngine extends Engine {
  readonly context: GpuContext;
}

/** Opens the GPU engine. Throws an Error that says in words why WebGPU cannot be used here. */
export async function createGpuEngine(
  gpu: GPU | undefined = globalThis.navigator?.gpu,
): Promise<GpuEngine> {
  return gpuEngineOn(await openDevice(gpu));
}

/** The GPU engine on a device that is open already, which it destroys when disposed of. */
export function gpuEngineOn({ device, adapter }: OpenedDevice): GpuEngine {
  const context = createContext(device, { ownExp2: isSoftware(adapter) });
  // What the page shows first takes no grid of runs. Once: to be imported again costs a job a turn of the browser.
  const runs = once(() => import('./runs.ts'));
  const engine: GpuEngine = {
    context,
    info: { name: 'gpu', adapter, precision: 'f32' },
    lost: device.lost.then(({ reason, message }) => message || `the device was lost (${reason})`),
    landscape: async (spec, options) => gpuLandscape(context, checkLandscape(spec), options),
    trajectories: async (spec, options) =>
      gpuTrajectories(context, checkTrajectories(spec), options),
    sweep: async (given, options) => {
      const spec = checkSweep(given);
      return (await runs()).gpuSweep(context, spec, options);
    },
    sweepPixels: async (given, list, options) => {
      const [spec, pixels] = [checkSweepInParts(given), checkPixels(list, given)];
      return (await runs()).gpuSweepPixels(context, spec, pixels, options);
    },
    spectrum: async (given, options) => {
      const spec = checkSpectrum(given);
      return (await runs()).gpuSpectrum(context, spec, options);
    },
    response: async (spec, options) =>
      (await import('./response.ts')).gpuResponse(context, checkResponse(spec), options),
    dispose: () => device.destroy(),
  };
  return managed(engine, ownChecks(context));
}
