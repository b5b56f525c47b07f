import type { Command } from 'commander';
import { ALSO, type Spectrum, type SpectrumSpec } from '../engine.ts';
import { checkRoom, chunksOf, encodePicture, fieldOf, formatOf } from '../fields/formats/index.ts';
import { spectrumIntervals } from '../fields/intervals.ts';
import { LEAST_ITERATES, PERIOD_TOLERANCE } from '../fields/periods.ts';
import { type SpectrumQuantity, spectrumPicture } from '../fields/pictures.ts';
import { spectrumFields, spectrumSource } from '../fields/sources.ts';
import { listed, quote } from '../math/format.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { describe } from '../problems/registry.ts';
import { LYAPUNOV_RATES } from '../reference.ts';
import { shownComponent } from '../runs.ts';
import { LAST_LIMIT, SPECTRUM_LIMIT } from '../schemas.ts';
import { checkSpectrum } from '../specs.ts';
import { alsoNames, withAlso } from './also-flags.ts';
import {
  addCommonFlags,
  addFileFlags,
  addOptimizerFlags,
  type CommonFlags,
  type FileFlags,
  formatOptions,
  print,
  withEngine,
  withReference,
  withSignal,
} from './common.ts';
import { checkOutput, writeFile } from './output.ts';
import { collect, problemOf, Y } from './problem-flags.ts';
import { createProgress } from './progress.ts';
import { addRunFlags, type RunFlags, runParts } from './run-flags.ts';
import { statisticsOf } from './statistics.ts';
import { integer, type OptimizerFlags, optimizer, rangeAndScale } from './values.ts';

interface SpectrumFlags extends CommonFlags, FileFlags, RunFlags, Omit<OptimizerFlags, 'lr'> {
  lr: string;
  count: string;
  last: string;
  component?: string;
  lyapunov?: string;
  also?: string[];
}

export function addSpectrum(program: Command): void {
  const command = program
    .command('spectrum')
    .description('runs over a range of learning rates')
    .option('--count <n>', `learning rates, up to ${SPECTRUM_LIMIT}`, '1024')
    .option('--last <n>', `iterates kept at the end of each run, up to ${LAST_LIMIT}`, '0')
    .option(
      '--lyapunov <n>',
      `also Lyapunov exponents of n of the rates, up to ${LYAPUNOV_RATES}, in f64 on the CPU`,
    )
    .option('--also <names>', `further results of every run: ${ALSO.join(',')}`, collect)
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
Prints {spec, engine, adapter, precision, outcomes, medianStepsToThreshold, solved, intervals, lyapunov, file, seconds}.
solved says the share of learning rates that solve it, and from which to which they do.
intervals says what the last iterates do, from rate to rate: a fixed point, a period, chaotic (bounded, and no period of
up to half of --last), still moving, or diverged; null without --last of ${LEAST_ITERATES} or more; the first ${LISTED}
and how many more. Iterates count as one within ${PERIOD_TOLERANCE.f64} (f64) or ${PERIOD_TOLERANCE.f32} (f32) of max(1, |iterate|).

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
  const names = alsoNames(flags.also);
  const spec = checkSpectrum({
    problem,
    optimizer: optimizer(rest),
    ...runParts(flags, info),
    rate: rangeAndScale(lr, '--lr'),
    count: integer(flags.count, '--count', 1, SPECTRUM_LIMIT),
    last: integer(flags.last, '--last', 0, LAST_LIMIT),
    component,
    ...(names.length > 0 && { also: names }),
  });
  const options = formatOptions(flags);
  const { out, lyapunov } = flags;
  const rates = lyapunov === undefined ? null : integer(lyapunov, '--lyapunov', 1, LYAPUNOV_RATES);
  const format = out === undefined ? null : formatOf(out);
  const drawn = format === 'png' ? drawnQuantity(options.field, spec.last > 0) : null;
  if (format && !drawn) fieldOf(spectrumFields(spec), format, options.field);
  if (format) checkRoom(format, spec);
  if (out !== undefined) checkOutput(out, flags.force ?? false);
  const machine = withAlso(flags, spec.also);
  await withSignal((signal) =>
    withEngine(machine, spec.problem, async (engine) => {
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
        const exponents = rates === null ? null : await exponentsOf(flags, spec, rates, signal);
        print(flags, {
          spec,
          engine: info.name,
          adapter: info.adapter,
          precision: info.precision,
          ...statisticsOf(source),
          ...intervalsOf(result),
          ...(exponents && { lyapunov: exponents }),
          file: out ?? null,
          seconds: (performance.now() - started) / 1000,
        });
      } finally {
        progress.stop();
      }
    }),
  );
}

/** Intervals that are printed. */
const LISTED = 256;

const some = <T>(all: readonly T[]) => ({
  intervals: all.slice(0, LISTED),
  ...(all.length > LISTED && { more: all.length - LISTED }),
});

/** Where runs are solved, and what the iterates do, from rate to rate. */
function intervalsOf(result: Spectrum) {
  const { solved, behaviours } = spectrumIntervals(result);
  return {
    solved: { share: solved.share, ...some(solved.intervals) },
    ...(behaviours === null
      ? { intervals: null }
      : some(behaviours.map(({ behaviour: _, name, ...rest }) => ({ behaviour: name, ...rest })))),
  };
}

function exponentsOf(flags: CommonFlags, spec: SpectrumSpec, count: number, signal: AbortSignal) {
  return withReference(flags, async (engine) => {
    const progress = createProgress('exponents', flags);
    try {
      const options = { signal, count, onProgress: progress.update };
      const { rates, exponents } = await engine.lyapunov(spec, options);
      return { rates: [...rates], exponents: [...exponents] };
    } finally {
      progress.stop();
    }
  });
}

/** The parameter whose iterates are kept. */
function componentOf(name: string | undefined, info: ProblemInfo): string {
  if (name === undefined) return shownComponent(info);
  if (info.theta.includes(name)) return name;
  throw new RangeError(`--component: ${quote(name)} is not one of ${listed(info.theta)}`);
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
