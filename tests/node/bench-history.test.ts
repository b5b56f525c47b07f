import { expect, test } from 'vitest';
import { compared, type KeptReport, together } from '../../src/app/benchmark/history.ts';
import type { BenchReport, BenchRow } from '../../src/bench/report.ts';

const row = (id: BenchRow['id'], engine: BenchRow['engine'], rate: number) =>
  ({ id, engine, rate, title: id, unit: 'steps/s' }) as BenchRow;
const kept = (day: number, adapter: string, rows: BenchRow[]): KeptReport => ({
  at: `2026-11-${day}T10:00:00.000Z`,
  report: { adapter, machine: 'Chromium, 2 cores', rows } as BenchReport,
});
const results = [
  kept(22, 'GPU B', [row('sweep-gd', 'gpu', 300), row('sweep-gd', 'cpu', 20)]),
  kept(21, 'GPU A', [row('sweep-gd', 'gpu', 100), row('xor9', 'gpu', 7)]),
  kept(20, 'GPU B', [row('sweep-gd', 'gpu', 200), row('sweep-gd', 'cpu', 10)]),
];

test('results are held against the one before on the same GPU, those of the CPU on the same machine', () => {
  const [gpu, cpu, network] = compared(results);
  expect(gpu!.rates).toEqual([
    { rate: 300, ratio: 1.5 },
    { rate: 100, ratio: null },
    { rate: 200, ratio: null },
  ]);
  expect(cpu!.rates).toEqual([{ rate: 20, ratio: 2 }, null, { rate: 10, ratio: null }]);
  expect(network!.rates).toEqual([null, { rate: 7, ratio: null }, null]);
});

test('results that come back after they were forgotten are there once, newest first', () => {
  const [newest, ...older] = results;
  expect(together([newest!], results.toReversed())).toEqual(results);
  expect(together(older, [newest!])).toEqual(results);
});
