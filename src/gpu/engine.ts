// The GPU engine: f32 on WebGPU. Twin of src/cpu/engine.ts.
import type { Engine } from '../engine.ts';
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
  // What the first view does not ask for is loaded when another does.
  const runs = () => import('./runs.ts');
  return {
    context,
    info: { name: 'gpu', adapter, precision: 'f32' },
    lost: device.lost.then(({ reason, message }) => message || `the device was lost (${reason})`),
    landscape: async (spec, options) => gpuLandscape(context, checkLandscape(spec), options),
    trajectories: async (spec, options) =>
      gpuTrajectories(context, checkTrajectories(spec), options),
    sweep: async (spec, options) => (await runs()).gpuSweep(context, checkSweep(spec), options),
    sweepPixels: async (spec, pixels, options) =>
      (await runs()).gpuSweepPixels(
        context,
        checkSweepInParts(spec),
        checkPixels(pixels, spec),
        options,
      ),
    spectrum: async (spec, options) =>
      (await runs()).gpuSpectrum(context, checkSpectrum(spec), options),
    response: async (spec, options) =>
      (await import('./response.ts')).gpuResponse(context, checkResponse(spec), options),
    dispose: () => device.destroy(),
  };
}
