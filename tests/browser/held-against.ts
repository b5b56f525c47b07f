// Landscapes of formulas on the GPU held against f64, cell by cell, within a running error analysis.
import type { Landscape, LandscapeSpec } from '../../src/engine.ts';
import { build, differentiate, parseFormula } from '../../src/formula/index.ts';
import { cellCentres } from '../../src/math/grid.ts';
import { describe } from '../../src/problems/registry.ts';
import { type Analysis, analyse, type Verdict } from '../f32-error.ts';

/**
 * Losses and slopes by what the analysis says of them. `tight` are those whose bound is at most 1e-3·(1 + |value|),
 * `largest` is the largest error in units of its bound.
 */
export interface Tally {
  number: number;
  hole: number;
  either: number;
  tight: number;
  largest: number;
  failures: string[];
}

export const newTally = (): Tally => ({
  number: 0,
  hole: 0,
  either: 0,
  tight: 0,
  largest: 0,
  failures: [],
});

interface Pair {
  ours: number;
  theirs: number;
  /** Bound of their difference. */
  error: number;
}

/** Holds one value (a loss, or a component of a gradient) of both engines against the analysis. */
function judge(tally: Tally, verdict: Verdict, { ours, theirs, error }: Pair, where: string) {
  tally[verdict]++;
  if (verdict === 'either') return;
  if (verdict === 'hole') {
    if (!Number.isNaN(ours) || !Number.isNaN(theirs)) {
      tally.failures.push(`${where}: ${ours}, ${theirs} in a hole`);
    }
    return;
  }
  if (error <= 1e-3 * (1 + Math.abs(theirs))) tally.tight++;
  const share = ours === theirs ? 0 : Math.abs(ours - theirs) / error;
  tally.largest = Math.max(tally.largest, share);
  if (!(share <= 1)) tally.failures.push(`${where}: ${ours}, and in f64 ${theirs} ± ${error}`);
}

/** `ours` is the GPU's landscape, `theirs` the CPU's. */
export function compare(tally: Tally, spec: LandscapeSpec, ours: Landscape, theirs: Landscape) {
  const { formula, values, theta } = describe(spec.problem);
  const names = Object.keys(values);
  const { representation, loss } = build(parseFormula(formula!), names);
  const by = theta.map((name) => names.indexOf(name));
  const slopes = differentiate(representation, loss, by);
  const { instructions } = representation;
  const { length } = instructions;
  const analysis: Analysis = { values: new Float64Array(length), errors: new Float64Array(length) };
  const xs = cellCentres(spec.window.x, spec.width);
  const ys = cellCentres(spec.window.y, spec.height);
  const at = names.map((name) => values[name]!);
  const pair = (a: number, b: number, place: number): Pair => ({
    ours: a,
    theirs: b,
    error: analysis.errors[place]!,
  });
  for (let k = 0; k < theirs.loss.length; k++) {
    const point = [xs[k % spec.width]!, ys[Math.floor(k / spec.width)]!];
    for (const [c, place] of by.entries()) at[place] = point[c]!;
    const where = `${formula} at ${JSON.stringify(at)}`;
    const ofLoss = analyse(instructions, loss + 1, at, analysis);
    judge(tally, ofLoss, pair(ours.loss[k]!, theirs.loss[k]!, loss), where);
    const ofSlopes = analyse(instructions, length, at, analysis);
    for (const [c, slope] of slopes.entries()) {
      const i = 2 * k + c;
      const both = pair(ours.gradient[i]!, theirs.gradient[i]!, slope);
      judge(tally, ofSlopes, both, `${where}, slope ${c}`);
    }
  }
}
