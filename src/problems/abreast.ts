// Twin of the folded gradient in xor.ts at many points side by side: each stage for all of them before the next, so that
// no exponential and no division waits for another. The same operations in the same order, to the same bits.
import { expEach } from '../math/exponentials.ts';
import { log1p } from '../math/logarithm.ts';
import { isAbreast, type NetworkParts, networkAbreast } from './networks/abreast.ts';
import type { BoundProblem, Folded } from './problem.ts';

type Gradients = NonNullable<BoundProblem['gradients']>;
type Losses = NonNullable<BoundProblem['losses']>;

interface Abreast {
  readonly gradients: Gradients;
  readonly losses: Losses;
}
type Source = Pick<BoundProblem, 'gradients' | 'losses' | 'folded' | 'parts'>;

/** Points that are worth taking at once where there are many more. */
export const CHUNK = 64;

const made = new WeakMap<Folded | NetworkParts, Abreast>();

/** What a problem's formula or network is made into when it is first asked for: a page asks for none of it. */
function madeOf({ folded, parts }: Source): Abreast | undefined {
  const from = folded ?? parts;
  if (!from) return undefined;
  const known = made.get(from);
  if (known) return known;
  if (!folded && !isAbreast(parts!.model)) return undefined;
  const abreast = folded
    ? { gradients: foldedAbreast(folded), losses: foldedLosses(folded) }
    : networkAbreast(parts!);
  made.set(from, abreast);
  return abreast;
}

/** The gradient of a problem at many points at once; undefined where it is no faster than one by one. */
export const gradientsOf = (bound: Source): Gradients | undefined =>
  bound.gradients ?? madeOf(bound)?.gradients;

/** The loss at many points at once, one by one where nothing is faster. */
export const lossesOf = (bound: Source & Pick<BoundProblem, 'size' | 'loss'>): Losses =>
  bound.losses ?? madeOf(bound)?.losses ?? lossesByOne(bound);

function lossesByOne(bound: Pick<BoundProblem, 'size' | 'loss'>): Losses {
  const { size } = bound;
  const one = new Float64Array(size);
  return (theta, losses, count, stride) => {
    for (let i = 0; i < count; i++) {
      for (let c = 0; c < size; c++) one[c] = theta[c * stride + i]!;
      losses[i] = bound.loss(one);
    }
  };
}

/** `gradientsOf` one by one. */
export function gradientsByOne(bound: Pick<BoundProblem, 'size' | 'gradient'>): Gradients {
  const { size } = bound;
  const [one, slope] = [new Float64Array(size), new Float64Array(size)];
  return (theta, out, merits, count, stride) => {
    for (let i = 0; i < count; i++) {
      for (let c = 0; c < size; c++) one[c] = theta[c * stride + i]!;
      merits[i] = bound.gradient(one, slope);
      for (let c = 0; c < size; c++) out[c * stride + i] = slope[c]!;
    }
  };
}

/** Read from memory at each call: of a number that a function has from outside an engine asks in each round what it is. */
const inMemory = (folded: Folded): Float64Array =>
  Float64Array.of(
    folded.bothX,
    folded.bothY,
    folded.ownX,
    folded.ownY,
    folded.base01,
    folded.base10,
    folded.base11,
    folded.v1,
    folded.v2,
    folded.loss00,
  );

