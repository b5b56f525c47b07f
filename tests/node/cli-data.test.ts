// Problems with data on the command line, and the list of all problems.
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { problems } from '../../src/problems/registry.ts';
import { at, hasGpu, json, run, runTogether, useFolder } from './terminal.ts';

useFolder();

writeFileSync(at('good.csv'), '\ufeffhours;points\r\n1,5;2\r\n2;3\r\n4;4\r\n');
writeFileSync(at('bad.csv'), 'x,y\n1,2\n\n3,4 h\n5,q\n');
writeFileSync(at('many.csv'), '1,2\n'.repeat(10_001));
writeFileSync(at('large.csv'), '0.123456789,-2.5\n'.repeat(1000));

test('points of a file and sets by name are fitted on either engine, with their likelihood', async () => {
  const point = (...argv: string[]) => json('point', '--json', ...argv);
  const engines = hasGpu ? ['cpu', 'gpu'] : ['cpu'];
  for (const engine of engines) {
    const line = await point('--problem=least-squares', '--data=good.csv', '--engine', engine);
    expect(line.problem.data).toEqual([
      [1.5, 2],
      [2, 3],
      [4, 4],
    ]);
    expect(line.loss).toBeCloseTo(29 / 3, 5);
    expect(line).not.toHaveProperty('likelihood');
    const homework = await point(
      ...['--problem=logistic', '--train=w0,w1,w2', '--at=w0=-3,w1=-1,w2=3', '--engine', engine],
    );
    expect(homework.likelihood).toBeCloseTo(0.6023437531909679, 12);
    const gate = await point('--problem=gates', '--data=xor', '--engine', engine);
    expect(gate.loss).toBeCloseTo(Math.LN2, 6);
  }
});

test('what is wrong with data is said in one line before a device is opened, with its exit code', async () => {
  const cases: [code: number, message: RegExp, ...argv: string[]][] = [
    [1, /"bad.csv": line 4, column 2 \(y\): "4 h" is not a number/, 'sweep', '--data=bad.csv'],
    [1, /"none.csv": no such file or folder/, 'train', '--data=none.csv'],
    [1, /"many.csv": 10001 rows are more than the 10000/, 'spectrum', '--data=many.csv'],
    [1, /".": it is a folder/, 'sweep', '--data=.'],
    // Without an end: no more is read than a table may have.
    [1, /"\/dev\/zero": more than the 16777216 bytes that are read/, 'sweep', '--data=/dev/zero'],
    [
      2,
      /--data: "foo" is neither a file nor one of textbook, outlier, noisy/,
      'point',
      '--data=foo',
    ],
    [
      2,
      /a .npy file has no room for a spec of \d+ char/,
      'landscape',
      '--data=large.csv',
      '--out=a.npy',
    ],
    [2, /a .npy file has no room/, 'sweep', '--data=large.csv', '--out=a.npz', '--also=a.npy'],
  ];
  const flags = ['--problem=least-squares', '--engine=gpu'];
  const ends = await runTogether([
    ...cases.map(([, , ...argv]) => [...argv, ...flags]),
    ['point', '--data=foo'],
    ['point', '--problem=least-squares', '--formula=x'],
    ['problems', 'foo'],
    ['verify', '--data=or'],
  ]);
  const all = [
    ...cases,
    [
      2,
      /--data: problem "\w+" is fitted to no data; it goes with --problem .*least-squares/,
    ] as const,
    [
      2,
      /--formula: problem "least-squares" is made of no formula; it goes with --problem/,
    ] as const,
    [2, /problem "foo" is not one of .*least-squares/] as const,
    [2, /--data: problem "xor" is fitted to no data/] as const,
  ];
  for (const [i, [code, message]] of all.entries()) {
    const { stderr, stdout, code: actual } = ends[i]!;
    expect(stderr).toMatch(message);
    expect([actual, stdout, stderr.trimEnd().split('\n').length]).toEqual([code, '', 1]);
  }
});

test('a formula is in the file, and shards of two formulas are not merged', async () => {
  const shard = (formula: string, part: string, out: string) =>
    json(
      ...['sweep', '--problem=formula', `--formula=${formula}`, '--lr=0.1', '--size=8'],
      ...['--steps=5', '--engine=cpu', '--json', `--shard=${part}`, `--out=${out}`],
    );
  const [first] = await Promise.all([
    shard('a*x^2 + y^2', '1/2', 'f1.npz'),
    shard('a*x^2 + y^4', '2/2', 'f2.npz'),
  ]);
  expect(first.spec.problem).toMatchObject({ id: 'formula', formula: 'a*x^2 + y^2' });
  const { code, stderr } = await run('merge', '--out=f.npz', 'f1.npz', 'f2.npz');
  expect(stderr).toMatch(/spec.problem.formula is "a\*x\^2 \+ y\^4", not "a\*x\^2 \+ y\^2"/);
  expect(code).toBe(1);
});

test('problems lists every problem with parameters, ranges, minima and data, as JSON and to be read', async () => {
  const listed = await json('problems', '--json');
  // Those of other tests in the same worker are none of the command's.
  const known = Object.values(problems).filter(({ own }) => !own);
  expect(listed.map(({ id }: { id: string }) => id)).toEqual(known.map(({ id }) => id));
  expect(listed.find(({ id }: { id: string }) => id === 'least-squares')).toMatchObject({
    parameters: [{ name: 'w0', default: 0, min: -1e6, max: 1e6 }, { name: 'w1' }],
    trained: ['w0', 'w1'],
    minima: [{ at: { w0: expect.closeTo(1.3, 9), w1: expect.closeTo(0.9, 9) } }],
    data: { columns: ['x', 'y'], sets: { textbook: 5, outlier: 6, noisy: 40 } },
  });
  const { stdout } = await run('problems', 'least-squares', 'gates');
  expect(stdout).toMatch(/^least-squares\n {2}A straight line/);
  expect(stdout).toContain('minima     0.38 at w0 = 1.3, w1 = 0.9');
  expect(stdout).toContain(
    'data       x1, x2, label: or (4), and (4), xor (4), or --data FILE.csv',
  );
});
