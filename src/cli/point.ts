import type { Command } from 'commander';
import { type Engine, POINT_LIMIT, type ProblemRef } from '../engine.ts';
import { dot } from '../math/vector.ts';
import { criticalLearningRate, curvatureOfTrained } from '../problems/curvature.ts';
import type { BoundProblem, ProblemInfo } from '../problems/problem.ts';
import { bind, DEFAULT_PROBLEM, describe } from '../problems/registry.ts';
import { extremesOfTrained } from '../problems/sharpness.ts';
import { checkTrajectories } from '../specs.ts';
import { addCommonFlags, type CommonFlags, print, withSmallEngine } from './common.ts';
import { FIXED, planePoint, problemOf, X, Y } from './problem-flags.ts';
import { number } from './values.ts';

/** Parameters of the default problem that have a flag of their own. */
const OWN = describe({ id: DEFAULT_PROBLEM }).theta;

export function addPoint(program: Command): void {
  const command = program
    .command('point')
    .description('outputs, loss, gradient and curvature at one point');
  for (const name of OWN) command.option(`--${name} <value>`, `short for --at ${name}=value`);
  addCommonFlags(command)
    .addHelpText(
      'after',
      `
Prints {problem, ${X}, ${Y}, outputs, loss, likelihood, gradient, curvature}: outputs for each sample and the
likelihood of the data, where there are any; the gradient in what is trained or on the plane; and curvature: {over,
hessian, taken, eigenvalues, conditionNumber, kind, sharpness, criticalLearningRate}, over what is trained, its
second derivatives taken exactly or by differences of the gradient. kind is minimum, saddle, maximum or degenerate at a
stationary point and none elsewhere; the critical learning rate is gradient descent’s, 2 over the largest
eigenvalue. Of more than ${POINT_LIMIT} parameters there are neither their values nor the Hessian, the gradient’s norm,
gradientNorm, is in its place, and of the eigenvalues there are the least and the largest. All but loss and gradient are in f64 on either engine; --engine auto is the CPU here. What is undefined or
infinite is null.

Examples:
  gradscape point --at ${X}=0,${Y}=0
  gradscape point --${X} 1 --${Y} 4 --param ${FIXED} --engine gpu
  gradscape point --train all`,
    )
    .action(point);
}

async function point(flags: CommonFlags & Record<string, unknown>): Promise<void> {
  const short = OWN.flatMap((name) => {
    const given = flags[name];
    return given === undefined ? [] : [`${name}=${number(given as string, `--${name}`)}`];
  });
  const lacking = OWN.find((name) => flags[name] === undefined);
  if (short.length > 0 && lacking !== undefined) {
    const all = OWN.map((name) => `--${name}`).join(' and ');
    throw new RangeError(`--${lacking} is missing: point takes ${all} together, or --at`);
  }
  const problem = problemOf({ ...flags, at: [...(flags.at ?? []), ...short] });
  const info = describe(problem);
  const starts = planePoint(info);
  const spec = checkTrajectories({
    problem,
    optimizer: { kind: 'gd', learningRate: 1 },
    starts,
    steps: 0,
    every: 1,
  });
  await withSmallEngine(flags, spec.problem, async (engine) => {
    const bound = bind(problem);
    const theta = Float64Array.from(info.theta, (name) => info.values[name]!);
    let gradient = new Float64Array(bound.size);
    bound.gradient(theta, gradient);
    let loss = bound.loss(theta);
    if (engine.info.name !== 'cpu') {
      loss = (await engine.trajectories(spec)).loss[0]!;
      gradient = await slopes(engine, problem, info);
    }
    const few = info.theta.length <= POINT_LIMIT;
    print(flags, {
      problem: spec.problem,
      ...(few && Object.fromEntries(info.theta.map((name, c) => [name, theta[c]]))),
      outputs: bound.outputs?.(theta),
      loss,
      testLoss: bound.testLoss?.(theta),
      likelihood: bound.likelihood?.(theta),
      ...(few ? { gradient: [...gradient] } : { gradientNorm: Math.sqrt(dot(gradient, gradient)) }),
      curvature: few ? curvatureParts(info, bound, theta) : extremeParts(info, bound, theta),
    });
  });
}

/** The curvature over what is trained, as it is printed. */
function curvatureParts(info: ProblemInfo, bound: BoundProblem, theta: Float64Array) {
  const over = info.theta.filter((_, c) => info.trained[c]);
  const at = curvatureOfTrained(info, bound)(theta);
  const { how, eigenvalues, conditionNumber, kind, sharpness } = at;
  const row = (i: number) => [...at.hessian.subarray(i * over.length, (i + 1) * over.length)];
  return {
    over,
    hessian: over.map((_, i) => row(i)),
    taken: how,
    eigenvalues: [...eigenvalues],
    conditionNumber,
    kind,
    sharpness,
    criticalLearningRate: criticalLearningRate({ kind: 'gd' }, sharpness),
  };
}

/** The same of many parameters, whose Hessian is not taken as a whole. */
function extremeParts(info: ProblemInfo, bound: BoundProblem, theta: Float64Array) {
  const [least, sharpness] = extremesOfTrained(info, bound)(theta);
  return {
    taken: 'differences',
    eigenvalues: { least, largest: sharpness },
    sharpness,
    criticalLearningRate: criticalLearningRate({ kind: 'gd' }, sharpness),
  };
}

/** The engine's own gradient: landscapes of one cell, whose centre is the point, over two parameters each. */
async function slopes(engine: Engine, problem: ProblemRef, { theta, values }: ProblemInfo) {
  const gradient = new Float64Array(theta.length);
  const around = (v: number): [number, number] => {
    const half = Math.max(1, Math.abs(v));
    return [v - half, v + half];
  };
  for (let c = 0; c < theta.length; c += 2) {
    const [a, b] = [c, c + 1 < theta.length ? c + 1 : 0];
    const [x, y] = [theta[a]!, theta[b]!];
    const plane = { x: { parameter: x }, ...(a === b ? {} : { y: { parameter: y } }) };
    const window = { x: around(values[x]!), y: around(values[y]!) };
    const cell = { problem: { ...problem, plane }, window, width: 1, height: 1 };
    const along = (await engine.landscape(cell)).gradient;
    gradient[a] = along[0]!;
    if (a !== b) gradient[b] = along[1]!;
  }
  return gradient;
}