function foldedLosses(folded: Folded): Losses {
  const known = inMemory(folded);
  // Of each point: its two shared exponentials; minus its logits towards the right answers, and their exponentials.
  let [shared, away, e] = [new Float64Array(), new Float64Array(), new Float64Array()];
  return (theta, losses, count, stride) => {
    if (3 * count > away.length) {
      shared = new Float64Array(2 * count);
      [away, e] = [new Float64Array(3 * count), new Float64Array(3 * count)];
    }
    const bothX = known[0]!;
    const bothY = known[1]!;
    const ownX = known[2]!;
    const ownY = known[3]!;
    const base01 = known[4]!;
    const base10 = known[5]!;
    const base11 = known[6]!;
    const v1 = known[7]!;
    const v2 = known[8]!;
    const loss00 = known[9]!;
    for (let i = 0; i < count; i++) {
      shared[2 * i] = -Math.min(Math.max(theta[i]! + bothX, -600), 600);
      shared[2 * i + 1] = -Math.min(Math.max(theta[stride + i]! + bothY, -600), 600);
    }
    expEach(shared, 2 * count);
    for (let i = 0; i < count; i++) {
      const ex = shared[2 * i]!;
      const ey = shared[2 * i + 1]!;
      const z01 = -(base01 + v1 * (1 / (1 + ey * ownY)));
      const z10 = -(base10 + v2 * (1 / (1 + ex * ownX)));
      const z11 = base11 + v1 * (1 / (1 + ey)) + v2 * (1 / (1 + ex));
      away[3 * i] = z01;
      away[3 * i + 1] = z10;
      away[3 * i + 2] = z11;
      e[3 * i] = -Math.abs(z01);
      e[3 * i + 1] = -Math.abs(z10);
      e[3 * i + 2] = -Math.abs(z11);
    }
    expEach(e, 3 * count);
    for (let k = 0; k < 3 * count; k++) e[k] = Math.max(away[k]!, 0) + log1p(e[k]!);
    for (let i = 0; i < count; i++) {
      losses[i] = loss00 + (e[3 * i]! + e[3 * i + 1]! + e[3 * i + 2]!) / 4;
    }
  };
}

function foldedAbreast(folded: Folded): Gradients {
  const known = inMemory(folded);
  let room = 0;
  // Of each point: its two shared exponentials; its hidden units at (0,1), (1,0), (1,1); its logits.
  let [shared, hidden, logits] = [new Float64Array(), new Float64Array(), new Float64Array()];
  const grow = (count: number) => {
    room = count;
    shared = new Float64Array(2 * count);
    hidden = new Float64Array(4 * count);
    logits = new Float64Array(3 * count);
  };
  return (theta, out, merits, count, stride) => {
    if (count > room) grow(count);
    const bothX = known[0]!;
    const bothY = known[1]!;
    const ownX = known[2]!;
    const ownY = known[3]!;
    const base01 = known[4]!;
    const base10 = known[5]!;
    const base11 = known[6]!;
    const v1 = known[7]!;
    const v2 = known[8]!;
    const quarter1 = v1 / 4;
    const quarter2 = v2 / 4;
    const e = shared;
    const h = hidden;
    const z = logits;
    for (let i = 0; i < count; i++) {
      e[2 * i] = -Math.min(Math.max(theta[i]! + bothX, -600), 600);
      e[2 * i + 1] = -Math.min(Math.max(theta[stride + i]! + bothY, -600), 600);
    }
    expEach(e, 2 * count);
    for (let i = 0; i < count; i++) {
      const ex = e[2 * i]!;
      const ey = e[2 * i + 1]!;
      const h1at01 = 1 / (1 + ey * ownY);
      const h2at10 = 1 / (1 + ex * ownX);
      const h1at11 = 1 / (1 + ey);
      const h2at11 = 1 / (1 + ex);
      h[4 * i] = h1at01;
      h[4 * i + 1] = h2at10;
      h[4 * i + 2] = h1at11;
      h[4 * i + 3] = h2at11;
      z[3 * i] = base01 + v1 * h1at01;
      z[3 * i + 1] = base10 + v2 * h2at10;
      z[3 * i + 2] = -(base11 + v1 * h1at11 + v2 * h2at11);
    }
    expEach(z, 3 * count);
    for (let i = 0; i < count; i++) {
      const ex = e[2 * i]!;
      const ey = e[2 * i + 1]!;
      const h1at01 = h[4 * i]!;
      const h2at10 = h[4 * i + 1]!;
      const h1at11 = h[4 * i + 2]!;
      const h2at11 = h[4 * i + 3]!;
      const e01 = z[3 * i]!;
      const e10 = z[3 * i + 1]!;
      const e11 = z[3 * i + 2]!;
      const s01 = 1 / (1 + e01);
      const s10 = 1 / (1 + e10);
      const s11 = 1 / (1 + e11);
      out[i] = quarter2 * (s11 * (ex * h2at11) * h2at11 - s10 * (ex * ownX * h2at10) * h2at10);
      out[stride + i] =
        quarter1 * (s11 * (ey * h1at11) * h1at11 - s01 * (ey * ownY * h1at01) * h1at01);
      merits[i] = e01 * s01 * (e10 * s10) * (e11 * s11);
    }
  };
}
