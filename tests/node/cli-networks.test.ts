// Networks from the command line: what they are made of, what is measured of their sweeps, their weights.
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FORMATS, readMeta } from '../../src/fields/formats/index.ts';
import { networks } from '../../src/problems/networks/presets.ts';
import fixture from '../fixtures/networks/iterates.json' with { type: 'json' };
import { at, bytesOf, runTogether, useFolder } from './terminal.ts';

useFolder();

/** What command lines print, one after the other in a single process. */
async function together(...lines: string[][]) {
  const ended = await runTogether(lines);
  return ended.map(({ code, stdout, stderr }) => {
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  });
}

/** The cells of a member of an .npz, which are stored as they are. */
async function cellsOf(name: string, field: string, Floats = Float64Array) {
  const { readNpz } = await import('../../src/fields/formats/npz.ts');
  const bytes = new Uint8Array(bytesOf(name));
  const { arrays } = readNpz(bytes.length, (from, length) => bytes.subarray(from, from + length));
  const array = arrays.get(field);
  if (!array) return null;
  const count = array.shape.reduce((product, n) => product * n, 1);
  return new Floats(bytes.slice(array.offset, array.offset + 8 * count).buffer);
}

test('xor-deep from its flags trains as PyTorch does, and its weights go to files and back', async () => {
  const flags = [
    '--problem=network',
    '--layers=2,10,10,10,1',
    '--activation=sigmoid',
    '--data=xor',
    '--seed=777',
  ];
  const go = ['train', ...flags, '--lr=1', '--steps=100', '--every=50', '--json'];
  const files = ['w.safetensors', 'w.json'].map(at);
  const [long, , , ...backs] = await together(
    [...go, '--weights'],
    ...files.map((file) => [...go, '--weights-to', file]),
    ...files.map((file) => [
      'train',
      '--problem=network',
      '--data=xor',
      '--weights-from',
      file,
      '--steps=0',
      '--json',
    ]),
  );
  const { losses, theta } = fixture.cases.at(-1)!;
  const end = long.frames.at(-1);
  expect(end.loss).toBeCloseTo((losses as Record<string, number>)['100']!, 12);
  expect(end['W1.1.1']).toBeCloseTo(theta[0]!, 12);
  expect(Object.keys(end).length).toBe(261 + 3);
  expect(backs.length).toBe(2);
  for (const back of backs) {
    expect(back.frames[0].loss).toBe(end.loss);
    expect(back.frames[0]['W1.1.1']).toBeUndefined();
    expect(back.spec.problem.network).toMatchObject({
      layers: [2, 10, 10, 10, 1],
      activation: ['sigmoid', 'sigmoid', 'sigmoid'],
    });
  }
});

test('a measured sweep is the same whole, in shards and in every format, and opens again', async () => {
  const flags = [
    ...[
      'sweep',
      '--problem=trainability',
      '--layers=3,3,1',
      '--measure=trainability',
      '--steps=40',
      '--size=36',
    ],
    ...[
      '--x=learningRate.layer1=1e-2:1e5:log',
      '--y=lr.layer2=1e-2:1e5:log',
      '--engine=cpu',
      '--json',
    ],
  ];
  const also = FORMATS.filter((format) => format !== 'npz').flatMap((format) => [
    '--also',
    at(`all.${format}`),
  ]);
  const [whole, , , merged] = await together(
    [...flags, '--out', at('all.npz'), ...also],
    [...flags, '--shard=1/2', '--out', at('part1.npz')],
    [...flags, '--shard=2/2', '--out', at('part2.npz')],
    ['merge', at('part2.npz'), at('part1.npz'), '--out', at('merged.npz'), '--json'],
  );
  expect(bytesOf('merged.npz').equals(bytesOf('all.npz'))).toBe(true);
  expect(merged.dimension).toEqual(whole.dimension);
  const measure = (await cellsOf('all.npz', 'trainability'))!;
  const trains = measure.filter((value) => value < 0).length;
  expect(whole.trained).toEqual({ trains, fails: 36 * 36 - trains });
  expect(trains).toBeGreaterThan(100);
  expect(whole.dimension.published.dimension).toBeGreaterThan(0.5);
  for (const format of FORMATS) {
    const { spec } = readMeta(new Uint8Array(bytesOf(`all.${format}`))) as {
      spec: typeof whole.spec;
    };
    expect(spec, format).toEqual(whole.spec);
    expect(spec.problem.network).toEqual({ layers: [3, 3, 1] });
  }
  const [header, first] = bytesOf('all.csv').toString().split('\r\n');
  expect(header).toBe(
    'lr.layer1,lr.layer2,point.W1.1.1,point.W1.1.2,point.W1.1.3,point.W1.2.1,point.W1.2.2,point.W1.2.3,point.W1.3.1,point.W1.3.2,point.W1.3.3,point.W2.1.1,point.W2.1.2,point.W2.1.3,loss,stepsToThreshold,outcome,trainability,spec',
  );
  expect(Number(first!.split(',')[17])).toBe(measure[0]);
});

