// What the command line refuses, when, and how.
import { existsSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CheckError } from '../../src/check.ts';
import { inFlags } from '../../src/cli/in-flags.ts';
import { at, bytesOf, runTogether, runWithoutGpu, useFolder } from './terminal.ts';

// Every test starts processes, and some of them share two cores with all the others.

useFolder();

test('bad input is refused in one line that quotes it, with its exit code, and nothing is overwritten', async () => {
  writeFileSync(at('mine.npz'), 'mine');
  const cases: [code: number, message: RegExp, ...argv: string[]][] = [
    [2, /unknown option '--foo'/, 'sweep', '--foo'],
    [2, /unknown command 'foo'/, 'foo'],
    [2, /'tpu' is invalid.*auto, gpu, cpu/, 'sweep', '--engine', 'tpu'],
    [2, /--w21: "x" is not a number/, 'point', '--w21', 'x', '--w12', '0'],
    [2, /--w12/, 'point', '--w21', '0'],
    [2, /--w21: "NaN" is not a number/, 'point', '--w21', 'NaN', '--w12', '0'],
    [2, /--window: 20,-20 is not a range with min < max/, 'landscape', '--window=20,-20,0,1'],
    [2, /--window: "0,1" is not XMIN/, 'landscape', '--window=0,1'],
    [2, /--size 0: "0" is not an integer from 1 to 65536/, 'sweep', '--size', '0'],
    [2, /--size 9x65537: "65537" .* 1 to 65536/, 'sweep', '--size', '9x65537'],
    [2, /8192/, 'landscape', '--size', '8193'],
    [2, /--size 9x9x9|"9x9x9"/, 'sweep', '--size', '9x9x9'],
    [2, /--steps: "-1" is not an integer from 0/, 'train', '--steps', '-1'],
    [2, /--steps: "1.5" is not an integer/, 'train', '--steps', '1.5'],
    [2, /: --lr: -1 is not .* from 0 to 1000000/, 'train', '--lr=-1'],
    [2, /--optimizer: "sgd" is not one of gd, momentum/, 'train', '--optimizer', 'sgd'],
    [2, /--seed: "-1" is not an integer from 0 to 4294967295/, 'sweep', '--seed=-1'],
    [2, /--beta1 0.5: gd has no beta1, only --lr/, 'train', '--beta1', '0.5'],
    [2, /--param: "w99=1".*w11, w22/, 'point', '--w21=0', '--w12=0', '--param', 'w99=1'],
    [
      2,
      /--param b2: 51 is not a number from -50 to 50/,
      'point',
      '--w21=0',
      '--w12=0',
      '--param=b2=51',
    ],
    [2, /--x: "foo" is not one of start.w21/, 'sweep', '--x', 'foo=1:2'],
    [2, /: --x, --y: both axes vary lr: they/, 'sweep', '--x=lr=1:2', '--y=lr=2:3'],
    [2, /: --x, --y: lr and lr.w12 contradict/, 'sweep', '--x=lr=1:2', '--y=lr.w12=2:3'],
    [2, /: --x: an axis of lr over \[0,2\] is not/, 'sweep', '--x=lr=0:2:log'],
    [2, /: --formula, character 3: found/, 'landscape', '--problem=formula', '--formula=x+^2'],
    [2, /--x: "lr=1".*|"1" is not MIN:MAX/, 'sweep', '--x', 'lr=1'],
    [2, /log/, 'sweep', '--x', 'lr=0:1:log'],
    [2, /"a.xls" does not end in .npy, .npz, .csv, .parquet, .png/, 'sweep', '--out', 'a.xls'],
    [2, /"gradient" is not one of point, loss/, 'sweep', '--out', 'a.npy', '--field', 'gradient'],
    [2, /--shard: "5" is not i\/n/, 'sweep', '--shard', '5', '--out', 'a.npz'],
    [2, /--shard 5\/4: "5" is not an integer from 1 to 4/, 'sweep', '--shard=5/4', '--out=a.npz'],
    [2, /--shard 1\/99: the sweep has 16 tiles/, 'sweep', '--shard=1/99', '--out=a.npz'],
    [2, /"a.csv" is not an .npz/, 'sweep', '--shard=1/4', '--out=a.csv'],
    [2, /--seed: "-1"/, 'train', '--seed=-1'],
    [2, /--figure: ".\/m.png" is named twice/, 'sweep', '--out=m.png', '--figure=./m.png'],
    [2, /--figure: "m.png" is named twice/, 'landscape', '--out=m.png', '--figure=m.png'],
    [2, /--also: "m.npz" is named twice/, 'sweep', '--out=m.npz', '--also=m.npz'],
    [2, /missing required argument 'files'/, 'merge'],
    [2, /--runs: "0" is not an integer from 1 to 1024/, 'minima', '--runs=0'],
    [2, /--window: 1,0 is not a range/, 'minima', '--window=1,0,0,1'],
    [2, /--lyapunov: "4096" is not an integer from 1 to 2048/, 'spectrum', '--lyapunov=4096'],
    [2, /--runs 4: b1 is not trained/, ...['minima', '--runs=4', '--train=w11', '--plane=w11,b1']],
    [1, /"mine.npz" is there already: --force/, 'sweep', '--size=16', '--out', 'mine.npz'],
    [1, /there is no folder "nowhere"/, 'landscape', '--out', 'nowhere/a.npz'],
    [
      1,
      /"mine.npz" is no shard of a sweep: it is not a whole .npz/,
      'merge',
      'mine.npz',
      '--out=b.npz',
    ],
    [1, /"none.npz": no such file/, 'merge', 'none.npz', '--out=b.npz'],
  ];
  const ends = await runTogether(cases.map(([, , ...argv]) => argv));
  for (const [i, [code, message, ...argv]] of cases.entries()) {
    const { stderr, stdout, code: actual } = ends[i]!;
    expect({ argv, code: actual, stdout }).toEqual({ argv, code, stdout: '' });
    expect(stderr, argv.join(' ')).toMatch(message);
    expect(stderr.trimEnd().split('\n'), argv.join(' ')).toHaveLength(1);
  }
  expect(bytesOf('mine.npz').toString()).toBe('mine');
  for (const name of ['a.npz', 'a.npy', 'a.csv', 'b.npz']) expect(existsSync(at(name))).toBe(false);
});

