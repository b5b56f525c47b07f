// Buffers of jobs, kept when a job ends for the next one: a fresh buffer costs the first write of every page of it,
// which is most of the time to read a landscape back.

/** Bytes kept at most, of the buffers that were used last. */
const KEPT_BYTES = 2 ** 26;
/** And so many of them: each size of a small one is another, and they would be thousands before they are many bytes. */
const KEPT_COUNT = 128;

export interface BufferStore {
  /** A buffer of at least so many bytes, with whatever is in it. `fresh` is called where it has to be made. */
  take(label: string, bytes: number, usage: GPUBufferUsageFlags, fresh: () => void): GPUBuffer;
  /** Gives a buffer back, unmapped, of which the GPU has no work left. */
  keep(buffer: GPUBuffer): void;
  /** Destroys what is kept. */
  forget(): void;
}

/** Sizes are rounded up to an eighth of a power of two, so that a drag that changes a size a little finds buffers. */
export function roundedSize(bytes: number, most: number): number {
  const exact = Math.max(16, Math.ceil(bytes / 4) * 4);
  const step = Math.max(16, 2 ** (28 - Math.clz32(exact)));
  const rounded = Math.ceil(exact / step) * step;
  return rounded <= most ? rounded : exact;
}

/** `create` makes a buffer of the device's. */
export function createBufferStore(
  device: GPUDevice,
  create: (descriptor: GPUBufferDescriptor) => GPUBuffer,
): BufferStore {
  /** The oldest first. */
  const kept: GPUBuffer[] = [];
  let bytes = 0;
  return {
    take(label, wanted, usage, fresh) {
      const { maxStorageBufferBindingSize, maxUniformBufferBindingSize } = device.limits;
      const isUniform = (usage & GPUBufferUsage.UNIFORM) !== 0;
      const most = isUniform ? maxUniformBufferBindingSize : maxStorageBufferBindingSize;
      const size = roundedSize(wanted, most);
      const at = kept.findLastIndex((buffer) => buffer.size === size && buffer.usage === usage);
      if (at >= 0) {
        const [found] = kept.splice(at, 1);
        bytes -= size;
        found!.label = label;
        return found!;
      }
      fresh();
      return create({ label, size, usage });
    },
    keep(buffer) {
      kept.push(buffer);
      bytes += buffer.size;
      while (bytes > KEPT_BYTES || kept.length > KEPT_COUNT) {
        const oldest = kept.shift()!;
        bytes -= oldest.size;
        oldest.destroy();
      }
    },
    forget() {
      for (const buffer of kept.splice(0)) buffer.destroy();
      bytes = 0;
    },
  };
}
