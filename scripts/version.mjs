// The version that a build puts in: package.json's, and the commit that it was built from.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the built page, library and command line follow from. */
export const BUILD_INPUTS = [
  'src',
  'shaders',
  'scripts',
  'public',
  'index.html',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'vite.lib.config.ts',
  'vite.cli.config.ts',
];

/**
 * "0.1.0+1a2b3c4"; with "-dirty" behind it when a build input is not as committed; "0.1.0+unknown"
 * where git does not know `root` as the top of a repository, or does not answer within two seconds.
 * @param {string} root
 */
export function versionOf(root) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  /** @param {string[]} args */
  const git = (...args) => {
    const options = /** @type {const} */ ({ cwd: root, encoding: 'utf8', timeout: 2000 });
    const { status, stdout } = spawnSync('git', args, options);
    return status === 0 ? stdout : null;
  };
  // Sources unpacked inside another repository are not of its commit: there the prefix is not empty.
  const head = git('rev-parse', '--show-prefix', '--short=7', 'HEAD');
  const [, commit] = /^\n([0-9a-f]{7,})\n$/.exec(head ?? '') ?? [];
  const changes = git('status', '--porcelain', '--', ...BUILD_INPUTS);
  if (!commit || changes === null) return `${version}+unknown`;
  return `${version}+${commit}${changes === '' ? '' : '-dirty'}`;
}
