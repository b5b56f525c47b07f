// An empty project with the package in it, as a user would have it.
import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';

export const root = resolve(import.meta.dirname, '../..');
export const project = mkdtempSync(join(tmpdir(), 'gradscape-package-'));
export const run = promisify(execFile);
/** Its path, once it is packed. */
export let tarball = '';

/** Installs packages in the project, as a user would. */
export const install = (...packages: string[]) => {
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--silent'];
  return run('npm', ['install', ...quiet, ...packages], { cwd: project });
};

/** Where there is no network: the tarball unpacked, and what it depends on as it is here. */
function link(): void {
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', modules]);
  renameSync(join(modules, 'package'), join(modules, 'gradscape'));
  symlinkSync(join(modules, 'gradscape/lib/cli/main.js'), join(modules, '.bin/gradscape'));
  chmodSync(join(modules, 'gradscape/lib/cli/main.js'), 0o755);
  // All of them: what it depends on has dependencies, too.
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name.startsWith('.') || name === 'webgpu' || name === 'gradscape') continue;
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
}

/** Packs the package and installs it in the project, before the tests of the calling file. */
export function usePackage(): void {
  beforeAll(async () => {
    // Builds JavaScript and declarations first: the script "prepack".
    execFileSync('npm', ['pack', '--silent', '--pack-destination', project], { cwd: root });
    tarball = join(project, readdirSync(project).find((name) => name.endsWith('.tgz'))!);
    writeFileSync(join(project, 'package.json'), '{"private": true, "type": "module"}');
    await install(tarball).catch(link);
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));
}

/** Runs a module of the empty project. */
export async function runModule(name: string, code: string): Promise<string> {
  writeFileSync(join(project, name), code);
  return (await run(process.execPath, [name], { cwd: project })).stdout;
}
