// What a part of the view may be.
import * as v from 'valibot';
import { LARGEST_DRAWN, rangeFault } from '../../math/range-bound.ts';
import { number, object } from '../../schemas.ts';

/** How the landscape may be looked at as a surface: degrees round and from straight above, and how much larger than fits. */
export const POSE_LIMITS = { azimuth: [-180, 180], tilt: [0, 85], zoom: [0.5, 8] } as const;

export const pose = object({
  azimuth: number(...POSE_LIMITS.azimuth),
  tilt: number(...POSE_LIMITS.tilt),
  zoom: number(...POSE_LIMITS.zoom),
});

const drawn = number(-LARGEST_DRAWN, LARGEST_DRAWN);

/** The losses that a colour map begins and ends with. */
export const colourRange = v.pipe(
  v.strictTuple([drawn, drawn]),
  v.check(
    (ends) => rangeFault(ends) === null,
    (issue) => rangeFault(issue.input as [number, number])!,
  ),
);
