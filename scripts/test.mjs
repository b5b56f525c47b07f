// npm test: gets a Chromium where there is none, builds the page, runs every test in Node and in that
// Chromium, names those that passed only at a second try, and says how many passed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumOrExit } from './get-chromium.mjs';

console.log(`Testing with ${chromiumOrExit()}`);

/** @param {string[]} args @returns {number} the exit status */
const npx = (...args) =>
  spawnSync('npx', ['--no-install', ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  }).status ?? 1;

const built = npx('vite', 'build', '--logLevel', 'warn');
if (built !== 0) process.exit(built);

const folder = mkdtempSync(join(tmpdir(), 'gradscape-test-'));
const report = join(folder, 'report.json');
const status = npx(
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  '--reporter=./scripts/second-try.mjs',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
);
let failed = 1;
try {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // A file that does not even load has no tests to count; vitest's status tells.
  failed = status !== 0 ? Math.max(1, numFailedTests) : numFailedTests;
  const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
  console.log(`${numPassedTests} passed, ${failed} failed${skipped}`);
} catch {
  console.error('The test run ended without a report.');
}
rmSync(folder, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
