// Rows that several sections have.
import { OPTIMIZER_KINDS } from '../../optimizers.ts';
import { STEPS_LIMIT } from '../../schemas.ts';
import { OPTIMIZER_STYLES } from '../../views/colours.ts';
import { axisLabels } from '../state/problem.ts';
import type { PanelKit, Row, Section } from './kit.ts';
import type { NumberField } from './number-field.ts';

type Field = Omit<NumberField, 'onRefused'>;

/** The optimizers as the options of a choice. */
export const OPTIMIZER_OPTIONS = Object.fromEntries(
  OPTIMIZER_KINDS.map((kind) => [OPTIMIZER_STYLES[kind].label, kind]),
);

export const stepsField = (get: () => number, set: (steps: number) => void): Field => ({
  label: 'steps',
  min: 1,
  max: STEPS_LIMIT,
  scale: 'log',
  get,
  set: (steps) => set(Math.round(steps)),
});

export const thresholdField = (get: () => number, set: (threshold: number) => void): Field => ({
  label: 'solved at loss ≤',
  min: 0.001,
  max: 2,
  scale: 'log',
  get,
  set,
});

/** A row for each coordinate of a start. */
export function addStart(
  kit: PanelKit,
  section: Section,
  get: () => readonly [number, number],
  put: (start: [number, number]) => void,
): Row[] {
  return ([0, 1] as const).map((c) =>
    section.number({
      label: `start ${axisLabels(kit.state)[c]}`,
      min: -20,
      max: 20,
      step: 0.1,
      get: () => get()[c],
      set: (value) => put(c === 0 ? [value, get()[1]] : [get()[0], value]),
    }),
  );
}
