export interface OpenedDevice {
  device: GPUDevice;
  /** Vendor, architecture or description of the adapter, in words. */
  adapter: string;
}

/** Storage bindings larger than this bring nothing: results are read back tile by tile anyway. */
const WANTED_BINDING = 2 ** 30;

/**
 * Opens a device with the adapter's own limits for buffers (up to 1 GiB): of WebGPU, or of its compatibility mode
 * (OpenGL ES 3.1, Direct3D 11) where there is nothing else. Timestamps, of which drivers have died, are for whoever
 * measures. Throws an Error that says in words why WebGPU cannot be used here.
 */
export async function openDevice(
  gpu: GPU | undefined,
  { timestamps = false } = {},
): Promise<OpenedDevice> {
  if (!gpu) throw new Error('this browser has no WebGPU');
  const powerPreference = 'high-performance';
  const adapter =
    (await gpu.requestAdapter({ powerPreference })) ??
    (await gpu.requestAdapter({ powerPreference, featureLevel: 'compatibility' }));
  if (!adapter) throw new Error('WebGPU found no adapter');
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
  const timed = timestamps && adapter.features.has('timestamp-query');
  const device = await adapter.requestDevice({
    label: 'gradscape',
    requiredFeatures: timed ? ['timestamp-query'] : [],
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
