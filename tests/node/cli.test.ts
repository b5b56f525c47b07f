import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { OUTCOMES } from '../../src/engine.ts';
import { readMeta } from '../../src/fields/formats/index.ts';
import { XOR_KNOWN } from '../../src/problems/known-answers.ts';
import { known } from '../fixtures/known-answers.ts';
import { folder, hasGpu, json, run, start } from './terminal.ts';

// Every test starts processes, and some of them share two cores with all the others.
vi.setConfig({ testTimeout: 120_000 });

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const bytesOf = (name: string) => readFileSync(at(name));

const engines = [
  { engine: 'cpu', here: true, bound: 1e-12 },
  // η = 100 times the f32 gradient's error, as in the browser's tests.
  { engine: 'gpu', here: hasGpu, bound: 1e-5 },
];

test('one command writes a map in several formats, each what it would be alone', async () => {
  const flags = ['--steps=20', '--size=64', '--lr=1', '--engine=cpu', '--json'];
  const both = await json('sweep', ...flags, '--out', at('both.npz'), '--also', at('both.png'));
  expect(both.also).toEqual([at('both.png')]);
  await json('sweep', ...flags, '--out', at('alone.png'));
  expect(bytesOf('both.png')).toEqual(bytesOf('alone.png'));
  expect(readMeta(bytesOf('both.npz')).spec).toEqual(readMeta(bytesOf('both.png')).spec);
  const refused = await run('sweep', '--also', at('c.png'));
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/--also: it goes with --out/);
});

test('bench measures every job on every engine there is, and refuses an engine that is none', async () => {
  const refused = await run('bench', '--engine', 'tpu');
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/--engine: "tpu"/)]);
  const report = await json('bench', '--quick', '--json');
  const engines = report.adapter === null ? ['cpu-1', 'cpu'] : ['gpu', 'cpu-1', 'cpu'];
  const ids = ['landscape', 'sweep-gd', 'sweep-adam', 'spectrum'];
  const wanted = ids.flatMap((id) => engines.map((engine) => `${id} ${engine}`));
  const rows = report.rows as { id: string; engine: string; rate: number }[];
  expect(rows.map(({ id, engine }) => `${id} ${engine}`).sort()).toEqual(wanted.sort());
  expect(rows.every(({ rate }) => rate > 0)).toBe(true);
});

