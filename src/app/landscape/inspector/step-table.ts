// What an optimizer does in one step, as columns over the trained weights, and as texts to be copied.
import type { InspectedStep } from '../../../cpu/inspect.ts';
import type { TrajectorySpec } from '../../../engine.ts';
import { hyperOf, type Optimizer } from '../../../optimizers.ts';
import { describe } from '../../../problems/registry.ts';
import type { Name } from '../../../words/words.ts';

export interface Column {
  /** In formulas' letters, as the copied texts have it. */
  key: string;
  /** What it is, in words. */
  label: Name;
  /** [weight] */
  values: Float64Array<ArrayBuffer>;
}

/** The iterate that the engine kept at this step. */
export interface EnginesIterate {
  precision: 'f32' | 'f64';
  /** [n]; null where it keeps none of this step. */
  theta: Float64Array<ArrayBuffer> | null;
}

export interface StepTable {
  step: number;
  loss: number;
  ended: boolean;
  diverged: boolean;
  /** Of the trained weights. */
  names: readonly string[];
  columns: readonly Column[];
  /** The largest distance of the engine's iterate from this one in any weight, and which; null where it keeps none. */
  apart: { most: number; name: string } | null;
}

/** All columns of a step, each with the values of what is trained. */
export function stepTable(
  inspected: InspectedStep,
  optimizer: Optimizer,
  info: { readonly theta: readonly string[]; readonly trained: readonly boolean[] },
  step: number,
  engine: EnginesIterate,
): StepTable {
  const trained = info.trained.flatMap((is, i) => (is ? [i] : []));
  const column = (key: string, label: Name, all: Float64Array): Column => ({
    key,
    label,
    values: Float64Array.from(trained, (i) => all[i]!),
  });
  const [loss, , , ended, diverged] = inspected.scalars;
  const columns = columnsOf(inspected, optimizer, column);
  const names = trained.map((i) => info.theta[i]!);
  const kept = engine.theta && column(engine.precision, 'the engine’s own', engine.theta);
  const table = { step, loss: loss!, ended: ended! > 0, diverged: diverged! > 0, names };
  const differs = kept && engine.precision === 'f32' ? [kept] : [];
  return {
    ...table,
    columns: [...columns.slice(0, 1), ...differs, ...columns.slice(1)],
    apart: kept && farthest(kept.values, columns[0]!.values, names),
  };
}

function columnsOf(
  { theta, gradient, used, rates, first, second, update, next, scalars }: InspectedStep,
  optimizer: Optimizer,
  column: (key: string, label: Name, all: Float64Array) => Column,
): Column[] {
  const { kind } = optimizer;
  const { noise, weightDecay, epsilon } = hyperOf(optimizer);
  const [, correction1, correction2] = scalars;
  const changed = noise !== 0 || weightDecay !== 0;
  const corrected = second.map((v) => v / correction2!);
  const memory = {
    gd: [],
    momentum: [column('b', 'momentum buffer', first)],
    nesterov: [column('b', 'momentum buffer', first)],
    rmsprop: [column('v', 'mean of squares', second)],
    adam: [
      column('m', 'first moment', first),
      column('v', 'second moment', second),
      column(
        'm̂',
        'corrected',
        first.map((m) => m / correction1!),
      ),
      column('v̂', 'corrected', corrected),
    ],
  }[kind];
  const squares = kind === 'adam' ? corrected : second;
  const squared = kind === 'adam' ? 'v̂' : 'v';
  const adaptive = kind === 'adam' || kind === 'rmsprop';
  const effective = rates.map((rate, i) => rate / (Math.sqrt(squares[i]!) + epsilon));
  return [
    column('θ', 'weight', theta),
    column('∂L/∂θ', 'gradient', gradient),
    ...(changed ? [column('g', 'with noise and decay', used)] : []),
    ...memory,
    column('η', 'learning rate', rates),
    ...(adaptive ? [column(`η/(√${squared} + ε)`, 'effective rate', effective)] : []),
    column('Δθ', 'update', update),
    column('θ′', 'weight after it', next),
  ];
}

function farthest(a: Float64Array, b: Float64Array, names: readonly string[]) {
  let [most, at] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const distance = Math.abs(a[i]! - b[i]!);
    if (!(distance <= most)) [most, at] = [distance, i];
  }
  return { most, name: names[at] ?? '' };
}

/** JSON has no word for what is not finite. */
const plainNumber = (value: number) => (Number.isFinite(value) ? value : String(value));

/** A step and the run that it is of, every number to its last bit. */
export function toJson(table: StepTable, spec: TrajectorySpec, run: number): string {
  const { problem, optimizer, steps, starts, startsIn, firstRun = 0 } = spec;
  const size = startsIn === 'theta' ? describe(problem).theta.length : 2;
  const content = {
    problem,
    optimizer,
    start: starts.slice(size * run, size * (run + 1)),
    startIn: startsIn ?? 'plane',
    run: firstRun + run,
    step: table.step,
    steps,
    loss: plainNumber(table.loss),
    ended: table.ended,
    weights: table.names,
    ...Object.fromEntries(
      table.columns.map(({ key, values }) => [key, Array.from(values, plainNumber)]),
    ),
  };
  return JSON.stringify(content, null, 2);
}

/** The same for a spreadsheet: a line for each weight, tabs between. */
export function toTsv({ names, columns }: StepTable): string {
  const head = ['', ...columns.map(({ key }) => key)];
  const lines = names.map((name, i) => [name, ...columns.map(({ values }) => String(values[i]))]);
  return `${[head, ...lines].map((line) => line.join('\t')).join('\n')}\n`;
}
