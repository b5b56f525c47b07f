// What each run of a sweep is started and stepped with: twin of shaders/axes.wgsl.
import type { Quantity } from '../engine.ts';
import type { Hyper } from '../optimizers.ts';
import type { ProblemInfo } from '../problems/problem.ts';
import { isRate, isStart, rateComponents } from '../quantities.ts';
import type { RunGrid } from '../runs.ts';
import type { RunSettings } from './abreast-lanes.ts';

/** What a run is started and stepped with. */
export interface Settings extends RunSettings {
  start: [number, number];
  hyper: Hyper;
  rates: Float64Array;
}

/** Of all runs of a piece; `values` is [run][2]: what the x axis and the y axis make of each. */
export function settingsOf(
  grid: Pick<RunGrid, 'start' | 'x' | 'y'>,
  info: ProblemInfo,
  hyper: Hyper,
  rates: Float64Array,
  values: Float64Array,
): Settings[] {
  const ofX = new Set(rateComponents(grid.x.quantity, info));
  const ofY = new Set(grid.y ? rateComponents(grid.y.quantity, info) : []);
  return Array.from({ length: values.length / 2 }, (_, r) => {
    const settings: Settings = { start: [grid.start[0], grid.start[1]], hyper, rates };
    apply(settings, grid.x.quantity, ofX, values[2 * r]!);
    if (grid.y) apply(settings, grid.y.quantity, ofY, values[2 * r + 1]!);
    return settings;
  });
}

/** Sets what an axis varies, of learning rates those of some components of θ: twin of applied in shaders/axes.wgsl. What is shared between runs is replaced, not changed. */
function apply(
  settings: Settings,
  quantity: Quantity,
  components: ReadonlySet<number>,
  value: number,
): void {
  if (isStart(quantity)) settings.start[quantity === 'start.x' ? 0 : 1] = value;
  else if (isRate(quantity)) {
    settings.rates = settings.rates.map((rate, c) => (components.has(c) ? value : rate));
  } else settings.hyper = { ...settings.hyper, [quantity]: value };
}
