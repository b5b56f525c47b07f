import { expect, test } from 'vitest';
import { axisOf, changeOf, jobsOf, lastVisit, summaryOf } from '../../src/app/benchmark/speed.ts';
import { type BenchReport, type BenchRow, toCsv } from '../../src/bench/report.ts';

const row = (
  id: BenchRow['id'],
  engine: BenchRow['engine'],
  rate: number,
  speedUp: number,
  spread = 0.01,
): BenchRow =>
  ({
    id,
    engine,
    title: `the job, "${id}"`,
    unit: 'steps/s',
    rate,
    speedUp,
    spread: { median: rate, low: rate * (1 - spread), high: rate * (1 + spread), repeats: 3 },
  }) as BenchRow;
const report = (adapter: string | null, rows: BenchRow[], machine = 'Chromium, 2 cores') =>
  ({ adapter, machine, rows }) as BenchReport;

test('jobs stand in the order in which they are measured, those still to come behind them with no figures', () => {
  const rows = [row('drag', 'gpu', 1, 2), row('drag', 'cpu', 1, 1)];
  const expected = [
    { id: 'landscape' as const, title: 'Landscape' },
    { id: 'drag' as const, title: 'Drag' },
    { id: 'xor9' as const, title: 'Network' },
  ];
  const jobs = jobsOf(rows, expected);
  expect(jobs.map(({ title }) => title)).toEqual(['Landscape', 'Drag', 'Network']);
  expect(jobs.map((job) => Object.keys(job.rows))).toEqual([[], ['gpu', 'cpu'], []]);
});

test('the axis is logarithmic, and everything stands on it, a slower GPU left of 1', () => {
  for (const ratios of [[], [0.46, 11.9, 28], [3000, 0.02]]) {
    const { place, ticks } = axisOf(ratios);
    for (const ratio of [...ratios, ...ticks, 0.5, 20]) {
      expect(place(ratio)).toBeGreaterThan(0);
      expect(place(ratio)).toBeLessThan(1);
    }
    expect(ticks).toContain(1);
    expect(place(10) - place(1)).toBeCloseTo(place(1) - place(0.1), 12);
  }
  expect(axisOf([0.46, 28]).place(0.46)).toBeLessThan(axisOf([0.46, 28]).place(1));
});

test('a change is of the same job on the same device, and noise within the spreads of both', () => {
  const now = report('GPU A', [row('xor9', 'gpu', 110, 5), row('xor9', 'cpu', 55, 2, 0.08)]);
  const before = report('GPU A', [row('xor9', 'gpu', 100, 5), row('xor9', 'cpu', 50, 2, 0.08)]);
  const [gpu, cpu] = now.rows.map((one) => changeOf(one, now, before));
  expect(gpu!.ratio).toBeCloseTo(1.1, 12);
  expect(gpu!.isNoise).toBe(false);
  expect(cpu!.ratio).toBeCloseTo(1.1, 12);
  expect(cpu!.isNoise).toBe(true);
  const other = report('GPU B', before.rows);
  expect(now.rows.map((one) => changeOf(one, now, other) === null)).toEqual([true, false]);
  expect(changeOf(row('drag', 'gpu', 1, 1), now, before)).toBe(null);
});

test('the visit before is the newest on the same machine', () => {
  const kept = ['Firefox, 2 cores', 'Chromium, 2 cores', 'Chromium, 2 cores'].map((machine, i) => ({
    at: `2026-11-2${3 - i}`,
    report: report(null, [], machine),
  }));
  expect(lastVisit(report(null, []), kept)!.at).toBe('2026-11-22');
  expect(lastVisit(report(null, [], 'Safari'), kept)).toBe(undefined);
});

test('the summary is the median over the jobs of the GPU', () => {
  const rows = [0.5, 12, 20].map((speedUp) => row('drag', 'gpu', 1, speedUp));
  expect(summaryOf([...rows, row('drag', 'cpu', 1, 99)])).toEqual({
    middle: 12,
    least: 0.5,
    most: 20,
    jobs: 3,
  });
  expect(summaryOf([row('drag', 'cpu', 1, 2)])).toBe(null);
});

test('as CSV every row has as many cells as the head, quotes are doubled, and numbers keep their digits', () => {
  const [head, line, end, ...more] = toCsv({
    rows: [
      { ...row('xor9', 'gpu', 1 / 3, 5), size: '1,024² runs', reduced: true, compileMs: null },
    ],
  } as Pick<BenchReport, 'rows'>).split('\n');
  expect(line).toMatch(
    /^xor9,"the job, ""xor9""",gpu,"1,024² runs",true,steps\/s,0\.3333333333333333,/,
  );
  const cells = line!.replaceAll(/"([^"]|"")*"/g, 'quoted').split(',');
  expect(cells.length).toBe(head!.split(',').length);
  expect([end, more]).toEqual(['', []]);
});
