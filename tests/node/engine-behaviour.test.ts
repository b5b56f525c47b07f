import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ensureBuilt } from '../../scripts/build-lib.mjs';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { loaderFlags } from '../../src/node/pool.ts';
import { engineBehaviour } from '../engine-behaviour.ts';

const library = pathToFileURL(resolve(import.meta.dirname, '../../lib/node/index.js')).href;

engineBehaviour('the CPU engine in the calling thread', () => createCpuEngine(inlinePool()));

engineBehaviour('the CPU engine in worker threads', async () => {
  await ensureBuilt();
  const { createEngine } = await import(/* @vite-ignore */ library);
  return createEngine({ engine: 'cpu', workers: 2 });
});

test('of the flags of node a worker gets those by which modules are loaded', () => {
  const given = ['--input-type=module', '--import', 'tsx', '-e', 'code', '--conditions=a', '-r'];
  expect(loaderFlags(given)).toEqual(['--import', 'tsx', '--conditions=a', '-r']);
});

test('a program given with --input-type and -e uses workers, and node ends after it', async () => {
  await ensureBuilt();
  const code = `import { createEngine } from ${JSON.stringify(library)};
const engine = await createEngine({ engine: 'cpu', workers: 1 });
const window = { x: [-1, 1], y: [-1, 1] };
const { loss } = await engine.landscape({ problem: { id: 'xor' }, window, width: 2, height: 2 });
console.log(loss.length);`;
  const node = promisify(execFile);
  const { stdout } = await node(process.execPath, ['--input-type=module', '-e', code]);
  expect(stdout).toBe('4\n');
});
