// The way from one pose of the relief to another.
import type { Pose } from '../../views/relief-camera.ts';

/** The map: the relief from straight above. */
export const FLAT: Pose = { azimuth: 0, tilt: 0, zoom: 1 };

/** Milliseconds from map to relief. */
const RISE_MS = 700;

export interface Motion {
  /** Where it is at the last `advance`, and where it will be. */
  readonly pose: Pose;
  readonly to: Pose;
  readonly moving: boolean;
  /** Sets out for a pose; returns whether that is another one. */
  start(to: Pose): boolean;
  /** Is there at once. */
  jump(to: Pose): void;
  advance(now: number): void;
}

export function createMotion(): Motion {
  let pose = FLAT;
  let way: { from: Pose; to: Pose; since: number } | null = null;
  return {
    get pose() {
      return pose;
    },
    get to() {
      return way?.to ?? pose;
    },
    get moving() {
      return way !== null;
    },
    start(to) {
      if (samePose(to, way?.to ?? pose)) return false;
      way = { from: pose, to, since: performance.now() };
      return true;
    },
    jump(to) {
      [pose, way] = [to, null];
    },
    advance(now) {
      if (!way) return;
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const part = calm ? 1 : Math.min(1, Math.max(0, now - way.since) / RISE_MS);
      pose = between(way.from, way.to, part * part * (3 - 2 * part));
      if (part === 1) this.jump(way.to);
    },
  };
}

const samePose = (a: Pose, b: Pose) =>
  a.azimuth === b.azimuth && a.tilt === b.tilt && a.zoom === b.zoom;

function between(from: Pose, to: Pose, part: number): Pose {
  const mix = (key: keyof Pose) => from[key] + part * (to[key] - from[key]);
  // The shorter way round.
  const round = ((((to.azimuth - from.azimuth + 180) % 360) + 360) % 360) - 180;
  return { azimuth: from.azimuth + part * round, tilt: mix('tilt'), zoom: mix('zoom') };
}
