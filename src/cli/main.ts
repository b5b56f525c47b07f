#!/usr/bin/env node
// The command line: which commands there are, and how it ends.
import '../problems/catalogue.ts';
import { Command, CommanderError } from 'commander';
import { VERSION } from '../version.ts';
import { addBench } from './bench.ts';
import { DONE, exitCodeOf, lineOf, USAGE } from './failure.ts';
import { addLandscape } from './landscape.ts';
import { addMerge } from './merge.ts';
import { addMinima } from './minima.ts';
import { addPoint } from './point.ts';
import { addProblems } from './problems.ts';
import { addSpectrum } from './spectrum.ts';
import { addSweep } from './sweep.ts';
import { addTrain } from './train.ts';
import { addVerify } from './verify.ts';

/** One line per command, in the order of the help; a new command is added here. */
const COMMANDS = [
  addPoint,
  addTrain,
  addLandscape,
  addSweep,
  addSpectrum,
  addMinima,
  addMerge,
  addProblems,
  addVerify,
  addBench,
];

function createProgram(): Command {
  const program = new Command('gradscape')
    .description('Loss landscapes and sweeps of training runs: WebGPU (f32) or CPU (f64).')
    .version(VERSION)
    .configureHelp({ showGlobalOptions: false })
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .addHelpText(
      'after',
      `
Results go to stdout as JSON, everything else to stderr.
Exit codes: 0 done, 1 failed (a file, the device, a bound of verify), 2 wrong command line,
130 stopped by Ctrl-C.

gradscape COMMAND --help shows a command's flags and examples.`,
    );
  for (const add of COMMANDS) add(program);
  // Subcommands are made before the program's settings are copied to them only by this.
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}

/** Runs a command line and gives its exit code. */
async function run(argv: readonly string[]): Promise<number> {
  try {
    const program = createProgram();
    if (argv.length === 0) {
      program.outputHelp({ error: true });
      return USAGE;
    }
    await program.parseAsync(argv, { from: 'user' });
    return DONE;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return DONE;
      process.stderr.write(`${lineOf(error).replace('gradscape: error: ', 'gradscape: ')}\n`);
      return USAGE;
    }
    process.stderr.write(`${lineOf(error)}\n`);
    return exitCodeOf(error);
  }
}

// A reader that has seen enough, as `head` has, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(DONE);
});

process.exitCode = await run(process.argv.slice(2));
