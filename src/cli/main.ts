#!/usr/bin/env node
// The command line: which commands there are, and how it ends.
import '../problems/catalogue.ts';
import { Command, CommanderError } from 'commander';
import { VERSION } from '../version.ts';
import { addBench } from './bench.ts';
import { addCompletion } from './completion/index.ts';
import { DONE, exitCodeOf, FAILED, lineOf, streamFailure, USAGE } from './failure.ts';
import { addInfo } from './info.ts';
import { addLandscape } from './landscape.ts';
import { addMerge } from './merge.ts';
import { addMinima } from './minima.ts';
import { addPoint } from './point.ts';
import { addProblems } from './problems.ts';
import { addSpectrum } from './spectrum.ts';
import { withHelp, withSuggestion } from './suggest.ts';
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
  addInfo,
  addProblems,
  addVerify,
  addBench,
  addCompletion,
];

function createProgram(): Command {
  const program = new Command('gradscape')
    .description('Loss landscapes and sweeps of training runs: WebGPU (f32) or CPU (f64).')
    .version(VERSION)
    .configureHelp({ showGlobalOptions: false })
    .showSuggestionAfterError(true)
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
  const program = createProgram();
  const command = program.commands.find((known) => known.name() === argv[0])?.name();
  try {
    if (argv.length === 0) {
      program.outputHelp({ error: true });
      return USAGE;
    }
    await program.parseAsync(argv, { from: 'user' });
    return DONE;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return DONE;
    const code = error instanceof CommanderError ? USAGE : exitCodeOf(error);
    const line = lineOf(error).replace('gradscape: error: ', 'gradscape: ');
    const said = code === USAGE ? withHelp(withSuggestion(line), command) : line;
    process.stderr.write(`${said}\n`);
    return code;
  }
}

// A full disk, or a reader that has gone: what was asked for did not arrive.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.stderr.write(`${lineOf(streamFailure('stdout', error))}\n`);
  process.exit(FAILED);
});
// Where nobody can be told, nothing is said.
process.stderr.on('error', () => {});

process.exitCode = await run(process.argv.slice(2));
