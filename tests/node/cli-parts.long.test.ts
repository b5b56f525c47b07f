// Sweeps in parts: shards, and what ends one before it is whole. What is killed and resumed: cli-killed.long.test.ts.
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { byOther, OTHER, quoted, VERSION } from './other-build.ts';
import { at, bytesOf, hasGpu, json, run, runTogether, startBehind, useFolder } from './terminal.ts';

// Every test starts processes, and some of them share two cores with all the others.

useFolder();

const engines = [
  { engine: 'cpu', here: true },
  { engine: 'gpu', here: hasGpu },
];

/** What each of these prints, which end well. */
async function jsonTogether(lines: readonly string[][]) {
  const ended = await runTogether(lines);
  expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual(lines.map(() => [0, '']));
  return ended.map(({ stdout }) => JSON.parse(stdout));
}

for (const { engine, here } of engines) {
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
