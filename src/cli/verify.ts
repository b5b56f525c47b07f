import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { createCpuEngine } from '../cpu/engine.ts';
import type { Engine, ProblemRef, SweepSpec } from '../engine.ts';
import { kernelOf } from '../gpu/kernels/index.ts';
import { seededRandom } from '../math/rng.ts';
import { workerThreadPool } from '../node/pool.ts';
import type { Optimizer } from '../optimizers.ts';
import { KNOWN_ANSWERS } from '../problems/known-answers.ts';
import {
  bind,
  DEFAULT_PROBLEM,
  describe,
  problemOf as problemOfRef,
} from '../problems/registry.ts';
import { usualOf } from '../problems/usual.ts';
import { addCommonFlags, type CommonFlags, machineParts, openGpu, print } from './common.ts';
import { Failure } from './failure.ts';
import { firstDifference } from './partial.ts';
import { FIXED, problemOf } from './problem-flags.ts';
import { type Check, checkOf, landscapes } from './verify-landscapes.ts';

export function addVerify(program: Command): void {
  const command = program
    .command('verify')
    .description('holds the GPU against the CPU, and both against known answers');
  addCommonFlags(command)
    .addHelpText(
      'after',
      `
Prints a table (with --json: {engine, adapter, checks}). Exit code 1 when a bound is broken. Where
there is no GPU only the CPU is checked and the table says so; --engine gpu makes that a failure.
--seed draws the pixels of a fractal sweep on which both engines are compared. With --param, --problem and the like the
GPU is held against the CPU on that problem: loss and gradient over its window (of the first problem within
1e-6 + 1e-5·|f64|, of others 1e-5 of the largest value), and outcomes of sampled runs at the usual learning rate.

Examples:
  gradscape verify
  gradscape verify --engine gpu --json
  gradscape verify --param ${FIXED}
  gradscape verify --problem rosenbrock`,
    )
    .action(verify);
}

async function verify(flags: CommonFlags): Promise<void> {
  const { seed, workers = availableParallelism() } = machineParts(flags);
  const problem = problemOf(flags);
  const info = describe(problem);
  const isDefault = firstDifference(describe({ id: DEFAULT_PROBLEM }), info, '') === null;
  const cpu = createCpuEngine(workerThreadPool(workers));
  let gpu: Engine | null = null;
  let why: string | null = flags.engine === 'cpu' ? 'not asked for' : null;
  if (why === null) {
    try {
      await kernelOf(problem);
      gpu = await openGpu(flags);
    } catch (error) {
      if (flags.engine === 'gpu') throw error;
      why = (error as Error).message;
    }
  }
  try {
    const checks = [...(await againstKnown(cpu, 1e-12, 1e-12))];
    if (gpu && !isDefault) checks.push(...(await gpuAgainstCpu(gpu, cpu, seed, problem)));
    else if (gpu) {
      // Bounds of f32 as the tests state them: 1e-6 + 1e-5·|value| for a loss, which the factor 2
      // of an η = 100 step's gradient stays within.
      checks.push(
        ...(await againstKnown(gpu, 1e-5, 1e-5)),
        ...(await gpuAgainstCpu(gpu, cpu, seed, problem)),
      );
    }
    const about = gpu?.info ?? null;
    if (flags.json) print(flags, { gpu: about?.adapter ?? null, why, checks });
    else
      process.stdout.write(table(checks, about ? `GPU: ${about.adapter}` : `GPU: none (${why})`));
    const broken = checks.filter(({ passed }) => !passed);
    if (broken.length > 0) {
      throw new Failure(
        `${broken.length} of ${checks.length} bounds are broken: ${broken[0]!.check}`,
      );
    }
  } finally {
    cpu.dispose();
    gpu?.dispose();
  }
}

/** The largest |a − b|. */
function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = a.length === b.length ? 0 : Infinity;
  for (let k = 0; k < a.length; k++) {
    const difference = Math.abs(a[k]! - b[k]!);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}