test('a value that its spec is refused for is told by its flag, and in a file by the file and the key', async () => {
  const spec = { problem: { id: 'xor' }, optimizer: { kind: 'momentum', learningRate: 1 } };
  const train = { ...spec, starts: [0, 0], steps: 4, every: 1 };
  const wrong = { ...train, optimizer: { ...spec.optimizer, momentum: 1.5 } };
  writeFileSync(at('wrong.json'), JSON.stringify(wrong));
  const cases: [code: number, said: string, ...argv: string[]][] = [
    [2, '--lr: -1 is not a learning rate from 0', 'train', '--lr=-1'],
    [2, '--lr: [1,2,3] is not one rate, or 2, one for each', 'sweep', '--lr=1,2,3'],
    [2, '--momentum: 1 is not a number in [0, 1)', 'sweep', '--optimizer=nesterov', '--momentum=1'],
    [2, '--threshold: -1 is not a number from', 'spectrum', '--threshold=-1'],
    [2, '--x: an axis of lr over [0,1]', 'sweep', '--x=lr=0:1:log'],
    [2, '--x: 10000000000 is not a number from', 'sweep', '--x=start.w21=0:1e10'],
    [2, '--lr: an axis of lr over [0,1]', 'spectrum', '--lr=0:1:log'],
    [2, '--size: 8193 is not an integer from', 'landscape', '--size=8193x1'],
    [2, '--window: -10000000000 is not a number', 'landscape', '--window=-1e10,1,0,1'],
    [2, '--start: 10000000000 is not a number', 'train', '--start=1e10,0'],
    [2, '--last: 9 is more than the 8 steps', 'spectrum', '--last=9', '--steps=8'],
    [2, '--also: a period takes 8 steps', 'sweep', '--also=period', '--steps=3'],
    [2, '--train: parameter "w99" is not one of', 'point', '--train=w99'],
    [2, '--plane: ', 'landscape', '--plane=w11,w11'],
    [2, '--layers: ', 'train', '--problem=moons', '--layers=2'],
    [2, '--batch: -1 is not an integer', 'train', '--problem=moons', '--batch=-1'],
    [2, '--schedule: 11 is not a number from 0 to 10', 'train', '--schedule=step:3:11'],
    [2, '--warm-up: 2 is not a number from 0 to 1', 'train', '--warm-up=3:2'],
    [2, '--gradient-noise: -1 is not a number', 'train', '--gradient-noise=-1'],
    [1, '"wrong.json": trajectories.optimizer.momentum: 1.5', 'train', '--spec=wrong.json'],
  ];
  const ends = await runTogether(cases.map(([, , ...argv]) => argv));
  for (const [i, [code, said, ...argv]] of cases.entries()) {
    expect(ends[i], argv.join(' ')).toMatchObject({ code, stdout: '' });
    expect(ends[i]!.stderr, argv.join(' ')).toContain(`gradscape: ${said}`);
  }
  // What every key is called is in one table; a parameter has its name beside the flag.
  const path = 'problem.parameters.b2';
  expect(inFlags(new CheckError('sweep', path, '51 is too large'))).toBe(
    '--param b2: 51 is too large',
  );
});

