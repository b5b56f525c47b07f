// Builds the library and the command line into lib/: JavaScript with Vite, and the declarations
// that the library's entry reaches with tsc. `node scripts/build-lib.mjs` does both.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BUILD_INPUTS, versionOf } from './version.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const lib = join(root, 'lib');
const stamp = join(lib, '.built');

/** @param {string} path @returns {number} when the newest file below was changed */
function newest(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Whether lib/ holds what the sources say, and names their version. */
function isFresh() {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== versionOf(root)) return false;
  const built = statSync(stamp).mtimeMs;
  return BUILD_INPUTS.every((name) => newest(join(root, name)) < built);
}

/** Builds lib/'s JavaScript anew. */
async function buildJavaScript() {
  const { build } = await import('vite');
  const started = new Date();
  const version = versionOf(root);
  // The library's empties lib/, where the command line's has its folder.
  for (const config of ['vite.lib.config.ts', 'vite.cli.config.ts']) {
    await build({ root, configFile: join(root, config), logLevel: 'warn' });
  }
  writeFileSync(stamp, version);
  // What is changed while it builds counts as newer.
  utimesSync(stamp, started, started);
}

/** Builds lib/ when it is stale; of several processes at once only one does. */
export async function ensureBuilt() {
  if (isFresh()) return;
  const lock = join(root, 'node_modules', '.gradscape-build');
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      // A build takes about a second: a lock of a minute was left by a process that was killed.
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      if (since && Date.now() - since > 60_000) rmdirSync(lock);
      else await wait(100);
    }
  }
  try {
    if (!isFresh()) await buildJavaScript();
  } finally {
    rmdirSync(lock);
  }
}

/** Writes the declarations that lib/index.d.ts and lib/node/index.d.ts reach. */
export function buildTypes() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.lib.json')], {
    cwd: root,
    stdio: 'inherit',
  });
  /** @type {Set<string>} */
  const reached = new Set();
  /** @param {string} file */
  const visit = (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    const text = readFileSync(file, 'utf8').replace(
      /((?:from|import) ?\(?'\.{1,2}\/[^']*)\.ts'/g,
      "$1.js'",
    );
    writeFileSync(file, text);
    for (const [, path] of text.matchAll(/(?:from|import) ?\(?'(\.{1,2}\/[^']*)\.js'/g)) {
      visit(resolve(dirname(file), `${path}.d.ts`));
    }
  };
  visit(join(lib, 'index.d.ts'));
  visit(join(lib, 'node', 'index.d.ts'));
  for (const name of readdirSync(lib, { recursive: true, encoding: 'utf8' })) {
    const file = join(lib, name);
    if (name.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // Not anew when it is fresh: another process may be running it.
  await ensureBuilt();
  buildTypes();
}
