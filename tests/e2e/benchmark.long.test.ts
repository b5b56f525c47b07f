// The benchmark of the terminal, which opens the built page.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { BenchReport } from '../../src/bench/report.ts';

test('the benchmark of the terminal opens the built page, and measures on both engines', () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['scripts/bench.mjs', '--quick', '--only=empty', '--json'],
    { cwd: resolve(import.meta.dirname, '../..'), encoding: 'utf8' },
  );
  expect(status, stderr).toBe(0);
  const { rows } = JSON.parse(stdout) as BenchReport;
  expect(rows.map(({ engine }) => engine)).toEqual(['gpu', 'cpu-1', 'cpu']);
  expect(rows.every(({ rate }) => rate > 0)).toBe(true);
});
