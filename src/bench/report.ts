// What a benchmark reports: one JSON document, and the same as Markdown.
import { isSoftware } from '../gpu/device.ts';
import { amount } from '../math/format.ts';
import type { Accuracy } from './accuracy.ts';
import type { RooflineKind } from './roofline.ts';
import { relativeSpread, type Spread } from './statistics.ts';
import type { RateUnit, WorkloadId } from './workloads.ts';

export type BenchEngine = 'gpu' | 'cpu' | 'cpu-1';

/** Rates are in units of work per second; null where there is nothing to be said. */
export interface BenchRow extends Accuracy {
  id: WorkloadId;
  title: string;
  engine: BenchEngine;
  /** The size measured, in words, and whether it is smaller than the whole job. */
  size: string;
  reduced: boolean;
  unit: RateUnit;
  /** End to end with readback: the median. */
  rate: number;
  spread: Spread;
  /** On the device alone. */
  kernelRate: number | null;
  /** kernelRate (rate without timestamps) over the roofline's, measured beside it. */
  rooflineShare: number | null;
  /** The same against the roofline with the kernels' own exp2, where they have one. */
  ownRooflineShare: number | null;
  /** The same job's rate over that of a kernel written by hand, where this one is made by a program. */
  byHandShare: number | null;
  /** Until the first result can begin: the pipeline's compilation. */
  compileMs: number | null;
  /** rate over that of one CPU worker. */
  speedUp: number;
}

export interface RooflineReport {
  /** Steps per second of nothing but these operations. */
  rate: number;
  spread: Spread;
  /** The same with the exp2 that the kernels use in place of the adapter's; null where they use that. */
  ownExp2Rate: number | null;
  exp2: number;
  divisions: number;
  roots: number;
  multiplyAdds: number;
}

/** The same job against itself: what a ratio of 1 looks like here. */
export interface NoiseFloor {
  id: WorkloadId;
  ratio: number;
  /** Half the distance between the quartiles of the ratios. */
  spread: number;
}

export interface BenchReport {
  version: string;
  /** The GPU's name, or null where there is none, and why. */
  adapter: string | null;
  whyNoGpu: string | null;
  /** Where it ran: browser or Node, operating system, cores. */
  machine: string;
  cores: number;
  precision: { gpu: 'f32'; cpu: 'f64' };
  limits: Record<string, number>;
  quick: boolean;
  rows: BenchRow[];
  roofline: Partial<Record<RooflineKind, RooflineReport>>;
  noise: NoiseFloor | null;
  /** What a reader must know to judge the figures. */
  notes: string[];
}

/** 1.4e−6, with a minus sign: at a hyphen a line may break. */
const formatError = (error: number) => error.toExponential(1).replace('-', '−');

export const ENGINE_NAMES: Readonly<Record<BenchEngine, string>> = {
  gpu: 'GPU, f32',
  cpu: 'CPU, all workers, f64',
  'cpu-1': 'CPU, one worker, f64',
};

/** A rate as it is read: of jobs the time of one. */
export const rateText = (rate: number, unit: RateUnit): string =>
  unit === 'jobs/s' ? `${(1000 / rate).toPrecision(3)} ms a job` : amount(rate, unit);

/** Column heads of the table, and the cells of a row. */
export const COLUMNS = [
  'Job',
  'Engine',
  'Size',
  'Rate',
  'Spread',
  'Kernel alone',
  'Of roofline',
  'Compile',
  'Speed-up',
  'Largest error',
  'Outcomes that differ',
] as const;

export function cellsOf(row: BenchRow): string[] {
  const reference = row.engine !== 'gpu';
  return [
    row.title,
    ENGINE_NAMES[row.engine],
    `${row.size}${row.reduced ? ' (reduced)' : ''}`,
    rateText(row.rate, row.unit),
    `±${(100 * relativeSpread(row.spread)).toFixed(0)} % of ${row.spread.repeats}`,
    row.kernelRate === null ? '–' : rateText(row.kernelRate, row.unit),
    shareOf(row),
    row.compileMs === null ? '–' : `${row.compileMs.toFixed(0)} ms`,
    `${row.speedUp.toPrecision(3)}×`,
    reference
      ? 'reference'
      : `${formatError(row.maxAbsoluteError)} abs, ${formatError(row.maxRelativeError)} rel`,
    reference || row.outcomeMismatches === null ? '–' : `${row.outcomeMismatches} of ${row.sample}`,
  ];
}

