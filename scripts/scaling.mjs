// node scripts/scaling.mjs [--quick] [--gpu]: measures time against runs and steps and writes
// docs/scaling.json and docs/scaling.svg.
import { mkdirSync, writeFileSync } from 'node:fs';
import { openBenchPage } from './bench-page.mjs';
import { scalingSvg } from './scaling-svg.mjs';

const flags = new Set(process.argv.slice(2));
const { page, close } = await openBenchPage({
  software: !flags.has('--gpu'),
  onProgress: (share, doing) => console.error(`${(100 * share).toFixed()} % ${doing}`),
});
try {
  const report = await page.evaluate(
    // @ts-expect-error the page's own (bench/page.ts)
    (options) => window.scaling(options),
    flags.has('--quick') ? { most: 16, mostSteps: 10, enoughMs: 100 } : {},
  );
  mkdirSync('docs', { recursive: true });
  writeFileSync('docs/scaling.json', `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync('docs/scaling.svg', scalingSvg(report));
  for (const { runs, steps, ms, peakBytes, largestBuffer } of report.points) {
    const mib = (/** @type {number} */ bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
    console.log(
      `${runs} runs × ${steps} steps: ${ms.toFixed(1)} ms, peak ${mib(peakBytes)}, largest buffer ${mib(largestBuffer)}`,
    );
  }
} finally {
  await close();
}
