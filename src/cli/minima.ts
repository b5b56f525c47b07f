import type { Command } from 'commander';
import type { SweepSpec, Window } from '../engine.ts';
import { type Minimum, minimaOfRuns, sharesMinima } from '../fields/minima.ts';
import { criticalLearningRate } from '../problems/curvature.ts';
import { isLine } from '../problems/plane.ts';
import type { ProblemInfo, ProblemRef } from '../problems/problem.ts';
import { describe } from '../problems/registry.ts';
import { POINTS, type StationaryPoint } from '../problems/stationary-points.ts';
import { usualOf } from '../problems/usual.ts';
import { checkWindow, type Reference } from '../reference.ts';
import { STEPS_LIMIT } from '../schemas.ts';
import { checkSweep } from '../specs.ts';
import {
  addCommonFlags,
  addOptimizerFlags,
  type CommonFlags,
  checkReference,
  print,
  withReference,
  withSignal,
} from './common.ts';
import { problemOf, WINDOW, X, Y } from './problem-flags.ts';
import { createProgress } from './progress.ts';
import { integer, type OptimizerFlags, optimizer, window } from './values.ts';

interface MinimaFlags extends CommonFlags, OptimizerFlags {
  window?: string;
  runs?: string;
  steps?: string;
}

export function addMinima(program: Command): void {
  const command = program
    .command('minima')
    .description('stationary points of the loss on the plane, and which minimum runs come to')
    .option(
      '--window <x0,x1,y0,y1>',
      `the rectangle of the plane (default: the problem’s, ${WINDOW})`,
    )
    .option(
      '--runs <n>',
      'also trains n × n runs from the window, and counts those at each minimum',
    )
    .option('--steps <n>', 'steps of these runs (default: the problem’s)');
  addCommonFlags(addOptimizerFlags(command))
    .addHelpText(
      'after',
      `
Prints {problem, window, points, curves, found, runs, seconds}, all in f64 on the CPU. points, up to ${POINTS} of
the found ones: {kind, ${X}, ${Y}, loss, gradientNorm, eigenvalues, sharpness, criticalLearningRate}, eigenvalues those of the Hessian
along the plane, sharpness its largest one over what is trained, the critical learning rate 2/sharpness of gradient
descent at a minimum. curves: points of curves of minima or maxima, along which the loss is level. A slope that falls off for ever,
as on a plateau, is no stationary point. runs: {minima, none, reach}; a run belongs to a minimum that it ended within the reach
of, 1 % of the window’s diagonal or a third of the way to the next minimum.

Examples:
  gradscape minima --window=-20,20,-20,20
  gradscape minima --plane v1,v2 --at ${X}=10,${Y}=7 --window=-30,30,-30,30
  gradscape minima --plane v1,v2 --at ${X}=10,${Y}=7 --window=-30,30,-30,30 --runs 32 --lr 10`,
    )
    .action(minima);
}

async function minima(flags: MinimaFlags): Promise<void> {
  const problem = problemOf(flags);
  const info = describe(problem);
  const given = checkWindow(
    flags.window === undefined ? info.window : window(flags.window, info.plane),
  );
  const sweep = flags.runs === undefined ? null : sweepOf(flags, problem, info, given);
  checkReference(flags, 'stationary points');
  await withSignal((signal) =>
    withReference(flags, async (engine) => {
      const started = performance.now();
      const progress = createProgress('minima', flags);
      try {
        const options = { signal, onProgress: progress.update };
        const { points, curves, found } = await engine.stationaryPoints(problem, given, options);
        const runs = sweep && (await runsOf(engine, sweep, info, given, signal));
        progress.stop();
        const printed = (point: StationaryPoint) => printedPoint(point, info);
        print(flags, {
          problem,
          window: given,
          points: points.map(printed),
          curves: curves.map(({ kind, points }) => ({ kind, points: points.map(printed) })),
          found,
          ...(runs && { runs }),
          seconds: (performance.now() - started) / 1000,
        });
      } finally {
        progress.stop();
      }
    }),
  );
}

function printedPoint(point: StationaryPoint, { theta }: ProblemInfo) {
  const { kind, loss, gradientNorm, eigenvalues, sharpness } = point;
  return {
    kind,
    ...Object.fromEntries(theta.map((name, c) => [name, point.theta[c]])),
    loss,
    gradientNorm,
    eigenvalues,
    sharpness,
    ...(kind === 'minimum' && {
      criticalLearningRate: criticalLearningRate({ kind: 'gd' }, sharpness),
    }),
  };
}

/** The runs that --runs asks for. */
function sweepOf(
  flags: MinimaFlags,
  problem: ProblemRef,
  info: ProblemInfo,
  { x, y }: Window,
): SweepSpec {
  const side = integer(flags.runs!, '--runs', 1, 1024);
  const usual = usualOf(problem);
  const { steps } = flags;
  if (!sharesMinima(info)) {
    const fixed = info.theta.filter((_, c) => !info.trained[c]).join(', ');
    throw new RangeError(
      `--runs ${side}: ${fixed} is not trained, and every run has minima of its own`,
    );
  }
  return checkSweep({
    problem,
    optimizer: optimizer(flags, usual),
    start: [0, 0],
    steps: steps === undefined ? usual.longSteps : integer(steps, '--steps', 0, STEPS_LIMIT),
    threshold: info.thresholds.solved,
    x: { quantity: 'start.x', range: x, scale: 'linear' },
    y: { quantity: 'start.y', range: y, scale: 'linear' },
    width: side,
    height: isLine(info.plane) ? 1 : side,
  });
}

/** Which minima the runs come to. */
async function runsOf(
  engine: Reference,
  spec: SweepSpec,
  info: ProblemInfo,
  window: Window,
  signal: AbortSignal,
) {
  const results = await engine.sweep(spec, { signal });
  const found = await minimaOfRuns(results, spec.problem, window, engine, { signal });
  const { minima, none, reach } = found;
  const printed = ({ theta, ...rest }: Minimum) => ({
    ...Object.fromEntries(info.theta.map((name, c) => [name, theta[c]])),
    ...rest,
    criticalLearningRate: criticalLearningRate(spec.optimizer, rest.sharpness),
  });
  return { minima: minima.map(printed), none, reach };
}