function shareOf({ rooflineShare, ownRooflineShare, byHandShare }: BenchRow): string {
  if (byHandShare !== null) return `${byHandShare.toFixed(2)} of by hand`;
  if (rooflineShare === null) return '–';
  const own = ownRooflineShare === null ? '' : ` (${ownRooflineShare.toFixed(2)})`;
  return `${rooflineShare.toFixed(2)}${own}`;
}

/** The report as GitHub-flavoured Markdown. */
export function toMarkdown(report: BenchReport): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const gpu = report.adapter ?? `none (${report.whyNoGpu})`;
  return [
    `Gradscape ${report.version}. GPU: ${gpu}. ${report.machine}.`,
    '',
    line(COLUMNS),
    line(COLUMNS.map(() => '---')),
    ...report.rows.map((row) => line(cellsOf(row))),
    '',
    ...report.notes.map((note) => `- ${note}`),
    '',
  ].join('\n');
}

/** The rows as CSV, in full precision: one line for each job and engine. */
export function toCsv({ rows }: Pick<BenchReport, 'rows'>): string {
  const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) =>
    [
      row.id,
      row.title,
      row.engine,
      row.size,
      row.reduced,
      row.unit,
      row.rate,
      row.spread.low,
      row.spread.high,
      row.spread.repeats,
      row.kernelRate,
      row.rooflineShare,
      row.compileMs,
      row.speedUp,
      row.maxAbsoluteError,
      row.maxRelativeError,
      row.outcomeMismatches,
    ]
      .map((cell) => quoted(String(cell ?? '')))
      .join(','),
  );
  const head =
    'id,job,engine,size,reduced,unit,rate,rate_low,rate_high,repeats,kernel_rate,of_roofline,compile_ms,speed_up,max_absolute_error,max_relative_error,outcomes_that_differ';
  return [head, ...lines, ''].join('\n');
}

/** What a reader must know to judge the figures of a report. */
export function notesOf({ adapter, rows, roofline, noise, cores, limits }: BenchReport): string[] {
  const notes = [
    `Rates are end to end, from the call to the result read back; medians of interleaved repeats after a warm-up, ± half the distance between the quartiles. Kernel alone: the GPU's own timestamps. Speed-up: over one CPU worker (of ${cores} cores), the same folded formula in f64.`,
  ];
  for (const [kind, { rate, ownExp2Rate, exp2, divisions, ...more }] of Object.entries(roofline)) {
    const operations = [
      `${exp2} exp2`,
      `${divisions} divisions`,
      ...(more.roots ? [`${more.roots} square roots`] : []),
      ...(more.multiplyAdds ? [`${more.multiplyAdds} multiply-adds`] : []),
    ].join(', ');
    const own = ownExp2Rate
      ? `; ${amount(ownExp2Rate, 'steps/s')} with the exp2 that the kernels use in place of this adapter's, which the share in parentheses is of`
      : '';
    notes.push(
      `Roofline ${kind}: ${amount(rate, 'steps/s')} of nothing but ${operations} per step, in the same rounds${own}.${kind === 'gd' ? ' A landscape’s sample, which has a loss besides, is held against it too.' : ''}`,
    );
  }
  if (rows.some(({ byHandShare }) => byHandShare !== null)) {
    notes.push(
      'Of by hand: the rate of the kernel that is made of the formula over that of one for the same function written in WGSL by hand, in the same rounds.',
    );
  }
  if (rows.some(({ unit }) => unit === 'jobs/s')) {
    notes.push(
      'Of the shortest jobs the time of one is given, of eight in a row. A drag is timed to its numbers: drawing them comes on top.',
    );
  }
  if (noise) {
    const { ratio, spread } = noise;
    notes.push(
      `Noise floor: the same GPU job against itself gave a ratio of ${ratio.toFixed(3)} ± ${spread.toFixed(3)}.`,
    );
  }
  if (rows.some(({ reduced }) => reduced)) {
    notes.push('Reduced: fewer runs than the whole job, so that a repeat takes about a second.');
  }
  const fractal = rows.find(
    ({ engine, outcomeMismatches }) => engine === 'gpu' && outcomeMismatches,
  );
  if (fractal) {
    notes.push(
      'Inside a fractal boundary f32 and f64 runs part ways; the largest error is that of such a run.',
    );
  }
  const megabytes = limits.maxStorageBufferBindingSize;
  if (megabytes) notes.push(`Storage bindings of up to ${Math.round(megabytes / 2 ** 20)} MiB.`);
  if (adapter && isSoftware(adapter)) {
    notes.push(
      'This adapter is software: it runs the GPU code on the CPU’s cores. Its figures say nothing about a GPU.',
    );
  }
  return notes;
}
