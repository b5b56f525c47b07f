// What an engine's jobs reject with besides RangeErrors and the reasons of aborts.

/** The engine was disposed of before or while it did the job. */
export class EngineDisposedError extends Error {
  override name = 'EngineDisposedError';
}

/** The engine's device is gone; another engine can do the job. */
export class EngineLostError extends Error {
  override name = 'EngineLostError';
}

/** This engine cannot do jobs of this problem, but those of others; another engine can. */
export class KernelError extends Error {
  override name = 'KernelError';
}
