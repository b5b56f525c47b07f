// What the chart of a benchmark is drawn from: jobs with their engines, a logarithmic axis, changes since another visit.
import type { BenchEngine, BenchReport, BenchRow } from '../../bench/report.ts';
import { median, relativeSpread } from '../../bench/statistics.ts';
import { comparable, type KeptReport } from './history.ts';

/** A job and what each engine made of it. */
export interface Job {
  readonly id: BenchRow['id'];
  readonly title: string;
  readonly rows: Partial<Record<BenchEngine, BenchRow>>;
}

/** The jobs of rows in their order; of `expected` those too that have no row yet. */
export function jobsOf(
  rows: readonly BenchRow[],
  expected: readonly { id: BenchRow['id']; title: string }[] = [],
): Job[] {
  const jobs = new Map<string, Job>();
  for (const { id, title } of [...expected, ...rows]) {
    if (!jobs.has(id)) jobs.set(id, { id, title, rows: {} });
  }
  for (const row of rows) jobs.get(row.id)!.rows[row.engine] = row;
  return [...jobs.values()];
}

/** Where speed-ups stand, from 0 to 1, and which are written beside the axis. */
export interface Axis {
  readonly ticks: readonly number[];
  place(speedUp: number): number;
}

/** A logarithmic axis on which all of them stand, from 0.5 or less to 20 or more. */
export function axisOf(speedUps: readonly number[]): Axis {
  const known = speedUps.filter((ratio) => ratio > 0 && Number.isFinite(ratio));
  const low = Math.min(0.5, ...known);
  const high = Math.max(20, ...known);
  const ticks = [0.01, 0.1, 1, 10, 100, 1000, 1e4].filter((tick) => tick >= low && tick <= high);
  // A little room beside the outermost.
  const [from, to] = [Math.log(low / 1.1), Math.log(high * 1.1)];
  return { ticks, place: (ratio) => (Math.log(ratio) - from) / (to - from) };
}

/** The newest of earlier results that were measured on the machine of a report, by the same version of the browser. */
export const lastVisit = (
  report: Pick<BenchReport, 'machine'>,
  earlier: readonly KeptReport[],
): KeptReport | undefined => earlier.find((kept) => kept.report.machine === report.machine);

/** What a rate is of the one measured before. */
export interface Change {
  readonly ratio: number;
  /** Whether it is no more than what repeats of either differ by, or 3 %. */
  readonly isNoise: boolean;
}

/** The change of a row since another report; null where that has not measured it on the same device. */
export function changeOf(row: BenchRow, report: BenchReport, before: BenchReport): Change | null {
  if (!comparable(report, before, row.engine)) return null;
  const other = before.rows.find(({ id, engine }) => id === row.id && engine === row.engine);
  if (!other) return null;
  const ratio = row.rate / other.rate;
  const noise = Math.max(0.03, relativeSpread(row.spread) + relativeSpread(other.spread));
  return { ratio, isNoise: Math.abs(Math.log(ratio)) <= noise };
}

/** By how much the GPU is ahead of one worker over all jobs; null without a GPU. */
export function summaryOf(
  rows: readonly BenchRow[],
): { middle: number; least: number; most: number; jobs: number } | null {
  const ratios = rows.filter(({ engine }) => engine === 'gpu').map(({ speedUp }) => speedUp);
  if (ratios.length === 0) return null;
  return {
    middle: median(ratios),
    least: Math.min(...ratios),
    most: Math.max(...ratios),
    jobs: ratios.length,
  };
}
