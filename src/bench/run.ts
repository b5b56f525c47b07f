// Runs the benchmark: the same in the page, in a headless browser and in Node.
import type { Engine } from '../engine.ts';
import type { OpenedDevice } from '../gpu/device.ts';
import { kernelOf } from '../gpu/kernels/index.ts';
import { loadProblems } from '../problems/load.ts';
import type { Accuracy } from './accuracy.ts';
import { type Device, openDevice, rooflinesBeside } from './bench-device.ts';
import { fittingSize } from './fitting-size.ts';
import { kernelRates, ratesOf, rooflineRates } from './rates.ts';
import { type Contestant, interleaved, type RepeatOptions } from './repeat.ts';
import {
  type BenchEngine,
  type BenchReport,
  type BenchRow,
  type NoiseFloor,
  notesOf,
  type RooflineReport,
} from './report.ts';
import { type RooflineKind, rooflineOperations } from './roofline.ts';
import { median, medianRatio, spreadOf } from './statistics.ts';
import { type Workload, workloadsOf } from './workloads.ts';

export interface BenchSetup {
  version: string;
  /** Where it runs, in words. */
  machine: string;
  cores: number;
  /** Opens a device; rejects with the reason where there is none. */
  openGpu(): Promise<OpenedDevice>;
  openCpu(workers: number): Engine;
  /** The clock, in milliseconds. */
  now(): number;
}

export interface BenchOptions {
  /** Fewer and shorter repeats: under a minute. */
  quick?: boolean;
  /** Workloads by id; left out, all of them. A RangeError says which there are. */
  only?: readonly string[] | undefined;
  signal?: AbortSignal | undefined;
  /** Called after every row, with all rows so far. */
  onRow?: (report: BenchReport) => void;
  /** What is going on, in words, and the share done. */
  onProgress?: (share: number, doing: string) => void;
}

/** Sizes are chosen so that one repeat takes about lapMs. */
const FULL = { lapMs: 800, rounds: 10, mostRounds: 30, enoughMs: 5000 };
const QUICK = { lapMs: 200, rounds: 3, mostRounds: 5, enoughMs: 1000 };

/** Measures every workload on every engine. Rejects with the signal's reason when aborted. */
export async function runBenchmark(
  setup: BenchSetup,
  { quick = false, only, signal, onRow, onProgress }: BenchOptions = {},
): Promise<BenchReport> {
  const { version, machine, cores, now } = setup;
  const pace = quick ? QUICK : FULL;
  const workloads = workloadsOf(only);
  await loadProblems();
  let gpu: Device | null = null;
  let whyNoGpu: string | null = null;
  try {
    gpu = await openDevice(await setup.openGpu());
  } catch (error) {
    whyNoGpu = (error as Error).message;
  }
  const cpus: [BenchEngine, Engine][] = [
    ['cpu-1', setup.openCpu(1)],
    ['cpu', setup.openCpu(cores)],
  ];
  const report: BenchReport = {
    version,
    adapter: gpu?.adapter ?? null,
    whyNoGpu,
    machine,
    cores,
    precision: { gpu: 'f32', cpu: 'f64' },
    limits: gpu?.limits ?? {},
    quick,
    rows: [],
    roofline: {},
    noise: null,
    notes: [],
  };
  try {
    for (const [w, workload] of workloads.entries()) {
      const progress = (share: number) =>
        onProgress?.((w + share) / workloads.length, workload.title);
      progress(0);
      await measure(workload, { gpu, cpus, report, pace, now, signal, progress });
      report.notes = notesOf(report);
      onRow?.(report);
    }
    onProgress?.(1, 'Done');
    return report;
  } finally {
    gpu?.engine.dispose();
    for (const [, cpu] of cpus) cpu.dispose();
  }
}

interface Bench {
  gpu: Device | null;
  cpus: [BenchEngine, Engine][];
  report: BenchReport;
  pace: typeof FULL;
  now: () => number;
  signal: AbortSignal | undefined;
  progress: (share: number) => void;
}

/** Compiles a workload's pipelines; gives the milliseconds that took. */
async function compile(workload: Workload, gpu: Device, now: () => number) {
  const { shaders, optimizer, problem, measures } = workload;
  const { context } = gpu.engine;
  // The kernel's text comes by an import, which is not compiled.
  const kernel = await kernelOf(problem);
  const began = now();
  const variant = { optimizer, measures };
  await Promise.all(shaders.map((name) => context.pipeline(name, kernel, variant)));
  return now() - began;
}

