// Random formulas on both engines, held against a running error analysis.
import { expect } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { LandscapeSpec } from '../../src/engine.ts';
import { FormulaError } from '../../src/formula/index.ts';
import '../../src/problems/catalogue.ts';
import { describe } from '../../src/problems/registry.ts';
import { formulaGenerator } from '../random-formulas.ts';
import { landscapesOf } from './formula-batch.ts';
import { withGpu } from './gpu.ts';
import { compare, newTally } from './held-against.ts';

const SIDE = 8;
/** Formulas to a shader (compiling takes longer than in proportion); and every how many one goes through the engine. */
const BATCH = 4;
const EVERY = 97;
/** Shaders being compiled at once. */
const AT_ONCE = 3;

const cpu = createCpuEngine(inlinePool());

/** What a landscape of a formula is asked for; null where it is refused, with a message. */
function specOf(
  formula: string,
  window: LandscapeSpec['window'],
  constants: Record<string, number>,
): LandscapeSpec | null {
  let names: string[];
  try {
    names = Object.keys(describe({ id: 'formula', formula }).values);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw new Error(`${formula}: ${error}`);
    return null;
  }
  const parameters = Object.fromEntries(
    Object.entries(constants).filter(([name]) => names.includes(name)),
  );
  const plane = names.includes('x') && names.includes('y');
  return {
    problem: { id: 'formula', formula, parameters },
    window,
    width: SIDE,
    height: plane ? SIDE : 1,
  };
}

/** Fails where one of `count` random formulas is neither refused with a message nor equal on both engines. */
export const holdRandomFormulas = (seed: number, count: number) =>
  withGpu(async (gpu) => {
    const tally = newTally();
    const { formula, between } = formulaGenerator(seed);
    const range = (): [number, number] => {
      const [centre, half] = [between(-2, 2), 10 ** between(-2, 1.5)];
      return [centre - half, centre + half];
    };
    const specs: LandscapeSpec[] = [];
    for (let i = 0; i < count; i++) {
      const constants = { a: between(-3, 3), b: between(0, 2) };
      const spec = specOf(formula(), { x: range(), y: range() }, constants);
      if (spec) specs.push(spec);
    }
    const batches = Array.from({ length: Math.ceil(specs.length / BATCH) }, (_, i) =>
      specs.slice(i * BATCH, (i + 1) * BATCH),
    );
    const work = async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift()) {
        const ours = await landscapesOf(gpu.context.device, batch);
        for (const [k, spec] of batch.entries()) {
          compare(tally, spec, ours[k]!, await cpu.landscape(spec));
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    // Some of them through the engine as it is; which also shows that the device is still there.
    for (let i = 0; i < specs.length; i += EVERY) {
      const spec = specs[i]!;
      compare(tally, spec, await gpu.landscape(spec), await cpu.landscape(spec));
    }
    const { failures, number, hole, either, tight } = tally;
    const formulas = specs.length;
    console.info({ formulas, refused: count - formulas, number, hole, either, tight });
    expect(failures.slice(0, 10)).toEqual([]);
    const judged = number + hole;
    expect(judged / (judged + either)).toBeGreaterThan(0.9);
    expect(tight / number).toBeGreaterThan(0.9);
  });
