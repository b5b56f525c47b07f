import { expect, test } from 'vitest';
import { lossErrors } from '../../src/bench/accuracy.ts';
import { browserOf, systemOf } from '../../src/bench/browser.ts';
import { interleaved } from '../../src/bench/repeat.ts';
import {
  type BenchReport,
  type BenchRow,
  COLUMNS,
  cellsOf,
  notesOf,
  toMarkdown,
} from '../../src/bench/report.ts';
import { rooflineOperations } from '../../src/bench/roofline.ts';
import { medianRatio, quantile, relativeSpread, spreadOf } from '../../src/bench/statistics.ts';
import { WORKLOADS } from '../../src/bench/workloads.ts';
import { isSoftware } from '../../src/gpu/device.ts';
import { loadProblems } from '../../src/problems/load.ts';

await loadProblems();

test('the median of an even count is the mean of the middle two, quartiles are interpolated', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(spreadOf([5, 1, 2, 3, 4])).toEqual({ median: 3, low: 2, high: 4, repeats: 5 });
  expect(relativeSpread({ median: 4, low: 3, high: 5, repeats: 9 })).toBe(0.25);
  expect(quantile([], 0.5)).toBeNaN();
});

test('a median ratio pairs neighbours, so that a drift of both leaves it alone', () => {
  expect(medianRatio([10, 20, 40], [5, 10, 20])).toBe(2);
});

test('rounds interleave the contestants after one unmeasured round each, by the clock given', async () => {
  let clock = 0;
  const order: string[] = [];
  const contestant = (name: string, ms: number) => ({
    name,
    async run() {
      order.push(name);
      clock += ms;
      return name === 'a' ? ms / 2 : null;
    },
  });
  const { laps } = await interleaved([contestant('a', 10), contestant('b', 20)], {
    now: () => clock,
    rounds: 2,
    mostRounds: 5,
    enoughMs: 80,
  });
  expect(order.join('')).toBe('abababab');
  expect(laps[0]).toEqual(Array(3).fill({ ms: 10, kernelMs: 5 }));
  expect(laps[1]).toEqual(Array(3).fill({ ms: 20, kernelMs: null }));
});

test('an aborted measurement rejects with the signal’s reason', async () => {
  const controller = new AbortController();
  const run = async () => {
    controller.abort(new Error('enough'));
    return null;
  };
  const options = {
    now: () => 0,
    rounds: 3,
    mostRounds: 3,
    enoughMs: 0,
    signal: controller.signal,
  };
  await expect(interleaved([{ name: 'a', run }], options)).rejects.toThrow('enough');
});

const row: BenchRow = {
  id: 'sweep-gd',
  title: 'Basin map',
  engine: 'gpu',
  size: '141² runs × 1,000 steps',
  reduced: true,
  unit: 'steps/s',
  rate: 119e6,
  spread: { median: 119e6, low: 118e6, high: 120e6, repeats: 10 },
  kernelRate: 122e6,
  rooflineShare: 0.76,
  ownRooflineShare: 0.58,
  byHandShare: null,
  compileMs: 79,
  speedUp: 6.7,
  sample: 512,
  maxAbsoluteError: 4.7e-7,
  medianAbsoluteError: 1e-8,
  maxRelativeError: 1e-6,
  outcomeMismatches: 0,
};
const report: BenchReport = {
  version: '0.1.0+1a2b3c4',
  adapter: 'google swiftshader (software)',
  whyNoGpu: null,
  machine: 'Chromium, 2 cores',
  cores: 2,
  precision: { gpu: 'f32', cpu: 'f64' },
  limits: { maxStorageBufferBindingSize: 2 ** 27 },
  quick: true,
  rows: [row],
  roofline: {
    gd: {
      rate: 2.2e8,
      spread: row.spread,
      ownExp2Rate: 2.6e8,
      exp2: 5,
      divisions: 7,
      roots: 0,
      multiplyAdds: 0,
    },
  },
  noise: { id: 'sweep-gd', ratio: 1.01, spread: 0.01 },
  notes: [],
};

test('a row has a cell per column, and the Markdown names adapter, sizes and the roofline', () => {
  expect(cellsOf(row).length).toBe(COLUMNS.length);
  const markdown = toMarkdown({ ...report, notes: notesOf(report) });
  expect(markdown).toContain('| 119 Msteps/s | ±1 % of 10 |');
  expect(markdown).toContain('says nothing about a GPU'.replace('says', 'say'));
  expect(markdown).toContain('| 0.76 (0.58) |');
  expect(markdown).toContain('5 exp2, 7 divisions per step, in the same rounds; 260 Msteps/s with');
  expect(isSoftware('nvidia ampere')).toBe(false);
});

test('the report is plain data with the fields that others read', () => {
  const { rows } = JSON.parse(JSON.stringify(report)) as BenchReport;
  expect(Object.keys(rows[0]!)).toEqual(
    expect.arrayContaining([
      ...['id', 'engine', 'rate', 'unit', 'kernelRate', 'rooflineShare', 'ownRooflineShare'],
      ...['maxAbsoluteError', 'outcomeMismatches'],
    ]),
  );
  expect(WORKLOADS.map(({ id }) => id)).toEqual([
    'landscape',
    'drag',
    'sweep-gd',
    'sweep-adam',
    'spectrum',
    'short',
    'empty',
    'formula',
    'xor9',
    'xor-deep',
    'trainability',
  ]);
});

test('errors are the largest and the median difference of the losses', () => {
  expect(lossErrors([1, 2, 3], [1, 2.5, 2])).toMatchObject({
    sample: 3,
    maxAbsoluteError: 1,
    medianAbsoluteError: 0.5,
  });
});

test('browser and system are read from the user agent', () => {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36';
  expect([browserOf(agent), systemOf(agent)]).toEqual(['Chromium 141', 'Linux']);
});

test('a network’s roofline counts what no kernel can do without: of inputs 0 and 1 no product, of biases none', () => {
  // 2-2-1 on the four corners: 12 sigmoids; both output weights thrice for each point; nine steps.
  expect(rooflineOperations('xor9')).toEqual({
    exp2: 12,
    divisions: 12,
    roots: 0,
    multiplyAdds: 3 * 4 * 2 + 9,
  });
  // 2-10-10-10-1: 31 sigmoids, 210 weights above the first layer.
  expect(rooflineOperations('xor-deep').multiplyAdds).toBe(3 * 4 * 210 + 261);
});
