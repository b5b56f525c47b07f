// npm run peers: one table of all peers on the same work, measured in one run.
import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBenchPage } from '../../scripts/bench-page.mjs';
import { RUNS, STEPS } from './problem.js';

const ROUNDS = 5;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const { page, close } = await openBenchPage({
  software: !process.argv.includes('--gpu'),
  path: '/bench/peers/index.html',
  ready: 'peers',
});
const rows = await page.evaluate((rounds) => window.peers(rounds), ROUNDS);
await close();
// $PYTHON: an interpreter, or several separated as in PATH, each with its numpy and perhaps PyTorch.
for (const python of (process.env.PYTHON ?? 'python3').split(delimiter)) {
  const { stdout } = spawnSync(
    python,
    [fileURLToPath(new URL('peers.py', import.meta.url)), `${ROUNDS}`],
    {
      encoding: 'utf8',
    },
  );
  for (const line of (stdout ?? '').trim().split('\n').filter(Boolean)) {
    rows.push(JSON.parse(line));
  }
}
const ours = median(rows[0].ms);
console.log(`${RUNS} runs × ${STEPS} steps of gradient descent on the XOR problem\n`);
console.log(
  '| Library | Million steps/s | Gradscape’s GPU engine is faster by | Runs within 1e-2 of f64 |',
);
console.log('| --- | --- | --- | --- |');
for (const { name, ms, agree, failed } of rows) {
  if (failed) console.log(`| ${name} | failed: ${failed} | – | – |`);
  else {
    const rate = (RUNS * STEPS) / median(ms) / 1e3;
    const share = agree === null ? '–' : `${(100 * agree).toFixed(2)} %`;
    console.log(
      `| ${name} | ${rate.toPrecision(3)} | ${(median(ms) / ours).toFixed(1)}× | ${share} |`,
    );
  }
}
