import type { Command } from 'commander';
import type { Engine } from '../engine.ts';
import { checkRoom, chunksOf, fieldOf, formatOf } from '../fields/formats/index.ts';
import { landscapeFields, landscapeSource } from '../fields/sources.ts';
import { describe } from '../problems/registry.ts';
import type { Reference } from '../reference.ts';
import { checkLandscape } from '../specs.ts';
import {
  addCommonFlags,
  addFileFlags,
  type CommonFlags,
  checkReference,
  type FileFlags,
  formatOptions,
  print,
  withEngine,
  withReference,
  withSignal,
} from './common.ts';
import { checkOutput, writeFile } from './output.ts';
import { problemOf, WINDOW } from './problem-flags.ts';
import { createProgress } from './progress.ts';
import { size, window } from './values.ts';

interface LandscapeFlags extends CommonFlags, FileFlags {
  window?: string;
  size: string;
  curvature?: true;
}

/** Fields that only the CPU engine has. */
const CURVATURE = ['sharpness', 'leastEigenvalue'];

export function addLandscape(program: Command): void {
  const command = program
    .command('landscape')
    .description('loss and gradient on a grid')
    .option(
      '--window <x0,x1,y0,y1>',
      `the rectangle of the plane (default: the problem’s, ${WINDOW})`,
    )
    .option('--size <WxH>', 'cells each way', '512x512')
    .option(
      '--curvature',
      `adds the fields ${CURVATURE.join(' and ')}: of the Hessian over what is trained (CPU engine only)`,
    );
  addCommonFlags(addFileFlags(command))
    .addHelpText(
      'after',
      `
Prints {spec, engine, adapter, precision, loss: {min, max}, file, seconds}. Without --out nothing is
written. Fields: loss and gradient, and with --curvature (or --field sharpness) the extreme eigenvalues of the
Hessian over what is trained, in f64 on the CPU. The whole landscape is in memory while it is computed.

Examples:
  gradscape landscape --window=-20,20,-20,20 --size 512x512 --out loss.npy
  gradscape landscape --size 2048 --engine cpu --out landscape.npz
  gradscape landscape --plane v1,v2 --window=-30,30,-30,30 --out plane.png
  gradscape landscape --scale log --colormap cividis --out loss.png
  gradscape landscape --field sharpness --out sharpness.png`,
    )
    .action(landscape);
}

async function landscape(flags: LandscapeFlags): Promise<void> {
  const problem = problemOf(flags);
  const info = describe(problem);
  const spec = checkLandscape({
    problem,
    window: flags.window === undefined ? info.window : window(flags.window, info.plane),
    ...size(flags.size),
  });
  const curved = flags.curvature === true || CURVATURE.includes(flags.field ?? '');
  if (curved) checkReference(flags, 'curvature');
  const format = flags.out === undefined ? null : formatOf(flags.out);
  const options = formatOptions(flags);
  if (format) {
    fieldOf(landscapeFields(spec.problem, 'f64', true), format, options.field);
    checkRoom(format, spec);
  }
  if (flags.out !== undefined) checkOutput(flags.out, flags.force ?? false);
  await withSignal((signal) => {
    const job = async (engine: Engine, curvature?: Reference['curvature']) => {
      const { info } = engine;
      const progress = createProgress('landscape', flags);
      const started = performance.now();
      try {
        // Of two jobs each has half of the bar.
        const half = (first: number) => (share: number) =>
          progress.update(curvature ? (first + share) / 2 : share);
        const result = await engine.landscape(spec, { signal, onProgress: half(0) });
        const second = await curvature?.(spec, { signal, onProgress: half(1) });
        if (flags.out !== undefined) {
          const chunks = chunksOf(landscapeSource(result, info, second), format!, options);
          await writeFile(flags.out, chunks, signal);
        }
        progress.stop();
        print(flags, {
          spec,
          engine: info.name,
          adapter: info.adapter,
          precision: info.precision,
          loss: rangeOf(result.loss),
          ...(second && { sharpness: rangeOf(second.sharpness), hessian: second.how }),
          file: flags.out ?? null,
          seconds: (performance.now() - started) / 1000,
        });
      } finally {
        progress.stop();
      }
    };
    return curved
      ? withReference(flags, (engine) => job(engine, engine.curvature))
      : withEngine(flags, spec.problem, (engine) => job(engine));
  });
}

/** Least and largest of the values that there are. */
function rangeOf(values: ArrayLike<number>) {
  let [min, max] = [Infinity, -Infinity];
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (Number.isNaN(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { min, max };
}
