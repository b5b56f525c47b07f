// Flags of the commands that do many runs: sweep and spectrum.
import type { Command } from 'commander';
import type { ProblemInfo } from '../problems/problem.ts';
import { STEPS_LIMIT } from '../schemas.ts';
import { planePoint, SOLVED, X, Y } from './problem-flags.ts';
import { integer, number, numbers } from './values.ts';

export interface RunFlags {
  start?: string;
  steps: string;
  threshold?: string;
}

export function addRunFlags(command: Command): Command {
  return command
    .option(
      '--start <x,y>',
      `start of every run on the plane (${X},${Y}), but for what an axis varies (default: --at)`,
    )
    .option('--steps <n>', 'steps of every run', '2000')
    .option(
      '--threshold <loss>',
      `a run is solved when its last loss is at most this (default: the problem’s, ${SOLVED})`,
    );
}

/** The flags as parts of a spec. */
export function runParts({ start, steps, threshold }: RunFlags, problem: ProblemInfo) {
  return {
    start: startOf(start, problem),
    steps: integer(steps, '--steps', 0, STEPS_LIMIT),
    threshold:
      threshold === undefined ? problem.thresholds.solved : number(threshold, '--threshold'),
  };
}

/** "0,0": a start on the plane, or "0" on a line; by default where the flags' point lies. */
export function startOf(text: string | undefined, problem: ProblemInfo): [number, number] {
  if (text === undefined) return planePoint(problem);
  const names = problem.plane.names.filter((name) => name !== '');
  const form = names.map((name) => name.toUpperCase()).join(',');
  const [x, y = 0] = numbers(text, '--start', names.length, form) as [number, number?];
  return [x, y];
}
