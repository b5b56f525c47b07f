// The command line, in lib/cli/: a few files, where Node takes a millisecond to find and load each of three hundred.
// All lie side by side, as a file that starts a worker expects.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { build, common, isExternal } from './vite.lib.config.ts';

const ENTRIES = /src[\\/](cli[\\/](main|gpu-worker|bench-worker)|node[\\/]worker)\.ts$/;
/** Of these two it needs a part of their forty files. */
const WITHIN = ['hyparquet', 'hyparquet-writer'];

/** Their licences ask that the notice goes with copies. */
const notices: Plugin = {
  name: 'notices',
  generateBundle() {
    const source = WITHIN.map(
      (name) =>
        `${name}\n\n${readFileSync(join(import.meta.dirname, 'node_modules', name, 'LICENSE'), 'utf8')}`,
    ).join('\n\n');
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source });
  },
};

export default defineConfig({
  ...common,
  plugins: [...common.plugins, notices],
  ssr: { noExternal: WITHIN },
  build: {
    ...build,
    outDir: `${build.outDir}/cli`,
    rolldownOptions: {
      input: {
        main: 'src/cli/main.ts',
        'gpu-worker': 'src/cli/gpu-worker.ts',
        'bench-worker': 'src/cli/bench-worker.ts',
        worker: 'src/node/worker.ts',
      },
      external: (id) => isExternal(id) && !WITHIN.includes(id),
      // What loads as it is needed on the page is there at once here.
      checks: { ineffectiveDynamicImport: false },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        // All in one but what is started: the main module stays small, which may be run several times in a process.
        codeSplitting: { groups: [{ name: 'shared', test: (id) => !ENTRIES.test(id) }] },
      },
    },
  },
});
