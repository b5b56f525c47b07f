// The panel's folder for the maps.
import type { GUI } from 'lil-gui';
import { quantitiesOf } from '../../../axes.ts';
import type { Axis, Quantity } from '../../../engine.ts';
import { OPTIMIZER_KINDS, type OptimizerKind } from '../../../optimizers.ts';
import { axisName, defaultAxis } from '../../state/map-axes.ts';
import { axisLabels } from '../../state/problem.ts';
import type { State, StatePatch } from '../../state/state.ts';
import type { PanelKit } from '../kit.ts';
import { byLabel, stepsField, thresholdField } from './spectrum.ts';

/** Pairs of axes worth a look, with the optimizer they need. */
function presets(
  state: State,
): Record<string, { x: Quantity; y: Quantity; optimizer?: OptimizerKind }> {
  const [x, y] = axisLabels(state);
  return {
    [`learning rate × start ${y}`]: { x: 'learningRate', y: 'y' },
    [`learning rate × start ${x}`]: { x: 'learningRate', y: 'x' },
    [`η of ${x} × η of ${y}`]: { x: 'learningRateX', y: 'learningRateY' },
    'learning rate × momentum': { x: 'learningRate', y: 'momentum', optimizer: 'momentum' },
    'learning rate × β1 (Adam)': { x: 'learningRate', y: 'beta1', optimizer: 'adam' },
    'learning rate × β2 (Adam)': { x: 'learningRate', y: 'beta2', optimizer: 'adam' },
  };
}

const SLIDERS = {
  log: { min: 1e-4, max: 1e3, scale: 'log' },
  rate: { min: 0, max: 100, step: 0.1 },
  weight: { min: -50, max: 50, step: 0.5 },
  share: { min: 0, max: 0.999, step: 0.001 },
} as const;

function sliderOf({ quantity, scale }: Axis): keyof typeof SLIDERS {
  if (scale === 'log') return 'log';
  if (quantity === 'x' || quantity === 'y') return 'weight';
  return quantity.startsWith('learningRate') ? 'rate' : 'share';
}

export function addMapFolder(gui: GUI, kit: PanelKit): void {
  const folder = gui.addFolder('Map');
  const map = () => kit.state.map;
  const rates = () => kit.state.rates;
  const inBasins = () => kit.state.tab === 'basins';

  kit.choice(
    folder,
    'optimizer',
    () => map().optimizer,
    (optimizer) => kit.set(withAxes(kit.state, optimizer, map().compare)),
    byLabel(OPTIMIZER_KINDS),
  );
  kit.choice(
    folder,
    'compare with',
    () => map().compare,
    (compare) => kit.set(withAxes(kit.state, map().optimizer, compare)),
    { nothing: 'none', ...byLabel(OPTIMIZER_KINDS) },
  );
  const layout = kit.choice(
    folder,
    'layout',
    () => map().layout,
    (value) => kit.set({ map: { layout: value } }),
    {
      'side by side': 'side',
      'swiped over another': 'swipe',
    },
  );
  const blend = kit.number(folder, {
    label: 'landscape … basins',
    min: 0,
    max: 1,
    step: 0.01,
    get: () => map().blend,
    set: (value) => kit.put({ map: { blend: value } }),
  });
  const preset = kit.choice(
    folder,
    'preset',
    () => 'choose …',
    (name) => {
      const chosen = presets(kit.state)[name];
      if (!chosen) return;
      const { x, y, optimizer } = chosen;
      kit.set({
        rates: { x: defaultAxis(x), y: defaultAxis(y) },
        ...(optimizer ? { map: { optimizer, compare: 'none' } } : {}),
      });
    },
    ['choose …', ...Object.keys(presets(kit.state))],
  );
  /** One end of an axis: a slider for each kind of quantity, of which the right one is shown. */
  const endOf = (axis: 'x' | 'y', label: string, end: 0 | 1) => {
    const kindNow = () => sliderOf(rates()[axis]);
    return (Object.keys(SLIDERS) as (keyof typeof SLIDERS)[]).map((kind) => {
      const row = kit.number(folder, {
        label,
        ...SLIDERS[kind],
        get: () => rates()[axis].range[end],
        set: (value) => {
          const range = [...rates()[axis].range] as [number, number];
          range[end] = value;
          kit.put({ rates: { [axis]: { range } } });
        },
      });
      return { show: (on: boolean) => row.show(on && kindNow() === kind) };
    });
  };
  const axes = (['x', 'y'] as const).map((axis) => {
    const name = axis === 'x' ? 'across' : 'upwards';
    return [
      kit.choice(
        folder,
        name,
        () => rates()[axis].quantity,
        (quantity) => kit.set({ rates: { [axis]: defaultAxis(quantity) } }),
        everyQuantity(kit.state),
      ),
      ...([0, 1] as const).flatMap((end) =>
        endOf(axis, `${name}, ${end === 0 ? 'from' : 'to'}`, end),
      ),
      kit.choice(
        folder,
        `${name}, scale`,
        () => rates()[axis].scale,
        (scale) => kit.set({ rates: { [axis]: { scale } } }),
        ['linear', 'log'],
      ),
    ];
  });
  const startOf = ([0, 1] as const).map((c) =>
    kit.number(folder, {
      label: `start ${axisLabels(kit.state)[c]}`,
      min: -20,
      max: 20,
      step: 0.1,
      get: () => map().start[c],
      set: (value) =>
        kit.put({ map: { start: c === 0 ? [value, map().start[1]] : [map().start[0], value] } }),
    }),
  );
  kit.number(
    folder,
    stepsField(
      () => map().steps,
      (steps) => kit.put({ map: { steps } }),
    ),
  );
  kit.number(
    folder,
    thresholdField(
      () => map().threshold,
      (threshold) => kit.put({ map: { threshold } }),
    ),
  );
  kit.number(folder, {
    label: 'pixels across',
    min: 64,
    max: 2048,
    scale: 'log',
    get: () => map().resolution,
    set: (resolution) => kit.put({ map: { resolution: Math.round(resolution) } }),
  });
  kit.choice(
    folder,
    'mark f32 ≠ f64',
    () => map().disagreements,
    (disagreements) => kit.set({ map: { disagreements } }),
  );
  kit.always(() => {
    const { tab } = kit.state;
    folder.show(tab === 'basins' || tab === 'rates');
    layout.show(map().compare !== 'none');
    blend.show(inBasins());
    preset.show(!inBasins());
    for (const rows of axes) for (const row of rows) row.show(!inBasins());
    for (const row of startOf) row.show(!inBasins());
  });
}

function everyQuantity(state: State): Record<string, Quantity> {
  const all = new Set(OPTIMIZER_KINDS.flatMap((kind) => quantitiesOf(kind)));
  return Object.fromEntries([...all].map((quantity) => [axisName(state, quantity), quantity]));
}

/** A change of the optimizers, with axes that both have where the old ones are not. */
function withAxes(
  state: State,
  optimizer: OptimizerKind,
  compare: State['map']['compare'],
): StatePatch {
  const kinds = compare === 'none' ? [optimizer] : [optimizer, compare];
  const { x, y } = state.rates;
  const fits = [x, y].every(({ quantity }) =>
    kinds.every((kind) => quantitiesOf(kind).includes(quantity)),
  );
  const map = { optimizer, compare };
  return fits ? { map } : { map, rates: { x: defaultAxis('learningRate'), y: defaultAxis('y') } };
}
