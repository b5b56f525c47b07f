// npm run bench: CPU against GPU in a headless Chromium (its software adapter where there is no GPU).
import { cpus } from 'node:os';
import { openBenchPage } from './bench-page.mjs';

const USAGE = `Usage: npm run bench -- [--quick] [--only=sweep-gd,xor9] [--json] [--gpu]

  --quick   fewer and shorter repeats: under a minute
  --only=…  some of the workloads
  --json    prints one JSON document instead of a table
  --gpu     lets Chromium take a GPU; without it, its software adapter`;

const flags = new Set(process.argv.slice(2));
const only = [...flags].find((flag) => flag.startsWith('--only='));
const unknown = [...flags].filter(
  (flag) => !flag.startsWith('--only=') && !['--quick', '--json', '--gpu', '--help'].includes(flag),
);
if (unknown.length > 0 || flags.has('--help')) {
  (unknown.length > 0 ? console.error : console.log)(
    unknown.length > 0 ? `${unknown[0]} is not a flag\n${USAGE}` : USAGE,
  );
  process.exit(unknown.length > 0 ? 2 : 0);
}

const { page, close } = await openBenchPage({
  software: !flags.has('--gpu'),
  onProgress: (share, doing) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${(100 * share).toFixed()} % ${doing}`);
  },
});
try {
  const report = await page.evaluate(
    // @ts-expect-error the page's own (bench/page.ts)
    (options) => window.bench(options),
    { quick: flags.has('--quick'), ...(only && { only: only.slice(7).split(',') }) },
  );
  report.machine = `${cpus()[0]?.model.trim() || 'unknown processor'}, ${report.machine}`;
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  if (flags.has('--json')) {
    console.log(JSON.stringify(report, null, 2));
  } else {
    // @ts-expect-error the page's own (bench/page.ts)
    console.log(await page.evaluate((given) => window.toMarkdown(given), report));
  }
} catch (error) {
  const [, message] = /RangeError: (.*)/.exec(String(error)) ?? [];
  if (!message) throw error;
  console.error(`${message}\n${USAGE}`);
  process.exitCode = 2;
} finally {
  await close();
}
