import type { Command } from 'commander';
import type { Engine, LandscapeSpec } from '../engine.ts';
import { checkCompress, checkRoom, chunksOf, fieldOf } from '../fields/formats/index.ts';
import { pictureField } from '../fields/formats/picture.ts';
import { landscapeFields, landscapeShape, landscapeSource } from '../fields/sources.ts';
import { trustBy } from '../fields/trust-by.ts';
import { describe } from '../problems/registry.ts';
import type { Reference } from '../reference.ts';
import { checkLandscape } from '../specs.ts';
import { baseOf } from './base-spec.ts';
import {
  addCommonFlags,
  addFileFlags,
  addJobFlags,
  type CommonFlags,
  checkReference,
  type FileFlags,
  formatOptions,
  type JobFlags,
  outputOptions,
  print,
  withEngine,
  withReference,
  withSignal,
} from './common.ts';
import { landscapeTrial, timesWork } from './dry-run.ts';
import { figuresOf, optionsAmong, writeFigures } from './figure-flags.ts';
import { formatOfOutput, withOutput, writeFile } from './output.ts';
import { printDryRun } from './print-dry-run.ts';
import { problemOf, WINDOW } from './problem-flags.ts';
import { createProgress } from './progress.ts';
import { hasMoved } from './run-flags.ts';
import {
  LANDSCAPE_TRUST_FLAG,
  LANDSCAPE_TRUST_TIMES,
  landscapeTrusted,
  withTrust,
} from './trust.ts';
import { sizeOf, window } from './values.ts';

interface LandscapeFlags extends CommonFlags, FileFlags, JobFlags {
  window?: string;
  size?: string;
  curvature?: true;
  trust?: true;
}

/** Cells each way. */
const SIZE = 512;

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
    .option('--size <WxH>', `cells each way (default: ${SIZE}x${SIZE})`)
    .option(
      '--curvature',
      `adds the fields ${CURVATURE.join(' and ')}: of the Hessian over what is trained (CPU engine only)`,
    )
    .option(...LANDSCAPE_TRUST_FLAG);
  addCommonFlags(addJobFlags(addFileFlags(command)))
    .addHelpText(
      'after',
      `
Prints {spec, engine, adapter, precision, loss: {min, max}, file, seconds}. Without --out nothing is
written. Fields: loss and gradient, and with --curvature (or --field sharpness) the extreme eigenvalues of the
Hessian over what is trained, in f64 on the CPU. With --trust a field trust is added, and trust, {trusted, sensitive}, printed:
a cell is sensitive when, with the window one f32 ulp nearer to 0 in x or y, its loss or gradient moves by more than half of what it is
apart from its neighbours, and by more than is seen: so f32 cannot tell the cells of so deep a zoom apart. The whole landscape is in memory while it is computed.

Examples:
  gradscape landscape --window=-20,20,-20,20 --size 512x512 --out loss.npy
  gradscape landscape --size 2048 --engine cpu --out landscape.npz
  gradscape landscape --plane v1,v2 --window=-30,30,-30,30 --out plane.png
  gradscape landscape --scale log --colormap cividis --out loss.png
  gradscape landscape --field sharpness --out sharpness.png
  gradscape landscape --scale log --figure loss.pdf --title "Loss"`,
    )
    .action(landscape);
}

/** What a command line asks for, checked. */
function planOf(flags: LandscapeFlags) {
  const base = baseOf(flags, 'landscape');
  const problem = problemOf(flags, base.problem);
  const info = describe(problem);
  const byDefault = (!hasMoved(flags) && base.window) || info.window;
  const spec = checkLandscape({
    problem,
    window: flags.window === undefined ? byDefault : window(flags.window, info.plane),
    ...sizeOf(flags, base, SIZE),
  });
  const curved = flags.curvature === true || CURVATURE.includes(flags.field ?? '');
  if (curved) checkReference(flags, 'curvature');
  const format = flags.out === undefined ? null : formatOfOutput(flags.out, flags.format);
  const all = formatOptions(flags);
  const figures = figuresOf(flags, spec, all);
  const options = format ? optionsAmong(all, format, figures.files.length) : all;
  const { fields } = withTrust(flags, { fields: landscapeFields(spec.problem, 'f64', true) });
  if (format) {
    fieldOf(fields, format, options.field);
    checkRoom(format, spec);
    checkCompress(format, options.compress);
  }
  if (figures.files.length > 0) {
    pictureField(fields, all.field);
  }
  return { spec, curved, format, options, figures };
}
type Plan = ReturnType<typeof planOf>;

async function landscape(flags: LandscapeFlags): Promise<void> {
  const plan = planOf(flags);
  const { spec, curved } = plan;
  const withOne = (job: (engine: Engine, curvature?: Reference['curvature']) => Promise<void>) =>
    curved
      ? withReference(flags, (engine) => job(engine, engine.curvature))
      : withEngine(flags, spec.problem, (engine) => job(engine));
  if (flags.dryRun) return withOne((engine, curvature) => tell(flags, plan, engine, curvature));
  await withSignal((signal) =>
    withOutput(flags.out, outputOptions(flags, signal), ({ check }) =>
      withOne((engine, curvature) => compute(flags, plan, engine, curvature, signal, check)),
    ),
  );
}

/** What --dry-run says. */
async function tell(
  flags: LandscapeFlags,
  { spec, format, options, figures }: Plan,
  engine: Engine,
  curvature?: Reference['curvature'],
): Promise<void> {
  const job = async (some: LandscapeSpec) => {
    await engine.landscape(some);
    await curvature?.(some);
  };
  await printDryRun(flags, {
    engine,
    spec,
    shape: withTrust(flags, landscapeShape(spec, engine.info, curvature !== undefined)),
    trial: timesWork(landscapeTrial(job, spec), flags.trust ? LANDSCAPE_TRUST_TIMES : 1),
    files: format ? [{ file: flags.out!, format, options }] : [],
    besides: { curvature, trust: flags.trust },
    figures: figures.files,
  });
}

async function compute(
  flags: LandscapeFlags,
  { spec, format, options, figures }: Plan,
  engine: Engine,
  curvature: Reference['curvature'] | undefined,
  signal: AbortSignal,
  check: () => void,
): Promise<void> {
  const { info } = engine;
  const progress = createProgress('landscape', flags);
  const started = performance.now();
  try {
    // Of two jobs each has half of the bar.
    const half = (first: number) => (share: number) =>
      progress.update(curvature ? (first + share) / 2 : share);
    const result = await engine.landscape(spec, { signal, onProgress: half(0) });
    const second = await curvature?.(spec, { signal, onProgress: half(1) });
    const trust = flags.trust ? await trustBy(engine, result, { signal }) : null;
    const source = landscapeSource(result, info, second, trust);
    if (flags.out !== undefined) {
      check();
      await writeFile(flags.out, chunksOf(source, format!, options), signal);
    }
    const drawn = await writeFigures(figures, source, signal);
    progress.stop();
    print(flags, {
      spec,
      engine: info.name,
      adapter: info.adapter,
      precision: info.precision,
      loss: rangeOf(result.loss),
      ...(second && { sharpness: rangeOf(second.sharpness), hessian: second.how }),
      ...(trust && { trust: landscapeTrusted(trust) }),
      file: flags.out ?? null,
      ...drawn,
      seconds: (performance.now() - started) / 1000,
    });
  } finally {
    progress.stop();
  }
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
