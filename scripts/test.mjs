// npm test: gets a Chromium where there is none, builds the page, runs the tests in Node and in that Chromium,
// names those that passed only at a second try and those that this machine cannot run, and says how many passed.
// Long ones (*.long.test.ts) it leaves to npm run test:all, and says how many; working every control of the page is
// npm run test:controls, by itself.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromiumOrExit } from './get-chromium.mjs';

console.log(`Testing with ${chromiumOrExit()}`);

const argv = process.argv.slice(2);
const all = argv.includes('--all');
const controls = argv.includes('--controls');
if (!all) process.env.GRADSCAPE_TESTS = 'short';

/** @param {string[]} args @returns {number} the exit status */
const npx = (...args) =>
  spawnSync('npx', ['--no-install', ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  }).status ?? 1;

/**
 * For want of something on this machine.
 * @param {{name: string, assertionResults: {status: string, fullName: string}[]}} file
 */
const notRun = (file) =>
  file.assertionResults
    .filter(({ status }) => status === 'skipped' || status === 'todo')
    .map(({ fullName }) => `  ${basename(file.name)} > ${fullName}`);

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
  `--project=${controls ? '' : '!'}controls`,
  ...argv.filter((each) => each !== '--all' && each !== '--controls'),
);
let failed = 1;
try {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const names = testResults.flatMap(notRun);
  if (names.length > 0) console.log(`Not run here:\n${names.join('\n')}`);
  if (!controls)
    console.log('Left to npm run test:controls: every control, by keys and by fingers.');
  if (!all && !controls) {
    const files = readdirSync('tests', { recursive: true, encoding: 'utf8' });
    const left = files.filter((name) => name.endsWith('.long.test.ts')).length;
    console.log(`Left to npm run test:all: ${left} files of long tests (tests/*/*.long.test.ts).`);
  }
  // A file that does not even load has no tests to count; vitest's status tells.
  failed = status !== 0 ? Math.max(1, numFailedTests) : numFailedTests;
  // The last line is this and nothing more, for whoever reads it by a program.
  console.log(`${numPassedTests} passed, ${failed} failed`);
} catch {
  console.error('The test run ended without a report.');
}
rmSync(folder, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
