// CONTRIBUTING's recipe for a new problem, followed to the letter.
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BUILD_INPUTS } from '../../scripts/version.mjs';

export const root = resolve(import.meta.dirname, '../..');

/** Adds a line below one that must be there. */
function addBelow(copy: string, file: string, anchor: string, line: string) {
  const text = readFileSync(join(copy, file), 'utf8');
  const parts = text.split(anchor);
  if (parts.length !== 2)
    throw new Error(`${file}: "${anchor}" is in it ${parts.length - 1} times`);
  writeFileSync(join(copy, file), parts.join(`${anchor}\n${line}`));
}

/** Copies the repository to a folder and adds a problem there by the steps of CONTRIBUTING.md. */
export function followRecipe(copy: string): void {
  for (const name of [...BUILD_INPUTS, 'tsconfig.page.json']) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const fixture = join(root, 'tests/fixtures/toy');
  cpSync(join(fixture, 'toy.ts'), join(copy, 'src/problems/toy.ts'));
  cpSync(join(fixture, 'toy.wgsl'), join(copy, 'shaders/toy.wgsl'));
  const registry = 'src/problems/catalogue.ts';
  addBelow(copy, registry, "from './registry.ts';", "import { toy } from './toy.ts';");
  addBelow(copy, registry, 'export const catalogue: readonly Problem[] = [', 'toy,');
  const kernels = 'src/gpu/kernels/index.ts';
  addBelow(
    copy,
    kernels,
    "import { xorKernel } from './xor.ts';",
    `import { thetaKernel } from './theta.ts';
     import toy from '../../../shaders/toy.wgsl?raw';`,
  );
  addBelow(
    copy,
    kernels,
    'const kernels: Readonly<Record<string, KernelOf>> = {',
    `toy: (ref) =>
       thetaKernel(ref, {
         key: 'toy',
         wgsl: toy,
         meritAt: (loss) => -loss,
         divergence: 'each step',
       }),`,
  );
}
