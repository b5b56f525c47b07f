// What is installed: the very packages that were looked at, and nothing that runs by itself.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

interface Locked {
  version: string;
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
  license?: string;
}
const { '': own, ...packages }: Record<string, Locked> = JSON.parse(
  read('package-lock.json'),
).packages;

test('package.json names one version of each package, and the lockfile has that and the hash of all', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  expect(own).toMatchObject({ dependencies, devDependencies });
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
  for (const [path, { integrity, resolved }] of Object.entries(packages)) {
    expect(integrity, path).toMatch(/^sha512-/);
    // From the registry that is set, whichever that is; from nowhere else.
    expect(resolved ?? 'https://registry.npmjs.org/', path).toMatch(
      /^https:\/\/registry\.npmjs\.org\//,
    );
  }
});

test('no package needs to run a script when it is installed', () => {
  const having = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
  // It clears a mark of quarantine on macOS, which npm does not set; fsevents is Apple's alone, and brings what it builds.
  expect(having.map(([path]) => path).filter((path) => !/fsevents$/.test(path))).toEqual([
    'node_modules/webgpu',
  ]);
});

test('the licences of all packages are ones that let anyone use and pass them on', () => {
  const others = Object.entries(packages).filter(
    ([, { license }]) =>
      !/^\(?(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|BlueOak-1\.0\.0|CC0-1\.0|Unlicense|Python-2\.0)\b/.test(
        license ?? '',
      ),
  );
  expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test('every action of the workflow is pinned to a commit, and says which version that is', () => {
  const used = [...read('.github/workflows/ci.yml').matchAll(/uses: (\S+)(.*)/g)];
  expect(used.length).toBeGreaterThan(5);
  for (const [, action, comment] of used) {
    expect(action).toMatch(/@[0-9a-f]{40}$/);
    expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
  }
});
