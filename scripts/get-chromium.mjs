// Gets a Chromium where a machine has none: with Playwright's own download, then with apt-get.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromiumPlaces, HOW_TO_INSTALL } from './browser.mjs';

/**
 * @typedef {{ says: string, program: string, args: string[], seconds: number }} Attempt
 * @typedef {(program: string, args: string[], seconds: number) => boolean} Runner
 */

const PLAYWRIGHT = fileURLToPath(new URL('../node_modules/playwright/cli.js', import.meta.url));

/**
 * What to try, in order. A download of 170 MB gets ten minutes, which is 0.3 MB/s.
 * @param {{ isRoot: boolean, hasApt: boolean }} machine
 * @returns {Attempt[]}
 */
export function attemptsOn({ isRoot, hasApt }) {
  const apt = ['-qq', '-o', 'DPkg::Lock::Timeout=60'];
  /** @type {Attempt[]} */
  const attempts = [
    {
      says: 'npx playwright install chromium',
      program: process.execPath,
      // Not through npx, which would leave the download behind when it is stopped.
      args: [PLAYWRIGHT, 'install', 'chromium'],
      seconds: 600,
    },
  ];
  if (isRoot && hasApt) {
    attempts.push(
      { says: 'apt-get update', program: 'apt-get', args: [...apt, 'update'], seconds: 120 },
      {
        says: 'apt-get install chromium',
        program: 'apt-get',
        args: [...apt, 'install', '-y', 'chromium'],
        seconds: 600,
      },
    );
  }
  return attempts;
}

/**
 * The path of a Chromium that starts: one that is there, or the first that an attempt brings. Null
 * when none does. Each attempt is announced in a line.
 * @param {{ places: () => string[], starts: (path: string) => boolean, attempts: Attempt[],
 *   run: Runner, say: (line: string) => void }} parts
 */
export function getChromium({ places, starts, attempts, run, say }) {
  let found = places().find(starts);
  for (const { says, program, args, seconds } of attempts) {
    if (found) break;
    say(`No Chromium that starts: trying ${says} (at most ${seconds / 60} min)`);
    if (!run(program, args, seconds)) say(`${says}: failed`);
    found = places().find(starts);
  }
  return found ?? null;
}

/** @type {Runner} */
function run(program, args, seconds) {
  const { status } = spawnSync(program, args, {
    // What they print goes to stderr: stdout is the caller's.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: seconds * 1000,
    killSignal: 'SIGTERM',
  });
  return status === 0;
}

/**
 * Whether a Chromium is whole: on a bare system one may lack libraries, or be a stub that asks for a
 * snap.
 * @param {string} path
 */
function starts(path) {
  // There --version opens a window.
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/**
 * The path of a Chromium, got first where there is none; ends the process with words on how to get one
 * when that fails too. What this process starts finds the same one.
 */
export function chromiumOrExit() {
  try {
    const path = getChromium({
      places: chromiumPlaces,
      starts,
      attempts: process.env.CHROMIUM_PATH
        ? []
        : attemptsOn({
            isRoot: process.getuid?.() === 0,
            hasApt: existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get'),
          }),
      run,
      say: (line) => console.error(line),
    });
    if (path) {
      process.env.CHROMIUM_PATH = path;
      return path;
    }
    if (process.env.CHROMIUM_PATH) {
      console.error(`CHROMIUM_PATH is "${process.env.CHROMIUM_PATH}", which does not start`);
    }
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
  }
  console.error(HOW_TO_INSTALL);
  process.exit(1);
}
