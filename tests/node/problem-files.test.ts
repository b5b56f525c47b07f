// What is saved of a problem that is a formula, has data or lies on a line opens as that problem again.
import { expect, test } from 'vitest';
import { patchOfFile } from '../../src/app/shell/opened-file.ts';
import { DEFAULT_STATE, patched } from '../../src/app/state/state.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { inlinePool } from '../../src/cpu/pool.ts';
import type { ProblemRef, SpectrumSpec, SweepSpec } from '../../src/engine.ts';
import { encode, FORMATS } from '../../src/fields/formats/index.ts';
import { landscapeSource, spectrumSource, sweepSource } from '../../src/fields/sources.ts';
import '../../src/problems/catalogue.ts';

const cpu = createCpuEngine(inlinePool());

const PROBLEMS: ProblemRef[] = [
  { id: 'formula', formula: 'log(x) + a*y^2', parameters: { a: 3 } },
  { id: 'formula', formula: 'sin(y)' },
  { id: 'double-well' },
  {
    id: 'logistic',
    data: [
      [1, 2, 1],
      [3, 1, 0],
    ],
  },
  { id: 'gates', data: 'xor' },
];

test.each(PROBLEMS)('every file of every job of %o opens as what it is', async (problem) => {
  const optimizer = { kind: 'gd', learningRate: 0.1 } as const;
  const runs = { problem, optimizer, start: [1, 0] as [number, number], threshold: 0.1 };
  const rate = { range: [0.01, 1] as [number, number], scale: 'log' as const };
  const sweep: SweepSpec = {
    ...{ ...runs, steps: 5, width: 8, height: 4 },
    x: { quantity: 'start.x', range: [-3, 4], scale: 'linear' },
    y: { quantity: 'learningRate', ...rate },
  };
  const spectrum: SpectrumSpec = {
    ...{ ...runs, rate, steps: 20, count: 32, last: 8, component: 'y' },
  };
  const window = { x: [-3, 4] as [number, number], y: [-2, 2] as [number, number] };
  const sources = [
    landscapeSource(await cpu.landscape({ problem, window, width: 8, height: 4 }), cpu.info),
    sweepSource(await cpu.sweep(sweep), cpu.info),
    spectrumSource(await cpu.spectrum(spectrum), cpu.info),
  ];
  for (const source of sources) {
    for (const format of FORMATS) {
      const patch = patchOfFile(encode(source, format, {}), `saved.${format}`);
      const { problem: id, formula, data, parameters } = patched(DEFAULT_STATE, patch);
      expect({ id, formula, data }).toEqual({
        id: problem.id,
        formula: problem.formula ?? null,
        data: problem.data ?? null,
      });
      expect(parameters).toMatchObject(problem.parameters ?? {});
    }
  }
});
