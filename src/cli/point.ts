import type { Command } from 'commander';
import { problemById } from '../problems/registry.ts';
import { checkTrajectories } from '../specs.ts';
import { addCommonFlags, type CommonFlags, print, problemOf, withSmallEngine } from './common.ts';
import { number } from './values.ts';

export function addPoint(program: Command): void {
  const command = program
    .command('point')
    .description('outputs, loss and gradient at one point')
    .requiredOption('--w21 <value>', 'the weight to hidden unit 2 from input 1')
    .requiredOption('--w12 <value>', 'the weight to hidden unit 1 from input 2');
  addCommonFlags(command)
    .addHelpText(
      'after',
      `
Prints {problem, w21, w12, outputs, loss, gradient}: outputs for the inputs (0,0), (0,1), (1,0) and
(1,1), in f64 on either engine; the gradient in w21 and w12. --engine auto is the CPU here.

Examples:
  gradscape point --w21 0 --w12 0
  gradscape point --w21 1 --w12 4 --param b2=-4 --engine gpu`,
    )
    .action(point);
}

async function point(flags: CommonFlags & { w21: string; w12: string }): Promise<void> {
  const problem = problemOf(flags);
  const [x, y] = [number(flags.w21, '--w21'), number(flags.w12, '--w12')];
  const optimizer = { kind: 'gd', learningRate: 1 } as const;
  const spec = checkTrajectories({ problem, optimizer, starts: [x, y], steps: 0, every: 1 });
  await withSmallEngine(flags, async (engine) => {
    const bound = problemById(problem.id).bind(problem.parameters);
    let gradient = new Float64Array(2);
    let loss: number;
    if (engine.info.name === 'cpu') {
      loss = bound.loss(x, y);
      bound.gradient(x, y, gradient);
    } else {
      // A landscape of one cell whose centre is the point.
      const around = (v: number): [number, number] => {
        const half = Math.max(1, Math.abs(v));
        return [v - half, v + half];
      };
      const window = { x: around(x), y: around(y) };
      const cell = await engine.landscape({ problem, window, width: 1, height: 1 });
      gradient = Float64Array.from(cell.gradient);
      loss = cell.loss[0]!;
    }
    const outputs = bound.outputs(x, y);
    print(flags, { problem: spec.problem, w21: x, w12: y, outputs, loss, gradient: [...gradient] });
  });
}