async function againstKnown(engine: Engine, values: number, points: number): Promise<Check[]> {
  const { initial, gdStep, adamStep } = KNOWN_ANSWERS;
  const problem = { id: DEFAULT_PROBLEM };
  const name = engine.info.name.toUpperCase();
  const bound = bind(problem);
  const outputs = (x: number, y: number) => bound.outputs!(Float64Array.of(x, y));
  const cell = { x: [-1, 1] as [number, number], y: [-1, 1] as [number, number] };
  const { loss, gradient } = await engine.landscape({ problem, window: cell, width: 1, height: 1 });
  const checks = [
    checkOf(`${name} loss at (0, 0) = known`, furthest(loss, [initial.loss]), values),
    checkOf(`${name} gradient at (0, 0) = known`, furthest(gradient, initial.gradient), values),
  ];
  if (engine.info.name === 'cpu') {
    const deviation = furthest(outputs(0, 0), initial.outputs);
    checks.push(checkOf('CPU outputs at (0, 0) = known', deviation, values));
  }
  const steps: [string, Optimizer, typeof gdStep | typeof adamStep][] = [
    ['η = 100 step', { kind: 'gd', learningRate: gdStep.learningRate }, gdStep],
    [
      'Adam step',
      {
        kind: 'adam',
        learningRate: adamStep.learningRate,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 0,
      },
      adamStep,
    ],
  ];
  for (const [what, optimizer, known] of steps) {
    const run = { problem, optimizer, starts: [0, 0], steps: 1, every: 1 };
    const { points: path, loss: losses } = await engine.trajectories(run);
    const end = path.subarray(2, 4);
    checks.push(
      checkOf(`${name} weights after the ${what} = known`, furthest(end, known.point), points),
      checkOf(
        `${name} loss after the ${what} = known`,
        furthest([losses[1]!], [known.loss]),
        values,
      ),
    );
    if (engine.info.name === 'cpu') {
      const deviation = furthest(outputs(end[0]!, end[1]!), known.outputs);
      checks.push(checkOf(`CPU outputs after the ${what} = known`, deviation, values));
    }
  }
  return checks;
}

async function gpuAgainstCpu(
  gpu: Engine,
  cpu: Engine,
  seed: number,
  problem: ProblemRef,
): Promise<Check[]> {
  const info = describe(problem);
  const isDefault = problem.id === DEFAULT_PROBLEM;
  const checks = await landscapes(gpu, cpu, problem, info);
  const run = {
    problem,
    optimizer: { kind: 'gd', learningRate: 5 } as const,
    starts: [1, 4],
    steps: 1000,
    every: 1,
  };
  if (isDefault) {
    const paths = [await gpu.trajectories(run), await cpu.trajectories(run)] as const;
    const deviation = furthest(paths[0].points, paths[1].points);
    checks.push(checkOf('GPU − CPU iterates, 1,000 steps, η = 5', deviation, 1e-4));
  }
  const { learningRate } = usualOf(problem).rates.gd;
  const isKnown =
    isDefault && firstDifference(describe({ id: DEFAULT_PROBLEM }), info, '') === null;
  const sweeps = isKnown
    ? ([
        [1, 0.002],
        [30, 0.05],
      ] as const)
    : ([[learningRate, 0.02]] as const);
  for (const [rate, bound] of sweeps) {
    checks.push(await sampled(gpu, cpu, seed, problem, rate, bound));
  }
  return checks;
}

/** Pixels compared in a sweep. */
const SAMPLE = 4096;
/** The share of sampled pixels of a basin map whose outcome differs; f32 and f64 part in a fractal. */
async function sampled(
  gpu: Engine,
  cpu: Engine,
  seed: number,
  problem: ProblemRef,
  learningRate: number,
  bound: number,
): Promise<Check> {
  const side = 1024;
  const { window, thresholds } = describe(problem);
  const count = Math.min(
    SAMPLE,
    Math.max(64, Math.round(SAMPLE / (problemOfRef(problem).work ?? 1))),
  );
  const spec: SweepSpec = {
    problem,
    optimizer: { kind: 'gd', learningRate },
    start: [0, 0],
    steps: 500,
    threshold: thresholds.solved,
    x: { quantity: 'start.x', range: window.x, scale: 'linear' },
    y: { quantity: 'start.y', range: window.y, scale: 'linear' },
    width: side,
    height: side,
  };
  const random = seededRandom(seed);
  const pixels = Uint32Array.from({ length: count }, () => Math.floor(random() * side * side));
  const ours = await gpu.sweepPixels(spec, pixels);
  const theirs = await cpu.sweepPixels(spec, pixels);
  const differing = ours.outcome.reduce(
    (n, code, k) => n + (code === theirs.outcome[k] ? 0 : 1),
    0,
  );
  const what = `share of ${count} outcomes that differ, η = ${learningRate}`;
  return checkOf(`GPU − CPU ${what}`, differing / count, bound);
}

function table(checks: readonly Check[], title: string): string {
  const width = Math.max(...checks.map(({ check }) => check.length));
  const lines = checks.map(({ check, deviation, bound, passed }) => {
    const numbers = `${deviation.toExponential(2).padStart(9)}  ≤ ${bound.toExponential(0).padEnd(6)}`;
    return `${check.padEnd(width)}  ${numbers}  ${passed ? 'ok' : 'BROKEN'}`;
  });
  return `${title}\n${lines.join('\n')}\n`;
}
