// How a map is drawn: its axes, marks and layers, from the state.
import type { Axis, Window } from '../../engine.ts';
import type { AxisMark } from '../../views/axes.ts';
import { t } from '../../words/words.ts';
import { axisName } from '../state/map-axes.ts';
import { plotLabels } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import { viewOf } from '../state/tabs.ts';
import type { MapPlot } from './plot.ts';
import './patterns.css';

/**
 * Learning rates in common use: "less than 1 and greater than 10^-6" for networks with standardized
 * inputs (Bengio 2012, Practical Recommendations for Gradient-Based Training, section 3.1.1).
 */
const USUAL_RATES: readonly [number, number] = [1e-6, 1];

/** Marks the usual learning rates on the axes that show one. */
export function rateMarks(axes: {
  x: Pick<Axis, 'quantity'>;
  y: Pick<Axis, 'quantity'>;
}): AxisMark[] {
  return (['x', 'y'] as const)
    .filter((axis) => axes[axis].quantity.startsWith('learningRate'))
    .map((axis) => ({ axis, range: USUAL_RATES, label: t('usual learning rates, up to 1') }));
}

export function drawMap(
  plot: MapPlot,
  state: State,
  axes: { x: Axis; y: Axis },
  view: Window,
): void {
  const basins = viewOf(state) === 'basins';
  const { patterns } = state.view;
  // The swatches of the card follow by their style.
  document.documentElement.toggleAttribute('data-patterns', patterns);
  plot.draw(view, {
    labels: basins
      ? plotLabels(state)
      : [axisName(state, axes.x.quantity), axisName(state, axes.y.quantity)],
    scales: [axes.x.scale, axes.y.scale],
    marks: rateMarks(axes),
    landscape: state.view,
    patterns,
    blend: basins ? state.map.blend : 1,
    head: Number.MAX_SAFE_INTEGER,
  });
}
