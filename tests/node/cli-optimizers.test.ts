// Flags of weight decay, schedules, warm-up and noise, further results, and files of single runs.
import { expect, test } from 'vitest';
import { readMeta } from '../../src/fields/formats/index.ts';
import { readNpz } from '../../src/fields/formats/npz.ts';
import { bytesOf, runTogether, useFolder } from './terminal.ts';

useFolder();

const ADJUSTED = [
  '--weight-decay=0.01',
  '--schedule=cosine:100:0.1',
  '--warm-up=10',
  '--gradient-noise=0.1:7',
];
const optimizer = {
  kind: 'gd',
  learningRate: 0.5,
  weightDecay: 0.01,
  schedule: { kind: 'cosine', steps: 100, least: 0.1, warmUp: { steps: 10, from: 1 / 3 } },
  noise: { deviation: 0.1, seed: 7 },
};
const SWEEP = [
  ...['sweep', '--lr=0.5', '--steps=90', '--size=6x16', '--engine=cpu', '--json'],
  ...ADJUSTED,
];
const ALSO = '--also=gradient,divergedAt,period,lyapunov';

function arraysOf(name: string) {
  const bytes = new Uint8Array(bytesOf(name));
  const { arrays } = readNpz(bytes.length, (at, length) => bytes.subarray(at, at + length));
  const numbers = (field: string) => {
    const { offset, shape } = arrays.get(field)!;
    const count = shape.reduce((a, b) => a * b);
    return new Float64Array(bytes.slice(offset, offset + 8 * count).buffer);
  };
  return { arrays, numbers };
}

test('sweeps have the optimizer of the flags and what else is asked for, cut in shards or whole', async () => {
  const made = await runTogether([
    [...SWEEP, ALSO, '--out=all.npz', '--also=all.csv'],
    [...SWEEP, ALSO, '--shard=1/2', '--out=one.npz'],
    [...SWEEP, ALSO, '--shard=2/2', '--out=two.npz'],
  ]);
  expect(made.map(({ stderr }) => stderr.replace(/\r.*/g, ''))).toEqual(['', '', '']);
  const { spec, also } = JSON.parse(made[0]!.stdout);
  expect(spec.optimizer).toEqual(optimizer);
  expect(spec.also).toEqual(['gradient', 'divergedAt', 'period', 'lyapunov']);
  expect(also).toEqual(['all.csv']);
  const [merged] = await runTogether([['merge', 'one.npz', 'two.npz', '--out=merged.npz']]);
  expect(merged!.code).toBe(0);
  expect(bytesOf('merged.npz').equals(bytesOf('all.npz'))).toBe(true);
  const { arrays } = arraysOf('all.npz');
  expect(arrays.get('gradient')!.shape).toEqual([16, 6, 2]);
  expect([...arrays.keys()]).toEqual(expect.arrayContaining(['divergedAt', 'period', 'lyapunov']));

  const pixels = ['train', '--of=all.npz', '--pixels=5,12;0,3', '--every=30', '--json'];
  const [printed, filed] = await runTogether([pixels, [...pixels, '--out=two-runs.npz']]);
  const { of, runs } = JSON.parse(printed!.stdout);
  expect(of).toEqual(spec);
  expect(runs.map((run: { pixel: number[] }) => run.pixel)).toEqual([
    [5, 12],
    [0, 3],
  ]);
  expect(runs[0].spec.firstRun).toBe(12 * 6 + 5);
  const { numbers } = arraysOf('all.npz');
  expect(runs[0].frames.at(-1).loss).toBe(numbers('loss')[12 * 6 + 5]);
  expect(runs[1].frames.at(-1).loss).toBe(numbers('loss')[3 * 6]);
  expect(JSON.parse(filed!.stdout).runs[0].last).toEqual(runs[0].frames.at(-1));
  const losses = arraysOf('two-runs.npz');
  expect(losses.arrays.get('loss')!.shape).toEqual([2, 4]);
  expect(losses.numbers('loss')[7]).toBe(numbers('loss')[3 * 6]);
});

test('train writes its iterates in every format that has room for them, and a spectrum tells its intervals', async () => {
  const train = ['train', '--lr=0.5', '--steps=9', '--every=4', '--json', ...ADJUSTED];
  const files = ['npz', 'npy', 'csv', 'parquet', 'json'].map((format) => `run.${format}`);
  const ends = await runTogether([
    train,
    ...files.map((file) => [...train, `--out=${file}`]),
    ['spectrum', '--lr=0.5:40', '--count=64', '--last=16', '--steps=200', '--engine=cpu', '--json'],
  ]);
  expect(ends.map(({ code }) => code)).toEqual(ends.map(() => 0));
  const whole = JSON.parse(ends[0]!.stdout);
  expect(whole.spec.optimizer).toEqual(optimizer);
  expect(whole.frames.map(({ step }: { step: number }) => step)).toEqual([0, 4, 8, 9]);
  expect(JSON.parse(bytesOf('run.json').toString())).toEqual(whole);
  for (const file of files.slice(0, 4)) {
    expect(readMeta(new Uint8Array(bytesOf(file)))).toMatchObject({
      kind: 'trajectories',
      spec: whole.spec,
    });
  }
  expect(JSON.parse(ends[1]!.stdout)).toMatchObject({ frames: 4, last: whole.frames.at(-1) });
  const { solved, intervals } = JSON.parse(ends.at(-1)!.stdout);
  expect(solved.share).toBeGreaterThanOrEqual(0);
  expect(solved.intervals.length > 0).toBe(solved.share > 0);
  expect(intervals[0]).toMatchObject({ from: expect.any(Number), behaviour: expect.any(String) });
});

test('what these flags cannot be is refused in one line that names the flag', async () => {
  const cases: [message: RegExp, ...argv: string[]][] = [
    [/--weight-decay: -1 is not a number from 0/, 'train', '--weight-decay=-1'],
    [/--schedule: "poly:3" is not step:EVERY:FACTOR/, 'train', '--schedule=poly:3'],
    [/--schedule: "step:3" is not step:EVERY:FACTOR/, 'train', '--schedule=step:3'],
    [/--schedule: 11 is not a number from 0 to 10/, 'train', '--schedule=step:3:11'],
    [/--warm-up: "0" is not an integer from 1/, 'train', '--warm-up=0'],
    [/--gradient-noise: "1:2:3" is not DEVIATION/, 'train', '--gradient-noise=1:2:3'],
    [/--also: "slope" is not one of gradient/, 'sweep', '--also=gradient,slope'],
    [
      /--engine gpu: only the CPU engine, in f64, has Lyap/,
      'sweep',
      '--also=lyapunov',
      '--engine=gpu',
    ],
    [/"a.png": runs have no picture/, 'train', '--out=a.png'],
    [/--pixels: of which file/, 'train', '--pixels=1,2'],
    [/--lr: --of says what is run/, 'train', '--of=a.npz', '--pixels=1,2', '--lr=1'],
  ];
  const ends = await runTogether(cases.map(([, ...argv]) => argv));
  for (const [i, [message, ...argv]] of cases.entries()) {
    expect(ends[i]!.code, argv.join(' ')).toBe(2);
    expect(ends[i]!.stderr).toMatch(message);
    expect(ends[i]!.stderr.trimEnd().split('\n')).toHaveLength(1);
  }
});