/** Measures one workload on all engines side by side and adds its rows to the report. */
async function measure(workload: Workload, bench: Bench): Promise<void> {
  const { gpu, cpus, report, pace, now, signal } = bench;
  const engines: [BenchEngine, Engine][] = [
    ...(gpu ? [['gpu', gpu.engine] as [BenchEngine, Engine]] : []),
    ...cpus,
  ];
  const compileMs = gpu && (await compile(workload, gpu, now));
  const sizes = new Map<BenchEngine, number>();
  for (const [name, engine] of engines) {
    sizes.set(name, await fittingSize(workload, engine, pace.lapMs, now, signal));
  }
  const contestants: Contestant[] = engines.map(([name, engine]) => ({
    name,
    async run() {
      await gpu?.takeKernelMs();
      await workload.run(engine, sizes.get(name)!, { signal });
      return name === 'gpu' ? await gpu!.takeKernelMs() : null;
    },
  }));
  if (gpu && workload.byHand) {
    const { engine } = gpu;
    contestants.splice(1, 0, {
      name: 'by hand',
      async run() {
        await gpu.takeKernelMs();
        await workload.byHand!(engine.context, sizes.get('gpu')!, { signal });
        return gpu.takeKernelMs();
      },
    });
  }
  const first = workload.id === 'sweep-gd' && gpu ? contestants[0]! : null;
  if (first) contestants.push({ ...first, name: 'again' });
  const { roofline, ownRoofline } = await rooflinesBeside(workload.roofline, gpu, now);
  if (roofline) contestants.splice(1, 0, roofline);
  if (ownRoofline) contestants.splice(2, 0, ownRoofline);
  const repeat: RepeatOptions = {
    now,
    rounds: pace.rounds,
    mostRounds: pace.mostRounds,
    enoughMs: pace.enoughMs,
    signal,
    onRound: (round) => bench.progress(Math.min(0.95, round / pace.rounds)),
  };
  const { laps } = await interleaved(contestants, repeat);
  const lapsOf = (name: string) => laps[contestants.findIndex((c) => c.name === name)] ?? [];

  const reference = cpus[1]![1];
  /** What a row says of the GPU alone, of its rates from call to result. */
  const ofGpu = (rates: readonly number[]) => {
    const ofGpuWork = { work: workload.work(sizes.get('gpu')!) };
    const kernel = kernelRates(lapsOf('gpu'), ofGpuWork.work);
    const shareOf = (beside: (Contestant & { work: number }) | null) =>
      beside && medianRatio(kernel ?? rates, rooflineRates(lapsOf(beside.name), beside));
    return {
      kernelRate: kernel && median(kernel),
      rooflineShare: shareOf(roofline),
      ownRooflineShare: shareOf(ownRoofline),
      byHandShare: workload.byHand
        ? medianRatio(kernel ?? rates, rooflineRates(lapsOf('by hand'), ofGpuWork))
        : null,
      compileMs,
    };
  };
  const rates = new Map<BenchEngine, number[]>();
  for (const [name] of engines)
    rates.set(name, ratesOf(lapsOf(name), workload.work(sizes.get(name)!)));
  for (const [name, engine] of engines) {
    const size = sizes.get(name)!;
    const own = rates.get(name)!;
    report.rows.push({
      id: workload.id,
      title: workload.title,
      engine: name,
      size: workload.describe(size),
      reduced: workload.work(size) < workload.work(workload.full),
      unit: workload.unit,
      rate: median(own),
      spread: spreadOf(own),
      speedUp: medianRatio(own, rates.get('cpu-1')!),
      ...(name === 'gpu'
        ? { ...ofGpu(own), ...(await workload.compare(engine, reference, { signal })) }
        : { ...NOT_OF_GPU, ...referenceAccuracy(workload) }),
    } satisfies BenchRow);
  }
  if (roofline && workload.roofline) {
    report.roofline[workload.roofline] ??= rooflineReport(
      workload.roofline,
      rooflineRates(lapsOf('roofline'), roofline),
      ownRoofline && rooflineRates(lapsOf('own roofline'), ownRoofline),
    );
  }
  if (first)
    report.noise = noiseOf(
      workload,
      rates.get('gpu')!,
      ratesOf(lapsOf('again'), workload.work(sizes.get('gpu')!)),
    );
}

const NOT_OF_GPU = {
  kernelRate: null,
  rooflineShare: null,
  ownRooflineShare: null,
  byHandShare: null,
  compileMs: null,
};

/** The CPU is what the GPU is held against. */
const referenceAccuracy = ({ unit }: Workload): Accuracy => ({
  sample: 0,
  maxAbsoluteError: 0,
  medianAbsoluteError: 0,
  maxRelativeError: 0,
  outcomeMismatches: unit === 'samples/s' ? null : 0,
});

function rooflineReport(
  kind: RooflineKind,
  rates: readonly number[],
  ownRates: readonly number[] | null,
): RooflineReport {
  return {
    rate: median(rates),
    spread: spreadOf(rates),
    ownExp2Rate: ownRates && median(ownRates),
    ...rooflineOperations(kind),
  };
}

function noiseOf(
  workload: Workload,
  once: readonly number[],
  again: readonly number[],
): NoiseFloor {
  const ratios = spreadOf(once.map((rate, i) => rate / again[i]!));
  return { id: workload.id, ratio: ratios.median, spread: (ratios.high - ratios.low) / 2 };
}
