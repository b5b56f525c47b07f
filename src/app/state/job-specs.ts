// The job specs of the maps and the spectrum, as the state wants them.
import type { Axis, SpectrumSpec, SweepSpec } from '../../engine.ts';
import type { Adjustments, Optimizer, OptimizerKind } from '../../optimizers.ts';
import { checkSpectrum, checkSweep } from '../../specs.ts';
import { isOnLine, NO_AXIS, problemOf } from './problem.ts';
import type { State } from './state.ts';
import { isMap, viewOf } from './tabs.ts';

/** An optimizer's settings with nothing beside what its kind has. */
export const NO_MORE = { weightDecay: 0, schedule: null, noise: { deviation: 0, seed: 0 } };

/** Settings of an optimizer with nothing left of what the state has beside those of its kind. */
export const withoutMore = (settings: Adjustments): object => ({
  ...NO_MORE,
  ...settings,
  schedule: settings.schedule ?? null,
});

export function optimizerOf(state: State, kind: OptimizerKind): Optimizer {
  const { on: _, weightDecay, schedule, noise, ...rest } = state.optimizers[kind];
  return {
    kind,
    ...rest,
    ...(weightDecay && { weightDecay }),
    ...(schedule && { schedule }),
    ...((noise.deviation || noise.seed) && { noise }),
  } as Optimizer;
}

/** Axes of the open map: the landscape's window for the basins, the chosen ones for the sweep. */
export function mapAxes(state: State): { x: Axis; y: Axis } {
  if (viewOf(state) !== 'basins') return state.sweep;
  const { x, y } = state.window;
  return {
    x: { quantity: 'start.x', range: x, scale: 'linear' },
    y: { quantity: 'start.y', range: y, scale: 'linear' },
  };
}

/** The sweep of one optimizer over the open map, `aspect` being its height over its width. */
export function sweepSpecOf(state: State, kind: OptimizerKind, aspect: number): SweepSpec {
  const { start, steps, threshold, resolution, colours } = state.map;
  const axes = mapAxes(state);
  // Starts on a line make a strip: one row of runs.
  const strip = viewOf(state) === 'basins' && isOnLine(state);
  if (strip) axes.y = { ...axes.y, range: NO_AXIS };
  return {
    problem: problemOf(state),
    optimizer: optimizerOf(state, kind),
    start,
    steps,
    threshold,
    ...axes,
    ...(colours === 'trainability' ? { measure: colours } : {}),
    width: resolution,
    height: strip ? 1 : Math.min(8192, Math.max(1, Math.round(resolution * aspect))),
  };
}

export function spectrumSpecOf(state: State): SpectrumSpec {
  const { optimizer, last, lyapunov: _, pin: __, ...rest } = state.spectrum;
  return {
    ...rest,
    problem: problemOf(state),
    optimizer: optimizerOf(state, optimizer),
    last: Math.min(last, rest.steps),
  };
}

/** The optimizers of the open map. */
export function mapOptimizers(state: State): OptimizerKind[] {
  const { map } = state;
  if (!isMap(viewOf(state))) return [];
  return map.compare === 'none' ? [map.optimizer] : [map.optimizer, map.compare];
}

/** Throws a RangeError for axes that an optimizer of the maps does not have, or that contradict. */
export function checkMaps(state: State): void {
  for (const kind of mapOptimizers({ ...state, tab: 'sweep' })) {
    checkSweep(sweepSpecOf({ ...state, tab: 'sweep' }, kind, 1));
  }
  checkSpectrum(spectrumSpecOf(state));
}
