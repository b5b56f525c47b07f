// The Python reader in python/, on files that are made here: its own tests, by the machine's python3. And the script in
// examples/, on the file that its own text says how to make.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import '../../src/library.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { NEVER, OUTCOMES } from '../../src/engine.ts';
import { encode } from '../../src/fields/formats/index.ts';
import { landscapeSource, spectrumSource, sweepSource } from '../../src/fields/sources.ts';
import { at, json, useFolder } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradscape-python-'));
afterAll(() => rmSync(folder, { recursive: true }));

const root = resolve(import.meta.dirname, '../..');
/** Whether a Python has a module. */
const has = (module: string, python = 'python3') =>
  spawnSync(python, ['-c', `import ${module}`]).status === 0;
const hasNumpy = has('numpy');
useFolder();

async function writeFiles() {
  const engine = createCpuEngine(inlinePool());
  const { info } = engine;
  const problem = { id: 'xor' };
  const save = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes);
  const runs = {
    problem,
    optimizer: { kind: 'gd', learningRate: 1 } as const,
    start: [6, 1] as [number, number],
    steps: 30,
    threshold: 0.1,
  };
  const sweep = await engine.sweep({
    ...runs,
    x: { quantity: 'learningRate', range: [0.1, 100], scale: 'log' },
    y: { quantity: 'start.y', range: [-10, 10], scale: 'linear' },
    width: 16,
    height: 18,
  });
  const source = sweepSource(sweep, info);
  save('sweep.npz', encode(source, 'npz'));
  save('sweep-compressed.npz', encode(source, 'npz', { compress: true }));
  save('sweep.parquet', encode(source, 'parquet'));
  const window = { x: [-20, 20] as [number, number], y: [-20, 20] as [number, number] };
  const landscape = await engine.landscape({ problem, window, width: 8, height: 6 });
  save('landscape.npz', encode(landscapeSource(landscape, info), 'npz'));
  const rate = { range: [0.1, 100] as [number, number], scale: 'log' as const };
  const spectrum = await engine.spectrum({ ...runs, rate, count: 9, last: 8, component: 'w12' });
  save('spectrum.npz', encode(spectrumSource(spectrum, info), 'npz'));
  const expected = {
    loss: [...sweep.loss],
    outcome: Array.from(sweep.outcome, (code) => OUTCOMES[code]),
    never: sweep.stepsToThreshold.filter((steps) => steps === NEVER).length,
  };
  save('expected.json', new TextEncoder().encode(JSON.stringify(expected)));
}

// A todo is listed by name in every report: nothing is passed over in silence.
if (!hasNumpy) test.todo('the Python reader: there is no python3 with numpy here');
else {
  test('the Python reader’s own tests pass on files that the library wrote', async () => {
    await writeFiles();
    const run = spawnSync('python3', ['-m', 'unittest', 'discover', '-v', '-s', 'tests'], {
      cwd: join(root, 'python'),
      env: { ...process.env, GRADSCAPE_FILES: folder, PYTHONDONTWRITEBYTECODE: '1' },
      encoding: 'utf8',
    });
    const skipped = run.stderr.match(/skipped '[^']*'/g) ?? [];
    for (const reason of skipped) console.warn(`Python reader: ${reason}`);
    expect(run.status, run.stderr).toBe(0);
    expect(run.stderr).toMatch(/Ran 8 tests/);
  });

  const SCRIPT = join(root, 'examples/read_results.py');
  const SAME = `import sys, numpy as np
a, b = (np.load(path) for path in sys.argv[1:])
arrays = [name for name in a.files if not name.endswith('.json')]
print(a.files == b.files and all(np.array_equal(a[name], b[name]) for name in arrays), len(arrays))`;
  const python = (program: string, ...argv: string[]) => {
    const { status, stdout, stderr } = spawnSync(program, argv, { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    return stdout;
  };

  test('the command in examples/read_results.py makes the file beside it, bit for bit, and the script counts its outcomes', async () => {
    const [, command] = /^ +gradscape (.*)$/m.exec(readFileSync(SCRIPT, 'utf8'))!;
    const argv = command!.split(' ').map((part) => (part === 'rates.npz' ? at(part) : part));
    const { outcomes, medianStepsToThreshold } = await json(...argv);
    const sample = join(root, 'examples/rates.npz');
    expect(python('python3', '-c', SAME, at('rates.npz'), sample)).toBe('True 6\n');
    const said = python('python3', SCRIPT, at('rates.npz'));
    const counts = Object.entries<number>(outcomes);
    for (const [word, count] of counts)
      expect(said).toMatch(new RegExp(`^${word} +${count} `, 'm'));
    expect(said).toContain(`median steps to the loss 0.1: ${medianStepsToThreshold}, `);
  });

  // Of the machine's Pythons one that draws, and one that reads parquet.
  const PYTHONS = ['python3', '/usr/bin/python3'];
  const drawing = PYTHONS.find((name) => has('numpy, matplotlib', name));
  const reading = PYTHONS.find((name) => has('numpy, pyarrow.parquet', name));
  if (!drawing) test.todo('the script draws: there is no Python with numpy and matplotlib here');
  else {
    test('with matplotlib the script draws the file', () => {
      writeFileSync(at('rates.npz'), readFileSync(join(root, 'examples/rates.npz')));
      expect(python(drawing, SCRIPT, at('rates.npz'))).toContain('drawn: rates-map.png');
      expect(existsSync(at('rates-map.png'))).toBe(true);
    });
  }
  if (!reading) test.todo('the script reads .parquet: there is no Python with pyarrow here');
  else {
    test('the script says the same of a .parquet', async () => {
      const spec = ['--spec', join(root, 'examples/rates.npz'), '--engine', 'cpu'];
      await json('sweep', ...spec, '--out', at('rates.parquet'));
      const tail = (text: string) => text.slice(text.indexOf('\nsolved')).replace(/drawn:.*/, '');
      const ofNpz = python(reading, SCRIPT, join(root, 'examples/rates.npz'));
      expect(tail(python(reading, SCRIPT, at('rates.parquet')))).toBe(tail(ofNpz));
    });
  }
}
