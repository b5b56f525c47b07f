// Edges of the maps that were looked at in this session: the frames of a zoom, over which a dimension is published.
import type { Sweep } from '../../engine.ts';
import { SOLVED } from '../../engine.ts';
import {
  edgeBySign,
  type LocalSlopes,
  localSlopes,
  type MedianDimension,
  medianOfSlopes,
} from '../../fields/edge-dimension.ts';
import { t } from '../../words/words.ts';

export interface ZoomFrames {
  /** Takes a finished map; returns the dimension of all frames of its zoom, null where no frame has an edge. */
  with(sweep: Sweep): MedianDimension | null;
}

/** Frames of one zoom that are kept, each as its local slopes. */
const KEPT = 100;
/** Zooms: another problem, optimizer or axis begins one. */
const ZOOMS = 4;

export function createZoomFrames(): ZoomFrames {
  const zooms = new Map<string, Map<string, LocalSlopes | null>>();
  return {
    with(sweep) {
      const { x, y, ...rest } = sweep.spec;
      const key = JSON.stringify([rest, x.quantity, x.scale, y.quantity, y.scale]);
      const frames = zooms.get(key) ?? new Map<string, LocalSlopes | null>();
      zooms.delete(key);
      zooms.set(key, frames);
      for (const old of [...zooms.keys()].slice(0, -ZOOMS)) zooms.delete(old);
      const { width, height } = rest;
      const signs = sweep.measure?.length
        ? sweep.measure
        : Array.from(sweep.outcome, (outcome) => (outcome === SOLVED ? -1 : 1));
      const place = JSON.stringify([x.range, y.range]);
      const edge = edgeBySign(signs, width, height);
      frames.set(place, localSlopes(edge, Math.max(0, width - 1), Math.max(0, height - 1)));
      for (const old of [...frames.keys()].slice(0, -KEPT)) frames.delete(old);
      return medianOfSlopes([...frames.values()]);
    },
  };
}

/** A dimension in words. */
export function dimensionInWords({ dimension, quartiles, frames }: MedianDimension): string {
  const [low, high] = quartiles.map((value) => value.toFixed(2));
  const of = frames === 1 ? t('this frame') : t('{n} frames of this zoom', { n: frames });
  return t(
    'edge dimension as published (2 × 2 sign changes, median slope of {of}) {dimension}, its middle half {low} to {high}',
    { of, dimension: dimension.toFixed(2), low: low!, high: high! },
  );
}
