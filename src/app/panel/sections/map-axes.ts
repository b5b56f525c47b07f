// The two axes of the sweep: presets, and for each its quantity, range and scale.

import type { Axis, Quantity } from '../../../engine.ts';
import type { Range } from '../../../math/grid.ts';
import type { OptimizerKind } from '../../../optimizers.ts';
import { isRate, isStart, quantitiesOf, trainedNames } from '../../../quantities.ts';
import { t } from '../../../words/words.ts';
import { axisName, defaultAxis } from '../../state/map-axes.ts';
import { axisLabels, homeOf, infoOf, isOnLine } from '../../state/problem.ts';
import type { State } from '../../state/state.ts';
import type { PanelKit, Row, Section } from '../kit.ts';

const SLIDERS = {
  log: { min: 1e-4, max: 1e3, scale: 'log' },
  rate: { min: 0, max: 100, step: 0.1 },
  share: { min: 0, max: 0.999, step: 0.001 },
} as const;

/** Of a coordinate, from a window: as wide as two and a half of it. */
function startSlider([min, max]: Range) {
  const span = max - min;
  return { min: min - 0.75 * span, max: max + 0.75 * span, step: span / 80 };
}

type Slider = keyof typeof SLIDERS | Quantity;

function sliderOf({ quantity, scale }: Axis): Slider {
  if (scale === 'log') return 'log';
  if (isStart(quantity)) return quantity;
  return isRate(quantity) ? 'rate' : 'share';
}

/** Adds the rows of both axes and returns them. */
export function addMapAxes(kit: PanelKit, section: Section): Row[] {
  const byName = presets(kit.state);
  const preset = section.choice(
    t('preset'),
    () => t('choose …'),
    (name) => {
      const chosen = byName[name];
      if (!chosen) return;
      const { x, y, optimizer } = chosen;
      kit.set({
        sweep: { x: defaultAxis(x, kit.state), y: defaultAxis(y, kit.state) },
        ...(optimizer ? { map: { optimizer, compare: 'none' } } : {}),
      });
    },
    [t('choose …'), ...Object.keys(byName)],
  );
  return [preset, ...addAxis(kit, section, 'x'), ...addAxis(kit, section, 'y')];
}

function addAxis(kit: PanelKit, section: Section, axis: 'x' | 'y'): Row[] {
  const name = t(axis === 'x' ? 'across' : 'upwards');
  const now = () => kit.state.sweep[axis];
  const home = homeOf(kit.state);
  const sliders = {
    ...SLIDERS,
    'start.x': startSlider(home.x),
    'start.y': startSlider(home.y),
  };
  /** One end: a slider for each kind of quantity, of which the right one is shown. */
  const end = (label: string, which: 0 | 1) =>
    Object.entries(sliders).map(([kind, slider]): Row => {
      const row = section.number({
        label,
        ...slider,
        get: () => now().range[which],
        set: (value) => {
          const range = [...now().range] as [number, number];
          range[which] = value;
          kit.put({ sweep: { [axis]: { range } } });
        },
      });
      return { show: (on) => row.show(on && sliderOf(now()) === kind) };
    });
  return [
    section.choice(
      name,
      () => now().quantity,
      (quantity) => kit.set({ sweep: { [axis]: defaultAxis(quantity, kit.state) } }),
      everyQuantity(kit.state),
    ),
    ...end(t('{axis}, from', { axis: name }), 0),
    ...end(t('{axis}, to', { axis: name }), 1),
    section.choice(
      t('{axis}, scale', { axis: name }),
      () => now().scale,
      (scale) => kit.set({ sweep: { [axis]: { scale } } }),
      ['linear', 'log'],
    ),
  ];
}

/** Pairs of axes worth a look, with the optimizer they need. */
function presets(
  state: State,
): Record<string, { x: Quantity; y: Quantity; optimizer?: OptimizerKind }> {
  const [x, y] = axisLabels(state);
  const [a, b] = trainedNames(infoOf(state));
  return {
    ...(y
      ? {
          [t('learning rate × start {name}', { name: y })]: {
            x: 'learningRate',
            y: 'start.y',
          } as const,
        }
      : {}),
    [t('learning rate × start {name}', { name: x })]: { x: 'learningRate', y: 'start.x' },
    ...(a && b
      ? {
          [t('η of {a} × η of {b}', { a, b })]: {
            x: `learningRate.${a}`,
            y: `learningRate.${b}`,
          } as const,
        }
      : {}),
    [t('learning rate × momentum')]: { x: 'learningRate', y: 'momentum', optimizer: 'momentum' },
    [t('learning rate × β1 (Adam)')]: { x: 'learningRate', y: 'beta1', optimizer: 'adam' },
    [t('learning rate × β2 (Adam)')]: { x: 'learningRate', y: 'beta2', optimizer: 'adam' },
  };
}

/** What the optimizers of the map have, all of them. */
function everyQuantity(state: State): Record<string, Quantity> {
  const { optimizer, compare } = state.map;
  const info = infoOf(state);
  const [first, ...others] = [optimizer, ...(compare === 'none' ? [] : [compare])].map((kind) =>
    quantitiesOf(kind, info),
  );
  const all = new Set(first!.filter((each) => others.every((other) => other.includes(each))));
  if (isOnLine(state)) all.delete('start.y');
  return Object.fromEntries([...all].map((quantity) => [axisName(state, quantity), quantity]));
}
