// A job that goes with another's picture: while that is dragged the picture comes first.
import { newestWins } from './newest.ts';

/** After a job it rests so many times as long while the picture moves: it has a third of the time at most. */
const PAUSE = 2;
/** Where the picture rests so long, it need not wait. */
const REST_MS = 90;

export interface Behind<Request> {
  /** `isMoving`: another request is likely to follow soon. */
  request(request: Request, isMoving: boolean): void;
  cancel(): void;
}

/** Of all requests the newest alone matters, as with `newestWins`. */
export function behind<Request>(
  job: (request: Request, signal: AbortSignal) => Promise<void>,
  onError: (error: unknown) => void,
  graceMs: number,
): Behind<Request> {
  let begunAt: number | null = null;
  let freeAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const newest = newestWins<Request>(
    async (request, signal) => {
      const since = performance.now();
      begunAt = since;
      try {
        await job(request, signal);
      } finally {
        const now = performance.now();
        freeAt = now + PAUSE * (now - since);
        begunAt = null;
      }
    },
    onError,
    graceMs,
  );
  return {
    request(request, isMoving) {
      clearTimeout(timer);
      const now = performance.now();
      const wait = begunAt === null ? freeAt - now : REST_MS;
      if (!isMoving || wait <= 0) return newest.request(request);
      // What takes long would come when nobody wants it any more.
      if (begunAt !== null && now - begunAt > graceMs) newest.cancel();
      timer = setTimeout(() => newest.request(request), Math.min(wait, REST_MS));
    },
    cancel() {
      clearTimeout(timer);
      newest.cancel();
    },
  };
}
