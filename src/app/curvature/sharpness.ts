// The sharpness λmax over the window, as a field that comes coarse first and grows finer while the state rests.
import type { Landscape } from '../../engine.ts';
import type { GridField } from '../../views/contour.ts';
import type { Size } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import { newestWins } from '../jobs/newest.ts';
import type { OtherField } from '../landscape/explorer.ts';
import { infoOf, isOnLine, problemOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import { problemKey } from './memo.ts';

/** CSS pixels per cell: what is coarse is there at once; a contour needs less than a picture. */
const STRIDES = { contour: [16, 8, 4], picture: [16, 8, 4, 2] };
/** Before them where a gradient is this many times one of a small network. */
const COARSEST = [64, 32];
const SLOW = 5;
/** No finer picture is made when it would take longer than this: nine weights or thousands of data points. */
const LONGEST_MS = 6000;
/** A picture under way may be finished although something newer is wanted: dragging shows some. */
const GRACE_MS = 100;

export interface Sharpness {
  /** Of the state's problem, perhaps on the window before; null where there is none. */
  readonly current: GridField | null;
  request(state: State, size: Size): void;
  settled(): Promise<void>;
  cancel(): void;
}

export function createSharpness(
  engines: Engines,
  onChange: () => void,
  onError: (error: unknown) => void,
): Sharpness {
  let current: GridField | null = null;
  let of = '';
  let wanted = '';
  const job = newestWins<{ state: State; size: Size }>(
    async ({ state, size }, signal) => {
      const usual = STRIDES[state.view.field === 'sharpness' ? 'picture' : 'contour'];
      const slow = (infoOf(state).work ?? 1) > SLOW;
      for (const stride of slow ? [...COARSEST, ...usual] : usual) {
        const startedAt = performance.now();
        const cells = (length: number) => Math.max(2, Math.round(length / stride));
        const width = cells(size.width);
        const height = isOnLine(state) ? 1 : cells(size.height);
        const spec = { problem: problemOf(state), window: state.window, width, height };
        const { sharpness } = await engines.cpu.curvature(spec, { signal });
        // Half the stride is four times the work.
        const next = 4 * (performance.now() - startedAt);
        // A coarse one of a newer problem must not make way for one of an older.
        if (signal.aborted) return;
        of = problemKey(state);
        current = { window: state.window, width, height, values: sharpness };
        onChange();
        if (next > LONGEST_MS) return;
      }
    },
    (error) => {
      wanted = '';
      onError(error);
    },
    GRACE_MS,
  );
  return {
    get current() {
      return current;
    },
    request(state, size) {
      const { view, tab } = state;
      if (of !== problemKey(state)) current = null;
      if ((view.field === 'loss' && !view.edge) || tab === 'benchmark') {
        wanted = '';
        current = null;
        return job.cancel();
      }
      const key = JSON.stringify([problemKey(state), state.window, view.field, size]);
      if (key === wanted) return;
      wanted = key;
      job.request({ state, size });
    },
    settled: job.idle,
    cancel: job.cancel,
  };
}

/** The field as the landscape's colours show it: on a log scale where it can be. */
export function asOtherField(state: State, field: GridField): OtherField {
  const { window, width, height, values } = field;
  const positive = Float64Array.from(values)
    .filter((value) => value > 0)
    .sort();
  const at = (share: number) => positive[Math.floor(share * (positive.length - 1))]!;
  const shown: Landscape = {
    spec: { problem: problemOf(state), window, width, height },
    loss: Float64Array.from(values),
    // Neither isolines nor arrows are drawn of it.
    gradient: new Float64Array(2 * width * height),
  };
  const label = 'λmax';
  if (positive.length < values.length / 20) {
    const known = Float64Array.from(values).filter(Number.isFinite).sort();
    const [lo, hi] = [known[0] ?? 0, known.at(-1) ?? 1];
    if (lo < 0 && hi > 0) {
      const far = Math.max(-lo, hi);
      return {
        ...{ field: shown, label, scale: 'linear', range: [-far, far], ranked: true },
        colormap: 'blue-red',
      };
    }
    const range: [number, number] = lo < hi ? [lo, hi] : [lo - 1, lo + 1];
    return { field: shown, label, scale: 'linear', range, ranked: true };
  }
  // A few cells next to a singularity must not take the colours from all others.
  const hi = at(0.999);
  const lo = Math.max(1e-8 * hi, at(0.02));
  return {
    field: shown,
    label,
    scale: 'log',
    range: lo < 0.999 * hi ? [lo, hi] : [lo * 0.9, hi * 1.1],
    ranked: true,
  };
}
