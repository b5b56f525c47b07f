import type { Command } from 'commander';
import type { Spectrum } from '../engine.ts';
import { checkRoom, chunksOf, encodePicture, fieldOf, formatOf } from '../fields/formats/index.ts';
import { type SpectrumQuantity, spectrumPicture } from '../fields/pictures.ts';
import { spectrumFields, spectrumSource } from '../fields/sources.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { describe } from '../problems/registry.ts';
import { LAST_LIMIT, quote, SPECTRUM_LIMIT } from '../schemas.ts';
import { checkSpectrum } from '../specs.ts';
import {
  addCommonFlags,
  addFileFlags,
  addOptimizerFlags,
  type CommonFlags,
  type FileFlags,
  formatOptions,
  print,
  withEngine,
  withSignal,
} from './common.ts';
import { checkOutput, writeFile } from './output.ts';
import { problemOf, Y } from './problem-flags.ts';
import { createProgress } from './progress.ts';
import { addRunFlags, type RunFlags, runParts } from './run-flags.ts';
import { statisticsOf } from './statistics.ts';
import { integer, type OptimizerFlags, optimizer, rangeAndScale } from './values.ts';

interface SpectrumFlags extends CommonFlags, FileFlags, RunFlags, Omit<OptimizerFlags, 'lr'> {
  lr: string;
  count: string;
  last: string;
  component?: string;
}

export function addSpectrum(program: Command): void {
  const command = program
    .command('spectrum')
    .description('runs over a range of learning rates')
    .option('--count <n>', `learning rates, up to ${SPECTRUM_LIMIT}`, '1024')
    .option('--last <n>', `iterates kept at the end of each run, up to ${LAST_LIMIT}`, '0')
    .option(
      '--component <name>',
      `the parameter whose iterates are kept (default: that of the plane’s y, ${Y})`,
    );
  addCommonFlags(
    addFileFlags(
      addRunFlags(
        addOptimizerFlags(command, ['--lr <min:max[:log]>', 'the learning rates', '0.1:1000:log']),
      ),
    ),
  )
    .addHelpText(
      'after',
      `
Fields: point, loss, stepsToThreshold, outcome and, with --last, iterates; one row of --count runs.
A .png is the page's plot against the learning rate, 1600 × 800, of --field iterates, loss or
stepsToThreshold.
Prints {spec, engine, adapter, precision, outcomes, medianStepsToThreshold, file, seconds}.

Examples:
  gradscape spectrum --lr 0.1:1000:log --count 1048576 --out rates.npz
  gradscape spectrum --lr 1:300 --count 4096 --steps 3000 --last 64 --component ${Y} --out lines.png
  gradscape spectrum --optimizer momentum --momentum 0.5 --lr 0.01:100:log --count 10000`,
    )
    .action(spectrum);
}

async function spectrum(flags: SpectrumFlags): Promise<void> {
  const problem = problemOf(flags);
  const info = describe(problem);
  const component = componentOf(flags.component, info);
  const { lr, ...rest } = flags;
  const spec = checkSpectrum({
    problem,
    optimizer: optimizer(rest),
    ...runParts(flags, info),
    rate: rangeAndScale(lr, '--lr'),
    count: integer(flags.count, '--count', 1, SPECTRUM_LIMIT),
    last: integer(flags.last, '--last', 0, LAST_LIMIT),
    component,
  });
  const options = formatOptions(flags);
  const { out } = flags;
  const format = out === undefined ? null : formatOf(out);
  const drawn = format === 'png' ? drawnQuantity(options.field, spec.last > 0) : null;
  if (format && !drawn) fieldOf(spectrumFields(spec), format, options.field);
  if (format) checkRoom(format, spec);
  if (out !== undefined) checkOutput(out, flags.force ?? false);
  await withSignal((signal) =>
    withEngine(flags, async (engine) => {
      const started = performance.now();
      const { info } = engine;
      const progress = createProgress('spectrum', flags);
      try {
        const onProgress = (done: number, work: { steps: number }) =>
          progress.update(done, work.steps);
        const result = await engine.spectrum(spec, { signal, onProgress });
        const source = spectrumSource(result, info);
        if (out !== undefined) {
          const chunks = drawn
            ? [encodePicture(await pictureOf(result, drawn), source.meta)]
            : chunksOf(source, format!, options);
          await writeFile(out, chunks, signal);
        }
        progress.stop();
        print(flags, {
          spec,
          engine: info.name,
          adapter: info.adapter,
          precision: info.precision,
          ...statisticsOf(source),
          file: out ?? null,
          seconds: (performance.now() - started) / 1000,
        });
      } finally {
        progress.stop();
      }
    }),
  );
}

/** The parameter whose iterates are kept: by default that of the plane's y axis, or the last of θ. */
function componentOf(name: string | undefined, { theta, plane }: ProblemInfo): string {
  if (name === undefined) return theta.includes(plane.names[1]) ? plane.names[1] : theta.at(-1)!;
  if (theta.includes(name)) return name;
  throw new RangeError(`--component: ${quote(name)} is not one of ${theta.join(', ')}`);
}

const QUANTITIES: Readonly<Record<string, SpectrumQuantity>> = {
  iterates: 'iterates',
  loss: 'loss',
  stepsToThreshold: 'steps',
};

/** What the picture of a spectrum shows, by --field. */
function drawnQuantity(field: string | undefined, iterates: boolean): SpectrumQuantity {
  const names = Object.keys(QUANTITIES).filter((name) => iterates || name !== 'iterates');
  const name = field ?? names[0]!;
  if (names.includes(name)) return QUANTITIES[name]!;
  throw new RangeError(`--field: ${quote(name)} is not one of ${names.join(', ')}`);
}

/** As large as a page's plot, drawn in one go. */
async function pictureOf(spectrum: Spectrum, quantity: SpectrumQuantity) {
  const { picture } = await spectrumPicture(spectrum, quantity, 1600, 800, async () => {});
  return picture;
}
