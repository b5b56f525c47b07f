// What is drawn of second derivatives: contours, labels, marks, scales, intervals.
import { expect, test } from 'vitest';
import { edgesOf } from '../../src/app/curvature/edge.ts';
import { mergedIntervals } from '../../src/app/spectrum/intervals-table.ts';
import { exponentLines } from '../../src/app/spectrum/lines.ts';
import { CHAOTIC } from '../../src/fields/periods.ts';
import { someOfRun } from '../../src/fields/trajectories.ts';
import { cellCentres } from '../../src/math/grid.ts';
import { contourLines, type GridField } from '../../src/views/contour.ts';
import { labelPlace, markNear } from '../../src/views/overlay.ts';
import { scaleOf } from '../../src/views/sharpness-chart.ts';
import type { Point } from '../../src/views/transform.ts';

/** A field over [−2, 2] × [−1, 1]. */
function fieldOf(f: (x: number, y: number) => number, width = 80, height = 60): GridField {
  const window = { x: [-2, 2] as [number, number], y: [-1, 1] as [number, number] };
  const xs = cellCentres(window.x, width);
  const values = [...cellCentres(window.y, height)].flatMap((y) => [...xs].map((x) => f(x, y)));
  return { window, width, height, values };
}
const pointsOf = (line: Float64Array): Point[] =>
  Array.from({ length: line.length / 2 }, (_, k) => [line[2 * k]!, line[2 * k + 1]!]);

test('the contour of x² + y² at 0.49 is one closed line that keeps within 1e-3 of the circle', () => {
  const lines = contourLines(
    fieldOf((x, y) => x * x + y * y),
    0.49,
  );
  expect(lines.length).toBe(1);
  const points = pointsOf(lines[0]!);
  expect(points[0]).toEqual(points.at(-1));
  expect(points.length).toBeGreaterThan(60);
  for (const [x, y] of points) expect(Math.abs(Math.hypot(x, y) - 0.7)).toBeLessThan(1e-3);
});

test('a contour that leaves the window is one open line from rim to rim', () => {
  const lines = contourLines(
    fieldOf((x, y) => x + 0.3 * y),
    0.25,
  );
  expect(lines.length).toBe(1);
  const points = pointsOf(lines[0]!);
  for (const [x, y] of points) expect(x + 0.3 * y).toBeCloseTo(0.25, 9);
  expect([points[0]![1], points.at(-1)![1]].map(Math.abs)).toEqual([
    expect.closeTo(1 - 1 / 60, 9),
    expect.closeTo(1 - 1 / 60, 9),
  ]);
});

test('the two branches of xy = 0.3 do not cross, and cells with a NaN at a corner have no line', () => {
  const hyperbola = fieldOf((x, y) => x * y);
  const lines = contourLines(hyperbola, 0.3);
  expect(lines.length).toBe(2);
  for (const line of lines) {
    expect(new Set(pointsOf(line).map(([x]) => Math.sign(x))).size).toBe(1);
  }
  const holed = fieldOf((x, y) => (x > 0 ? Number.NaN : x * y));
  const left = contourLines(holed, 0.3);
  expect(left.length).toBe(1);
  expect(pointsOf(left[0]!).every(([x]) => x < 0)).toBe(true);
});

test('the edge of stability follows η and β: a line at λmax = 2/η, 2(1 + β)/η; a note where there is none', () => {
  const field = fieldOf((x) => 5 + x);
  const momentum = { kind: 'momentum', learningRate: 0.8, momentum: 0.9 } as const;
  const { levels, notes } = edgesOf(
    field,
    [{ kind: 'gd', learningRate: 0.4 }, momentum, { kind: 'gd', learningRate: 1 }],
    field.window,
  );
  expect(levels.map(({ label }) => label)).toEqual([
    'Gradient descent: η·λmax = 2',
    'Momentum: η·λmax = 3.8',
  ]);
  for (const [x] of pointsOf(levels[0]!.lines[0]!)) expect(x).toBeCloseTo(0, 9);
  for (const [x] of pointsOf(levels[1]!.lines[0]!)) expect(x).toBeCloseTo(3.8 / 0.8 - 5, 9);
  expect(notes).toEqual(['Gradient descent: η·λmax > 2 everywhere here']);
  const adam = {
    kind: 'adam',
    learningRate: 0.1,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
  } as const;
  expect(edgesOf(field, [adam], field.window).notes).toEqual([
    'No optimizer that is on has an edge of stability',
  ]);
});

