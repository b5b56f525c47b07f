// The process that measures for bench.ts: what a GPU's driver prints goes to pipes there, and nothing but numbers comes back.
import '../problems/catalogue.ts';
import { availableParallelism, cpus } from 'node:os';
import type { BenchReport } from '../bench/report.ts';
import { type BenchOptions, runBenchmark } from '../bench/run.ts';
import { createCpuEngine } from '../cpu/engine.ts';
import { openDevice } from '../gpu/device.ts';
import { workerThreadPool } from '../node/pool.ts';
import { openNodeGpu } from '../node/webgpu.ts';
import { VERSION } from '../version.ts';

export type FromBench =
  | { progress: [share: number, doing: string] }
  | { report: BenchReport }
  | { failed: string };

const send = (message: FromBench) => {
  if (process.connected) process.send!(message);
};
// The process that asked decides what a Ctrl-C means.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.on('disconnect', () => process.exit(0));

process.once('message', async ({ quick = false, only }: Pick<BenchOptions, 'quick' | 'only'>) => {
  const cores = availableParallelism();
  try {
    const report = await runBenchmark(
      {
        version: VERSION,
        machine: `${cpus()[0]?.model.trim() || 'unknown processor'}, Node ${process.versions.node}, ${process.platform}, ${cores} cores`,
        cores,
        openGpu,
        openCpu: (workers) => createCpuEngine(workerThreadPool(workers)),
        now: () => performance.now(),
      },
      { quick, only, onProgress: (...progress) => send({ progress }) },
    );
    send({ report });
  } catch (error) {
    send({ failed: (error as Error).message });
  }
});

/** A device of the package `webgpu`, let go when it is gone. */
async function openGpu() {
  const { gpu, release } = await openNodeGpu();
  try {
    const opened = await openDevice(gpu, { timestamps: true });
    opened.device.lost.then(release);
    return opened;
  } catch (error) {
    release();
    throw error;
  }
}
