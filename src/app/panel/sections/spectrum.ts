// The panel's folder for the spectrum, and the rows it shares with the maps'.
import type { GUI } from 'lil-gui';
import { OPTIMIZER_KINDS, type OptimizerKind } from '../../../optimizers.ts';
import { SPECTRUM_LIMIT, STEPS_LIMIT } from '../../../specs.ts';
import { OPTIMIZER_STYLES } from '../../../views/colours.ts';
import { axisLabels } from '../../state/problem.ts';
import type { PanelKit } from '../kit.ts';

export const byLabel = (kinds: readonly OptimizerKind[]) =>
  Object.fromEntries(kinds.map((kind) => [OPTIMIZER_STYLES[kind].label, kind]));

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
    { [axisLabels(kit.state)[0]]: 'x', [axisLabels(kit.state)[1]]: 'y' },
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
      label: `start ${axisLabels(kit.state)[c]}`,
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

export const stepsField = (get: () => number, set: (steps: number) => void) => ({
  label: 'steps',
  min: 1,
  max: STEPS_LIMIT,
  scale: 'log' as const,
  get,
  set: (steps: number) => set(Math.round(steps)),
});

export const thresholdField = (get: () => number, set: (threshold: number) => void) => ({
  label: 'solved at loss ≤',
  min: 0.001,
  max: 2,
  scale: 'log' as const,
  get,
  set,
});
