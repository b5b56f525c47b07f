import type { Command } from 'commander';
import { checkRoom, chunksOf, fieldOf, formatOf } from '../fields/formats/index.ts';
import { landscapeFields, landscapeSource } from '../fields/sources.ts';
import { describe } from '../problems/registry.ts';
import { checkLandscape } from '../specs.ts';
import {
  addCommonFlags,
  addFileFlags,
  type CommonFlags,
  type FileFlags,
  formatOptions,
  print,
  withEngine,
  withSignal,
} from './common.ts';
import { checkOutput, writeFile } from './output.ts';
import { problemOf, WINDOW } from './problem-flags.ts';
import { createProgress } from './progress.ts';
import { size, window } from './values.ts';

interface LandscapeFlags extends CommonFlags, FileFlags {
  window?: string;
  size: string;
}

export function addLandscape(program: Command): void {
  const command = program
    .command('landscape')
    .description('loss and gradient on a grid')
    .option(
      '--window <x0,x1,y0,y1>',
      `the rectangle of the plane (default: the problem’s, ${WINDOW})`,
    )
    .option('--size <WxH>', 'cells each way', '512x512');
  addCommonFlags(addFileFlags(command))
    .addHelpText(
      'after',
      `
Prints {spec, engine, adapter, precision, loss: {min, max}, file, seconds}. Without --out nothing is
written. Fields: loss and gradient. The whole landscape is in memory while it is computed.

Examples:
  gradscape landscape --window=-20,20,-20,20 --size 512x512 --out loss.npy
  gradscape landscape --size 2048 --engine cpu --out landscape.npz
  gradscape landscape --plane v1,v2 --window=-30,30,-30,30 --out plane.png
  gradscape landscape --scale log --colormap cividis --out loss.png`,
    )
    .action(landscape);
}

async function landscape(flags: LandscapeFlags): Promise<void> {
  const problem = problemOf(flags);
  const spec = checkLandscape({
    problem,
    window: flags.window === undefined ? describe(problem).window : window(flags.window),
    ...size(flags.size),
  });
  const format = flags.out === undefined ? null : formatOf(flags.out);
  const options = formatOptions(flags);
  if (format) {
    fieldOf(landscapeFields(spec.problem), format, options.field);
    checkRoom(format, spec);
  }
  if (flags.out !== undefined) checkOutput(flags.out, flags.force ?? false);
  await withSignal((signal) =>
    withEngine(flags, async ({ landscape: run, info }) => {
      const progress = createProgress('landscape', flags);
      const started = performance.now();
      try {
        const result = await run(spec, { signal, onProgress: progress.update });
        if (flags.out !== undefined) {
          const chunks = chunksOf(landscapeSource(result, info), format!, options);
          await writeFile(flags.out, chunks, signal);
        }
        progress.stop();
        let [min, max] = [Infinity, -Infinity];
        for (const value of result.loss) {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
        print(flags, {
          spec,
          engine: info.name,
          adapter: info.adapter,
          precision: info.precision,
          loss: { min, max },
          file: flags.out ?? null,
          seconds: (performance.now() - started) / 1000,
        });
      } finally {
        progress.stop();
      }
    }),
  );
}
