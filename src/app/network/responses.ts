// What the network in view puts out over the plot of its data: one response at a time, of those wanted meanwhile the
// newest; coarse while it moves, fine when it rests.
import type { Range } from '../../math/grid.ts';
import { multiplicationsOf, responseRows } from '../../problems/networks/response.ts';
import type { OutputGrid } from '../../views/network-surface-drawing.ts';
import type { Size } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import { newestWins } from '../jobs/newest.ts';
import type { LookedAt } from '../landscape/attention.ts';
import type { Respond } from './activations.ts';

/** What is wanted: θ's outputs over a window, of which y is left out for a curve. */
export interface Wanted {
  readonly looked: LookedAt;
  readonly respond: Respond;
  readonly x: Range;
  readonly y: Range | null;
  readonly size: Size;
}

export interface Responses {
  request(wanted: Wanted): void;
  /** Resolves when the fine picture is there. */
  settled(): Promise<void>;
  cancel(): void;
}

/** CSS pixels to a cell while it moves, and at rest. */
const MOVING_CELLS = [3, 4, 6, 8, 12];
const RESTING_CELL = 2;
/** As long may a picture take while it moves: one and a half frames. */
const MOVING_MS = 24;
const REST_MS = 120;
/** How long a response goes on when another is wanted: aborting each would show none. */
const GRACE_MS = 2000;
/** Multiply-adds that are done here at once: 1 or 2 ms of work. */
const AT_ONCE = 400_000;

export interface ResponseEvents {
  onGrid(grid: OutputGrid, of: LookedAt): void;
  onError(error: unknown): void;
  /** Whether more will be wanted in a moment, however long there was nothing. */
  isMoving(): boolean;
}

export function createResponses(
  engines: Engines,
  { onGrid, onError, isMoving }: ResponseEvents,
): Responses {
  let cell = 0;
  let resting: { timer: ReturnType<typeof setTimeout>; wanted: Wanted } | null = null;

  async function compute(wanted: Wanted, pixels: number, signal: AbortSignal): Promise<OutputGrid> {
    const { looked, respond, x, y, size } = wanted;
    const network = looked.info.network!;
    const cells = (length: number) => Math.max(2, Math.round(length / pixels));
    // A curve has few cells, however fine.
    const width = y ? cells(size.width) : Math.max(2, Math.round(size.width));
    const height = y ? cells(size.height) : 1;
    const window = { x, y: y ?? ([0, 1] as Range) };
    const grid = { x, width, height, ...(y && { y }) };
    if (width * height * multiplicationsOf(network) <= AT_ONCE) {
      const outputs = responseRows(network, respond, looked.theta, grid, 0, height);
      return { window, width, height, outputs };
    }
    const spec = { problem: looked.problem, theta: [...looked.theta], ...grid };
    const { outputs } = await engines.run((engine) => engine.response(spec, { signal }));
    return { window, width, height, outputs };
  }

  const job = newestWins<{ wanted: Wanted; fine: boolean }>(
    async ({ wanted, fine }, signal) => {
      const startedAt = performance.now();
      const grid = await compute(wanted, fine ? RESTING_CELL : MOVING_CELLS[cell]!, signal);
      if (signal.aborted) return;
      onGrid(grid, wanted.looked);
      if (fine) return;
      const ms = performance.now() - startedAt;
      if (ms > MOVING_MS) cell = Math.min(cell + 1, MOVING_CELLS.length - 1);
      else if (ms < MOVING_MS / 3) cell = Math.max(0, cell - 1);
    },
    onError,
    GRACE_MS,
  );
  const rest = () => {
    if (!resting) return;
    clearTimeout(resting.timer);
    const { wanted } = resting;
    resting = null;
    job.request({ wanted, fine: true });
  };

  /** The fine one, once nothing moves. */
  function restLater(wanted: Wanted) {
    const timer = setTimeout(() => (isMoving() ? restLater(wanted) : rest()), REST_MS);
    resting = { timer, wanted };
  }

  return {
    request(wanted) {
      if (resting) clearTimeout(resting.timer);
      job.request({ wanted, fine: false });
      restLater(wanted);
    },
    async settled() {
      rest();
      await job.idle();
    },
    cancel() {
      if (resting) clearTimeout(resting.timer);
      resting = null;
      job.cancel();
    },
  };
}
