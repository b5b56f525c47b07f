// Own problems in web workers, and on the GPU by the WGSL that they come with.
import { expect, test } from 'vitest';
import '../../src/problems/catalogue.ts';
import { createCpuEngine } from '../../src/cpu/engine.ts';
import { webWorkerPool } from '../../src/cpu/pool.ts';
import { defineProblem } from '../../src/problems/define.ts';
import valley from '../fixtures/own/valley.js';
import { largest, withGpu } from './gpu.ts';

const window = { x: [-2, 2] as [number, number], y: [-1, 3] as [number, number] };

test('of a module web workers and the GPU have the problem: losses within 1e-6 of f64, gradients within 1e-5, of the largest', () =>
  withGpu(async (gpu) => {
    const mine = await defineProblem({
      module: new URL('../fixtures/own/valley.js', import.meta.url),
    });
    const cpu = createCpuEngine(webWorkerPool(2));
    const problem = mine({ parameters: { steep: 70 } });
    const spec = { problem, window, width: 64, height: 48 };
    const [f64, f32] = [await cpu.landscape(spec), await gpu.landscape(spec)];
    const most = largest(f64.loss.length, (k) => f64.loss[k]!);
    const steepest = largest(f64.gradient.length, (k) => Math.abs(f64.gradient[k]!));
    expect(most).toBeGreaterThan(1000);
    expect(largest(f64.loss.length, (k) => Math.abs(f32.loss[k]! - f64.loss[k]!))).toBeLessThan(
      1e-6 * most,
    );
    expect(
      largest(f64.gradient.length, (k) => Math.abs(f32.gradient[k]! - f64.gradient[k]!)),
    ).toBeLessThan(1e-5 * steepest);
    const run = {
      problem,
      optimizer: { kind: 'gd' as const, learningRate: 1e-3 },
      starts: [-1, 1],
      steps: 200,
      every: 200,
    };
    const [slow, fast] = [await cpu.trajectories(run), await gpu.trajectories(run)];
    expect(largest(4, (k) => Math.abs(slow.points[k]! - fast.points[k]!))).toBeLessThan(1e-4);
    cpu.dispose();
  }));

test('without WGSL the GPU throws a KernelError that says so, and still does other problems', () =>
  withGpu(async (gpu) => {
    const mine = defineProblem({ ...valley, id: 'wordless', wgsl: undefined });
    const spec = { problem: mine(), window, width: 4, height: 4 };
    const refused = gpu.landscape(spec).catch((error: Error) => `${error.name}: ${error.message}`);
    expect(await refused).toBe(
      'KernelError: problem "wordless" was defined without wgsl: the CPU does it, not the GPU',
    );
    const formula = { id: 'formula', formula: 'x^2 + y^4' };
    expect((await gpu.landscape({ ...spec, problem: formula })).loss).toHaveLength(16);
  }));

test.each<[string, string, string, RegExp]>([
  [
    'another gradient',
    'off * off;\n  slope',
    'off;\n  slope',
    /the gradient by "steep" of its wgsl at x = .*, steep = .* is .*, in f64 .* apart/,
  ],
  ['another loss', '(1 - x) * (1 - x)', '2 * (1 - x)', /the loss of its wgsl at x = /],
  ['a slip of the pen', 'let off', 'lett off', /its wgsl, line 4: /],
])(
  'WGSL with %s is refused when it is first used, and each time after',
  (what, word, other, message) =>
    withGpu(async (gpu) => {
      const wgsl = valley.wgsl!.replace(word, other);
      expect(wgsl).not.toBe(valley.wgsl);
      const problem = defineProblem({ ...valley, id: what.replaceAll(' ', '-'), wgsl })();
      const job = () => gpu.landscape({ problem, window, width: 4, height: 4 });
      await expect(job()).rejects.toThrow(message);
      await expect(job()).rejects.toThrow(RangeError);
    }),
);
