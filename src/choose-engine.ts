// Which engine a program gets: the GPU's where it can be opened, the CPU's otherwise.
import type { Engine } from './engine.ts';

export interface EngineOptions {
  /** `auto` (default) takes the GPU where it can be used and the CPU otherwise. */
  engine?: 'auto' | 'gpu' | 'cpu' | undefined;
  /** Workers of the CPU engine, 1 to 1024; default: one per core. */
  workers?: number | undefined;
  /** Called when `auto` takes the CPU, with the reason in words. */
  onFallback?: ((reason: string) => void) | undefined;
}

export const ENGINE_CHOICES = ['auto', 'gpu', 'cpu'] as const;

export async function chooseEngine(
  { engine = 'auto', workers, onFallback }: EngineOptions,
  open: { gpu(): Promise<Engine>; cpu(workers: number | undefined): Engine },
): Promise<Engine> {
  if (!ENGINE_CHOICES.includes(engine)) {
    throw new RangeError(`engine: "${engine}" is not one of ${ENGINE_CHOICES.join(', ')}`);
  }
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1 && workers <= 1024)) {
    throw new RangeError(`workers: ${workers} is not an integer from 1 to 1024`);
  }
  if (engine === 'cpu') return open.cpu(workers);
  try {
    return await open.gpu();
  } catch (error) {
    if (engine === 'gpu') throw error;
    onFallback?.((error as Error).message);
    return open.cpu(workers);
  }
}
