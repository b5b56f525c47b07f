import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { expect, test } from 'vitest';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/browser.mjs';
import { versionOf } from '../../scripts/version.mjs';
import { known } from '../fixtures/known-answers.ts';
import { install, project, root, run, runModule, tarball, usePackage } from './package-project.ts';

usePackage();

/** The oldest TypeScript that reads the declarations, as docs/library.md says: typed arrays are generic from 5.7 on. */
const OLDEST = '5.7.3';

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
  // Of what is in the command line's files of others.
  expect(list).toContain('package/lib/cli/LICENSES.txt');
  const strange = list.filter(
    (name) =>
      !/^package\/(lib\/.*\.(d\.ts|js)|lib\/cli\/LICENSES\.txt|docs\/[\w-]+\.(md|png|svg)|recipes\/.*|package\.json|LICENSE(\.fonts\.txt)?|README\.md|CHANGELOG\.md)$/.test(
        name,
      ),
  );
  expect(strange).toEqual([]);
});

test('every relative link of the README leads to a file, and its pages, pictures and recipes are in the package', () => {
  const list = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).split('\n');
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const links = [...readme.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, path]) => path!);
  const own = links.filter((path) => !/^\w+:/.test(path));
  expect(own.length).toBeGreaterThan(20);
  expect(own.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const packed = own.filter((path) => /\.(png|svg)$|^docs\/.*\.md$|^recipes\/./.test(path));
  expect(packed.filter((path) => !list.includes(`package/${path}`))).toEqual([]);
});

