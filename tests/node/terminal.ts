// Running the command line as a user would, and the software GPU for it where Chromium brings one.
import {
  type ChildProcess,
  type ChildProcessWithoutNullStreams,
  spawn,
  spawnSync,
} from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';
import { findChromium } from '../../scripts/browser.mjs';
import { ensureBuilt } from '../../scripts/build-lib.mjs';

const MAIN = resolve(import.meta.dirname, '../../lib/cli/main.js');
const TOGETHER = resolve(import.meta.dirname, '../fixtures/together.mjs');
const HURRY = pathToFileURL(resolve(import.meta.dirname, '../fixtures/hurry.mjs')).href;

export interface Ended {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
}

/** Environment in which Dawn finds Chromium's software adapter; null when it is not there. */
function softwareEnvironment(): NodeJS.ProcessEnv | null {
  const chromium = findChromium();
  const folders = ['/usr/lib/chromium', ...(chromium ? [dirname(realpathSync(chromium))] : [])];
  const folder = folders.find((path) => existsSync(join(path, 'vk_swiftshader_icd.json')));
  if (!folder) return null;
  return {
    VK_ICD_FILENAMES: join(folder, 'vk_swiftshader_icd.json'),
    LD_LIBRARY_PATH: [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
  };
}

await ensureBuilt();
const environment = { ...process.env, ...softwareEnvironment() };

/** Whether the command line has a GPU here: a real one, or the software adapter. */
export const hasGpu =
  spawnSync(process.execPath, [MAIN, 'point', '--w21=0', '--w12=0', '--engine=gpu'], {
    env: environment,
  }).status === 0;
if (!hasGpu)
  console.warn('no adapter for the package webgpu here: the GPU engine is not tested in Node');

let folder = '';

/** A new folder for the tests of the calling file to run the command line in, removed after the last of them. */
export function useFolder(): void {
  const mine = mkdtempSync(join(tmpdir(), 'gradscape-cli-'));
  folder = mine;
  afterAll(() => rmSync(mine, { recursive: true, force: true }));
}

/** Where in it a file of this name is; without one the folder itself. */
export const at = (name = '') => join(folder, name);
export const bytesOf = (name: string) => readFileSync(at(name));

interface Started {
  child: ChildProcess;
  ended: Promise<Ended>;
}

/** Starts the command line in the tests' folder. */
export const start = (...argv: string[]): Started => startIn(environment, argv);

/**
 * The same of one that is to be stopped under way: whoever waits for the moment goes first, however busy the machine.
 */
export function startBehind(...argv: string[]): Started {
  const started = start(...argv);
  // A third of the time of what competes with it, and no less.
  setPriority(started.child.pid!, 5);
  return started;
}

function startIn(env: NodeJS.ProcessEnv, argv: string[], main = MAIN): Started {
  const child = spawn(process.execPath, [main, ...argv], { cwd: folder, env });
  return { child, ended: endOf(child) };
}

/** How a process ends, and what it said. */
function endOf(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) => done({ code, signal, stdout, stderr }));
  });
}

export const run = (...argv: string[]) => start(...argv).ended;

/** Runs another program in the tests' folder, to which those of a folder are on the PATH. Throws what it says when it fails. */
export async function runProgram(
  bin: string,
  program: string,
  argv: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const path = [bin, process.env.PATH].join(':');
  const child = spawn(program, argv, {
    cwd: folder,
    env: { ...environment, PATH: path, ...env },
  });
  const ended = await endOf(child);
  if (ended.code !== 0) throw new Error(`${program}: exit code ${ended.code}: ${ended.stderr}`);
  return ended;
}

const NO_DRIVER = join(import.meta.dirname, 'no-driver-has-this-name');

/** Where no GPU can be opened: there is the Vulkan loader at most, and no driver. */
const noGpu = { ...process.env, VK_DRIVER_FILES: NO_DRIVER, VK_ICD_FILENAMES: NO_DRIVER };

/** The same where no GPU can be opened. Dawn then says so in lines of its own on stderr. */
export const runWithoutGpu = (...argv: string[]) => startIn(noGpu, argv).ended;

/**
 * How each of many command lines ends that no GPU is opened for, one after the other in a single process: those that
 * are refused take less time than it takes to start.
 */
export async function runTogether(lines: readonly string[][]): Promise<Ended[]> {
  const argv = [pathToFileURL(MAIN).href, JSON.stringify(lines)];
  const { stdout, stderr } = await startIn(noGpu, argv, TOGETHER).ended;
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** The same by a clock that runs 32 times as fast: what measures for a while is done the sooner. */
export const runHurried = (...argv: string[]) =>
  startIn({ ...environment, NODE_OPTIONS: `--import=${HURRY}` }, argv).ended;

/** The JSON that a command prints; throws what it says when it fails. */
export const json = (...argv: string[]) => jsonFrom(MAIN, ...argv);

/** The same of the command line that is built elsewhere. */
export async function jsonFrom(main: string, ...argv: string[]) {
  const { code, stdout, stderr } = await startIn(environment, argv, main).ended;
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  return JSON.parse(stdout);
}
