// The time that compute passes take on the device itself, by its timestamps.

/** Passes of one measurement, at most; later ones are not timed. */
const MOST_PASSES = 2048;

export interface TimedDevice {
  /** Stands in for the device; every compute pass begun through it is timed. */
  device: GPUDevice;
  /**
   * Milliseconds of all passes since the last call, or null where the device has no timestamps.
   * Timestamps come in steps of 0.1 ms in most browsers: time passes of 10 ms and more.
   */
  takeKernelMs(): Promise<number | null>;
}

/** Wraps a device so that its passes are timed; without `timestamp-query` it is left as it is. */
export function timedDevice(device: GPUDevice): TimedDevice {
  if (!device.features.has('timestamp-query')) {
    return { device, takeKernelMs: async () => null };
  }
  const querySet = device.createQuerySet({
    label: 'passes',
    type: 'timestamp',
    count: 2 * MOST_PASSES,
  });
  const bytes = 16 * MOST_PASSES;
  const resolved = device.createBuffer({
    label: 'timestamps',
    size: bytes,
    usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
  });
  const staging = device.createBuffer({
    label: 'timestamps staging',
    size: bytes,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  let passes = 0;

  const timedEncoder = (encoder: GPUCommandEncoder) =>
    overlay(encoder, {
      beginComputePass(descriptor: GPUComputePassDescriptor = {}) {
        if (passes === MOST_PASSES) return encoder.beginComputePass(descriptor);
        const pass = 2 * passes++;
        return encoder.beginComputePass({
          ...descriptor,
          timestampWrites: {
            querySet,
            beginningOfPassWriteIndex: pass,
            endOfPassWriteIndex: pass + 1,
          },
        });
      },
    });

  return {
    device: overlay(device, {
      createCommandEncoder: (descriptor?: GPUCommandEncoderDescriptor) =>
        timedEncoder(device.createCommandEncoder(descriptor)),
    }),
    async takeKernelMs() {
      const count = passes;
      passes = 0;
      if (count === 0) return 0;
      const encoder = device.createCommandEncoder({ label: 'timestamps' });
      encoder.resolveQuerySet(querySet, 0, 2 * count, resolved, 0);
      encoder.copyBufferToBuffer(resolved, 0, staging, 0, 16 * count);
      device.queue.submit([encoder.finish()]);
      await staging.mapAsync(GPUMapMode.READ, 0, 16 * count);
      const times = new BigInt64Array(staging.getMappedRange(0, 16 * count));
      let nanoseconds = 0;
      // A negative difference is legal where a clock was adjusted meanwhile; it counts as none.
      for (let p = 0; p < count; p++) {
        nanoseconds += Math.max(0, Number(times[2 * p + 1]! - times[2 * p]!));
      }
      staging.unmap();
      return nanoseconds / 1e6;
    },
  };
}

/** `target` with some methods replaced. WebGPU objects want to be `this` of their own methods. */
function overlay<T extends object>(target: T, methods: Partial<Record<keyof T, unknown>>): T {
  return new Proxy(target, {
    get(_, name) {
      if (name in methods) return methods[name as keyof T];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
