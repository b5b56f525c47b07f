// The newest wins: while a job runs, of all later requests only the last one matters.

export interface Newest<Request> {
  request(request: Request): void;
  /** Aborts the running job at once and forgets the waiting one. */
  cancel(): void;
  /** Resolves when nothing is running or waiting. */
  idle(): Promise<void>;
}

/**
 * Runs `job` for one request at a time. A new request replaces the waiting one, and aborts the running
 * one when that is `graceMs` old: with some grace, dragging shows pictures on the way. Errors other
 * than the abort go to `onError`.
 */
export function newestWins<Request>(
  job: (request: Request, signal: AbortSignal) => Promise<void>,
  onError: (error: unknown) => void,
  graceMs: number,
): Newest<Request> {
  let waiting: { request: Request } | null = null;
  let running = false;
  const waitingForIdle: (() => void)[] = [];
  let abort: ((graceMs: number) => void) | null = null;

  async function drain() {
    running = true;
    while (waiting) {
      const { request } = waiting;
      waiting = null;
      const controller = new AbortController();
      const startedAt = performance.now();
      let timer: ReturnType<typeof setTimeout> | undefined;
      abort = (grace) => {
        clearTimeout(timer);
        const left = grace - (performance.now() - startedAt);
        if (left <= 0) controller.abort();
        else timer = setTimeout(() => controller.abort(), left);
      };
      try {
        await job(request, controller.signal);
      } catch (error) {
        if (!controller.signal.aborted) onError(error);
      } finally {
        clearTimeout(timer);
        abort = null;
      }
    }
    running = false;
    for (const resolve of waitingForIdle.splice(0)) resolve();
  }

  return {
    request(request) {
      waiting = { request };
      abort?.(graceMs);
      if (!running) void drain();
    },
    cancel() {
      waiting = null;
      abort?.(0);
    },
    idle: () =>
      running ? new Promise((resolve) => waitingForIdle.push(resolve)) : Promise.resolve(),
  };
}
