// The data tables of the views: what they say is what the fields hold, a few hundred cells of it, and in full as CSV.
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { sweepSpecOf } from '../../src/app/state/job-specs.ts';
import { problemOf } from '../../src/app/state/problem.ts';
import { activeOptimizers, DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { tablesOf } from '../../src/app/tables/contents.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { OUTCOMES } from '../../src/engine.ts';
import { asDrawn } from '../../src/fields/on-plane.ts';
import { bind } from '../../src/problems/registry.ts';

const engine = createCpuEngine(inlinePool());
const cells = ({ rows }: { rows: readonly (readonly string[])[] }) =>
  rows.reduce((sum, row) => sum + row.length, 0);

test('the table of a landscape has the loss at the points that it names, top row first, and the runs as they end', async () => {
  const state = patched(DEFAULT_STATE, { steps: 100, starts: { pattern: 'grid', gridSize: 9 } });
  const problem = problemOf(state);
  const { window } = state;
  const value = await engine.landscape({ problem, window, width: 40, height: 30 });
  const optimizer = activeOptimizers(state)[0]!;
  const points = [
    [0, 0],
    [5, 5],
  ];
  const runs = await engine.trajectories({
    ...{ problem, optimizer, starts: points.flat(), steps: 100, every: 1 },
  });
  const set = { kind: optimizer.kind, trajectories: asDrawn(runs), theta: runs.points };
  const tables = tablesOf(state, [{ kind: 'landscape', value }], [set]);
  expect(tables.length).toBe(3);
  const [map, ends, curves] = tables as [
    (typeof tables)[0],
    (typeof tables)[0],
    (typeof tables)[0],
  ];

  const { loss } = bind(problem);
  const [, ...csv] = map.csv;
  expect(csv.length).toBe(121);
  for (const [x, y, told] of csv as number[][]) {
    expect(told).toBeCloseTo(loss(Float64Array.of(x!, y!)), 9);
  }
  // From the top down, as on the map; and the first and last column are its first and last pixels.
  expect(csv[0]![1]).toBeCloseTo(window.y[1] - 20 / 30, 12);
  expect(csv.at(-1)![0]).toBe(window.x[1] - 0.5);
  expect(Number(map.rows[10]![11]!.replace('−', '-'))).toBeCloseTo(csv.at(-1)![2] as number, 2);

  const last = ends.csv[1]!;
  expect(last.slice(0, 3)).toEqual(['gd', 0, 0]);
  expect([last[6], last[7]]).toEqual(['solved', 78]);
  expect(last[8]).toBe(runs.loss[100]);
  expect(curves.csv.at(-1)).toEqual([100, runs.loss[100], runs.loss[201]]);
  for (const table of tables) expect(cells(table)).toBeLessThanOrEqual(400);
});

test('the table of a map has what became of the runs of its pixels', async () => {
  const state = patched(DEFAULT_STATE, { tab: 'sweep', map: { resolution: 32, steps: 60 } });
  const spec = { ...sweepSpecOf(state, 'gd', 1), width: 32, height: 24 };
  const value = await engine.sweep(spec);
  const [map] = tablesOf(state, [{ kind: 'sweep', value }], []);
  const [, first] = map!.csv;
  // The upper left pixel.
  const k = 23 * 32;
  expect(first!.slice(2)).toEqual([OUTCOMES[value.outcome[k]!], null, value.loss[k]]);
  const solved = map!.csv.slice(1).filter((row) => row[2] === 'solved');
  expect(solved.length).toBeGreaterThan(5);
  for (const row of solved) expect(row[4]).toBeLessThanOrEqual(spec.threshold);
  expect(cells(map!)).toBe(11 * 12);
});