test('in an empty project the library computes in worker threads, and importing it does nothing', async () => {
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

test('without the package webgpu `auto` takes the CPU and says why, and `gpu` rejects', async () => {
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

test('the command is there under its name', async () => {
  const bin = join(project, 'node_modules/.bin/gradscape');
  const { stdout } = await run(bin, ['--version']);
  expect(stdout).toBe(`${versionOf(root)}\n`);
  const point = JSON.parse((await run(bin, ['point', '--w21', '0', '--w12', '0'])).stdout);
  expect(Math.abs(point.loss - known.xor.initial.loss)).toBeLessThan(1e-12);
});

const STRICT = `import { createEngine, defineProblem, type Landscape, type OwnProblem, type SweepInput, type SweepSpec } from 'gradscape';
const spec = {
  problem: { id: 'xor', trained: ['w21', 'w12'] },
  optimizer: { kind: 'adam', learningRate: Float64Array.of(1, 2) },
  start: [0, 0],
  steps: 10,
  threshold: 0.1,
  x: { quantity: 'start.x', range: [-20, 20], scale: 'linear' },
  y: { quantity: 'learningRate.w12', range: [1, 20], scale: 'log' },
  width: 4,
  height: 4,
} as const satisfies SweepInput;
const own: OwnProblem = { id: 'own', parameters: { x: 1 }, loss: ([x = 0]) => x, gradient: () => Float32Array.of(1) };
export async function use(): Promise<[Landscape['loss'], Uint8Array, SweepSpec]> {
  const engine = await createEngine({ engine: 'auto' });
  const window = { x: [-1, 1], y: [-1, 1] } as const;
  const problem = defineProblem(own)({ parameters: { x: 2 } });
  const { loss } = await engine.landscape({ problem, window, width: 8, height: 8 });
  // @ts-expect-error an engine has no such job
  engine.nothing();
  // @ts-expect-error a key that is not known
  await engine.landscape({ problem, window, width: 8, height: 8, depth: 8 });
  // @ts-expect-error momentum is not Adam's
  await engine.sweep({ ...spec, optimizer: { kind: 'adam', learningRate: 1, momentum: 0.5 } });
  await engine.sweepPixels(spec, [0, 1]);
  await engine.trajectories({ problem, optimizer: { kind: 'momentum', learningRate: 1 }, starts: new Float32Array(2), steps: 1, every: 1 });
  const sweep = await engine.sweep(spec);
  return [loss, sweep.outcome, sweep.spec];
}
`;

/** What a compiler says of STRICT and of every declaration that it reaches. */
async function compiled(tsc: string, lib: string): Promise<string> {
  writeFileSync(join(project, 'types.ts'), STRICT);
  mkdirSync(join(project, 'no-types'), { recursive: true });
  // But those of TypeScript itself, which are none of ours.
  const flags = ['--strict', '--exactOptionalPropertyTypes', '--noEmit', '--target', 'es2022'];
  flags.push('--skipDefaultLibCheck');
  const found = ['--module', 'nodenext', '--lib', lib, '--typeRoots', 'no-types', 'types.ts'];
  const end = await run(process.execPath, [tsc, ...flags, ...found], { cwd: project }).catch(
    (error: { stdout: string }) => error,
  );
  return end.stdout;
}

test('its types hold in strict TypeScript without WebGPU’s, and every declaration is checked', async () => {
  expect(await compiled(join(root, 'node_modules/typescript/bin/tsc'), 'es2024,dom')).toBe('');
});

test(`they hold in TypeScript ${OLDEST}, the oldest that docs/library.md names`, async ({
  skip,
}) => {
  const page = readFileSync(join(root, 'docs/library.md'), 'utf8');
  expect(page).toContain(`TypeScript ${OLDEST.split('.').slice(0, 2).join('.')}`);
  await install(`typescript@${OLDEST}`).catch(() => skip('npm could not install it'));
  const tsc = join(project, 'node_modules/typescript/bin/tsc');
  expect(await compiled(tsc, 'es2022,dom')).toBe('');
});

test('the programs of README and docs/library.md run as they stand there, on grids of 16', async () => {
  const blocks = ['README.md', 'docs/library.md'].flatMap((page) => [
    ...readFileSync(join(root, page), 'utf8').matchAll(/```js\n([\s\S]*?)```/g),
  ]);
  const programs = blocks
    .map(([, code]) => code!)
    .filter((code) => code.includes("from 'gradscape'"));
  expect(programs.length).toBeGreaterThan(4);
  // Importing them runs them; one process for all.
  const smaller = programs.map((code) => code.replaceAll('512', '16'));
  for (const [i, code] of smaller.entries()) {
    writeFileSync(join(project, `program-${i}.js`), `${code}\nexport {};`);
  }
  const own = smaller.findIndex((code) => code.includes('= defineProblem({'));
  writeFileSync(join(project, `program-${own}.js`), `${smaller[own]}\nexport { field };`);
  const imports = smaller.map((_, i) => `await import('./program-${i}.js')`).join(',\n');
  const out = await runModule(
    'programs.js',
    `const made = [${imports}];\nconsole.log(made.length, Math.min(...made[${own}].field.loss) < 1);`,
  );
  expect(out).toBe(`${programs.length} true\n`);
});

test('a browser’s bundle of one function leaves the rest out', async () => {
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

test('a browser’s bundle of createEngine brings the worker as a file of its own', async () => {
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

test('in a fresh Vite project, built and opened in Chromium, both engines compute, an own problem in web workers too', async () => {
  const folder = join(project, 'page');
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'tests/fixtures/own/valley.js'), join(folder, 'valley.js'));
  writeFileSync(join(folder, 'index.html'), '<script type="module" src="./main.js"></script>');
  writeFileSync(
    join(folder, 'main.js'),
    `import { createEngine, defineProblem } from 'gradscape';
const show = async () => {
  const valley = await defineProblem({ module: new URL('./valley.js', import.meta.url) });
  const losses = [];
  for (const choice of ['cpu', 'gpu']) {
    const engine = await createEngine({ engine: choice, workers: 2 });
    const window = { x: [0, 2], y: [0, 2] };
    for (const problem of [{ id: 'xor' }, valley({ parameters: { steep: 4 } })]) {
      const { loss } = await engine.landscape({ problem, window, width: 1, height: 1 });
      losses.push(loss[0]);
    }
    engine.dispose();
  }
  return losses;
};
show().then((losses) => { window.losses = losses; }, (error) => { window.losses = String(error); });`,
  );
  const { build, preview } = await import('vite');
  const config = { root: folder, configFile: false as const, logLevel: 'error' as const };
  await build({ ...config, worker: { format: 'es' }, build: { target: 'es2022' } });
  const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } });
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: CHROMIUM_FLAGS,
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls!.local[0]!);
    await page.waitForFunction('window.losses');
    const losses = await page.evaluate('window.losses');
    // The valley's floor is at (1, 1).
    expect(losses).toEqual([expect.any(Number), 0, expect.any(Number), 0]);
    const [f64, , f32] = losses as [number, number, number, number];
    expect(Math.abs(f32 - f64)).toBeLessThan(1e-6 + 1e-5 * f64);
  } finally {
    await browser.close();
    await server.close();
  }
});
