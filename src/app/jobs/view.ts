// What every view of the page is to the rest of it.
import type { Landscape, Spectrum, Sweep } from '../../engine.ts';
import type { LegendEntry } from '../../fields/figure/content.ts';
import type { PlanePaths } from '../../fields/on-plane.ts';
import type { Picture } from '../../fields/pictures.ts';
import type { OptimizerKind } from '../../optimizers.ts';
import type { LevelLine, PointMark } from '../../views/overlay.ts';
import type { State } from '../state/state.ts';

/** What there is to save of a view. */
export type Result =
  | { kind: 'landscape'; value: Landscape }
  | { kind: 'sweep'; value: Sweep }
  | { kind: 'spectrum'; value: Spectrum };

/** What a view has laid over its results, or shows in their place, for a picture of it. */
export interface Over {
  marks?: readonly PointMark[];
  levels?: readonly LevelLine[];
  /** What each result is drawn as, where that is not what its kind always is. */
  pictures?: readonly ({ picture: Picture; legend: readonly LegendEntry[] } | null)[];
  /** The place whose run is kept, as values of the axes. */
  pin?: readonly [number, number];
  /** Places marked on each result, likewise. */
  spots?: readonly (readonly (readonly [number, number])[])[];
  /** The run over each result. */
  runs?: readonly ({ kind: OptimizerKind; trajectories: PlanePaths } | undefined)[];
  /** The landscape's surface in space, just drawn, and its axes. */
  surface?: { canvas: HTMLCanvasElement; axes: SVGSVGElement };
}

export interface View {
  /** Shows what the state wants, or hides when another tab is open; called after every change. */
  request(state: State): void;
  /** Fits it to its place on the page, which may have another size now. */
  resize(): void;
  /** The finished results on show; none while another tab is open. */
  results(): Result[];
  /** Resolves when what is drawn is what the newest state wants. */
  settled(): Promise<void>;
  /** Stops what runs; what is there stays. */
  cancel(): void;
  /** What it has laid over the results on show. */
  over?(): Over;
}

/** What a notice is: something to know, something that is done, or something that is not as it was wanted. */
export type NoticeKind = 'information' | 'done' | 'warning';

/** For what was refused or went wrong. */
export const WARNING: NoticeKind = 'warning';

/**
 * Says something to the user, for so many seconds, with something to do about it as long as that `stands`; null says no
 * more.
 */
export type Say = (
  message: string | null,
  seconds?: number,
  action?: { label: string; run: () => void; stands?: () => boolean },
  kind?: NoticeKind,
) => void;
