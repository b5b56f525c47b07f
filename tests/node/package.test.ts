import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { versionOf } from '../../scripts/version.mjs';
import { known } from '../fixtures/known-answers.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = resolve(import.meta.dirname, '../..');
const project = mkdtempSync(join(tmpdir(), 'gradscape-package-'));
const run = promisify(execFile);
let tarball = '';
let installed = false;

beforeAll(async () => {
  // Builds JavaScript and declarations first: the script "prepack".
  execFileSync('npm', ['pack', '--silent', '--pack-destination', project], { cwd: root });
  tarball = join(project, readdirSync(project).find((name) => name.endsWith('.tgz'))!);
  writeFileSync(join(project, 'package.json'), '{"private": true, "type": "module"}');
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--silent', tarball];
  installed = await run('npm', install, { cwd: project }).then(
    () => true,
    () => false,
  );
  if (!installed) console.warn('npm could not install the packed library here: it is not run');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Runs a module of the empty project. */
async function runModule(name: string, code: string): Promise<string> {
  writeFileSync(join(project, name), code);
  return (await run(process.execPath, [name], { cwd: project })).stdout;
}

test('publint has nothing to say', async () => {
  const { messages, pkg } = await publint({ pkgDir: root, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test('attw finds the types that each way of importing needs', () => {
  const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  execFileSync(process.execPath, [attw, tarball, '--profile', 'esm-only', '--quiet']);
});

test('the package holds the library and nothing of the sources', async () => {
  const list = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
  expect(list).toContain('package/lib/index.d.ts');
  expect(list).toContain('package/lib/cpu/worker.js');
  expect(list).toContain('package/LICENSE');
  const strange = list.filter(
    (name) =>
      !/^package\/(lib\/.*\.(d\.ts|js)|docs\/[\w-]+\.(png|svg)|recipes\/.*|package\.json|LICENSE|README\.md|CHANGELOG\.md)$/.test(
        name,
      ),
  );
  expect(strange).toEqual([]);
});

test('every relative link of the README leads to a file, and its pictures and recipes are in the package', () => {
  const list = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).split('\n');
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const links = [...readme.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, path]) => path!);
  const own = links.filter((path) => !/^\w+:/.test(path));
  expect(own.length).toBeGreaterThan(20);
  expect(own.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const packed = own.filter((path) => /\.(png|svg)$|^recipes\/./.test(path));
  expect(packed.filter((path) => !list.includes(`package/${path}`))).toEqual([]);
});

test('in an empty project the library computes in worker threads, and importing it does nothing', async ({
  skip,
}) => {
  if (!installed) skip('npm could not install it');
  const out = await runModule(
    'use.js',
    `import { createEngine, describe, encode, landscapeSource, readMeta } from 'gradscape';
const globals = Object.keys(globalThis).length;
const engine = await createEngine({ engine: 'cpu', workers: 2 });
const optimizer = { kind: 'gd', learningRate: 100 };
const run = { problem: { id: 'xor' }, optimizer, starts: [0, 0], steps: 1, every: 1 };
const { loss } = await engine.trajectories(run);
const window = { x: [-1, 1], y: [-1, 1] };
const field = await engine.landscape({ problem: { id: 'xor' }, window, width: 8, height: 8 });
const meta = readMeta(encode(landscapeSource(field, engine.info), 'npz'));
engine.dispose();
const { theta } = describe({ id: 'formula', formula: 'a*x^2 + y^4' });
console.log(JSON.stringify({ theta, loss: [...loss], meta, info: engine.info, globals: Object.keys(globalThis).length - globals }));`,
  );
  const { theta, loss, meta, info, globals } = JSON.parse(out);
  expect(Math.abs(loss[1] - known.xor.gdStep.loss)).toBeLessThan(1e-12);
  expect(info).toMatchObject({ name: 'cpu', precision: 'f64', workers: 2 });
  expect(meta.version).toBe(versionOf(root));
  expect(globals).toBe(0);
  // Every problem is there, not the first alone.
  expect(theta).toEqual(['x', 'y']);
});

test('without the package webgpu `auto` takes the CPU and says why, and `gpu` rejects', async ({
  skip,
}) => {
  if (!installed) skip('npm could not install it');
  const out = await runModule(
    'fallback.js',
    `import { createEngine } from 'gradscape';
let reason;
const engine = await createEngine({ onFallback: (why) => { reason = why; } });
const refused = await createEngine({ engine: 'gpu' }).catch((error) => error.message);
const bad = await createEngine({ engine: 'tpu' }).catch((error) => error.name + ': ' + error.message);
console.log(JSON.stringify([engine.info.name, reason, refused, bad]));
engine.dispose();`,
  );
  const [name, reason, refused, bad] = JSON.parse(out);
  expect(name).toBe('cpu');
  expect(reason).toMatch(/webgpu|Vulkan/i);
  expect(refused).toBe(reason);
  expect(bad).toBe('RangeError: engine: "tpu" is not one of auto, gpu, cpu');
});

test('the command is there under its name', async ({ skip }) => {
  if (!installed) skip('npm could not install it');
  const bin = join(project, 'node_modules/.bin/gradscape');
  const { stdout } = await run(bin, ['--version']);
  expect(stdout).toBe(`${versionOf(root)}\n`);
  const point = JSON.parse((await run(bin, ['point', '--w21', '0', '--w12', '0'])).stdout);
  expect(Math.abs(point.loss - known.xor.initial.loss)).toBeLessThan(1e-12);
});

test('its types hold in strict TypeScript without WebGPU’s, and every declaration is checked', async ({
  skip,
}) => {
  if (!installed) skip('npm could not install it');
  writeFileSync(
    join(project, 'types.ts'),
    `import { createEngine, type Landscape, type SweepSpec } from 'gradscape';
const spec: SweepSpec = {
  problem: { id: 'xor' },
  optimizer: { kind: 'gd', learningRate: 1 },
  start: [0, 0],
  steps: 10,
  threshold: 0.1,
  x: { quantity: 'start.x', range: [-20, 20], scale: 'linear' },
  y: { quantity: 'start.y', range: [-20, 20], scale: 'linear' },
  width: 4,
  height: 4,
};
export async function use(): Promise<[Landscape['loss'], Uint8Array]> {
  const engine = await createEngine({ engine: 'auto' });
  const window = { x: [-1, 1], y: [-1, 1] } satisfies { x: [number, number]; y: [number, number] };
  const { loss } = await engine.landscape({ problem: { id: 'xor' }, window, width: 8, height: 8 });
  // @ts-expect-error an engine has no such job
  engine.nothing();
  return [loss, (await engine.sweep(spec)).outcome];
}
`,
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const flags = [
    '--strict',
    '--noEmit',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--lib',
    'es2024,dom',
    '--types',
    '',
  ];
  const { stdout } = await run(process.execPath, [tsc, ...flags, 'types.ts'], {
    cwd: project,
  }).catch((error: { stdout: string }) => error);
  expect(stdout).toBe('');
});

test('a browser’s bundle of one function leaves the rest out', async ({ skip }) => {
  if (!installed) skip('npm could not install it');
  writeFileSync(
    join(project, 'small.js'),
    `import { cellCentres } from 'gradscape';\nconsole.log(cellCentres([0, 1], 4));`,
  );
  const { build } = await import('vite');
  const result = await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, rolldownOptions: { input: join(project, 'small.js') } },
  });
  const { output } = result as { output: { type: string; code?: string }[] };
  const code = output.map((chunk) => chunk.code ?? '').join('');
  expect(code).toContain('cellCentres');
  expect(code).not.toMatch(/valibot|parquet|@compute|Worker\(/);
  // Half of it is the logarithm and the power that a log axis takes, which are the same in every engine.
  expect(code.length).toBeLessThan(8500);
});

test('a browser’s bundle of createEngine brings the worker as a file of its own', async ({
  skip,
}) => {
  if (!installed) skip('npm could not install it');
  writeFileSync(
    join(project, 'engine.js'),
    `import { createEngine } from 'gradscape';\ncreateEngine().then(console.log);`,
  );
  const { build } = await import('vite');
  const result = await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      target: 'es2022',
      write: false,
      minify: false,
      rolldownOptions: { input: join(project, 'engine.js') },
    },
  });
  const { output } = result as { output: { fileName: string; code?: string }[] };
  expect(output.map(({ fileName }) => fileName).join()).toMatch(/assets\/worker-/);
  expect(output.map(({ code }) => code ?? '').join()).not.toMatch(/node:worker_threads/);
});
