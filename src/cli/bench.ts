import { fork } from 'node:child_process';
import type { Command } from 'commander';
import { type BenchReport, toMarkdown } from '../bench/report.ts';
import { workloadsOf } from '../bench/workloads.ts';
import type { FromBench } from './bench-worker.ts';
import { type CommonFlags, driverLines, note, print, withSignal } from './common.ts';
import { Failure } from './failure.ts';

interface BenchFlags extends Pick<CommonFlags, 'json' | 'quiet' | 'verbose' | 'engine'> {
  quick?: true;
  only?: string;
}

export function addBench(program: Command): void {
  program
    .command('bench')
    .description('CPU against GPU on this machine, correctness beside speed')
    .option('--quick', 'fewer and shorter repeats: under a minute')
    .option('--only <workloads>', 'some of them by name, as sweep-gd,xor9')
    .option('--engine <name>', 'gpu: fail when there is no GPU', 'auto')
    .option('--json', 'one line of JSON on stdout instead of a table')
    .option('--quiet', 'nothing on stderr but errors')
    .option('--verbose', 'also what the GPU’s driver prints')
    .addHelpText(
      'after',
      `
Prints a Markdown table; with --json {version, adapter, machine, rows, roofline, …}. The GPU is that of
the package "webgpu"; without one only the CPU is measured and the table says so. The same in a
headless browser: npm run bench, from a checkout.

Examples:
  gradscape bench --quick
  gradscape bench --only sweep-gd,sweep-adam
  gradscape bench --json`,
    )
    .action(bench);
}

async function bench(flags: BenchFlags): Promise<void> {
  if (!['auto', 'gpu'].includes(flags.engine)) {
    throw new RangeError(`--engine: "${flags.engine}" is not one of auto, gpu`);
  }
  const only = flags.only?.split(',');
  try {
    workloadsOf(only);
  } catch (error) {
    throw new RangeError(`--only: ${(error as Error).message}`);
  }
  const report = await withSignal((signal) => measured(flags, only, signal));
  if (flags.engine === 'gpu' && report.adapter === null) throw new Failure(noGpu(report));
  if (report.whyNoGpu) note(flags, noGpu(report));
  if (flags.json) print(flags, report);
  else process.stdout.write(`${toMarkdown(report)}\n`);
}

const noGpu = ({ whyNoGpu }: BenchReport) => `no GPU (${whyNoGpu}): only the CPU is measured`;

/** What the process that measures comes to. */
async function measured(
  flags: BenchFlags,
  only: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<BenchReport> {
  const child = fork(new URL('./bench-worker.js', import.meta.url), [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  const driver = driverLines(flags);
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', driver.take);
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      child.on('error', reject);
      child.on('exit', (code, ended) => {
        reject(new Failure(`the process that measures ended with ${ended ?? `exit code ${code}`}`));
      });
      child.on('message', (message: FromBench) => {
        if ('report' in message) resolve(message.report);
        else if ('failed' in message) reject(new Failure(message.failed));
        else if (process.stderr.isTTY) {
          const [share, doing] = message.progress;
          note(flags, `${(100 * share).toFixed()} % ${doing}`);
        }
      });
      child.send({ quick: flags.quick ?? false, only });
    });
  } finally {
    child.kill('SIGKILL');
  }
}