test('every flag is refused before a device is opened, where opening one would fail', async () => {
  const files = ['--out=a.npy', '--also=a.png'];
  const opening: string[][] = [
    ['landscape', '--size=8'],
    ['sweep', '--size=8', '--steps=1', ...files],
    ['spectrum', '--count=8', '--steps=1'],
    ['train', '--steps=1'],
    ['point', '--w21=0', '--w12=0'],
    ['verify'],
  ];
  const cases: [message: RegExp, ...argv: string[]][] = [
    [/"gradient" is not one of point, loss/, 'sweep', '--out=a.npy', '--field=gradient'],
    [/"gradient" is not one of point/, 'sweep', '--out=a.npz', '--also=a.npy', '--field=gradient'],
    [/"point" is a vector/, 'sweep', '--out=a.png', '--field=point'],
    [/a .npz file holds all fields: "loss"/, 'sweep', '--out=a.npz', '--field=loss'],
    [/"outcome" is not one of loss, gradient/, 'landscape', '--out=a.npy', '--field=outcome'],
    [/"iterates" is not one of point/, 'spectrum', '--last=0', '--out=a.npy', '--field=iterates'],
    [/"point" is not one of iterates, loss, steps/, 'spectrum', '--out=a.png', '--field=point'],
    [/--field loss: it goes with --out/, 'sweep', '--field=loss'],
    [/--range 0,1: it goes with --out/, 'landscape', '--range=0,1'],
    [/--range: 1,0 is not a range/, 'landscape', '--out=a.png', '--range=1,0'],
    [/'hot' is invalid/, 'landscape', '--out=a.png', '--colormap=hot'],
    [/unknown option '--workers=2'/, 'bench', '--workers=2'],
    ...['landscape', 'sweep', 'spectrum', 'train', 'verify'].flatMap(
      (command): [RegExp, ...string[]][] => [
        [/--workers: "0" is not an integer from 1 to 1024/, command, '--workers=0'],
        [/--seed: "x" is not an integer from 0/, command, '--seed=x'],
      ],
    ),
    [/--workers: "0"/, 'point', '--w21=0', '--w12=0', '--workers=0'],
    [/--seed: "x"/, 'point', '--w21=0', '--w12=0', '--seed=x'],
  ];
  // A device that cannot be opened is a failure, and what the driver says of it is its own.
  for (const { code, stderr } of await Promise.all(
    opening.map((argv) => runWithoutGpu(...argv, '--engine=gpu')),
  )) {
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^gradscape: .*(adapter|webgpu|Vulkan)/i);
  }
  const ends = await runTogether(cases.map(([, ...argv]) => [...argv, '--engine=gpu']));
  for (const [i, [message, ...argv]] of cases.entries()) {
    const { code, stdout, stderr } = ends[i]!;
    expect({ argv, code, stdout }).toEqual({ argv, code: 2, stdout: '' });
    expect(stderr, argv.join(' ')).toMatch(message);
    expect(stderr.trimEnd().split('\n'), argv.join(' ')).toHaveLength(1);
  }
  for (const name of ['a.npz', 'a.npy', 'a.png']) expect(existsSync(at(name))).toBe(false);
});
