// What the commands compute and write.
import { expect, test } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { OUTCOMES } from '../../src/engine.ts';
import { readMeta } from '../../src/fields/formats/index.ts';
import { uncertaintyDimension } from '../../src/fields/uncertainty.ts';
import { KNOWN_ANSWERS } from '../../src/problems/known-answers.ts';
import { known } from '../fixtures/known-answers.ts';
import { at, bytesOf, hasGpu, json, run, runTogether, useFolder } from './terminal.ts';

// Every test starts processes, and some of them share two cores with all the others.

useFolder();

const engines = [
  { engine: 'cpu', here: true, bound: 1e-12 },
  // η = 100 times the f32 gradient's error, as in the browser's tests.
  { engine: 'gpu', here: hasGpu, bound: 1e-5 },
];

test('one command writes a map in several formats, each what it would be alone', async () => {
  const flags = ['--steps=20', '--size=64', '--lr=1', '--engine=cpu', '--json'];
  const sweep = ['sweep', ...flags, '--out'];
  const [both, alone, refused] = await runTogether([
    [...sweep, at('both.npz'), '--also', at('both.png')],
    [...sweep, at('alone.png')],
    ['sweep', '--also', at('c.png')],
  ]);
  expect(JSON.parse(both!.stdout).also).toEqual([at('both.png')]);
  expect(alone!.code).toBe(0);
  expect(bytesOf('both.png')).toEqual(bytesOf('alone.png'));
  expect(readMeta(bytesOf('both.npz')).spec).toEqual(readMeta(bytesOf('both.png')).spec);
  expect(refused!.code).toBe(2);
  expect(refused!.stderr).toMatch(/--also: it goes with --out/);
});

test('the figures that verify knows are those of the fixtures', () => {
  const { initial, gdStep, adamStep } = known.xor;
  expect(KNOWN_ANSWERS.initial).toMatchObject({ outputs: initial.outputs, loss: initial.loss });
  expect(KNOWN_ANSWERS.initial.gradient).toEqual(initial.gradient);
  for (const [ours, theirs] of [
    [KNOWN_ANSWERS.gdStep, gdStep],
    [KNOWN_ANSWERS.adamStep, adamStep],
  ] as const) {
    expect(ours.point).toEqual([theirs.w21, theirs.w12]);
    expect(ours.outputs).toEqual(theirs.outputs);
    expect([ours.loss, ours.learningRate]).toEqual([theirs.loss, theirs.learningRate]);
  }
});

for (const { engine, here, bound } of engines) {
  const close = (actual: number[], expected: number[]) => {
    expect(actual).toHaveLength(expected.length);
    for (const [i, value] of actual.entries()) {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(bound);
    }
  };

  test.skipIf(!here)(
    `the homework’s figures on the ${engine} engine are the known ones to ${bound}`,
    async () => {
      const { initial, gdStep, adamStep } = known.xor;
      const flags = ['--engine', engine, '--json'];
      const [point, gd, adam] = await Promise.all([
        json('point', '--w21', '0', '--w12', '0', ...flags),
        json('train', '--optimizer=gd', '--lr=100', '--steps=1', '--start', '0,0', ...flags),
        json('train', '--optimizer=adam', '--lr=0.01', '--epsilon=0', '--steps=1', ...flags),
      ]);
      expect(Object.keys(point)).toEqual([
        'problem',
        'w21',
        'w12',
        'outputs',
        'loss',
        'gradient',
        'curvature',
      ]);
      close(point.outputs, initial.outputs);
      close([point.loss, ...point.gradient], [initial.loss, ...initial.gradient]);
      for (const [{ frames }, step] of [
        [gd, gdStep],
        [adam, adamStep],
      ] as const) {
        expect(frames).toHaveLength(2);
        expect(frames[1].step).toBe(1);
        close([frames[0].loss], [initial.loss]);
        close([frames[1].w21, frames[1].w12, frames[1].loss], [step.w21, step.w12, step.loss]);
        close(frames[1].outputs, step.outputs);
      }
    },
  );

  test.skipIf(!here)(`verify keeps every bound on the ${engine} engine`, async () => {
    const { checks, gpu } = await json('verify', '--engine', engine, '--json');
    expect(checks.filter(({ passed }: { passed: boolean }) => !passed)).toEqual([]);
    expect(checks.length).toBeGreaterThan(8);
    expect(gpu === null).toBe(engine === 'cpu');
  });
}

