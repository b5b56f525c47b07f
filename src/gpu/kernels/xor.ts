// Two kernels of the XOR problem: the folded one (shaders/xor.wgsl) where θ is just the homework's two weights and
// the plane theirs, and one generated from the network's structure for everything else.
import eachStep from '../../../shaders/each-step.wgsl?raw';
import pair from '../../../shaders/pair.wgsl?raw';
import pairStep from '../../../shaders/pair-step.wgsl?raw';
import xor from '../../../shaders/xor.wgsl?raw';
import { splitHiLo } from '../../math/grid.ts';
import { isWholeSpace } from '../../problems/plane.ts';
import type { ProblemInfo, ProblemRef } from '../../problems/problem.ts';
import { describe } from '../../problems/registry.ts';
import { isFolded, type XorConstants, xorConstants, xorLikelihoodAt } from '../../problems/xor.ts';
import { type Layout, pack } from '../uniforms.ts';
import type { Kernel } from './kernel.ts';

/** struct Problem in shaders/xor.wgsl. */
export const XOR_LAYOUT = {
  shiftHi: [0, 'f32', 2],
  shiftLo: [8, 'f32', 2],
  spread: [16, 'f32', 2],
  inverseSpread: [24, 'f32', 2],
  ownNumerator: [32, 'f32', 2],
  bothNumerator: [40, 'f32', 2],
  ownPull: [48, 'f32', 2],
  bothPull: [56, 'f32', 2],
  against: [64, 'f32', 2],
  inverseAgainst: [72, 'f32', 2],
  base: [80, 'f32', 2],
  base11: [88, 'f32', 1],
  against11: [92, 'f32', 1],
  inverseAgainst11: [96, 'f32', 1],
  middle11: [100, 'f32', 1],
  loss00: [104, 'f32', 1],
  limit: [108, 'f32', 1],
  rate: [112, 'f32', 2],
} satisfies Layout;

/** The generated one is loaded when it is first wanted: what the page shows first is folded. */
export async function xorKernel(ref: ProblemRef): Promise<Kernel> {
  const info = describe(ref);
  const folds = isFolded(info.theta) && info.trained.every(Boolean) && isWholeSpace(info.plane);
  if (folds) return foldedXor(info);
  const { generatedXor } = await import('./xor-network.ts');
  return generatedXor(ref);
}

function foldedXor({ values }: ProblemInfo): Kernel {
  const k = xorConstants(values);
  return {
    key: 'xor folded',
    wgsl: { problem: xor, runs: [eachStep, pair, pairStep].join('\n') },
    size: 2,
    places: [0, 1],
    weightsOf: (theta) => Float64Array.from(theta),
    uniforms: (rates = [0, 0]) => pack(XOR_LAYOUT, { ...constantsOf(k), rate: rates }),
    meritAt: (loss) => xorLikelihoodAt(k, loss),
    // The hidden units are saturated long before: no slope is left out there.
    divergence: 'at the end of a block',
  };
}

function constantsOf(k: XorConstants) {
  const [xHi, xLo] = splitHiLo(k.shiftX);
  const [yHi, yLo] = splitHiLo(k.shiftY);
  const v = [k.v2, k.v1];
  const spread = [k.spreadX, k.spreadY];
  const base = [k.base10, k.base01];
  // In powers of 2. A weight too small to be divided by still has its exact (and tiny) pull.
  const w = v.map(
    (weight) => Math.LOG2E * (Math.sign(weight) || 1) * Math.max(Math.abs(weight), 1e-12),
  );
  const middle11 = -(w[0]! + w[1]!) / 2;
  const against = base.map((logit) => oddsAgainst(logit * Math.LOG2E));
  const against11 = oddsAgainst(middle11 - k.base11 * Math.LOG2E);
  return {
    shiftHi: [xHi, yHi],
    shiftLo: [xLo, yLo],
    spread,
    inverseSpread: spread.map((s) => 1 / s),
    ownNumerator: spread.map((s, i) => w[i]! / s),
    bothNumerator: spread.map((s, i) => -w[i]! * s),
    ownPull: spread.map((s, i) => (v[i]! * s) / (2 * w[i]!) ** 2),
    bothPull: spread.map((s, i) => v[i]! / s / (2 * w[i]!) ** 2),
    against,
    inverseAgainst: against.map((odds) => 1 / odds),
    base,
    base11: k.base11,
    against11,
    inverseAgainst11: 1 / against11,
    middle11,
    loss00: k.loss00,
    limit: Math.floor(k.clamp * Math.LOG2E),
  };
}

/** 2^−logit, within what f32 holds with its reciprocal. */
function oddsAgainst(logit: number): number {
  return 2 ** -Math.min(Math.max(logit, -126), 126);
}
