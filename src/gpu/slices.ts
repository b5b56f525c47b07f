// How long jobs are cut so that the GPU stays responsive: no watchdog fires, a cancelled job stops
// soon, and the page gets its turn.

const TARGET_MS = 50;

export interface Pacer {
  /** Units of work to submit next. */
  readonly work: number;
  /** Tells that a submitted piece has finished, and when it was submitted (performance.now()). */
  finished(work: number, submittedAt: number): void;
}

/** Steps of all runs in the first slice, before the device's speed is known: 1 ms on the slowest. */
const FIRST_WORK = 2 ** 14;

/**
 * Adapts the size of the slices to about 50 ms each. The first is small where nothing is known of the
 * device yet; growth is at most fourfold, so one surprise costs at most four targets. `pace` has the work
 * at which jobs of a kind ended: the next one starts with half of it.
 */
export function createPacer(pace: Map<string, number>, kind: string): Pacer {
  let work = Math.max(FIRST_WORK, (pace.get(kind) ?? 0) / 2);
  let lastFinish = 0;
  return {
    get work() {
      return work;
    },
    finished(done, submittedAt) {
      const at = performance.now();
      // With two in flight a slice starts when the one before it ends.
      const ms = Math.max(0.1, at - Math.max(lastFinish, submittedAt));
      lastFinish = at;
      const ideal = (done * TARGET_MS) / ms;
      work = Math.max(1, Math.min(ideal, 4 * work));
      pace.set(kind, work);
    },
  };
}

/** Lets at most `limit` pieces be in flight: `add` waits for the oldest when there are as many. */
export function createFlight(limit = 2) {
  const pending: Promise<void>[] = [];
  return {
    async add(piece: Promise<void>) {
      // Its failure is thrown when it is awaited; until then it must not count as unhandled.
      piece.catch(() => {});
      pending.push(piece);
      if (pending.length >= limit) await pending.shift();
    },
    async land() {
      while (pending.length > 0) await pending.shift();
    },
    /** Waits until nothing is in flight, whatever became of it. */
    async settle() {
      await Promise.allSettled(pending.splice(0));
    },
  };
}