test('points of many parameters are handed back only when asked for', async () => {
  const flags = ['sweep', '--problem=spiral', '--steps=1', '--size=2', '--engine=cpu', '--json'];
  await together(
    [...flags, '--out', at('without.npz')],
    [...flags, '--points', '--out', at('with.npz')],
  );
  expect(await cellsOf('without.npz', 'point')).toBeNull();
  expect((await cellsOf('with.npz', 'point'))!.length).toBe(4 * 105);
});

test('every flag of a network comes into the spec, and every command takes them', async () => {
  writeFileSync(at('three.csv'), 'a,b,c,class\n0,0,1,0\n0,1,0,1\n1,0,0,2\n1,1,1,0\n');
  const made = [
    '--problem=network',
    '--layers=3,4,3',
    '--loss=softmax-cross-entropy',
    '--activation=relu',
    '--no-bias',
    '--gains=1,0.5',
    `--data=${at('three.csv')}`,
    '--init=he',
    '--seed=5',
    '--batch=2',
    '--shuffle-seed=3',
    '--test=0.25',
    '--split-seed=4',
    '--stop-at=1e-6',
  ];
  const small = [
    '--problem=circles',
    '--data-points=20',
    '--noise=0.1',
    '--data-seed=3',
    '--engine=cpu',
    '--json',
  ];
  const commands = [
    ['landscape', '--size=4'],
    ['spectrum', '--count=4', '--steps=5'],
    ['point'],
    ['sweep', '--size=2', '--steps=2'],
  ];
  const [{ spec, frames }, ...others] = await together(
    ['train', ...made, '--train=layer2', '--plane=random:1,random:2:plain', '--steps=4', '--json'],
    ...commands.map((command) => [...command, ...small]),
  );
  expect(spec.problem.network).toEqual({
    layers: [3, 4, 3],
    activation: 'relu',
    bias: false,
    gains: [1, 0.5],
    loss: 'softmax-cross-entropy',
    initialisation: 'he',
    seed: 5,
    test: 0.25,
    splitSeed: 4,
    batch: 2,
    shuffleSeed: 3,
    stopAt: 1e-6,
  });
  expect(spec.problem.trained).toEqual(['layer2']);
  expect(spec.problem.plane).toEqual({ x: { random: 1 }, y: { random: 2, normalised: false } });
  expect(frames[4].testLoss).toBeGreaterThan(0);
  expect(Object.keys(frames[0]).filter((name) => name.startsWith('W'))).toHaveLength(12);
  const drawn = { points: 20, noise: 0.1, dataSeed: 3 };
  expect(others.length).toBe(4);
  for (const { spec: of, problem = of.problem } of others) expect(problem.network).toEqual(drawn);
});

