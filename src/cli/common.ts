// What the commands have in common: flags, the engine, what goes to stdout and stderr.
import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { chooseEngine, ENGINE_CHOICES, type EngineOptions } from '../choose-engine.ts';
import { createCpuEngine } from '../cpu/engine.ts';
import { inlinePool } from '../cpu/pool.ts';
import { type Engine, KernelError, type Measure, type ProblemRef } from '../engine.ts';
import { FORMATS, type Format } from '../fields/formats/index.ts';
import { COLORMAP_NAMES, type ColormapName } from '../fields/palettes.ts';
import { kernelOf } from '../gpu/kernels/index.ts';
import { createEngine } from '../node/index.ts';
import { workerThreadPool } from '../node/pool.ts';
import { OPTIMIZER_KINDS } from '../optimizers.ts';
import type { Reference } from '../reference.ts';
import { SPEC_FLAG, type SpecFlags } from './base-spec.ts';
import { Failure } from './failure.ts';
import { addFigureFlags, type FigureFlags } from './figure-flags.ts';
import { openGpuProcess } from './gpu-process.ts';
import { addAdjustmentFlags } from './optimizer-flags.ts';
import { type OutputOptions, STDOUT } from './output.ts';
import { addProblemFlags, type ProblemFlags, seedOf } from './problem-flags.ts';
import { integer, numbers } from './values.ts';

export interface CommonFlags extends ProblemFlags {
  engine: NonNullable<EngineOptions['engine']>;
  workers?: string;
  json?: true;
  quiet?: true;
  verbose?: true;
}

export function addCommonFlags(command: Command): Command {
  return addProblemFlags(command)
    .addOption(
      new Option('--engine <name>', 'which engine computes')
        .choices(ENGINE_CHOICES)
        .default('auto'),
    )
    .option('--workers <n>', 'worker threads of the CPU engine (default: one per core)')
    .option('--json', 'one line of JSON on stdout')
    .option('--quiet', 'nothing on stderr but errors')
    .option('--verbose', 'also what the GPU’s driver prints');
}

/** Flags of commands that do one job with a spec. */
export interface JobFlags extends SpecFlags {
  dryRun?: true;
}

export function addJobFlags(command: Command): Command {
  return command
    .option(...SPEC_FLAG)
    .option('--dry-run', 'says how large the job is and, from a short trial, how long it may take');
}

const LR = [
  '--lr <rate>',
  'learning rate, or one for each parameter as in 0.1,2 (default: the problem’s usual one)',
] as const;

export function addOptimizerFlags(
  command: Command,
  lr: readonly [flag: string, text: string, byDefault?: string] = LR,
): Command {
  const own = command
    .option('--optimizer <name>', `${OPTIMIZER_KINDS.join(', ')} (default: gd)`)
    .option(...lr)
    .option('--momentum <m>', 'of momentum and nesterov (default: 0.9)')
    .option('--decay <d>', 'of rmsprop (default: 0.99)')
    .option('--beta1 <b>', 'of adam (default: 0.9)')
    .option('--beta2 <b>', 'of adam (default: 0.999)')
    .option('--epsilon <e>', 'of rmsprop and adam (default: 1e-8)');
  return addAdjustmentFlags(own);
}

export interface FileFlags extends FigureFlags {
  out?: string;
  compress?: true;
  force?: true;
  field?: string;
  colormap?: ColormapName;
  scale?: 'linear' | 'log' | 'rank';
  range?: string;
  format?: Format;
}

export function addFileFlags(command: Command): Command {
  return addFigureFlags(command)
    .option('--out <file>', `the file to write: .${FORMATS.join(', .')}; - is stdout`)
    .addOption(new Option('--format <name>', 'of --out - (default: npz)').choices(FORMATS))
    .option('--compress', 'a smaller .npz, deflated; it takes longer, and merge does not read it')
    .option('--force', 'overwrite the file')
    .option(
      '--field <name>',
      'the field of a .npy (default: loss) or a .png (default: its picture)',
    )
    .addOption(new Option('--colormap <name>', 'of a .png').choices(COLORMAP_NAMES))
    .addOption(
      new Option('--scale <name>', 'of a .png’s colours').choices(['linear', 'log', 'rank']),
    )
    .option(
      '--range <lo,hi>',
      'values at the ends of a .png’s colour map (default: least, largest)',
    );
}

/** The flags as `encode` takes them. */
export function formatOptions(flags: FileFlags) {
  const { out, figure, compress, field, colormap, scale, range, format } = flags;
  for (const [name, value] of Object.entries({ format, compress })) {
    if (value !== undefined && out === undefined) {
      throw new RangeError(`--${name} ${value}: it goes with --out`);
    }
  }
  for (const [name, value] of Object.entries({ field, colormap, scale, range })) {
    if (value !== undefined && out === undefined && figure === undefined) {
      throw new RangeError(`--${name} ${value}: it goes with --out or --figure`);
    }
  }
  const ends = range && numbers(range, '--range', 2, 'two numbers with a comma, as in 0,3');
  if (ends && !(ends[0]! < ends[1]!)) {
    throw new RangeError(`--range: ${range} is not a range with min < max`);
  }
  return {
    field,
    colormap,
    scale,
    range: ends ? (ends as [number, number]) : undefined,
    compress,
  };
}

