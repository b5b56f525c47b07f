// The panel's folders for the maps and the spectrum.
import type { GUI } from 'lil-gui';
import { quantitiesOf } from '../axes.ts';
import type { Quantity } from '../engine.ts';
import { OPTIMIZER_KINDS, type OptimizerKind } from '../optimizers.ts';
import { SPECTRUM_LIMIT, STEPS_LIMIT } from '../specs.ts';
import { OPTIMIZER_STYLES } from '../views/colors.ts';
import { axisName, defaultAxis } from './map-specs.ts';
import type { PanelKit } from './panel-kit.ts';
import type { State, StatePatch } from './state.ts';

const byLabel = (kinds: readonly OptimizerKind[]) =>
  Object.fromEntries(kinds.map((kind) => [OPTIMIZER_STYLES[kind].label, kind]));

/** Pairs of axes worth a look, with the optimizer they need. */
const PRESETS: Readonly<Record<string, { x: Quantity; y: Quantity; optimizer?: OptimizerKind }>> = {
  'learning rate × start w12': { x: 'learningRate', y: 'y' },
  'learning rate × start w21': { x: 'learningRate', y: 'x' },
  'η of w21 × η of w12': { x: 'learningRateX', y: 'learningRateY' },
  'learning rate × momentum': { x: 'learningRate', y: 'momentum', optimizer: 'momentum' },
  'learning rate × β1 (Adam)': { x: 'learningRate', y: 'beta1', optimizer: 'adam' },
  'learning rate × β2 (Adam)': { x: 'learningRate', y: 'beta2', optimizer: 'adam' },
};

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
      const chosen = PRESETS[name];
      if (!chosen) return;
      const { x, y, optimizer } = chosen;
      kit.set({
        rates: { x: defaultAxis(x), y: defaultAxis(y) },
        ...(optimizer ? { map: { optimizer, compare: 'none' } } : {}),
      });
    },
    ['choose …', ...Object.keys(PRESETS)],
  );
  const axes = (['x', 'y'] as const).map((axis) => {
    const name = axis === 'x' ? 'across' : 'upwards';
    return [
      kit.choice(
        folder,
        name,
        () => rates()[axis].quantity,
        (quantity) => kit.set({ rates: { [axis]: defaultAxis(quantity) } }),
        everyQuantity(),
      ),
      ...([0, 1] as const).map((end) =>
        kit.number(folder, {
          label: `${name}, ${end === 0 ? 'from' : 'to'}`,
          min: 1e-4,
          max: 1e3,
          scale: 'log',
          get: () => rates()[axis].range[end],
          set: (value) => {
            const range = [...rates()[axis].range] as [number, number];
            range[end] = value;
            kit.put({ rates: { [axis]: { range } } });
          },
        }),
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
      label: `start ${c === 0 ? 'w21' : 'w12'}`,
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

export function addSpectrumFolder(gui: GUI, kit: PanelKit): void {
  const folder = gui.addFolder('Spectrum');
  const spectrum = () => kit.state.spectrum;
  kit.choice(
    folder,
    'optimizer',
    () => spectrum().optimizer,
    (optimizer) => kit.set({ spectrum: { optimizer } }),
    byLabel(OPTIMIZER_KINDS),
  );
  for (const end of [0, 1] as const) {
    kit.number(folder, {
      label: `η ${end === 0 ? 'from' : 'to'}`,
      min: 1e-4,
      max: 1e4,
      scale: 'log',
      get: () => spectrum().rate.range[end],
      set: (value) => {
        const range = [...spectrum().rate.range] as [number, number];
        range[end] = value;
        kit.put({ spectrum: { rate: { range } } });
      },
    });
  }
  kit.choice(
    folder,
    'scale of η',
    () => spectrum().rate.scale,
    (scale) => kit.set({ spectrum: { rate: { scale } } }),
    ['linear', 'log'],
  );
  kit.number(folder, {
    label: 'learning rates',
    min: 256,
    max: SPECTRUM_LIMIT,
    scale: 'log',
    get: () => spectrum().count,
    set: (count) => kit.put({ spectrum: { count: Math.min(SPECTRUM_LIMIT, Math.round(count)) } }),
  });
  kit.number(
    folder,
    stepsField(
      () => spectrum().steps,
      (steps) => kit.put({ spectrum: { steps } }),
    ),
  );
  kit.number(
    folder,
    thresholdField(
      () => spectrum().threshold,
      (threshold) => kit.put({ spectrum: { threshold } }),
    ),
  );
  kit.choice(
    folder,
    'iterates of',
    () => spectrum().component,
    (component) => kit.set({ spectrum: { component } }),
    { w21: 'x', w12: 'y' },
  );
  kit.number(folder, {
    label: 'last iterates',
    min: 1,
    max: 256,
    step: 1,
    get: () => spectrum().last,
    set: (last) => kit.put({ spectrum: { last } }),
  });
  for (const c of [0, 1] as const) {
    kit.number(folder, {
      label: `start ${c === 0 ? 'w21' : 'w12'}`,
      min: -20,
      max: 20,
      step: 0.1,
      get: () => spectrum().start[c],
      set: (value) =>
        kit.put({
          spectrum: {
            start: c === 0 ? [value, spectrum().start[1]] : [spectrum().start[0], value],
          },
        }),
    });
  }
  kit.always(() => folder.show(kit.state.tab === 'spectrum'));
}

const stepsField = (get: () => number, set: (steps: number) => void) => ({
  label: 'steps',
  min: 1,
  max: STEPS_LIMIT,
  scale: 'log' as const,
  get,
  set: (steps: number) => set(Math.round(steps)),
});

const thresholdField = (get: () => number, set: (threshold: number) => void) => ({
  label: 'solved at loss ≤',
  min: 0.001,
  max: 2,
  scale: 'log' as const,
  get,
  set,
});

function everyQuantity(): Record<string, Quantity> {
  const all = new Set(OPTIMIZER_KINDS.flatMap((kind) => quantitiesOf(kind)));
  return Object.fromEntries([...all].map((quantity) => [axisName(quantity), quantity]));
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
