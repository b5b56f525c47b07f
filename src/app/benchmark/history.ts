// Earlier results of the benchmark, kept by the browser: newest first, under a key of their own.
import type { BenchReport, BenchRow } from '../../bench/report.ts';
import { createLasting } from '../kept/lasting.ts';

export interface KeptReport {
  /** When it was measured, ISO 8601. */
  readonly at: string;
  readonly report: BenchReport;
}

/** Results that are kept at most. */
export const MOST_KEPT = 20;

const all = createLasting<readonly KeptReport[]>('gradscape.benchmarks', (found = []) => found);

export const earlier = all.read;

/** Changes what is kept, after whatever another page has changed. Resolves to what it is then. */
export const keepReports = (
  change: (before: readonly KeptReport[]) => readonly KeptReport[],
): Promise<readonly KeptReport[]> => all.change((before) => change(before).slice(0, MOST_KEPT));

/** Two lists of results as one, newest first, each once. */
export const together = (
  a: readonly KeptReport[],
  b: readonly KeptReport[],
): readonly KeptReport[] =>
  [...new Map([...a, ...b].map((kept) => [kept.at, kept])).values()].sort((x, y) =>
    y.at.localeCompare(x.at),
  );

/** One job on one engine through several results: null where one has not measured it. */
export interface Compared {
  readonly row: BenchRow;
  /** In the order of the results: the rate, and over that of the result measured before on the same device. */
  readonly rates: readonly ({ readonly rate: number; readonly ratio: number | null } | null)[];
}

/** Whether two results are of the same device, so that their rates may be held against each other. */
export const comparable = (a: BenchReport, b: BenchReport, engine: BenchRow['engine']): boolean =>
  a.machine === b.machine && (engine !== 'gpu' || a.adapter === b.adapter);

/** The jobs of results, newest result first: the rows of a table that compares them. */
export function compared(results: readonly KeptReport[]): Compared[] {
  const rows = new Map<string, BenchRow>();
  const keyOf = ({ id, engine }: BenchRow) => `${id} ${engine}`;
  for (const { report } of results) {
    for (const row of report.rows) if (!rows.has(keyOf(row))) rows.set(keyOf(row), row);
  }
  const rowIn = ({ report }: KeptReport, key: string) =>
    report.rows.find((row) => keyOf(row) === key);
  return [...rows].map(([key, row]) => ({
    row,
    rates: results.map((result, r) => {
      const own = rowIn(result, key);
      if (!own) return null;
      const before = results
        .slice(r + 1)
        .filter(({ report }) => comparable(result.report, report, row.engine))
        .map((other) => rowIn(other, key))
        .find((other) => other !== undefined);
      return { rate: own.rate, ratio: before ? own.rate / before.rate : null };
    }),
  }));
}
