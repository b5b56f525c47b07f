// The library, as ES modules beside each other in lib/. What users' bundlers can share stays an import; shaders come in
// as text.
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig, type UserConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };
import { strippedWgsl } from './scripts/strip-wgsl.mjs';
import { versionOf } from './scripts/version.mjs';

const packages = Object.keys(manifest.dependencies);

/** Whether an import is of Node or of a package that is installed along with this one. */
export const isExternal = (id: string) =>
  id.startsWith('node:') ||
  builtinModules.includes(id) ||
  packages.some((name) => id === name || id.startsWith(`${name}/`));

/** What holds for the library and the command line. */
export const common = {
  define: { __VERSION__: JSON.stringify(versionOf(import.meta.dirname)) },
  publicDir: false,
  plugins: [
    strippedWgsl(),
    {
      name: 'worker-urls',
      renderChunk: (code) => code.replaceAll('./worker.ts', './worker.js'),
    },
  ],
} satisfies UserConfig;

export const build = {
  target: 'es2022',
  outDir: process.env.LIB_DIR ?? 'lib',
  minify: false,
  ssr: true,
} as const;

export default defineConfig({
  ...common,
  build: {
    ...build,
    rolldownOptions: {
      input: ['src/index.ts', 'src/node/index.ts', 'src/cpu/worker.ts', 'src/node/worker.ts'],
      external: isExternal,
      // One file per source file: users' bundlers take what they need, and a worker's file keeps
      // its place beside the pool that starts it.
      output: {
        preserveModules: true,
        preserveModulesRoot: resolve(import.meta.dirname, 'src'),
        entryFileNames: (chunk) => `${chunk.name.replace('.wgsl', '')}.js`,
      },
    },
  },
});
