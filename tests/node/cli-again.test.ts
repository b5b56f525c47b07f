// What a command line does beside its job: runs a spec again, says what is in a file, tries a job, writes to stdout,
// stays quiet, offers the word that was meant, completes itself.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { baseOf } from '../../src/cli/base-spec.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { encode, FORMATS } from '../../src/fields/formats/index.ts';
import { sweepSource } from '../../src/fields/sources.ts';
import { problems } from '../../src/problems/registry.ts';
import { checkSweep } from '../../src/specs.ts';
import { at, bytesOf, hasGpu, json, runProgram, runTogether, useFolder } from './terminal.ts';

useFolder();

const main = resolve(import.meta.dirname, '../../lib/cli/main.js');
/** A command line in a shell. */
const shell = (line: string) =>
  runProgram(at(), 'bash', ['-c', line.replaceAll('gradscape', `"${process.execPath}" "${main}"`)]);

const SPEC = {
  problem: { id: 'xor', parameters: { b2: -4 } },
  optimizer: { kind: 'momentum', learningRate: 2, momentum: 0.5 },
  start: [0, 0],
  steps: 30,
  threshold: 0.2,
  x: { quantity: 'start.x', range: [-5, 5], scale: 'linear' },
  y: { quantity: 'start.y', range: [-9, 9], scale: 'linear' },
  width: 24,
  height: 20,
};

test('--spec takes a spec, and a result in every format; what is given beside it goes first', async () => {
  const engine = createCpuEngine(inlinePool());
  const spec = checkSweep(SPEC);
  const sweep = await engine.sweep(spec);
  const source = sweepSource(sweep, engine.info);
  for (const format of FORMATS) {
    writeFileSync(at(`saved.${format}`), encode(source, format));
    expect(baseOf({ spec: at(`saved.${format}`) }, 'sweep'), format).toEqual(spec);
  }
  // Of another problem there is what any problem has.
  const other = baseOf({ spec: at('saved.npz'), problem: 'beale' }, 'sweep');
  const { optimizer, steps, width, height } = spec;
  expect(other).toEqual({ optimizer, steps, width, height });
  expect(() => baseOf({ spec: at('saved.csv') }, 'landscape')).toThrow(
    /is of a sweep: gradscape sweep --spec/,
  );

  writeFileSync(at('spec.json'), JSON.stringify(SPEC));
  await json('sweep', '--spec=spec.json', '--engine=cpu', '--out=again.npz');
  const info = await json('info', 'again.npz', '--json');
  expect(info).toMatchObject({
    kind: 'sweep',
    engine: 'cpu',
    precision: 'f64',
    damage: null,
    spec,
  });
  expect(info.size).toEqual({ width: 24, height: 20, steps: 30 });
  expect(info.outcomes.solved).toBe(sweep.outcome.filter((code) => code === 0).length);
  const loss = info.fields.find(({ name }: { name: string }) => name === 'loss');
  expect([loss.min, loss.max]).toEqual([Math.min(...sweep.loss), Math.max(...sweep.loss)]);

  const changed = await json(
    ...[
      'sweep',
      '--spec=again.npz',
      '--engine=cpu',
      '--size=8',
      '--optimizer=adam',
      '--param=c=-5',
    ],
  );
  expect(changed.spec).toMatchObject({
    problem: { parameters: { b2: -4, c: -5 } },
    // A rate of momentum's is none of Adam's.
    optimizer: { kind: 'adam', learningRate: 0.1 },
    steps: 30,
    x: { range: [-5, 5] },
    width: 8,
  });
});

test('info says where a file is damaged, with exit code 1, and --resume of a whole file that there is nothing to do', async () => {
  const flags = ['sweep', '--spec=spec.json', '--engine=cpu', '--out=again.npz', '--resume'];
  const damaged = Buffer.from(bytesOf('again.npz'));
  // In the last field: behind it are the statistics, of 4,096 bytes, and the directory.
  damaged[damaged.length - 5200]! ^= 1;
  writeFileSync(at('damaged.npz'), damaged);
  writeFileSync(at('cut.npz'), damaged.subarray(0, 3000));
  const [whole, other, bad, cut] = await runTogether([
    flags,
    [...flags, '--steps=31'],
    ['info', 'damaged.npz', '--json'],
    ['info', 'cut.npz'],
  ]);
  expect([whole!.code, whole!.stderr]).toEqual([
    0,
    'gradscape: "again.npz" is whole already: there is nothing to do\n',
  ]);
  expect(JSON.parse(whole!.stdout).outcomes.solved).toBeGreaterThan(0);
  expect([other!.code, other!.stderr]).toEqual([
    1,
    'gradscape: "again.npz" is of another sweep (its spec.steps is 30, not 31); --force overwrites it\n',
  ]);
  expect([bad!.code, JSON.parse(bad!.stdout).damage]).toEqual([
    1,
    expect.stringMatching(/\.npy does not match its checksum/),
  ]);
  expect(cut).toMatchObject({
    code: 1,
    stderr: 'gradscape: "cut.npz": it is not a whole .npz file\n',
  });
});

