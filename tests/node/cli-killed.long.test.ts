// Sweeps that are killed or stopped between two tiles, and resumed.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { byOther, OTHER, quoted, VERSION } from './other-build.ts';
import { at, bytesOf, hasGpu, json, run, startBehind, useFolder } from './terminal.ts';

useFolder();

const engines = [
  // Steps that leave time to kill a sweep of 16 tiles between the third and the last.
  { engine: 'cpu', here: true, steps: 30 },
  { engine: 'gpu', here: hasGpu, steps: 110 },
];

for (const { engine, here, steps } of engines) {
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
