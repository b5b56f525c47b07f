// The device that the benchmark measures, with its clock and its rooflines.
import type { OpenedDevice } from '../gpu/device.ts';
import { type GpuEngine, gpuEngineOn } from '../gpu/engine.ts';
import {
  createRoofline,
  type Roofline,
  type RooflineKind,
  rooflineContestant,
} from './roofline.ts';
import { timedDevice } from './timed-device.ts';

export interface Device {
  engine: GpuEngine;
  adapter: string;
  /** With the device's own exp2; and with that of the kernels, where it is another. */
  rooflines: Record<RooflineKind, Roofline>;
  ownRooflines: Record<RooflineKind, Roofline> | null;
  limits: Record<string, number>;
  takeKernelMs(): Promise<number | null>;
}

/** Makes ready what is measured on a device. */
export async function openDevice({ device, adapter }: OpenedDevice): Promise<Device> {
  const timed = timedDevice(device);
  const engine = gpuEngineOn({ device: timed.device, adapter });
  return {
    engine,
    adapter,
    rooflines: await rooflinesOf(timed.device, false),
    ownRooflines: engine.context.ownExp2 ? await rooflinesOf(timed.device, true) : null,
    limits: Object.fromEntries(
      (
        [
          'maxBufferSize',
          'maxStorageBufferBindingSize',
          'maxComputeInvocationsPerWorkgroup',
        ] as const
      ).map((name) => [name, device.limits[name]]),
    ),
    takeKernelMs: timed.takeKernelMs,
  };
}

const rooflinesOf = async (device: GPUDevice, ownExp2: boolean) => ({
  gd: await createRoofline(device, 'gd', ownExp2),
  adam: await createRoofline(device, 'adam', ownExp2),
});

/** The rooflines that a job is held against, beside it in each round. */
export async function rooflinesBeside(
  roofline: RooflineKind | null,
  gpu: Device | null,
  now: () => number,
) {
  const beside = async (name: string, of: Device['rooflines'] | null | undefined) =>
    of && roofline ? rooflineContestant(name, of[roofline], gpu!.takeKernelMs, now) : null;
  return {
    roofline: await beside('roofline', gpu?.rooflines),
    ownRoofline: await beside('own roofline', gpu?.ownRooflines),
  };
}
