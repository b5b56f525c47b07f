// What a list of iterates does: settle, repeat, go on moving, or wander.
import { power } from './logarithm.ts';

/**
 * A run’s behaviour, one byte: the period p of its last iterates, 1 (a fixed point) to 128, or one of
 * CHAOTIC, CONVERGING and UNBOUNDED.
 */
export type Behaviour = number;

/** Bounded, and no period of up to half the iterates that were kept. */
export const CHAOTIC = 0;
/** Still on its way: drifting one way, or about a fixed point or a cycle that it nears or leaves. */
export const CONVERGING = 254;
/** It diverged. */
export const UNBOUNDED = 255;

/** The behaviour in words. */
export function behaviourName(behaviour: Behaviour): string {
  if (behaviour === CHAOTIC) return 'chaotic';
  if (behaviour === CONVERGING) return 'still moving';
  if (behaviour === UNBOUNDED) return 'diverged';
  return behaviour === 1 ? 'fixed point' : `period ${behaviour}`;
}

/**
 * Iterates this near to each other count as one, as a share of max(1, the largest |iterate|). f64: iterates of a cycle
 * repeat to 1e-15, magnified near a doubling. f32: they scatter by the gradient’s error, about 1e-6, likewise magnified; so that of a
 * run that slowly nears its fixed point f32 tells that it is there, and f64 that it is still moving.
 */
export const PERIOD_TOLERANCE: Readonly<Record<'f32' | 'f64', number>> = {
  f32: 5e-5,
  f64: 1e-8,
};

/**
 * The behaviour of a list of iterates. It has the least period p ≤ half their number for which all iterates p apart
 * are within the tolerance; but when these differences keep one sign, as those of a run do that slowly nears what it
 * comes to, what is left of the way, extrapolated, must be within ten times the tolerance too, and small beside what
 * tells the iterates of the cycle apart.
 */
export function behaviourOf(iterates: ArrayLike<number>, tolerance: number): Behaviour {
  const count = iterates.length;
  let largest = 1;
  for (let i = 0; i < count; i++) {
    const size = Math.abs(iterates[i]!);
    if (!Number.isFinite(size)) return UNBOUNDED;
    largest = Math.max(largest, size);
  }
  const within = tolerance * largest;
  for (let p = 1; 2 * p <= count; p++) {
    if (!repeats(iterates, p, within)) continue;
    const settled = Math.min(10 * within, separation(iterates, p) / 10);
    return drifts(iterates, p) && remaining(iterates, p) > settled ? CONVERGING : p;
  }
  for (const p of [1, 2, 3, 4, 5, 6, 8]) {
    if (count >= 5 * p && drifts(iterates, p)) return CONVERGING;
  }
  return isLinear(iterates, largest) ? CONVERGING : CHAOTIC;
}

function repeats(iterates: ArrayLike<number>, p: number, within: number): boolean {
  // The latest ones first, which are the first to differ after a transient.
  for (let i = iterates.length - 1; i >= p; i--) {
    if (!(Math.abs(iterates[i]! - iterates[i - p]!) <= within)) return false;
  }
  return true;
}

/** Whether iterates p apart always differ the same way: each of the p subsequences rises, or falls, throughout. */
function drifts(iterates: ArrayLike<number>, p: number): boolean {
  let moved = false;
  for (let i = 0; i < p; i++) {
    let sign = 0;
    for (let k = i + p; k < iterates.length; k += p) {
      const step = Math.sign(iterates[k]! - iterates[k - p]!);
      if (step === 0) continue;
      if (sign !== 0 && step !== sign) return false;
      sign = step;
      moved = true;
    }
  }
  return moved;
}

/** How far apart iterates are that a period less than p would make one: Infinity for p = 1. */
function separation(iterates: ArrayLike<number>, p: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let q = 1; q < p; q++) {
    if (p % q !== 0) continue;
    let largest = 0;
    for (let i = q; i < iterates.length; i++) {
      largest = Math.max(largest, Math.abs(iterates[i]! - iterates[i - q]!));
    }
    least = Math.min(least, largest);
  }
  return least;
}

/** How far drifting iterates have still to go: the sum of a geometric series through two halves of their steps. */
function remaining(iterates: ArrayLike<number>, p: number): number {
  const steps = iterates.length - p;
  const half = Math.floor(steps / 2);
  let [early, late] = [0, 0];
  for (let i = 0; i < half; i++) {
    early = Math.max(early, Math.abs(iterates[i + p]! - iterates[i]!));
    const end = iterates.length - 1 - i;
    late = Math.max(late, Math.abs(iterates[end]! - iterates[end - p]!));
  }
  if (late === 0) return 0;
  if (!(late < early)) return Number.POSITIVE_INFINITY;
  // `half` iterates lie between the two, half/p steps of p.
  return late / (1 - power(late / early, p / half));
}

/** How well a linear recurrence must fit for the iterates to be a spiral, as a share of their spread. */
const LINEAR = 1e-4;

/**
 * Whether each iterate is a linear function of the two before it, as near a fixed point that a run spirals into, or
 * away from; the map of a chaotic one is curved. Least squares over x[i+2] = a·x[i+1] + b·x[i] + c.
 */
function isLinear(iterates: ArrayLike<number>, largest: number): boolean {
  const count = iterates.length;
  let mean = 0;
  for (let i = 0; i < count; i++) mean += iterates[i]! / count;
  const rows = count - 2;
  const sums = { pp: 0, pq: 0, qq: 0, pr: 0, qr: 0, rr: 0, p: 0, q: 0, r: 0 };
  for (let i = 0; i < rows; i++) {
    const [q, p, r] = [iterates[i]! - mean, iterates[i + 1]! - mean, iterates[i + 2]! - mean];
    sums.pp += p * p;
    sums.pq += p * q;
    sums.qq += q * q;
    sums.pr += p * r;
    sums.qr += q * r;
    sums.rr += r * r;
    sums.p += p;
    sums.q += q;
    sums.r += r;
  }
  // Without c: of what is left when each column's mean is taken off.
  const cov = (xy: number, x: number, y: number) => xy - (x * y) / rows;
  const pp = cov(sums.pp, sums.p, sums.p);
  const pq = cov(sums.pq, sums.p, sums.q);
  const qq = cov(sums.qq, sums.q, sums.q);
  const pr = cov(sums.pr, sums.p, sums.r);
  const qr = cov(sums.qr, sums.q, sums.r);
  const rr = cov(sums.rr, sums.r, sums.r);
  const determinant = pp * qq - pq * pq;
  if (!(determinant > 1e-12 * pp * qq) || !(rr > (1e-14 * largest) ** 2)) return false;
  const a = (pr * qq - qr * pq) / determinant;
  const b = (qr * pp - pr * pq) / determinant;
  const left = rr - a * pr - b * qr;
  return left <= LINEAR ** 2 * rr;
}
