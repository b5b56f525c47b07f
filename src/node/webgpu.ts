// WebGPU in Node: the optional package `webgpu` (Dawn).

/**
 * What create() returned, kept for as long as its device lives: once it is garbage-collected, Dawn
 * hangs or aborts the process.
 */
const alive = new Set<GPU>();

export interface NodeGpu {
  gpu: GPU;
  /** Lets go of it; to be called when its device has been destroyed. */
  release(): void;
}

/** Throws an Error that says in words why there is no WebGPU here. */
export async function openNodeGpu(): Promise<NodeGpu> {
  checkVulkan();
  let dawn: { create(flags: string[]): GPU; globals: Record<string, unknown> };
  try {
    // A name that bundlers cannot follow: the package is optional.
    const name: string = 'webgpu';
    dawn = await import(/* @vite-ignore */ name);
  } catch {
    throw new Error('the optional package "webgpu" is not installed: npm install webgpu');
  }
  // GPUBufferUsage and the like; what the process has already stays.
  for (const [name, value] of Object.entries(dawn.globals)) {
    if (!(name in globalThis))
      Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  const gpu = dawn.create([]);
  alive.add(gpu);
  return { gpu, release: () => alive.delete(gpu) };
}

/**
 * On Linux Dawn needs the Vulkan loader. Without it, it prints a warning of several lines past us and
 * finds no adapter; so look first.
 */
function checkVulkan(): void {
  if (process.platform !== 'linux') return;
  try {
    // Not an addon: this always throws, and how it does tells whether the file was there.
    process.dlopen({ exports: {} }, 'libvulkan.so.1');
  } catch (error) {
    if (!/cannot open shared object file/.test((error as Error).message)) return;
    throw new Error('WebGPU needs Vulkan, and libvulkan.so.1 is not installed');
  }
}
