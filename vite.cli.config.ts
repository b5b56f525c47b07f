// The command line, in lib/cli/: a few files, where Node takes a millisecond to find and load each of three hundred.
// All lie side by side, as a file that starts a worker expects.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { build, common, isExternal } from './vite.lib.config.ts';

const ENTRIES = /src[\\/](cli[\\/](main|gpu-worker|bench-worker)|node[\\/]worker)\.ts$/;
/** Of these two it needs a part of their forty files. */
const WITHIN = ['hyparquet', 'hyparquet-writer'];

const WORKER = join(import.meta.dirname, 'src/node/worker.ts');

let needed: Set<string> | null = null;

/** The worker's module and all that it imports, once all are known. */
function neededByWorker(infoOf: (id: string) => Rolldown.ModuleInfo | null): Set<string> {
  if (needed) return needed;
  needed = new Set([WORKER]);
  for (const id of needed) for (const next of infoOf(id)?.importedIds ?? []) needed.add(next);
  return needed;
}

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
        // All but what is started in two: what a worker thread needs, which it loads in half the time, and the rest. The main
        // module stays small, which may be run several times in a process.
        codeSplitting: {
          groups: [
            {
              test: (id) => !ENTRIES.test(id),
              debugName: 'core or shared',
              name: (id, modules) =>
                neededByWorker((id) => modules.getModuleInfo(id)).has(id) ? 'core' : 'shared',
            },
          ],
        },
      },
    },
  },
});
