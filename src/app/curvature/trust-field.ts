// Which cells of the landscape on screen rounding decides, as a field in its place.
import type { Landscape, LandscapeSpec } from '../../engine.ts';
import { landscapeTrust, movedLandscapes } from '../../fields/landscape-trust.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import { newestWins } from '../jobs/newest.ts';
import type { OtherField } from '../landscape/explorer.ts';
import type { State } from '../state/state.ts';

/** One under way may be finished although a newer is wanted. */
const GRACE_MS = 100;

export interface TrustField {
  /** Of the newest landscape that it was asked for, or the one before; null where none is wanted. */
  readonly current: OtherField | null;
  request(state: State, landscape: Landscape | null): void;
  settled(): Promise<void>;
  cancel(): void;
}

export function createTrustField(
  engines: Engines,
  onChange: () => void,
  onError: (error: unknown) => void,
): TrustField {
  let current: OtherField | null = null;
  let wanted: Landscape | null = null;
  const job = newestWins<Landscape>(
    async (landscape, signal) => {
      const compute = (spec: LandscapeSpec) =>
        engines.run((engine) => engine.landscape(spec, { signal }));
      // Their gradients tell, too, which the map does without.
      const spec = { ...landscape.spec, gradient: true };
      const own = landscape.gradient.length > 0 ? landscape : await compute(spec);
      const moved: Landscape[] = [];
      for (const each of movedLandscapes(spec)) moved.push(await compute(each));
      if (signal.aborted) return;
      current = asOtherField(landscape, landscapeTrust(own, moved));
      onChange();
    },
    (error) => {
      wanted = null;
      onError(error);
    },
    GRACE_MS,
  );
  return {
    get current() {
      return current;
    },
    request({ view, tab }, landscape) {
      if (view.field !== 'trust' || tab === 'benchmark' || !landscape) {
        wanted = null;
        current = null;
        return job.cancel();
      }
      if (landscape === wanted) return;
      wanted = landscape;
      job.request(landscape);
    },
    settled: job.idle,
    cancel: job.cancel,
  };
}

/** 0 where the picture can be believed, 1 where one f32 ulp decides it. */
function asOtherField({ spec }: Landscape, trust: Uint8Array): OtherField {
  return {
    field: {
      spec,
      loss: Float64Array.from(trust),
      // Neither isolines nor arrows are drawn of it.
      gradient: new Float64Array(2 * trust.length),
    },
    label: t('f32: 1 is rounding'),
    scale: 'linear',
    range: [0, 1],
  };
}
