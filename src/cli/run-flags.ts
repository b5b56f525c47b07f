// Flags of the commands that do many runs: sweep and spectrum.
import type { Command } from 'commander';
import type { SweepSpec } from '../engine.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { DEFAULT_PROBLEM } from '../problems/registry.ts';
import { usualOf } from '../problems/usual.ts';
import { STEPS_LIMIT } from '../schemas.ts';
import { type ProblemFlags, planePoint, SOLVED, X, Y } from './problem-flags.ts';
import { integer, number, numbers } from './values.ts';

/** Steps of runs that nobody watches, of the default problem. */
const LONG = usualOf({ id: DEFAULT_PROBLEM }).longSteps;

export interface RunFlags {
  start?: string;
  steps?: string;
  threshold?: string;
}

export function addRunFlags(command: Command): Command {
  return command
    .option(
      '--start <x,y>',
      `start of every run on the plane (${X},${Y}), but for what an axis varies (default: --at)`,
    )
    .option('--steps <n>', `steps of every run (default: the problem’s, at least ${LONG})`)
    .option(
      '--threshold <loss>',
      `a run is solved when its last loss is at most this (default: the problem’s, ${SOLVED})`,
    );
}

/** What a spec says of its runs that the flags may leave out. */
type RunParts = Partial<Pick<SweepSpec, 'start' | 'steps' | 'threshold'>>;

/** The flags as parts of a spec; what they leave out is as in `base`, or usual for the problem. */
export function runParts(
  flags: RunFlags & ProblemFlags,
  info: ProblemInfo,
  base: RunParts,
  usual: number,
) {
  const { start, steps, threshold } = flags;
  return {
    start: startOf(start, info, hasMoved(flags) ? undefined : base.start),
    steps: steps === undefined ? (base.steps ?? usual) : integer(steps, '--steps', 0, STEPS_LIMIT),
    threshold:
      threshold === undefined
        ? (base.threshold ?? info.thresholds.solved)
        : number(threshold, '--threshold'),
  };
}

/** Whether flags lay the plane, or the point that runs start from, otherwise than a spec has it. */
export const hasMoved = ({ at, plane, init, train }: ProblemFlags): boolean =>
  [at, plane, init, train].some((flag) => flag !== undefined);

/** "0,0": a start on the plane, or "0" on a line; by default that of a spec, or where the flags' point lies. */
export function startOf(
  text: string | undefined,
  problem: ProblemInfo,
  byDefault?: [x: number, y: number],
): [number, number] {
  if (text === undefined) return byDefault ?? planePoint(problem);
  const names = problem.plane.names.filter((name) => name !== '');
  const form = names.map((name) => name.toUpperCase()).join(',');
  const [x, y = 0] = numbers(text, '--start', names.length, form) as [number, number?];
  return [x, y];
}
