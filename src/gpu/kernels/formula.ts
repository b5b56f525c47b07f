// f32 twin of src/problems/formula.ts: the kernel of every problem that has a formula, written from the formula.
import elementary from '../../../shaders/elementary.wgsl?raw';
import helpers from '../../../shaders/formula.wgsl?raw';
import { DIVERGED_AT } from '../../engine.ts';
import { build, formulaWgsl, parseFormula, type Source } from '../../formula/index.ts';
import type { ProblemRef } from '../../problems/problem.ts';
import { describe } from '../../problems/registry.ts';
import type { Kernel } from './kernel.ts';
import { thetaKernel } from './theta.ts';

/** slopeOf(run) and lossOf(run) of a problem with a formula, over its θ. */
export function formulaText(ref: ProblemRef): string {
  const { formula, parameters, theta } = describe(ref);
  const names = parameters.map(({ name }) => name);
  const { representation, loss } = build(parseFormula(formula!), names);
  const fixed = names.filter((name) => !theta.includes(name));
  const sources = parameters.map(({ name, min, max }): Source => {
    const place = theta.indexOf(name);
    return place >= 0
      ? { from: 'weight', place, bound: DIVERGED_AT }
      : { from: 'constant', place: fixed.indexOf(name), bound: Math.max(-min, max) };
  });
  return formulaWgsl(representation, loss, sources);
}

export function formulaKernel(ref: ProblemRef): Kernel {
  const { work } = describe(ref);
  const written = formulaText(ref);
  return thetaKernel(ref, {
    // Two formulas that come to the same instructions are one; what is in θ is in them.
    key: written,
    wgsl: [helpers, elementary, written].join('\n'),
    state: 'theta',
    holes: true,
    work,
    divergence: 'each step',
  });
}
