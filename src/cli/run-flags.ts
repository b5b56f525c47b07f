// Flags of the commands that do many runs: sweep and spectrum.
import type { Command } from 'commander';
import { STEPS_LIMIT } from '../specs.ts';
import { integer, number, numbers } from './values.ts';

export interface RunFlags {
  start: string;
  steps: string;
  threshold: string;
}

export function addRunFlags(command: Command): Command {
  return command
    .option('--start <w21,w12>', 'start of every run, but for what an axis varies', '0,0')
    .option('--steps <n>', 'steps of every run', '2000')
    .option('--threshold <loss>', 'a run is solved when its last loss is at most this', '0.1');
}

/** The flags as parts of a spec. */
export function runParts({ start, steps, threshold }: RunFlags) {
  return {
    start: numbers(start, '--start', 2, 'W21,W12') as [number, number],
    steps: integer(steps, '--steps', 0, STEPS_LIMIT),
    threshold: number(threshold, '--threshold'),
  };
}
