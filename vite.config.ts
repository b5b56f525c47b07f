import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import type { InlineConfig } from 'vitest/node';
import { CHROMIUM_FLAGS, findChromium } from './scripts/browser.mjs';
import { contentSecurity } from './scripts/content-security.mjs';
import { mathml } from './scripts/mathml.mjs';
import { offline } from './scripts/offline.mjs';
import { billOfMaterials } from './scripts/sbom.mjs';
import { strippedWgsl } from './scripts/strip-wgsl.mjs';
import { styleApart } from './scripts/style-apart.mjs';
import { versionOf } from './scripts/version.mjs';

const executablePath = process.env.VITEST ? findChromium() : null;

const root = import.meta.dirname;
const bill = billOfMaterials(root, versionOf(root));

/** End-to-end tests whose assertions hold times against each other. */
const TIMING = ['speed', 'maps-speed', 'answers-speed'].map(
  (name) => `tests/e2e/${name}.long.test.ts`,
);

/** What `npm test` leaves to `npm run test:all`. */
const LEFT = process.env.GRADSCAPE_TESTS === 'short' ? ['tests/**/*.long.test.ts'] : [];

const EVERY_CONTROL = ['tests/e2e/every-control.test.ts'];

/** After so many ms a test or what is before it hangs: a busy machine may take ten times as long as an idle one. */
const PATIENCE = 240_000;

/** Tests in the browser that hold times against each other. */
const ROOFLINES = ['tests/browser/bench.long.test.ts'];

/** A project of tests whose code runs in a page. */
const inBrowser = (name: string, options: InlineConfig) => ({
  extends: true as const,
  // Loaded in the middle of a test: prepared beforehand, or the page would be loaded again.
  optimizeDeps: { include: ['papaparse'] },
  test: {
    name,
    include: ['tests/browser/**/*.test.ts'],
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
    // Not a page for each file, which takes two seconds to load the same modules again.
    isolate: false,
    browser: {
      enabled: true,
      headless: true,
      // One page at a time: the software adapter already uses every core.
      fileParallelism: false,
      // Nobody looks.
      ui: false,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          ...(executablePath ? { executablePath } : {}),
          args: CHROMIUM_FLAGS,
        },
      }),
      instances: [{ browser: 'chromium' as const }],
    },
    ...options,
  },
});

/** A project of tests that drive the built page. */
const endToEnd = (name: string, options: InlineConfig) => ({
  extends: true as const,
  test: {
    name,
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: 'tests/e2e/setup.ts',
    environment: 'node' as const,
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
    expect: { poll: { timeout: 60_000, interval: 20 } },
    // Tried once more, and named by scripts/second-try.mjs.
    retry: 1,
    ...options,
  },
});

export default defineConfig(({ mode }) => ({
  base: './',
  define: { __VERSION__: JSON.stringify(versionOf(root)) },
  resolve: {
    // regl's checked build is for development; the unchecked one is 9 KB smaller and faster.
    alias: mode === 'production' ? { regl: 'regl/dist/regl.unchecked.js' } : {},
  },
  plugins: [strippedWgsl(), mathml(), styleApart(), contentSecurity(), offline(), bill.page],
  worker: { format: 'es', plugins: bill.workers },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1000,
    // What is in it of others, by their licences.
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      output: {
        // What every view takes, in one file: a dozen small ones compress 2 KB worse together. Of the problems
        // those that the page begins with.
        codeSplitting: {
          groups: [
            {
              name: 'core',
              test: /src[\\/](?:math[\\/](?!eigen|exponentials|extreme|lanczos|periods|principal|round|svd)|problems[\\/](?:initialisation|load|network|plane|problem|registry|xor)\.ts|app[\\/](?:state[\\/](?!equal|history|link-|packed|url)|jobs[\\/](?:frames|key|lazy-view|newest)\.)|words[\\/](?:words|language)\.|views[\\/](?:axes|colours|dom|icon|place-on-bar|step-axis|ticks|transform)\.|fields[\\/](?:colour-scale|landscape|on-plane|trajectories)\.ts|app[\\/]landscape[\\/](?:detail|run-set)\.|app[\\/]shell[\\/]cpu-words\.|gpu[\\/]kernels[\\/]network-limits\.ts|cpu[\\/](?:lanes|run-state)\.ts|gpu[\\/](?:context|device|engine|landscape|own|slices|trajectories|uniforms)\.ts|(?!runs|noise|schedules)[a-z]+\.ts)/,
            },
          ],
        },
      },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['tests/node/**/*.test.ts'],
          exclude: LEFT,
          environment: 'node',
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
          // Most of them wait for processes: two at a time, where two cores would give one.
          maxWorkers: 2,
          // A worker for all its files: each anew loads everything again, a third of the time of most.
          isolate: false,
        },
      },
      // Beside the files of Node, which leave it a third of the time; what is timed there is timed alone.
      inBrowser('browser', {
        exclude: [...ROOFLINES, ...LEFT],
        maxWorkers: 2,
        sequence: { groupOrder: 0 },
      }),
      inBrowser('browser-timing', {
        include: ROOFLINES,
        exclude: LEFT,
        maxWorkers: 1,
        sequence: { groupOrder: 3 },
      }),
      // After the other projects, two files at a time; then those that time something, one by one.
      endToEnd('e2e', {
        exclude: [...TIMING, ...EVERY_CONTROL, ...LEFT],
        maxWorkers: 2,
        // A worker for all its files, as above.
        isolate: false,
        sequence: { groupOrder: 1 },
      }),
      // Ten minutes by itself, most of them waiting: npm run test:controls.
      endToEnd('controls', { include: EVERY_CONTROL, sequence: { groupOrder: 4 } }),
      endToEnd('e2e-timing', {
        include: TIMING,
        exclude: LEFT,
        fileParallelism: false,
        sequence: { groupOrder: 2 },
      }),
    ],
  },
}));
