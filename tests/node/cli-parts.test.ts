// Sweeps in parts: shards, resumed runs, and what ends one before it is whole.
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { versionOf } from '../../scripts/version.mjs';
import { at, bytesOf, hasGpu, json, run, runTogether, startBehind, useFolder } from './terminal.ts';

/** That of the built command line. */
const VERSION = versionOf(resolve(import.meta.dirname, '../..'));
/** As a pattern: a + stands in it. */
const quoted = (version: string) => `"${version.replace(/[.+]/g, '\\$&')}"`;

// Every test starts processes, and some of them share two cores with all the others.

useFolder();

const engines = [
  // Steps that leave time to kill a sweep of 16 tiles between the third and the last.
  { engine: 'cpu', here: true, steps: 30 },
  { engine: 'gpu', here: hasGpu, steps: 110 },
];

/** What each of these prints, which end well. */
async function jsonTogether(lines: readonly string[][]) {
  const ended = await runTogether(lines);
  expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual(lines.map(() => [0, '']));
  return ended.map(({ stdout }) => JSON.parse(stdout));
}

for (const { engine, here, steps } of engines) {
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
      const parts = [3, 1, 4, 2];
      const files = parts.map((i) => name(`${i}.npz`));
      const swept = [
        [...flags, '--out', name('whole.npz'), '--also', name('whole.png')],
        ...parts.map((i) => [...flags, '--shard', `${i}/4`, '--out', name(`${i}.npz`)]),
      ];
      // A GPU is opened once in a process.
      const [whole] =
        engine === 'cpu'
          ? await jsonTogether(swept)
          : await Promise.all(swept.map((argv) => json(...argv)));
      const [merged] = await jsonTogether([
        ['merge', ...files, '--out', name('merged.npz'), '--json'],
        ['merge', ...files, '--out', name('merged.png'), '--json'],
      ]);
      expect(bytesOf(name('merged.npz')).equals(bytesOf(name('whole.npz')))).toBe(true);
      expect(bytesOf(name('merged.png')).equals(bytesOf(name('whole.png')))).toBe(true);
      expect(merged.outcomes).toEqual(whole.outcomes);
      expect(merged.medianStepsToThreshold).toBe(whole.medianStepsToThreshold);
    },
  );

  test.skipIf(!here)(
    `a sweep killed with −9 and resumed on the ${engine} engine equals an uninterrupted one`,
    async () => {
      const flags = [
        'sweep',
        '--lr=1',
        `--steps=${steps}`,
        // At 512² what is told of the whole map takes three times as long.
        '--size=384',
        '--engine',
        engine,
        '--json',
      ];
      const name = `${engine}-killed.npz`;
      const killed = startBehind(...flags, '--out', name);
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

test.each(['SIGINT', 'SIGHUP'] as const)(
  'Ctrl-C or a terminal that is closed (%s) ends a sweep with exit code 130, one line, and no file under the final name',
  async (signal) => {
    const out = `${signal}.npz`;
    const flags = ['sweep', '--steps=100000', '--size=256', '--engine=cpu', `--out=${out}`];
    const { child, ended } = startBehind(...flags);
    while (!existsSync(at(`${out}.partial`)) && child.exitCode === null) await wait(10);
    await wait(200);
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toMatch(/^gradscape: stopped.*\n$/);
    expect(existsSync(at(out))).toBe(false);
  },
);

/** As another build of the same length would have written it. */
const OTHER = VERSION.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
const byOther = (bytes: Buffer) =>
  Buffer.from(bytes.toString('latin1').replaceAll(VERSION, OTHER), 'latin1');

/** A shard that says something else of which it is, with blanks to its length. */
function withClaim(bytes: Buffer, claim: string): Buffer {
  const text = bytes.toString('latin1');
  const own = /"shard":(\{[^}]*\})/.exec(text)![1]!;
  return Buffer.from(text.replace(own, claim.padEnd(own.length).slice(0, own.length)), 'latin1');
}

test('merge refuses what is damaged, foreign, of another build or incomplete, and writes nothing', async () => {
  const flags = ['sweep', '--steps=5', '--size=32', '--engine=cpu', '--json'];
  const made = await runTogether([
    [...flags, '--shard=1/2', '--out=one.npz'],
    [...flags, '--shard=2/2', '--out=two.npz'],
    [...flags, '--lr=2', '--shard=2/2', '--out=other.npz'],
    [...flags, '--out=all.npz'],
  ]);
  expect(made.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  const flipped = bytesOf('two.npz');
  flipped[flipped.length - 2000]! ^= 1;
  writeFileSync(at('flipped.npz'), flipped);
  writeFileSync(at('build.npz'), byOther(bytesOf('two.npz')));
  const claims = ['{"of":-1}', '{"of":4e9}', '{"index":0,"of":2}', 'null'];
  const claiming = claims.map((claim, i) => {
    const name = `claim${i}.npz`;
    writeFileSync(at(name), withClaim(bytesOf('one.npz'), claim));
    return name;
  });
  writeFileSync(at('short.npz'), bytesOf('two.npz').subarray(0, 5000));
  const refused: [RegExp, ...string[]][] = [
    [/shard 2 of 2 is missing/, 'one.npz'],
    [/are both shard 1/, 'one.npz', 'one.npz'],
    [
      /"other.npz" does not belong with "one.npz": its spec.optimizer.learningRate is 2, not 1/,
      'one.npz',
      'other.npz',
    ],
    [
      new RegExp(
        `"build.npz" does not .* "one.npz": its version is ${quoted(OTHER)}, not ${quoted(VERSION)}`,
      ),
      'one.npz',
      'build.npz',
    ],
    [/"all.npz" is no shard of a sweep: it is a whole result/, 'one.npz', 'all.npz'],
    [/"flipped.npz" is damaged: .*npy does not match its checksum/, 'one.npz', 'flipped.npz'],
    [/"short.npz" is no shard of a sweep: it is not a whole .npz/, 'one.npz', 'short.npz'],
    ...claiming.map((name): [RegExp, string] => [
      /its shard is .*: index must be 1 to of, and of 1 to 16/,
      name,
    ]),
  ];
  const ends = await runTogether(
    refused.map(([, ...files]) => ['merge', ...files, '--out=joined.npz']),
  );
  for (const [i, [message]] of refused.entries()) {
    const { code, stderr } = ends[i]!;
    expect(stderr).toMatch(message);
    expect([code, stderr.trimEnd().split('\n').length]).toEqual([1, 1]);
  }
  expect(existsSync(at('joined.npz'))).toBe(false);
});

test('--resume does damaged tiles again, and refuses what is foreign or of another build', async () => {
  const long = ['sweep', '--steps=60', '--size=512', '--engine=cpu', '--out=kept.npz'];
  const { child, ended } = startBehind(...long);
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
    /is of another sweep or build \(its spec.steps is 60, not 61\); --force starts over/,
    run(...long, '--steps=61', '--resume'),
  );
  const damaged = Buffer.from(data);
  damaged[20_000]! ^= 1;
  writeFileSync(at('kept.npz.partial'), damaged);
  const again = await resume();
  expect(again.stderr).toMatch(/not what was written, and done again: tiles 0$/m);
  expect(again.code).toBe(0);
  expect(bytesOf('kept.npz')[20_000]).toBe(data[20_000]);
  rmSync(at('kept.npz'));
  writeFileSync(at('kept.npz.partial'), data);
  writeFileSync(journal, byOther(lines));
  const versions = `its version is ${quoted(OTHER)}, not ${quoted(VERSION)}`;
  await expectRefused(new RegExp(`another sweep or build \\(${versions}\\); --force`), resume());
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