test('a compressed file is read as a stored one; --resume of a whole one adds what is missing and refuses what it lacks', async () => {
  const flags = ['sweep', '--spec=spec.json', '--engine=cpu', '--json'];
  const train = ['train', '--pixels=3,4', '--steps=9'];
  const resumed = [...flags, '--out=again.npz', '--resume'];
  const drawn = [...resumed, '--figure=again.svg', '--also=again.csv'];
  const ends = await runTogether([
    [...flags, '--out=small.npz', '--compress'],
    ['info', 'small.npz', '--json'],
    [...flags, '--spec=small.npz'],
    ['train', '--of=small.npz', '--pixels=3,4', '--every=30', '--out=pixel.npz'],
    [...flags, '--out=small.npz', '--compress', '--resume'],
    drawn,
    drawn,
    [...flags, '--out=fresh.npz', '--also=fresh.csv', '--figure=fresh.svg'],
    [...resumed, '--trust'],
    [...flags, '--out=small.npz', '--compress', '--resume', '--also=small.csv'],
    ['train', '--spec=pixel.npz'],
    [...train, '--of=spec.json', '--force'],
  ]);
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2]);
  expect(JSON.parse(ends[1]!.stdout).spec).toEqual(JSON.parse(ends[0]!.stdout).spec);
  expect(ends[5]!.stderr).toContain('again.csv", "again.svg" written of it');
  expect(ends[6]!.stderr).toContain('there is nothing to do');
  for (const format of ['csv', 'svg']) {
    expect(bytesOf(`again.${format}`).equals(bytesOf(`fresh.${format}`)), format).toBe(true);
  }
  expect(ends[8]!.stderr).toContain('"again.npz" has no field trust');
  expect(ends[9]!.stderr).toContain('"small.npz" is not read back');
  expect(ends[10]!.stderr).toContain('runs chosen of another result');
});

test('--out - gives stdout the bytes of the file and stderr the summary; a full disk or a reader that is gone is one line and exit code 1', async () => {
  const flags = 'sweep --spec spec.json --engine cpu --json';
  const { stderr } = await shell(`gradscape ${flags} --out - > piped.npz`);
  expect(bytesOf('piped.npz').equals(bytesOf('again.npz'))).toBe(true);
  expect(JSON.parse(stderr)).toMatchObject({ file: '-', engine: 'cpu' });
  const ends = await Promise.all([
    shell(`gradscape ${flags} --out - --format png --quiet > /dev/full; echo $? > full`),
    shell(`gradscape problems > /dev/full; echo $? > printed`),
    shell(`{ sleep 0.1; gradscape ${flags}; echo $? > gone; } | true`),
    shell('gradscape sweep --steps=none 2> /dev/full; echo $? > refused'),
  ]);
  expect(ends.map((end) => end.stderr)).toEqual([
    'gradscape: stdout: no space is left on the device\n',
    'gradscape: stdout: no space is left on the device\n',
    'gradscape: stdout: its reader is gone\n',
    '',
  ]);
  for (const name of ['full', 'printed', 'gone']) expect(String(bytesOf(name))).toBe('1\n');
  // Where nothing can be said the exit code says it all the same.
  expect(String(bytesOf('refused'))).toBe('2\n');
});