test('weights of a file are understood as on the page: libraries’ names, and layer by layer what it leaves out', async () => {
  const torch = (second: string | undefined) => ({
    loss: 'BCEWithLogitsLoss',
    layers: [
      { weight: [[1, 2]], bias: [0], activation: 'nn.ReLU' },
      { weight: [[1]], bias: [0], activation: second },
      { weight: [[1]], bias: [0], activation: 'Sigmoid' },
    ],
  });
  writeFileSync(at('torch.json'), JSON.stringify(torch(undefined)));
  writeFileSync(at('strange.json'), JSON.stringify(torch('softplus')));
  const line = ['train', '--problem=network', '--data=xor', '--steps=0', '--json'];
  const [taken, refused, chosen, biased] = await runTogether([
    [...line, '--weights-from=torch.json'],
    [...line, '--weights-from=strange.json'],
    [...line, '--weights-from=strange.json', '--activation=relu,tanh'],
    ['train', '--problem=trainability', '--bias', '--steps=0', '--json'],
  ]);
  const networkIn = ({ stdout }: { stdout: string }) => JSON.parse(stdout).spec.problem.network;
  const usual = networks.find(({ id }) => id === 'network')!.network!.spec.activations[0];
  expect(networkIn(taken!).activation).toEqual(['relu', usual]);
  expect([refused!.code, refused!.stderr]).toEqual([
    1,
    expect.stringMatching(/"strange.json": The file says "softplus", which there is not here.*\n$/),
  ]);
  expect(networkIn(chosen!).activation).toEqual(['relu', 'tanh']);
  expect(networkIn(biased!)).toEqual({ bias: true });
});

test('bad flags of networks are refused in one line', async () => {
  writeFileSync(at('odd.json'), '{"layers": [{"weight": [[1, 2]]}, {"weight": [[1, 2]]}]}');
  const cases: [code: number, message: RegExp, ...argv: string[]][] = [
    [
      2,
      /--layers: problem "xor" is no network; it goes with --problem network, xor9/,
      'train',
      '--layers=2,2,1',
    ],
    [2, /--no-bias: problem "xor" is no network/, 'train', '--no-bias'],
    [2, /--layers: "x" is not a number/, 'train', '--problem=network', '--layers=2,x,1'],
    [
      2,
      /--layers: 0 is not an integer from 1 to 1000/,
      'train',
      '--problem=network',
      '--layers=2,0,1',
    ],
    [2, /--activation: "gelu" is not one of/, 'train', '--problem=network', '--activation=gelu'],
    [
      2,
      /goes with a last activation of "sigmoid", not "tanh"/,
      'train',
      '--problem=network',
      '--output=tanh',
    ],
    [2, /--init: "zero" is not one of pytorch, uniform/, 'train', '--problem=moons', '--init=zero'],
    [
      2,
      /--data: "sun" is neither a file nor one of xor, /,
      'train',
      '--problem=network',
      '--layers=2,3,1',
      '--data=sun',
    ],
    [
      2,
      /--plane: "random:1:raw" is not random:SEED or random:SEED:plain/,
      'train',
      '--problem=moons',
      '--plane=random:1:raw,random:2',
    ],
    [2, /'speed' is invalid.*trainability/, 'sweep', '--measure=speed'],
    [
      2,
      /--weights-to: problem "beale" is no network/,
      'train',
      '--problem=beale',
      '--weights-to=a.json',
    ],
    [
      2,
      /"a.txt" does not end in .safetensors or .json/,
      'train',
      '--problem=moons',
      '--weights-to=a.txt',
    ],
    [1, /"none.json": no such file/, 'train', '--problem=network', '--weights-from=none.json'],
    [
      1,
      /takes 2 inputs, and .* before it gives 1/,
      'train',
      '--problem=network',
      '--weights-from=odd.json',
    ],
    [
      2,
      /--param: "w=1" is not NAME=VALUE with a NAME of W1.1.1.*, …, b4.1 \(261 in all\)/,
      'train',
      '--problem=xor-deep',
      '--param=w=1',
    ],
  ];
  const ended = await runTogether(cases.map(([, , ...argv]) => argv));
  for (const [i, [code, message, ...argv]] of cases.entries()) {
    const { code: found, stderr } = ended[i]!;
    expect({ argv, found, stderr }).toMatchObject({
      found: code,
      stderr: expect.stringMatching(message),
    });
    expect(stderr.trimEnd().split('\n').length).toBe(1);
  }
});
