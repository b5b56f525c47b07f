// The Python reader in python/, on files that are made here: its own tests, by the machine's python3.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import '../../src/library.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import { NEVER, OUTCOMES } from '../../src/engine.ts';
import { encode } from '../../src/fields/formats/index.ts';
import { landscapeSource, spectrumSource, sweepSource } from '../../src/fields/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'gradscape-python-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;

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
      cwd: resolve(import.meta.dirname, '../../python'),
      env: { ...process.env, GRADSCAPE_FILES: folder, PYTHONDONTWRITEBYTECODE: '1' },
      encoding: 'utf8',
    });
    const skipped = run.stderr.match(/skipped '[^']*'/g) ?? [];
    for (const reason of skipped) console.warn(`Python reader: ${reason}`);
    expect(run.status, run.stderr).toBe(0);
    expect(run.stderr).toMatch(/Ran 8 tests/);
  });
}