test('a line is labelled in the middle of its stretch well inside the plot, and nowhere when there is none', () => {
  const size = { width: 400, height: 300 };
  const across: Point[] = Array.from({ length: 41 }, (_, i) => [10 * i, 150]);
  expect(labelPlace([across], size)).toEqual([200, 150]);
  expect(labelPlace([across.map(([x]): Point => [x, 5])], size)).toBe(null);
});

test('the mark within reach that is nearest to the pointer is the one pointed at', () => {
  const view = { x: [0, 10] as [number, number], y: [0, 10] as [number, number] };
  const size = { width: 100, height: 100 };
  const marks = [{ at: [2, 2] as Point }, { at: [3, 2] as Point }];
  expect(markNear(marks, view, size, [27, 80], 12)).toBe(marks[1]);
  expect(markNear(marks, view, size, [50, 50], 12)).toBe(null);
});

test('the chart of sharpness shows values and limits, on a log scale when they span decades, and no more of a divergence', () => {
  const limit = { at: 8, text: '2/η' };
  const near = scaleOf([{ values: [3, 5, 7.9], limit }]);
  expect(near.scale).toBe('linear');
  expect(near.range[0]).toBe(0);
  expect(near.range[1]).toBeGreaterThan(8);
  const wide = scaleOf([{ values: [1e-3, 5, 7.9], limit }]);
  expect(wide.scale).toBe('log');
  expect(wide.range[0]).toBeGreaterThan(0);
  expect(wide.range[0]).toBeLessThan(1e-3);
  expect(scaleOf([{ values: [4, 1e5, 1e12], limit }]).range[1]).toBeLessThan(2000);
});

test('chaos interrupted by short windows is one interval with their number; a long window stays', () => {
  const interval = (behaviour: number, from: number, count: number) => ({
    behaviour,
    from,
    to: from + count - 1,
    count,
  });
  const merged = mergedIntervals([
    interval(1, 0, 500),
    interval(CHAOTIC, 500, 200),
    interval(5, 700, 2),
    interval(CHAOTIC, 702, 98),
    interval(3, 800, 50),
    interval(CHAOTIC, 850, 150),
  ]);
  expect(
    merged.map(({ behaviour, from, to, count, windows }) => [behaviour, from, to, count, windows]),
  ).toEqual([
    [1, 0, 499, 500, 0],
    [CHAOTIC, 500, 799, 300, 1],
    [3, 800, 849, 50, 0],
    [CHAOTIC, 850, 999, 150, 0],
  ]);
});

test('the curve of exponents is broken where runs diverged, and lies at log10 η on a log scale', () => {
  const rates = Float64Array.of(0.1, 1, 10, 100);
  const exponents = Float64Array.of(-1, Number.NaN, 0.5, 0.7);
  const lyapunov = { rates, exponents, cells: new Uint32Array(4), spec: {} as never };
  const [zero, curve] = exponentLines(lyapunov, 'log');
  expect([...zero!.lines[0]!]).toEqual([-1, 0, 2, 0]);
  expect(curve!.lines.map((line) => [...line])).toEqual([
    [-1, -1],
    [1, 0.5, 2, 0.7],
  ]);
});

test('some iterates of a run are its own, spread evenly, with the first and the last', () => {
  const frameSteps = Uint32Array.from({ length: 11 }, (_, f) => 10 * f);
  const points = Float64Array.from({ length: 2 * 11 * 2 }, (_, i) => i);
  const { steps, points: some } = someOfRun(
    { frameSteps, points, loss: new Float64Array(22) },
    1,
    3,
  );
  expect(steps).toEqual([0, 50, 100]);
  expect([...some]).toEqual([22, 23, 32, 33, 42, 43]);
});
