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
  /** With the device's own exp2; made once. */
  roofline(kind: RooflineKind): Promise<Roofline>;
  /** With the exp2 of the kernels; null where that is the device's. */
  ownRoofline: ((kind: RooflineKind) => Promise<Roofline>) | null;
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
    roofline: rooflinesOf(timed.device, false),
    ownRoofline: engine.context.ownExp2 ? rooflinesOf(timed.device, true) : null,
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

function rooflinesOf(device: GPUDevice, ownExp2: boolean) {
  const made = new Map<RooflineKind, Promise<Roofline>>();
  return (kind: RooflineKind) => {
    const roofline = made.get(kind) ?? createRoofline(device, kind, ownExp2);
    made.set(kind, roofline);
    return roofline;
  };
}

/** The rooflines that a job is held against, beside it in each round. */
export async function rooflinesBeside(
  roofline: RooflineKind | null,
  gpu: Device | null,
  now: () => number,
) {
  const beside = async (name: string, of: Device['ownRoofline'] | undefined) =>
    of && roofline ? rooflineContestant(name, await of(roofline), gpu!.takeKernelMs, now) : null;
  return {
    roofline: await beside('roofline', gpu?.roofline),
    ownRoofline: await beside('own roofline', gpu?.ownRoofline),
  };
}
