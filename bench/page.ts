// The page that scripts/bench.mjs and scripts/scaling.mjs open: the measuring code, callable from
// outside.
import { trustLibraries } from '../src/app/shell/trusted.ts';
import { setUpInBrowser } from '../src/bench/browser.ts';
import { toMarkdown } from '../src/bench/report.ts';
import { type BenchOptions, runBenchmark } from '../src/bench/run.ts';
import { measureScaling, type ScalingOptions } from '../src/bench/scaling.ts';

// It has the explorer's policy, and workers.
trustLibraries();

const progress = (share: number, doing: string) => console.info(`${share.toFixed(3)} ${doing}`);

Object.assign(window, {
  toMarkdown,
  bench: (options: BenchOptions) =>
    runBenchmark(setUpInBrowser(), { ...options, onProgress: progress }),
  scaling: (options: ScalingOptions) =>
    measureScaling(setUpInBrowser(), { ...options, onProgress: progress }),
});
