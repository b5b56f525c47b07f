// What verify holds of landscapes: loss and gradient of the GPU against the CPU.
import type { Engine, LandscapeSpec, ProblemRef } from '../engine.ts';
import { type F32Bound, f32Bound, inUnitsOf } from '../problems/f32-bound.ts';
import { isLine } from '../problems/plane.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { DEFAULT_PROBLEM } from '../problems/registry.ts';

/** One comparison: the largest deviation found, and the bound it must keep. */
export interface Check {
  check: string;
  deviation: number;
  bound: number;
  passed: boolean;
}

export function checkOf(check: string, deviation: number, bound: number): Check {
  // A NaN must not pass.
  return { check, deviation, bound, passed: deviation <= bound };
}

/** Weights at the ends of their ranges, and a window where the hidden units move, far out. */
const FAR = {
  problem: {
    id: DEFAULT_PROBLEM,
    parameters: { w11: 50, w22: 50, b1: 25, b2: 7.5, v1: 50, v2: 50, c: -50 },
  },
  window: { x: [-57.6, -57.4], y: [-75.1, -74.9] },
  width: 64,
  height: 64,
} satisfies LandscapeSpec;

/** A landscape of both engines in units of the bound that is stated at its weights. */
async function withinBound(
  gpu: Engine,
  cpu: Engine,
  where: string,
  spec: LandscapeSpec,
  bound: F32Bound,
): Promise<Check[]> {
  const [ours, theirs] = [await gpu.landscape(spec), await cpu.landscape(spec)];
  return (['loss', 'gradient'] as const).map((quantity) => {
    const { absolute, relative } = bound[quantity];
    const deviation = inUnitsOf(bound[quantity], ours[quantity], theirs[quantity]);
    const unit = `${Number(absolute.toPrecision(2)).toExponential()} + ${relative.toExponential()}·|f64|`;
    return checkOf(`GPU − CPU ${quantity} ${where}/(${unit})`, deviation, 1);
  });
}

/** Loss and gradient over the problem's window: within the bound stated for it, or of other problems 1e-5 of the largest. */
export async function landscapes(
  gpu: Engine,
  cpu: Engine,
  problem: ProblemRef,
  { window, plane }: ProblemInfo,
): Promise<Check[]> {
  const landscape = { problem, window, width: 256, height: isLine(plane) ? 1 : 256 };
  const bound = f32Bound(problem);
  if (bound) {
    const far = f32Bound(FAR.problem)!;
    return [
      ...(await withinBound(gpu, cpu, 'on 256²', landscape, bound)),
      ...(await withinBound(gpu, cpu, 'at ±50', FAR, far)),
    ];
  }
  const [ours, theirs] = [await gpu.landscape(landscape), await cpu.landscape(landscape)];
  const what = '/(1e-5·the largest |f64|)';
  const deviation = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    let scale = 0;
    for (let k = 0; k < b.length; k++) if (Math.abs(b[k]!) > scale) scale = Math.abs(b[k]!);
    let largest = 0;
    for (let k = 0; k < a.length; k++) {
      // Undefined in both.
      if (Number.isNaN(a[k]!) && Number.isNaN(b[k]!)) continue;
      const units = Math.abs(a[k]! - b[k]!) / (1e-5 * Math.max(scale, 1e-30));
      if (!(units <= largest)) largest = units;
    }
    return largest;
  };
  return [
    checkOf(`GPU − CPU loss on 256²${what}`, deviation(ours.loss, theirs.loss), 1),
    checkOf(`GPU − CPU gradient on 256²${what}`, deviation(ours.gradient, theirs.gradient), 1),
  ];
}
