// Rows that several sections have.
import { OPTIMIZER_KINDS } from '../../optimizers.ts';
import { STEPS_LIMIT } from '../../schemas.ts';
import { optimizerName } from '../../views/colours.ts';
import { t } from '../../words/words.ts';
import { axisLabels, homeOf, infoOf, isOnLine } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import type { PanelKit, Row, Section } from './kit.ts';
import type { NumberField } from './number-field.ts';

type Field = Omit<NumberField, 'onRefused'>;

/** The optimizers as the options of a choice. */
export const optimizerOptions = () =>
  Object.fromEntries(OPTIMIZER_KINDS.map((kind) => [optimizerName(kind), kind]));

export const stepsField = (get: () => number, set: (steps: number) => void): Field => ({
  label: t('steps'),
  hint: t('updates of θ in each run'),
  min: 1,
  max: STEPS_LIMIT,
  scale: 'log',
  get,
  set: (steps) => set(Math.round(steps)),
});

export function thresholdField(
  state: State,
  get: () => number,
  set: (threshold: number) => void,
): Field {
  const { solved, solvedWithin } = infoOf(state).thresholds;
  const [least, most] = solvedWithin;
  const field = {
    label: t('solved at loss ≤'),
    hint: t('a run whose loss ends at or below this counts as solved'),
    ...{ get, set },
  };
  if (least >= 0 && solved > 0) {
    return { ...field, min: solved / 100, max: Math.min(most, 20 * solved), scale: 'log' };
  }
  const [from, to] = infoOf(state).lossRange;
  return {
    ...field,
    min: Math.max(least, from),
    max: Math.min(most, to),
    step: (to - from) / 1000,
  };
}

/** A row for each coordinate of a start. */
export function addStart(
  kit: PanelKit,
  section: Section,
  get: () => readonly [number, number],
  put: (start: [number, number]) => void,
): Row[] {
  const { x, y } = homeOf(kit.state);
  const ranges = isOnLine(kit.state) ? [x] : [x, y];
  return ranges.map(([min, max], c) =>
    section.number({
      label: t('start {name}', { name: axisLabels(kit.state)[c]! }),
      hint: t('where every run of this view starts'),
      min,
      max,
      step: (max - min) / 400,
      get: () => get()[c]!,
      set: (value) => put(c === 0 ? [value, get()[1]] : [get()[0], value]),
    }),
  );
}
