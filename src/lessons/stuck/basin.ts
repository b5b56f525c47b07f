// A basin: which starts a run solves the problem from, and what the border of their area is made of.
import { SOLVED, type Window } from '../../engine.ts';
import { cellCentres } from '../../math/grid.ts';
import { log } from '../../math/logarithm.ts';
import { xor } from '../../problems/xor.ts';
import type { Figures, Lab, LessonState, Observation, Step } from '../lesson.ts';

const WHOLE: Window = { x: [-20, 20], y: [-20, 20] };
const STEPS = 1000;
/** The row and the column on which the border is looked for, well within the basin. */
const INSIDE = 10;
/** How many times as long a second look takes. */
const LONGER = 3;
/** Places between two others, and how often they are laid: 40/32⁴ is less than what is shown. */
const BETWEEN = 32;
const TIMES = 4;

/** Which of the places from one to another, on the row or in the column, a run is solved from; in f64. */
async function solvedFrom(
  { optimizers }: LessonState,
  { problem, reference, signal }: Lab,
  axis: 'x' | 'y',
  range: [number, number],
  steps: number,
): Promise<boolean[]> {
  const along = { quantity: `start.${axis}`, range, scale: 'linear' } as const;
  const other = { range: [INSIDE - 1, INSIDE + 1] as [number, number], scale: 'linear' } as const;
  const size = { width: 1, height: 1, [axis === 'x' ? 'width' : 'height']: BETWEEN };
  const { outcome } = await reference.sweep(
    {
      problem,
      optimizer: { kind: 'gd', learningRate: optimizers.gd.learningRate },
      start: [INSIDE, INSIDE],
      steps,
      threshold: xor.thresholds.solved,
      x: axis === 'x' ? along : { quantity: 'start.x', ...other },
      y: axis === 'y' ? along : { quantity: 'start.y', ...other },
      ...size,
    },
    { signal },
  );
  return Array.from(outcome, (one) => one === SOLVED);
}

/** Where runs begin to be solved, from the edge of the picture inwards; NaN where all are or none. */
async function borderOn(state: LessonState, lab: Lab, axis: 'x' | 'y', steps: number) {
  const { window } = mapOf(state);
  let [from, to]: [number, number] = [window[axis][0], INSIDE];
  if (from >= to) return Number.NaN;
  for (let time = 0; time < TIMES; time++) {
    const solved = await solvedFrom(state, lab, axis, [from, to], steps);
    const first = solved.indexOf(true);
    if (time === 0 && first <= 0) return Number.NaN;
    const centres = cellCentres([from, to], BETWEEN);
    const next = first < 0 ? to : centres[first]!;
    from = first < 0 ? centres[BETWEEN - 1]! : (centres[first - 1] ?? from);
    to = next;
  }
  return (from + to) / 2;
}

const mapOf = ({ map }: LessonState) => map ?? { window: WHOLE, steps: STEPS };

const figures = (state: LessonState): Figures => {
  const { window, steps } = mapOf(state);
  const [x, y] = [window.x, window.y];
  return {
    eta: state.optimizers.gd.learningRate,
    threshold: xor.thresholds.solved,
    ...{ steps, inside: INSIDE, longer: LONGER, logLonger: log(LONGER) },
    ...{ xMin: x[0], right: x[1], yMin: y[0], top: y[1] },
    stepsLater: LONGER * steps,
  };
};

const observed: Observation = {
  names: ['left', 'bottom', 'bottomLater', 'lower', 'width', 'height', 'rectangle', 'share'],
  async of(state, lab) {
    const { window, steps } = mapOf(state);
    const [x, y] = [window.x, window.y];
    const left = await borderOn(state, lab, 'x', steps);
    const bottom = await borderOn(state, lab, 'y', steps);
    const bottomLater = await borderOn(state, lab, 'y', LONGER * steps);
    const [wide, high] = [(x[1] - left) / (x[1] - x[0]), (y[1] - bottom) / (y[1] - y[0])];
    const map = await lab.map();
    return {
      ...{ left, bottom, bottomLater, lower: bottom - bottomLater },
      ...{ width: 100 * wide, height: 100 * high, rectangle: 100 * wide * high },
      share: map ? 100 * map.solved : Number.NaN,
    };
  },
};

const rate = (learningRate: number) => ({ optimizers: { gd: { learningRate } } });

export const basin: Step = {
  id: 'basin',
  title: 'stuck.basin.title',
  setUp: {
    steps: 1000,
    picture: 'basins',
    window: WHOLE,
    ...rate(1),
    map: {
      optimizer: 'gd',
      compare: 'none',
      steps: STEPS,
      threshold: xor.thresholds.solved,
      resolution: 256,
      colours: 'outcome',
    },
  },
  observed,
  figures,
  parts: [
    { kind: 'text', text: 'stuck.basin.intro' },
    { kind: 'text', text: 'stuck.basin.borders' },
    {
      kind: 'ask',
      ask: {
        id: 'rectangle',
        question: 'stuck.basin.ask',
        figure: 'rectangle',
        hint: 'stuck.basin.hint',
        because: 'stuck.basin.because',
        digits: 4,
        slips: (f) => [
          { value: f.rectangle! / 100, hint: 'stuck.slip.percent' },
          { value: 100 - f.rectangle!, hint: 'stuck.slip.rest' },
          { value: f.width!, hint: 'stuck.slip.oneSide' },
          { value: f.height!, hint: 'stuck.slip.oneSide' },
          { value: (f.right! - f.left!) * (f.top! - f.bottom!), hint: 'stuck.slip.area' },
        ],
      },
    },
    { kind: 'formula', formula: 'stuck.rectangle' },
    {
      kind: 'choices',
      label: 'stuck.basin.steps',
      choices: [
        { label: 'stuck.basin.once', patch: { map: { steps: STEPS } } },
        { label: 'stuck.basin.longer', patch: { map: { steps: LONGER * STEPS } } },
      ],
    },
    { kind: 'text', text: 'stuck.basin.patience' },
    { kind: 'formula', formula: 'stuck.patience' },
    {
      kind: 'choices',
      label: 'stuck.control.gd',
      choices: [
        { label: 'stuck.eta1', patch: rate(1) },
        { label: 'stuck.eta5', patch: rate(5) },
        { label: 'stuck.eta10', patch: rate(10) },
      ],
    },
    { kind: 'text', text: 'stuck.basin.end' },
  ],
};
