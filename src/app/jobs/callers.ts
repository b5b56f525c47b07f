// What a job's caller does wrong, told apart from what goes wrong in the job: an engine that is whole must not be given
// up for it.
import type { JobOptions } from '../../engine.ts';

/**
 * Runs a job whose signal, whatever its reason, aborts with an AbortError and whose callbacks never throw into it. Rejects
 * with the caller's own reason, or with what a callback threw, once the job has ended.
 */
export async function forCaller<Options extends JobOptions, T>(
  given: Options | undefined,
  job: (options: Options) => Promise<T>,
): Promise<T> {
  const { signal } = given ?? {};
  const stop = new AbortController();
  let fault: { error: unknown } | null = null;
  const end = (error: unknown) => {
    fault ??= { error };
    stop.abort();
  };
  const abort = () => end(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  const guarded = Object.entries(given ?? {}).map(([key, value]) => {
    if (typeof value !== 'function') return [key, value];
    return [
      key,
      (...told: unknown[]) => {
        try {
          value(...told);
        } catch (error) {
          end(error);
        }
      },
    ];
  });
  try {
    const result = await job({ ...(Object.fromEntries(guarded) as Options), signal: stop.signal });
    if (!fault) return result;
  } catch (error) {
    if (!fault) throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
  throw (fault as { error: unknown }).error;
}
