// What the axes and the title of a figure say of a result.
import { type Axis, NEVER, type SpectrumSpec, type SweepSpec } from '../../engine.ts';
import type { Range, Scale } from '../../math/grid.ts';
import type { Optimizer, OptimizerKind } from '../../optimizers.ts';
import { describe, problemById } from '../../problems/registry.ts';
import { isRate, quantityInWords } from '../../quantities.ts';
import type { FieldInfo, GridSource } from '../formats/source.ts';

/** An axis of a panel. */
export interface FigureAxis {
  label: string;
  range: readonly [min: number, max: number];
  scale: Scale;
}

type Spec = Pick<SweepSpec, 'problem' | 'optimizer' | 'steps'>;

const OPTIMIZERS: Readonly<Record<OptimizerKind, string>> = {
  gd: 'gradient descent',
  momentum: 'momentum',
  nesterov: 'Nesterov',
  rmsprop: 'RMSprop',
  adam: 'Adam',
};

/** The two axes of a result; null for one that it has not, as a landscape over a line. */
export function axesOf({ meta, x, y }: GridSource): [x: FigureAxis, y: FigureAxis | null] {
  if (meta.kind === 'landscape') {
    const { window } = meta.spec as { window: { x: Range; y: Range } };
    const plain = (label: string, range: Range): FigureAxis => ({ label, range, scale: 'linear' });
    return [plain(x.name, window.x), y.name === '' ? null : plain(y.name, window.y)];
  }
  if (meta.kind === 'spectrum') {
    const { rate } = meta.spec as SpectrumSpec;
    return [{ label: 'learning rate η', ...rate }, null];
  }
  const spec = meta.spec as SweepSpec;
  const { names } = describe(spec.problem).plane;
  const worded = ({ quantity, range, scale }: Axis): FigureAxis | null =>
    quantity === 'start.y' && names[1] === ''
      ? null
      : { label: quantityInWords(quantity, names), range, scale };
  return [worded(spec.x)!, worded(spec.y)];
}

/** A field in words, with its unit. */
export function fieldInWords({ meta }: GridSource, { name }: Pick<FieldInfo, 'name'>): string {
  if (name === 'stepsToThreshold') return 'steps to threshold';
  if (name === 'sharpness') return 'sharpness λmax';
  if (name === 'leastEigenvalue') return 'least eigenvalue λmin';
  if (name !== 'loss') return name;
  const { lossUnit } = problemOf(meta.spec);
  const unit = lossUnit === '' ? '' : ` [${lossUnit}]`;
  return meta.kind === 'landscape' ? `loss${unit}` : `final loss${unit}`;
}

const problemOf = (spec: object) => problemById((spec as Spec).problem.id);

/** What a figure is of, in a line: problem, optimizer, learning rate where no axis has it, and steps. */
export function titleOf({ meta }: GridSource): string {
  const name = problemOf(meta.spec).name.split(',')[0]!;
  if (meta.kind === 'landscape') return name;
  const spec = meta.spec as Spec & Partial<Pick<SweepSpec, 'x' | 'y'>>;
  const varied =
    meta.kind === 'spectrum' || [spec.x, spec.y].some((axis) => isRate(axis!.quantity));
  const rate = varied ? [] : [rateInWords(spec.optimizer)];
  return [`${name}: ${OPTIMIZERS[spec.optimizer.kind]}`, ...rate, `${spec.steps} steps`].join(', ');
}

/** An optimizer and its learning rate. */
export const optimizerInWords = (optimizer: Optimizer): string =>
  `${OPTIMIZERS[optimizer.kind]}, ${rateInWords(optimizer)}`;

/** What the signs over a landscape stand for. */
export const SIGN_NAMES = {
  minimum: 'minimum',
  saddle: 'saddle',
  maximum: 'maximum',
  degenerate: 'degenerate point',
} as const;

/** What was made of a landscape's runs, in a line: all that is said of each optimizer, or of several their names. */
export function runsInWords(
  optimizers: readonly Optimizer[],
  runs: number,
  steps: number,
  step = steps,
): string {
  const [first] = optimizers;
  const one = optimizers.length === 1 && first;
  const what = one
    ? optimizerInWords(first)
    : optimizers.map(({ kind }) => OPTIMIZERS[kind]).join(', ');
  const several = runs > optimizers.length ? [`${runs} runs`] : [];
  return [what, ...several, stepsInWords(steps, step)].join(', ');
}

/** Of a moment before the end as wide at every step: a digit is as wide as two spaces. */
function stepsInWords(steps: number, step: number): string {
  if (step >= steps) return `${steps} steps`;
  const now = String(Math.floor(step));
  return `step ${'  '.repeat(String(steps).length - now.length)}${now} of ${steps}`;
}

function rateInWords({ learningRate }: Optimizer): string {
  const rates = [...new Set([learningRate].flat())].map((rate) => Number(rate.toPrecision(4)));
  if (rates.length > 2) return `${rates.length} learning rates`;
  return `η = ${rates.join(' and ')}`.replaceAll('e-', 'e−').replaceAll('e+', 'e');
}

/** Whether a value is one that a curve has. */
export const isKnown = (value: number): boolean => Number.isFinite(value) && value !== NEVER;
