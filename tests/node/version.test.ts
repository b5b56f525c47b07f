import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { versionOf } from '../../scripts/version.mjs';
import { VERSION } from '../../src/version.ts';

// That a folder without .git is built and says so is shown by tests/e2e/toy-problem.long.test.ts, which builds one.

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'gradscape-version-'));
const repository = join(folder, 'repository');
const unpacked = join(repository, 'unpacked');
const manifest = '{"version": "9.8.7"}';

beforeAll(() => {
  for (const at of [repository, unpacked]) {
    mkdirSync(join(at, 'src'), { recursive: true });
    writeFileSync(join(at, 'package.json'), manifest);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hasGit = spawnSync('git', ['--version']).status === 0;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
    cwd: repository,
    encoding: 'utf8',
  }).trim();

test.skipIf(!hasGit)(
  'a version names the commit; changed build inputs make it dirty, other files do not',
  () => {
    expect(versionOf(repository)).toBe('9.8.7+unknown');
    git('init', '--quiet');
    expect(versionOf(repository)).toBe('9.8.7+unknown');
    git('add', 'package.json');
    git('commit', '--quiet', '--message', 'first');
    const commit = git('rev-parse', '--short=7', 'HEAD');
    expect(versionOf(repository)).toBe(`9.8.7+${commit}`);
    writeFileSync(join(repository, 'notes.txt'), 'mine');
    expect(versionOf(repository)).toBe(`9.8.7+${commit}`);
    writeFileSync(join(repository, 'src/new.ts'), 'export {};');
    expect(versionOf(repository)).toBe(`9.8.7+${commit}-dirty`);
  },
);

test.skipIf(!hasGit)(
  'sources unpacked inside another repository are of no commit that is known',
  () => {
    expect(versionOf(unpacked)).toBe('9.8.7+unknown');
  },
);

test('this program’s own version is package.json’s, + and a commit or "unknown"', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(VERSION).toBe(versionOf(root));
  expect(VERSION.slice(0, version.length + 1)).toBe(`${version}+`);
  expect(VERSION.slice(version.length + 1)).toMatch(/^([0-9a-f]{7,}(-dirty)?|unknown)$/);
});
