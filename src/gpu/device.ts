export interface OpenedDevice {
  device: GPUDevice;
  /** Vendor, architecture or description of the adapter, in words. */
  adapter: string;
}

/** Storage bindings larger than this bring nothing: results are read back tile by tile anyway. */
const WANTED_BINDING = 2 ** 30;

/**
 * Opens a device with the adapter's own limits for buffers (up to 1 GiB) and, where there are any,
 * timestamps. Throws an Error that says in words why WebGPU cannot be used here.
 */
export async function openDevice(gpu: GPU | undefined): Promise<OpenedDevice> {
  if (!gpu) throw new Error('this browser has no WebGPU');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('WebGPU found no adapter');
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
  const device = await adapter.requestDevice({
    label: 'gradscape',
    requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
    requiredLimits: {
      maxStorageBufferBindingSize: Math.min(maxStorageBufferBindingSize, WANTED_BINDING),
      maxBufferSize: Math.min(maxBufferSize, WANTED_BINDING),
    },
  });
  return { device, adapter: adapterName(adapter) };
}

/** Whether an adapter's name is that of one without a GPU. */
export const isSoftware = (adapter: string): boolean =>
  /software|swiftshader|llvmpipe|lavapipe|basic render/i.test(adapter);

function adapterName({ info }: GPUAdapter): string {
  const names =
    info.description || [info.vendor, info.architecture, info.device].filter(Boolean).join(' ');
  return `${names || 'unnamed adapter'}${info.isFallbackAdapter ? ' (software)' : ''}`;
}