test('a dry run says size, bytes and time of the very job and writes nothing', async () => {
  const job = ['sweep', '--spec=spec.json', '--engine=cpu', '--size=40x30', '--out=dry.npz'];
  const dry = await json(...job, '--also=dry.csv', '--dry-run');
  expect(existsSync(at('dry.npz'))).toBe(false);
  expect(dry).toMatchObject({ dryRun: true, engine: 'cpu', size: { cells: 1200, bytesEach: 29 } });
  expect(dry.estimate).toMatchObject({
    seconds: expect.any(Number),
    text: expect.stringMatching(/^about /),
    from: expect.stringMatching(/^a trial of .* in all$/),
  });
  await json(...job, '--also=dry.csv');
  const [npz, csv] = dry.files;
  expect(npz.bytes).toBe(bytesOf('dry.npz').length);
  expect(Math.abs(csv.bytes / bytesOf('dry.csv').length - 1)).toBeLessThan(0.2);
});

test.skipIf(!hasGpu)(
  '--quiet keeps back what the GPU’s driver prints, and --verbose shows it',
  async () => {
    // A driver that prints, whichever there is: Dawn on a Vulkan that logs.
    const flags = 'sweep --size 8 --steps 1 --engine gpu --json';
    const [quiet, verbose] = await Promise.all(
      ['--quiet', '--verbose'].map((flag) =>
        shell(`VK_LOADER_DEBUG=warn,error,info gradscape ${flags} ${flag}`),
      ),
    );
    expect(quiet!.stderr).toBe('');
    expect(JSON.parse(quiet!.stdout)).toMatchObject({ engine: 'gpu' });
    expect(verbose!.stderr).toMatch(/^(gradscape: GPU driver: .*\n)+$/);
  },
);

test('a wrong word is refused with the one that was meant, and where the flags are explained', async () => {
  const cases: [message: string, ...argv: string[]][] = [
    ['(Did you mean sweep?) See gradscape --help', 'sweeep'],
    ['(Did you mean --steps?) See gradscape train --help', 'train', '--stpes=1'],
    ['Did you mean cpu? See gradscape sweep --help', 'sweep', '--engine=cpuu'],
    ['Did you mean rosenbrock? See gradscape train --help', 'train', '--problem=rosenbrok'],
    ['Did you mean adam? See gradscape train --help', 'train', '--optimizer=addam'],
    ['Did you mean start.w12? See gradscape sweep --help', 'sweep', '--x=start.w13=0:1'],
    ['Did you mean b2? See gradscape train --help', 'train', '--param=bb2=1'],
    ['Did you mean outcome? See gradscape sweep --help', 'sweep', '--out=a.png', '--field=outcom'],
    ['is not a number. See gradscape train --help', 'train', '--lr=fast'],
  ];
  const ends = await runTogether(cases.map(([, ...argv]) => argv));
  for (const [i, [message]] of cases.entries()) {
    expect(ends[i]!.stderr).toContain(message);
    expect(ends[i]!.code).toBe(2);
  }
});

test('bash completes commands, flags and their values; zsh and fish can read theirs', async () => {
  const [bash, zsh, fish] = await runTogether(
    ['bash', 'zsh', 'fish'].map((name) => ['completion', name]),
  );
  writeFileSync(at('c.bash'), bash!.stdout);
  const completed = (...words: string[]) => {
    const list = words.map((word) => `'${word}'`).join(' ');
    const code = `source ./c.bash; COMP_WORDS=(gradscape ${list}); COMP_CWORD=${words.length}; _gradscape; printf '%s\n' "\${COMPREPLY[@]}"`;
    const { stdout } = spawnSync('bash', ['-c', code], { cwd: at() });
    return String(stdout).trim().split('\n');
  };
  expect(completed('sw')).toEqual(['sweep']);
  expect(completed('sweep', '--engi')).toEqual(['--engine']);
  expect(completed('sweep', '--engine', '')).toEqual(['auto', 'gpu', 'cpu']);
  // As bash cuts --engine=c.
  expect(completed('sweep', '--engine', '=', 'c')).toEqual(['cpu']);
  expect(completed('train', '--problem', '')).toEqual(Object.keys(problems));
  expect(completed('sweep', '--spec', 'spec')).toEqual(['spec.json']);
  expect(completed('sweep', '--steps', '')).toEqual(['']);
  for (const [name, text] of [
    ['zsh', zsh],
    ['fish', fish],
  ] as const) {
    writeFileSync(at(`c.${name}`), text!.stdout);
    const { status, error } = spawnSync(name, ['-n', at(`c.${name}`)]);
    // Where there is no such shell there is an error.
    if (!error) expect(status).toBe(0);
    else console.warn(`no ${name} here: its completion is not read`);
  }
});
