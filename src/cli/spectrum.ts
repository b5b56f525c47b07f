import type { Command } from 'commander';
import { ALSO, type Engine, type Spectrum, type SpectrumSpec } from '../engine.ts';
import { encodeFigure } from '../fields/figure/index.ts';
import { checkCompress, checkRoom, chunksOf, fieldOf } from '../fields/formats/index.ts';
import { spectrumIntervals } from '../fields/intervals.ts';
import { LEAST_ITERATES, PERIOD_TOLERANCE } from '../fields/periods.ts';
import { spectrumFields, spectrumShape, spectrumSource } from '../fields/sources.ts';
import { trustBy } from '../fields/trust-by.ts';
import { listed, quote } from '../math/format.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { DEFAULT_PROBLEM, describe } from '../problems/registry.ts';
import { usualOf } from '../problems/usual.ts';
import { LYAPUNOV_RATES } from '../reference.ts';
import { shownComponent } from '../runs.ts';
import { LAST_LIMIT, SPECTRUM_LIMIT } from '../schemas.ts';
import { checkSpectrum } from '../specs.ts';
import { alsoNames, withAlso } from './also-flags.ts';
import { baseOf } from './base-spec.ts';
import {
  addCommonFlags,
  addFileFlags,
  addJobFlags,
  addOptimizerFlags,
  type CommonFlags,
  type FileFlags,
  formatOptions,
  type JobFlags,
  outputOptions,
  print,
  withEngine,
  withReference,
  withSignal,
} from './common.ts';
import { spectrumTrial, timesWork } from './dry-run.ts';
import { figuresOf, optionsAmong, writeFigures } from './figure-flags.ts';
import { formatOfOutput, withOutput, writeFile } from './output.ts';
import { printDryRun } from './print-dry-run.ts';
import { collect, problemOf, Y } from './problem-flags.ts';
import { createProgress } from './progress.ts';
import { addRunFlags, type RunFlags, runParts } from './run-flags.ts';
import { statisticsOf } from './statistics.ts';
import { printedTrust, TRUST_FLAG, trustTimes, withTrust } from './trust.ts';
import { integer, type OptimizerFlags, optimizer, rangeAndScale } from './values.ts';

interface SpectrumFlags
  extends CommonFlags,
    FileFlags,
    JobFlags,
    RunFlags,
    Omit<OptimizerFlags, 'lr'> {
  lr?: string;
  count?: string;
  last?: string;
  component?: string;
  lyapunov?: string;
  also?: string[];
  trust?: true;
}

/** As the page has them. */
const COUNT = 16_384;
const LAST = 64;
const RATES = usualOf({ id: DEFAULT_PROBLEM }).spectrum;

export function addSpectrum(program: Command): void {
  const command = program
    .command('spectrum')
    .description('runs over a range of learning rates')
    .option('--count <n>', `learning rates, up to ${SPECTRUM_LIMIT} (default: ${COUNT})`)
    .option(
      '--last <n>',
      `iterates kept at the end of each run, up to ${LAST_LIMIT} (default: ${LAST}, or --steps if these are fewer)`,
    )
    .option(
      '--lyapunov <n>',
      `also Lyapunov exponents of n of the rates, up to ${LYAPUNOV_RATES}, in f64 on the CPU`,
    )
    .option('--also <names>', `further results of every run: ${ALSO.join(',')}`, collect)
    .option(...TRUST_FLAG)
    .option(
      '--component <name>',
      `the parameter whose iterates are kept (default: that of the plane’s y, ${Y})`,
    );
  addCommonFlags(
    addFileFlags(
      addJobFlags(
        addRunFlags(
          addOptimizerFlags(command, [
            '--lr <min:max[:log]>',
            `the learning rates (default: around the problem’s usual one, ${RATES.join(':')}:log)`,
          ]),
        ),
      ),
    ),
  )
    .addHelpText(
      'after',
      `
Fields: point, loss, stepsToThreshold, outcome and, with --last, iterates; one row of --count runs.
A .png is a figure with axes: the last iterates, the final loss and the steps to the threshold against the learning
rate, or the one of them that --field names.
Prints {spec, engine, adapter, precision, outcomes, medianStepsToThreshold, solved, intervals, lyapunov, file, seconds}.
solved says the share of learning rates that solve it, and from which to which they do.
intervals says what the last iterates do, from rate to rate: a fixed point, a period, chaotic (bounded, and no period of
up to half of --last), still moving, or diverged; null with --last below ${LEAST_ITERATES}; the first ${LISTED}
and how many more. Iterates count as one within ${PERIOD_TOLERANCE.f64} (f64) or ${PERIOD_TOLERANCE.f32} (f32) of max(1, |iterate|).

Examples:
  gradscape spectrum --lr 0.1:1000:log --count 1048576 --out rates.npz
  gradscape spectrum --lr 1:300 --count 4096 --steps 3000 --last 64 --component ${Y} --out lines.png
  gradscape spectrum --lr 1:300:log --count 4096 --last 64 --figure spectrum.pdf
  gradscape spectrum --optimizer momentum --momentum 0.5 --lr 0.01:100:log --count 10000`,
    )
    .action(spectrum);
}

