// What is on show as tables of numbers: a few hundred cells of each picture, and all of them as CSV of full precision.
import { type Landscape, NEVER, OUTCOMES, type Spectrum, type Sweep } from '../../engine.ts';
import { runsOf } from '../../fields/trajectories.ts';
import { cellCentres } from '../../math/grid.ts';
import { optimizerName } from '../../views/colours.ts';
import { readable } from '../../views/ticks.ts';
import { t, translated } from '../../words/words.ts';
import type { Result } from '../jobs/view.ts';
import { endsOf } from '../landscape/run-ends.ts';
import type { RunSet } from '../landscape/run-set.ts';
import { runInWords } from '../landscape/run-words.ts';
import { axisName } from '../state/map-axes.ts';
import { axisLabels, lossLabel } from '../state/problem.ts';
import type { State } from '../state/state.ts';

export interface DataTable {
  title: string;
  /** What of it is here, where that is not all. */
  note: string;
  headings: readonly string[];
  rows: readonly (readonly string[])[];
  /** One row for each value, a heading first, numbers in full. */
  csv: readonly (readonly (string | number | null)[])[];
}

/** Samples each way of a map, and of a curve. */
const EACH_WAY = 11;
const ALONG = 41;
/** Runs of each optimizer that have a row, curves that have a column, and steps of these. */
const RUNS = 40;
const CURVES = 6;
const STEPS = 21;

/** So many indices of `count`, evenly spread, with both ends. */
function spread(count: number, most: number): number[] {
  const n = Math.min(count, most);
  const at = Array.from({ length: n }, (_, i) =>
    Math.round((i * (count - 1)) / Math.max(1, n - 1)),
  );
  return [...new Set(at)];
}

/** All tables of what a view shows: its results, then the runs over them. */
export function tablesOf(
  state: State,
  results: readonly Result[],
  runs: readonly RunSet[],
): DataTable[] {
  const pictures = results.flatMap(({ kind, value }) => {
    if (kind === 'landscape') return [landscapeTable(state, value)];
    return [kind === 'sweep' ? sweepTable(state, value) : spectrumTable(value)];
  });
  return [
    ...pictures,
    ...(runs.length > 0 ? [runsTable(state, runs), curvesTable(state, runs)] : []),
  ];
}

function landscapeTable(state: State, { spec, loss }: Landscape): DataTable {
  const { window, width, height } = spec;
  const [x, y] = axisLabels(state);
  const title = lossLabel(state);
  if (height === 1) {
    const at = spread(width, ALONG);
    const xs = cellCentres(window.x, width);
    return {
      title,
      note: sampled(at.length, width),
      headings: [x, title],
      rows: at.map((i) => [readable(xs[i]!, 4), readable(loss[i]!, 4)]),
      csv: [[x, 'loss'], ...at.map((i) => [xs[i]!, loss[i]!])],
    };
  }
  const axes = {
    x: { name: x, at: cellCentres(window.x, width) },
    y: { name: y, at: cellCentres(window.y, height) },
  };
  return gridTable(
    title,
    axes,
    ['loss'],
    (k) => readable(loss[k]!, 3),
    (k) => [loss[k]!],
  );
}

function sweepTable(state: State, sweep: Sweep): DataTable {
  const { spec, outcome, loss } = sweep;
  const named = (axis: 'x' | 'y', count: number) => ({
    name: axisName(state, spec[axis].quantity),
    at: cellCentres(spec[axis].range, count, spec[axis].scale),
  });
  const axes = { x: named('x', spec.width), y: named('y', spec.height) };
  const title = `${t('outcome')}: ${optimizerName(spec.optimizer.kind)}`;
  return gridTable(
    title,
    axes,
    ['outcome', 'steps_to_threshold', 'loss'],
    (k) => {
      const name = translated(OUTCOMES[outcome[k]!]!);
      const steps = stepsOf(sweep, k);
      return steps === null ? name : `${name} ${steps}`;
    },
    (k) => [OUTCOMES[outcome[k]!]!, stepsOf(sweep, k), loss[k]!],
  );
}

/** The steps after which a run is solved; null where it never is. */
const stepsOf = ({ stepsToThreshold }: Sweep | Spectrum, k: number) =>
  stepsToThreshold[k] === NEVER ? null : stepsToThreshold[k]!;

type NamedAxis = { name: string; at: Float64Array };

