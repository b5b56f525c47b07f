import { availableParallelism, cpus } from 'node:os';
import type { Command } from 'commander';
import { type BenchReport, toMarkdown } from '../bench/report.ts';
import { runBenchmark } from '../bench/run.ts';
import { createCpuEngine } from '../cpu/engine.ts';
import { openDevice } from '../gpu/device.ts';
import { workerThreadPool } from '../node/pool.ts';
import { openNodeGpu } from '../node/webgpu.ts';
import { VERSION } from '../version.ts';
import { type CommonFlags, note, print, withSignal } from './common.ts';
import { Failure } from './failure.ts';

interface BenchFlags extends Pick<CommonFlags, 'json' | 'quiet' | 'engine'> {
  quick?: true;
}

export function addBench(program: Command): void {
  program
    .command('bench')
    .description('CPU against GPU on this machine, correctness beside speed')
    .option('--quick', 'fewer and shorter repeats: under a minute')
    .option('--engine <name>', 'gpu: fail when there is no GPU', 'auto')
    .option('--json', 'one line of JSON on stdout instead of a table')
    .option('--quiet', 'nothing on stderr but errors')
    .addHelpText(
      'after',
      `
Prints a Markdown table; with --json {version, adapter, machine, rows, roofline, …}. The GPU is that of
the package "webgpu"; without one only the CPU is measured and the table says so. The same in a
headless browser: npm run bench, from a checkout.

Examples:
  gradscape bench --quick
  gradscape bench --json`,
    )
    .action(bench);
}

async function bench(flags: BenchFlags): Promise<void> {
  if (!['auto', 'gpu'].includes(flags.engine)) {
    throw new RangeError(`--engine: "${flags.engine}" is not one of auto, gpu`);
  }
  const cores = availableParallelism();
  const report = await withSignal((signal) =>
    runBenchmark(
      {
        version: VERSION,
        machine: `${cpus()[0]?.model.trim() || 'unknown processor'}, Node ${process.versions.node}, ${process.platform}, ${cores} cores`,
        cores,
        openGpu,
        openCpu: (workers) => createCpuEngine(workerThreadPool(workers)),
        now: () => performance.now(),
      },
      {
        quick: flags.quick ?? false,
        signal,
        onProgress(share, doing) {
          if (process.stderr.isTTY) note(flags, `${(100 * share).toFixed()} % ${doing}`);
        },
      },
    ),
  );
  if (flags.engine === 'gpu' && report.adapter === null) throw new Failure(noGpu(report));
  if (report.whyNoGpu) note(flags, noGpu(report));
  if (flags.json) print(flags, report);
  else process.stdout.write(`${toMarkdown(report)}\n`);
}

const noGpu = ({ whyNoGpu }: BenchReport) => `no GPU (${whyNoGpu}): only the CPU is measured`;

/** A device of the package `webgpu`, let go when it is gone. */
async function openGpu() {
  const { gpu, release } = await openNodeGpu();
  try {
    const opened = await openDevice(gpu);
    opened.device.lost.then(release);
    return opened;
  } catch (error) {
    release();
    throw error;
  }
}