/** What a command line asks for, checked. */
function planOf(flags: SpectrumFlags) {
  const base = baseOf(flags, 'spectrum');
  const problem = problemOf(flags, base.problem);
  const info = describe(problem);
  const usual = usualOf(problem);
  const { lr, count, last, ...rest } = flags;
  const runs = runParts(flags, info, base, usual.longSteps);
  const names = alsoNames(flags.also);
  const also = names.length > 0 ? names : (base.also ?? []);
  const byDefault = base.rate ?? { range: usual.spectrum, scale: 'log' as const };
  const spec = checkSpectrum({
    problem,
    optimizer: optimizer(rest, usual, base.optimizer),
    ...runs,
    rate: lr === undefined ? byDefault : rangeAndScale(lr, '--lr'),
    count:
      count === undefined ? (base.count ?? COUNT) : integer(count, '--count', 1, SPECTRUM_LIMIT),
    last:
      last === undefined
        ? Math.min(base.last ?? LAST, runs.steps)
        : integer(last, '--last', 0, LAST_LIMIT),
    component: componentOf(flags.component ?? base.component, info),
    ...(also.length > 0 && { also }),
  });
  const all = formatOptions(flags);
  const { fields } = withTrust(flags, { fields: spectrumFields(spec) });
  const { out, lyapunov } = flags;
  const rates = lyapunov === undefined ? null : integer(lyapunov, '--lyapunov', 1, LYAPUNOV_RATES);
  const format = out === undefined ? null : formatOfOutput(out, flags.format);
  const figures = figuresOf(flags, { width: spec.count, height: 1 }, all);
  const options = format ? optionsAmong(all, format, figures.files.length) : all;
  if (format === 'png' || figures.files.length > 0) checkDrawn(all.field, spec.last > 0);
  if (format && format !== 'png') fieldOf(fields, format, options.field);
  if (format) checkRoom(format, spec);
  if (format) checkCompress(format, options.compress);
  return { spec, rates, format, options, figures };
}
type Plan = ReturnType<typeof planOf>;

async function spectrum(flags: SpectrumFlags): Promise<void> {
  const plan = planOf(flags);
  const { spec, format, options } = plan;
  const machine = withAlso(flags, spec.also);
  if (flags.dryRun) {
    return withEngine(machine, spec.problem, (engine) =>
      printDryRun(flags, {
        engine,
        spec,
        shape: withTrust(flags, spectrumShape(spec, engine.info)),
        trial: timesWork(spectrumTrial(engine, spec), trustTimes(flags)),
        files: format ? [{ file: flags.out!, format, options }] : [],
        besides: { trust: flags.trust },
        figures: plan.figures.files,
      }),
    );
  }
  await withSignal((signal) =>
    withOutput(flags.out, outputOptions(flags, signal), ({ check }) =>
      withEngine(machine, spec.problem, (engine) => compute(flags, plan, engine, signal, check)),
    ),
  );
}

async function compute(
  flags: SpectrumFlags,
  { spec, rates, format, options, figures }: Plan,
  engine: Engine,
  signal: AbortSignal,
  check: () => void,
): Promise<void> {
  const { out } = flags;
  const started = performance.now();
  const { info } = engine;
  const progress = createProgress('spectrum', flags);
  try {
    const onProgress = (done: number, work: { steps: number }) => progress.update(done, work.steps);
    const result = await engine.spectrum(spec, { signal, onProgress });
    const trust = flags.trust ? await trustBy(engine, result, { signal }) : null;
    const source = spectrumSource(result, info, trust);
    if (out !== undefined) {
      check();
      const chunks =
        format === 'png'
          ? [await encodeFigure(source, format, figures.options)]
          : chunksOf(source, format!, options);
      await writeFile(out, chunks, signal);
    }
    const drawn = await writeFigures(figures, source, signal);
    progress.stop();
    const exponents = rates === null ? null : await exponentsOf(flags, spec, rates, signal);
    print(flags, {
      spec,
      engine: info.name,
      adapter: info.adapter,
      precision: info.precision,
      ...statisticsOf(source),
      ...intervalsOf(result),
      ...(trust && { trust: printedTrust(trust) }),
      ...(exponents && { lyapunov: exponents }),
      file: out ?? null,
      ...drawn,
      seconds: (performance.now() - started) / 1000,
    });
  } finally {
    progress.stop();
  }
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

/** Throws a RangeError for a --field that no picture of a spectrum shows. */
function checkDrawn(field: string | undefined, iterates: boolean): void {
  const names = ['iterates', 'loss', 'stepsToThreshold'].filter(
    (name) => iterates || name !== 'iterates',
  );
  if (field === undefined || names.includes(field)) return;
  throw new RangeError(`--field: ${quote(field)} is not one of ${names.join(', ')}`);
}