/** A map: its columns from left to right, its rows from the top down. */
function gridTable(
  title: string,
  { x, y }: { x: NamedAxis; y: NamedAxis },
  quantities: readonly string[],
  shown: (k: number) => string,
  full: (k: number) => readonly (string | number | null)[],
): DataTable {
  const width = x.at.length;
  const across = spread(width, EACH_WAY);
  const upwards = spread(y.at.length, EACH_WAY).toReversed();
  return {
    title,
    note: sampled(across.length * upwards.length, width * y.at.length),
    headings: [`${y.name} ↓ ${x.name} →`, ...across.map((i) => readable(x.at[i]!, 3))],
    rows: upwards.map((j) => [readable(y.at[j]!, 3), ...across.map((i) => shown(j * width + i))]),
    csv: [
      [x.name, y.name, ...quantities],
      ...upwards.flatMap((j) => across.map((i) => [x.at[i]!, y.at[j]!, ...full(j * width + i)])),
    ],
  };
}

function spectrumTable(spectrum: Spectrum): DataTable {
  const { spec, rates, outcome, loss } = spectrum;
  const at = spread(rates.length, ALONG);
  return {
    title: `${t('learning rate η')}: ${optimizerName(spec.optimizer.kind)}`,
    note: sampled(at.length, rates.length),
    headings: ['η', t('outcome'), t('steps'), t('final loss')],
    rows: at.map((k) => [
      readable(rates[k]!, 4),
      translated(OUTCOMES[outcome[k]!]!),
      String(stepsOf(spectrum, k) ?? '–'),
      readable(loss[k]!, 4),
    ]),
    csv: [
      ['learning_rate', 'outcome', 'steps_to_threshold', 'final_loss'],
      ...at.map((k) => [rates[k]!, OUTCOMES[outcome[k]!]!, stepsOf(spectrum, k), loss[k]!]),
    ],
  };
}

function runsTable(state: State, sets: readonly RunSet[]): DataTable {
  const endOf = endsOf(sets, state.map.threshold);
  const [x, y] = axisLabels(state);
  let all = 0;
  const kept = sets.flatMap((set) => {
    const { points, frameSteps } = set.trajectories;
    const count = runsOf(set.trajectories);
    all += count;
    return Array.from({ length: Math.min(count, RUNS) }, (_, run) => {
      const first = 2 * run * frameSteps.length;
      const last = first + 2 * (frameSteps.length - 1);
      const ends = [points[first]!, points[first + 1]!, points[last]!, points[last + 1]!];
      return { kind: set.kind, ends, steps: frameSteps.at(-1)!, ...endOf(set, run) };
    });
  });
  const columns = (from: string, to: string) => [
    `${from} ${x}`,
    `${from} ${y}`,
    `${to} ${x}`,
    `${to} ${y}`,
  ];
  return {
    title: t('Training runs'),
    note: kept.length < all ? sampled(kept.length, all) : '',
    headings: [
      t('optimizer'),
      ...columns(t('start'), t('end')),
      t('steps'),
      t('outcome'),
      t('solved at'),
      t('final loss'),
    ],
    rows: kept.map(({ kind, ends, steps, outcome, solvedAt, loss }) => [
      optimizerName(kind),
      ...ends.map((value) => readable(value, 4)),
      String(steps),
      translated(OUTCOMES[outcome]!),
      String(solvedAt ?? '–'),
      readable(loss, 4),
    ]),
    csv: [
      [
        'optimizer',
        'start_x',
        'start_y',
        'end_x',
        'end_y',
        'steps',
        'outcome',
        'steps_to_threshold',
        'final_loss',
      ],
      ...kept.map(({ kind, ends, steps, outcome, solvedAt, loss }) => [
        kind,
        ...ends,
        steps,
        OUTCOMES[outcome]!,
        solvedAt,
        loss,
      ]),
    ],
  };
}

/** The chart's curves, of the first runs of each optimizer. */
function curvesTable(state: State, sets: readonly RunSet[]): DataTable {
  const each = Math.max(1, Math.floor(CURVES / sets.length));
  const curves = sets.flatMap((set) => {
    const { frameSteps, loss } = set.trajectories;
    const frames = frameSteps.length;
    return Array.from({ length: Math.min(each, runsOf(set.trajectories)) }, (_, run) => ({
      name: runInWords(set, run),
      lossAt: (frame: number) => loss[run * frames + frame]!,
    }));
  });
  const { frameSteps } = sets[0]!.trajectories;
  const at = spread(frameSteps.length, STEPS);
  return {
    title: t('{loss} against step', { loss: lossLabel(state) }),
    note: sampled(at.length, frameSteps.length),
    headings: [t('Step'), ...curves.map(({ name }) => name)],
    rows: at.map((frame) => [
      String(frameSteps[frame]!),
      ...curves.map(({ lossAt }) => readable(lossAt(frame), 4)),
    ]),
    csv: [
      ['step', ...curves.map(({ name }) => name)],
      ...at.map((frame) => [frameSteps[frame]!, ...curves.map(({ lossAt }) => lossAt(frame))]),
    ],
  };
}

const sampled = (n: number, all: number) =>
  n < all ? t('{n} of {all} values, evenly spread; files have them all.', { n, all }) : '';