test('the figures that verify knows are those of the fixtures', () => {
  const { initial, gdStep, adamStep } = known.xor;
  expect(XOR_KNOWN.initial).toMatchObject({ outputs: initial.outputs, loss: initial.loss });
  expect(XOR_KNOWN.initial.gradient).toEqual(initial.gradient);
  for (const [ours, theirs] of [
    [XOR_KNOWN.gdStep, gdStep],
    [XOR_KNOWN.adamStep, adamStep],
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
      expect(Object.keys(point)).toEqual(['problem', 'w21', 'w12', 'outputs', 'loss', 'gradient']);
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

  test.skipIf(!here)(
    `four shards merged equal the whole on the ${engine} engine, byte for byte`,
    async () => {
      const flags = [
        'sweep',
        '--lr=30',
        '--steps=40',
        '--size=96x80',
        '--engine',
        engine,
        '--json',
      ];
      const name = (part: string) => `${engine}-${part}`;
      const whole = await json(...flags, '--out', name('whole.npz'));
      await json(...flags, '--out', name('whole.png'));
      const parts = [3, 1, 4, 2];
      await Promise.all(
        parts.map((i) => json(...flags, '--shard', `${i}/4`, '--out', name(`${i}.npz`))),
      );
      const files = parts.map((i) => name(`${i}.npz`));
      const merged = await json('merge', ...files, '--out', name('merged.npz'), '--json');
      await json('merge', ...files, '--out', name('merged.png'));
      expect(bytesOf(name('merged.npz')).equals(bytesOf(name('whole.npz')))).toBe(true);
      expect(bytesOf(name('merged.png')).equals(bytesOf(name('whole.png')))).toBe(true);
      expect(merged.outcomes).toEqual(whole.outcomes);
      expect(merged.medianStepsToThreshold).toBe(whole.medianStepsToThreshold);
    },
  );

  test.skipIf(!here)(
    `a sweep killed with −9 and resumed on the ${engine} engine equals an uninterrupted one`,
    async () => {
      const flags = ['sweep', '--lr=1', '--steps=60', '--size=512', '--engine', engine, '--json'];
      const name = `${engine}-killed.npz`;
      const killed = start(...flags, '--out', name);
      const recorded = () => {
        const journal = at(`${name}.partial.tiles`);
        return existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length - 2 : 0;
      };
      while (recorded() < 3 && killed.child.exitCode === null) await wait(10);
      killed.child.kill('SIGKILL');
      expect(await killed.ended).toMatchObject({ code: null, signal: 'SIGKILL' });
      expect(existsSync(at(name))).toBe(false);
      expect(recorded()).toBeLessThan(16);
      // A line that was being written when the power went.
      writeFileSync(at(`${name}.partial.tiles`), '{"tile":9,"cr', { flag: 'a' });

      const again = await run(...flags, '--out', name);
      expect(again.code).toBe(1);
      expect(again.stderr).toMatch(/partial" is there from a stopped run: --resume/);

      const resumed = await run(...flags, '--out', name, '--resume');
      expect(resumed.stderr).toMatch(/ of 16 tiles are there already\n$/);
      await json(...flags, '--out', `${engine}-straight.npz`);
      expect(bytesOf(name).equals(bytesOf(`${engine}-straight.npz`))).toBe(true);
      expect(existsSync(at(`${name}.partial`))).toBe(false);
      expect(existsSync(at(`${name}.partial.tiles`))).toBe(false);
    },
  );
}

test('outcomes and median are those of the same sweep through the library', async () => {
  const { spec, outcomes, medianStepsToThreshold, engine } = await json(
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
});

test('a spectrum and a landscape go to a file with one row per cell', async () => {
  await json(
    'spectrum',
    '--lr=1:300',
    '--count=50',
    '--steps=20',
    '--last=2',
    '--out=lines.csv',
    '--engine=cpu',
  );
  const lines = bytesOf('lines.csv').toString().trimEnd().split('\r\n');
  expect(lines).toHaveLength(51);
  expect(lines[0]).toBe(
    'learningRate,row,point.w21,point.w12,loss,stepsToThreshold,outcome,iterates.w12.19,iterates.w12.20,spec',
  );
  await json('landscape', '--size=9x4', '--out=l.csv', '--engine=cpu', '--param', 'b2=-4');
  expect(bytesOf('l.csv').toString().trimEnd().split('\r\n')).toHaveLength(37);
});

test('a spectrum’s .png is a plot that says what it is of', async () => {
  const flags = ['spectrum', '--lr=1:300', '--count=64', '--steps=9', '--engine=cpu', '--json'];
  const { spec } = await json(...flags, '--last=3', '--out=lines.png');
  const bytes = bytesOf('lines.png');
  expect(readMeta(bytes)).toMatchObject({ kind: 'spectrum', spec, engine: 'cpu' });
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes[25]]).toEqual([1600, 800, 2]);
  const { stderr } = await run(...flags, '--field=iterates', '--out=other.png');
  expect(stderr).toMatch(/--field: "iterates" is not one of loss, stepsToThreshold/);
});

test('Ctrl-C ends a sweep with exit code 130, one line, and no file under the final name', async () => {
  const flags = ['sweep', '--steps=100000', '--size=256', '--engine=cpu', '--out=stopped.npz'];
  const { child, ended } = start(...flags);
  while (!existsSync(at('stopped.npz.partial')) && child.exitCode === null) await wait(10);
  await wait(200);
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect([code, stdout]).toEqual([130, '']);
  expect(stderr).toMatch(/^gradscape: stopped.*\n$/);
  expect(existsSync(at('stopped.npz'))).toBe(false);
});

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
    [2, /learningRate.*-1.*0 to 1000000/, 'train', '--lr=-1'],
    [2, /--optimizer: "sgd" is not one of gd, momentum/, 'train', '--optimizer', 'sgd'],
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
    [2, /--x: "lr=1".*|"1" is not MIN:MAX/, 'sweep', '--x', 'lr=1'],
    [2, /log/, 'sweep', '--x', 'lr=0:1:log'],
    [2, /"a.xls" does not end in .npy, .npz, .csv, .parquet, .png/, 'sweep', '--out', 'a.xls'],
    [2, /"gradient" is not one of point, loss/, 'sweep', '--out', 'a.npy', '--field', 'gradient'],
    [2, /--shard: "5" is not i\/n/, 'sweep', '--shard', '5', '--out', 'a.npz'],
    [2, /--shard 5\/4: "5" is not an integer from 1 to 4/, 'sweep', '--shard=5/4', '--out=a.npz'],
    [2, /--shard 1\/99: the sweep has 16 tiles/, 'sweep', '--shard=1/99', '--out=a.npz'],
    [2, /"a.csv" is not an .npz/, 'sweep', '--shard=1/4', '--out=a.csv'],
    [2, /--seed: "-1"/, 'train', '--seed=-1'],
    [2, /missing required argument 'files'/, 'merge'],
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
  const ends = await Promise.all(cases.map(([, , ...argv]) => run(...argv)));
  for (const [i, [code, message, ...argv]] of cases.entries()) {
    const { stderr, stdout, code: actual } = ends[i]!;
    expect({ argv, code: actual, stdout }).toEqual({ argv, code, stdout: '' });
    expect(stderr, argv.join(' ')).toMatch(message);
    expect(stderr.trimEnd().split('\n'), argv.join(' ')).toHaveLength(1);
  }
  expect(bytesOf('mine.npz').toString()).toBe('mine');
  for (const name of ['a.npz', 'a.npy', 'a.csv', 'b.npz']) expect(existsSync(at(name))).toBe(false);
});

test('merge and --resume refuse what is damaged, foreign or incomplete, and write nothing', async () => {
  const flags = ['sweep', '--steps=5', '--size=32', '--engine=cpu', '--json'];
  await json(...flags, '--shard=1/2', '--out=one.npz');
  await json(...flags, '--shard=2/2', '--out=two.npz');
  await json(...flags, '--lr=2', '--shard=2/2', '--out=other.npz');
  await json(...flags, '--out=all.npz');
  const flipped = bytesOf('two.npz');
  flipped[flipped.length - 2000]! ^= 1;
  writeFileSync(at('flipped.npz'), flipped);
  writeFileSync(at('short.npz'), bytesOf('two.npz').subarray(0, 5000));
  const refused: [RegExp, ...string[]][] = [
    [/shard 2 of 2 is missing/, 'one.npz'],
    [/are both shard 1/, 'one.npz', 'one.npz'],
    [
      /"other.npz" does not belong with "one.npz": its spec.optimizer.learningRate is 2, not 0.01/,
      'one.npz',
      'other.npz',
    ],
    [/"all.npz" is no shard of a sweep: it is a whole result/, 'one.npz', 'all.npz'],
    [/"flipped.npz" is damaged: .*npy does not match its checksum/, 'one.npz', 'flipped.npz'],
    [/"short.npz" is no shard of a sweep: it is not a whole .npz/, 'one.npz', 'short.npz'],
  ];
  for (const [message, ...files] of refused) {
    const { code, stderr } = await run('merge', ...files, '--out', 'joined.npz');
    expect(stderr).toMatch(message);
    expect([code, stderr.trimEnd().split('\n').length]).toEqual([1, 1]);
  }
  expect(existsSync(at('joined.npz'))).toBe(false);

  const long = ['sweep', '--steps=300', '--size=512', '--engine=cpu', '--out=kept.npz'];
  const { child, ended } = start(...long);
  const journal = at('kept.npz.partial.tiles');
  while (!existsSync(journal) || readFileSync(journal, 'utf8').split('\n').length < 4)
    await wait(10);
  child.kill('SIGINT');
  expect((await ended).stderr).toMatch(
    /^gradscape: stopped; \d+ of 16 tiles are kept in "kept.npz.partial", --resume goes on\n$/,
  );
  const [data, lines] = [bytesOf('kept.npz.partial'), readFileSync(journal)];
  const resume = () => run(...long, '--resume');
  const expectRefused = async (
    message: RegExp,
    ended: Promise<{ code: number | null; stderr: string }>,
  ) => {
    const { code, stderr } = await ended;
    expect(stderr).toMatch(message);
    expect([code, stderr.trimEnd().split('\n').length]).toEqual([1, 1]);
  };
  await expectRefused(
    /is of another sweep \(its spec.steps is 300, not 301\)/,
    run(...long, '--steps=301', '--resume'),
  );
  const damaged = Buffer.from(data);
  damaged[20_000]! ^= 1;
  writeFileSync(at('kept.npz.partial'), damaged);
  await expectRefused(/is damaged: tile 0 is not what was written/, resume());
  writeFileSync(at('kept.npz.partial'), data);
  writeFileSync(journal, 'something else\n');
  await expectRefused(/is not of gradscape, or damaged/, resume());
  writeFileSync(journal, `${lines.toString().split('\n')[0]}\n{"tile":77}\n`);
  await expectRefused(/"\{"tile":77\}" records no tile/, resume());
  expect(existsSync(at('kept.npz'))).toBe(false);
});

test.skipIf(process.platform !== 'linux')(
  'a full disk is said in one line, with exit code 1',
  async () => {
    symlinkSync('/dev/full', at('full.npz.partial'));
    const { code, stderr } = await run(
      'sweep',
      '--size=16',
      '--steps=1',
      '--engine=cpu',
      '--out=full.npz',
    );
    expect(stderr).toBe('gradscape: "full.npz.partial": no space is left on the device\n');
    expect(code).toBe(1);
    expect(existsSync(at('full.npz'))).toBe(false);
  },
);

test('--help names every command, and each has examples and exit code 0', async () => {
  const help = await run('--help');
  const commands = ['point', 'train', 'landscape', 'sweep', 'spectrum', 'verify', 'merge'];
  expect(help.stdout).toMatch(/Exit codes: 0 done, 1 failed/);
  for (const command of commands) expect(help.stdout).toContain(`\n  ${command} `);
  const each = await Promise.all(commands.map((command) => run(command, '--help')));
  for (const [i, { code, stdout }] of each.entries()) {
    expect(code).toBe(0);
    expect(stdout).toContain(`Examples:\n  gradscape ${commands[i]}`);
  }
});