/** The common flags that are no part of a spec; every command checks them, whether it needs them or not. */
export function machineParts(flags: CommonFlags) {
  const { workers } = flags;
  return {
    seed: seedOf(flags),
    workers: workers === undefined ? undefined : integer(workers, '--workers', 1, 1024),
  };
}

/** Why the GPU cannot do jobs of a problem, in words; null where it can. */
async function kernelFault(problem: ProblemRef, measure?: Measure): Promise<string | null> {
  try {
    const { measures } = await kernelOf(problem);
    return measure && !measures
      ? `the GPU kernel of "${problem.id}" does not measure ${measure}`
      : null;
  } catch (error) {
    if (error instanceof KernelError) return error.message;
    throw error;
  }
}

/** Letters kept of what a driver prints. */
const KEPT = 2 ** 16;

/** Keeps what the GPU’s driver prints, or shows it line by line. */
export function driverLines({ verbose }: Pick<CommonFlags, 'verbose'>) {
  let kept = '';
  return {
    take(text: string | Buffer) {
      kept = (kept + text).slice(-KEPT);
      if (!verbose) return;
      const lines = kept.split('\n');
      kept = lines.pop()!;
      for (const line of lines) process.stderr.write(`gradscape: GPU driver: ${line}\n`);
    },
    /** Whether something was said that nobody saw. */
    isHidden: () => !verbose && kept !== '',
  };
}

/** The GPU engine in a process of its own. Throws a Failure that says why there is none. */
export async function openGpu(flags: Pick<CommonFlags, 'verbose'>): Promise<Engine> {
  const driver = driverLines(flags);
  try {
    return await openGpuProcess(driver.take, stopping);
  } catch (error) {
    if (stopping?.aborted) throw error;
    const more = driver.isHidden() ? '; --verbose shows what its driver says' : '';
    throw new Failure(`${(error as Error).message}${more}`);
  }
}

/** Lets a command use an engine, and ends it. `auto` that cannot take the GPU says so on stderr. */
export async function withEngine<T>(
  flags: CommonFlags,
  problem: ProblemRef,
  use: (engine: Engine) => Promise<T>,
  measure?: Measure,
): Promise<T> {
  const { workers } = machineParts(flags);
  const why = flags.engine === 'auto' ? await kernelFault(problem, measure) : null;
  if (why !== null) note(flags, `${why}: the CPU engine does the work`);
  const engine = await chooseEngine(
    {
      engine: why === null ? flags.engine : 'cpu',
      workers,
      onFallback(reason) {
        stopping?.throwIfAborted();
        note(flags, `no GPU (${reason}): the CPU engine does the work`);
      },
    },
    {
      gpu: () => openGpu(flags),
      cpu: (count = availableParallelism()) => createCpuEngine(workerThreadPool(count)),
    },
  );
  try {
    return await use(engine);
  } finally {
    engine.dispose();
  }
}

/** Throws a RangeError where the GPU is asked for what only the reference does, which `what` names. */
export function checkReference({ engine }: Pick<CommonFlags, 'engine'>, what: string): void {
  if (engine !== 'gpu') return;
  throw new RangeError(`--engine gpu: only the CPU engine, in f64, has ${what}`);
}

/** The same as withEngine for what only the CPU engine does. */
export async function withReference<T>(
  flags: CommonFlags,
  use: (engine: Reference) => Promise<T>,
): Promise<T> {
  const engine = await createEngine({ engine: 'cpu', workers: machineParts(flags).workers });
  try {
    return await use(engine);
  } finally {
    engine.dispose();
  }
}

/**
 * The same for a job so small that starting a device or threads would take longer: here `auto` is
 * the CPU engine on this thread.
 */
export async function withSmallEngine<T>(
  flags: CommonFlags,
  problem: ProblemRef,
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  machineParts(flags);
  return flags.engine === 'gpu'
    ? withEngine(flags, problem, use)
    : use(createCpuEngine(inlinePool({ pauses: true })));
}

/** A remark on stderr. */
export function note({ quiet }: { quiet?: true | undefined }, text: string): void {
  if (!quiet) process.stderr.write(`gradscape: ${text}\n`);
}

/** Those of most commands: --force alone lets a file be replaced. */
export const outputOptions = (
  flags: { force?: true | undefined; quiet?: true | undefined },
  signal: AbortSignal,
): OutputOptions => ({
  mayReplace: () => flags.force ?? false,
  say: (text) => note(flags, text),
  signal,
});

/** The result on stdout, or on stderr where the file goes to stdout. */
export function print(
  { json, out }: { json?: true | undefined; out?: string | undefined },
  result: object,
): void {
  const stream = out === STDOUT ? process.stderr : process.stdout;
  stream.write(`${JSON.stringify(result, null, json ? undefined : 2)}\n`);
}

/** The signal of the job that runs: a command has one. */
let stopping: AbortSignal | undefined;

/** What asks a process to stop: Ctrl-C, a scheduler, a terminal that is closed. */
const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a job with a signal that STOPS abort; a second one ends at once. */
export async function withSignal<T>(job: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new DOMException('stopped', 'AbortError'));
  };
  for (const name of STOPS) process.on(name, stop);
  stopping = controller.signal;
  try {
    return await job(controller.signal);
  } finally {
    stopping = undefined;
    for (const name of STOPS) process.off(name, stop);
  }
}