test('outcomes, median and dimension are those of the same sweep through the library', async () => {
  const { spec, outcomes, medianStepsToThreshold, dimension, engine } = await json(
    'sweep',
    '--x=lr=0.1:1000:log',
    '--y=start.w12=-20:20',
    '--size=40x30',
    '--steps=50',
    '--engine=cpu',
  );
  expect(engine).toBe('cpu');
  expect(spec.x).toEqual({ quantity: 'learningRate', range: [0.1, 1000], scale: 'log' });
  const cpu = createCpuEngine(inlinePool());
  const { outcome, stepsToThreshold } = await cpu.sweep(spec);
  const counts = Object.fromEntries(
    OUTCOMES.map((name, code) => [name, outcome.filter((o) => o === code).length]),
  );
  expect(outcomes).toEqual(counts);
  const reached = [...stepsToThreshold].filter((k) => k !== 0xffffffff).sort((a, b) => a - b);
  const half = reached.length / 2;
  const median = (reached[Math.ceil(half - 1)]! + reached[Math.floor(half)]!) / 2;
  expect(medianStepsToThreshold).toBe(median);
  const { slope, range, ...rest } = uncertaintyDimension(outcome, 40, 30)!;
  expect(rest.sizes).toEqual([1, 2]);
  // Boxes take 32 pixels at least.
  expect(dimension).toEqual({ solved: null, pairs: { dimension: slope, scales: range, ...rest } });
});

test('a spectrum and a landscape go to a file with one row per cell', async () => {
  const spectrum = ['--lr=1:300', '--count=50', '--steps=20', '--last=2', '--out=lines.csv'];
  const ended = await runTogether([
    ['spectrum', ...spectrum, '--engine=cpu'],
    ['landscape', '--size=9x4', '--out=l.csv', '--engine=cpu', '--param', 'b2=-4'],
  ]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0]);
  const lines = bytesOf('lines.csv').toString().trimEnd().split('\r\n');
  expect(lines).toHaveLength(51);
  expect(lines[0]).toBe(
    'learningRate,row,point.w21,point.w12,loss,stepsToThreshold,outcome,iterates.w12.19,iterates.w12.20,spec',
  );
  expect(bytesOf('l.csv').toString().trimEnd().split('\r\n')).toHaveLength(37);
});

test('a spectrum’s .png is a figure that says what it is of, and --figure draws the same as SVG and PDF', async () => {
  const flags = ['spectrum', '--lr=1:300', '--count=64', '--steps=9', '--engine=cpu', '--json'];
  const also = ['--figure=lines.svg', '--figure=lines.pdf', '--title=Lines'];
  const { spec, figures } = await json(...flags, '--last=3', '--out=lines.png', ...also);
  const bytes = bytesOf('lines.png');
  expect(figures).toEqual(['lines.svg', 'lines.pdf']);
  expect(bytesOf('lines.svg').toString()).toContain('<title>Lines</title>');
  expect(bytesOf('lines.pdf').toString('latin1')).toMatch(/^%PDF-1\.4\n.*%%EOF\n$/s);
  expect(readMeta(bytes)).toMatchObject({ kind: 'spectrum', spec, engine: 'cpu' });
  expect([bytes.readUInt32BE(16), bytes[25]]).toEqual([2008, 2]);
  const { stderr } = await run(...flags, '--last=0', '--field=iterates', '--out=other.png');
  expect(stderr).toMatch(/--field: "iterates" is not one of loss, stepsToThreshold/);
});

test('--help names every command, and each has examples and exit code 0', async () => {
  const help = await run('--help');
  const commands = [
    'point',
    'train',
    'landscape',
    'sweep',
    'spectrum',
    'minima',
    'verify',
    'merge',
  ];
  expect(help.stdout).toMatch(/Exit codes: 0 done, 1 failed/);
  for (const command of commands) expect(help.stdout).toContain(`\n  ${command} `);
  const each = await runTogether(commands.map((command) => [command, '--help']));
  for (const [i, { code, stdout }] of each.entries()) {
    expect(code).toBe(0);
    expect(stdout).toContain(`Examples:\n  gradscape ${commands[i]}`);
  }
});
