// The lil-gui panel: every control writes the state, and shows it when something else has changed it.
import GUI from 'lil-gui';
import type { Format } from '../../fields/formats/index.ts';
import { OPTIMIZER_KINDS, type OptimizerKind } from '../../optimizers.ts';
import { OPTIMIZER_STYLES } from '../../views/colours.ts';
import { mapOptimizers } from '../state/job-specs.ts';
import { parameterInfos } from '../state/problem.ts';
import { DEFAULT_STATE, PAGE_STEPS_LIMIT, type State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { createPanelKit } from './kit.ts';
import { addMapFolder } from './sections/map.ts';
import { addSpectrumFolder } from './sections/spectrum.ts';

const optimizersInUse = (state: State) =>
  state.tab === 'spectrum' ? [state.spectrum.optimizer] : mapOptimizers(state);

const HYPER_FIELDS = {
  learningRate: { label: 'learning rate η', min: 1e-4, max: 1e3, scale: 'log' },
  momentum: { label: 'momentum μ', min: 0, max: 0.999, step: 0.001 },
  decay: { label: 'decay α', min: 0, max: 0.999, step: 0.001 },
  beta1: { label: 'β1', min: 0, max: 0.999, step: 0.001 },
  beta2: { label: 'β2', min: 0, max: 0.9999, step: 0.0001 },
  epsilon: { label: 'ε', min: 1e-12, max: 1e-1, scale: 'log' },
} as const;

export interface Panel {
  /** Shows the state as it is now. */
  update(): void;
}

export interface FileActions {
  save(format: Format): Promise<void>;
  openFile(file: File): Promise<void>;
}

export function createPanel(
  root: HTMLElement,
  store: Store,
  onRefused: (message: string | null) => void,
  files: FileActions,
): Panel {
  const gui = new GUI({ container: root, title: 'Controls' });
  const kit = createPanelKit(store, onRefused);
  const { number, choice, button, set, always } = kit;
  const only = (folder: GUI, ...tabs: State['tab'][]) =>
    always(() => folder.show(tabs.includes(store.state.tab)));

  addMapFolder(gui, kit);
  addSpectrumFolder(gui, kit);
  for (const kind of OPTIMIZER_KINDS) addOptimizer(kind);
  addStarts();
  addParameters();
  addView();
  addFiles();
  return { update: kit.update };

  function addOptimizer(kind: OptimizerKind) {
    const folder = gui.addFolder(OPTIMIZER_STYLES[kind].label);
    const fields: { show(on: boolean): void }[] = [];
    const isOn = () => store.state.optimizers[kind].on;
    const show = choice(folder, 'show', isOn, (on) => set({ optimizers: { [kind]: { on } } }));
    for (const name of Object.keys(store.state.optimizers[kind])) {
      if (name === 'on') continue;
      const field = HYPER_FIELDS[name as keyof typeof HYPER_FIELDS];
      const current = () => store.state.optimizers[kind] as unknown as Record<string, number>;
      fields.push(
        number(folder, {
          ...field,
          get: () => current()[name]!,
          set: (value) => store.set({ optimizers: { [kind]: { [name]: value } } }),
        }),
      );
    }
    always(() => {
      const { tab } = store.state;
      const used = tab === 'landscape' ? isOn() : optimizersInUse(store.state).includes(kind);
      // The maps choose their optimizers themselves; here are their hyper-parameters.
      folder.show(tab === 'landscape' || used);
      show.show(tab === 'landscape');
      for (const field of fields) field.show(used);
    });
  }

  function addStarts() {
    const folder = gui.addFolder('Training runs');
    only(folder, 'landscape');
    number(folder, {
      label: 'steps',
      min: 1,
      max: PAGE_STEPS_LIMIT,
      scale: 'log',
      get: () => store.state.steps,
      set: (steps) => store.set({ steps: Math.round(steps) }),
    });
    const pattern = () => store.state.starts.pattern;
    choice(
      folder,
      'starts',
      pattern,
      // A new pattern is spread over what is in view now.
      (value) => set({ starts: { pattern: value, region: store.state.window } }),
      { 'single ones only': 'none', 'and a grid n × n': 'grid', 'and n at random': 'random' },
    );
    const fields = {
      grid: [
        number(folder, {
          label: 'n',
          min: 1,
          max: 99,
          step: 1,
          get: () => store.state.starts.gridSize,
          set: (gridSize) => store.set({ starts: { gridSize } }),
        }),
      ],
      random: [
        number(folder, {
          label: 'n',
          min: 1,
          max: 9999,
          scale: 'log',
          get: () => store.state.starts.randomCount,
          set: (n) => store.set({ starts: { randomCount: Math.round(n) } }),
        }),
        number(folder, {
          label: 'seed',
          min: 0,
          max: 100,
          step: 1,
          get: () => store.state.starts.seed,
          set: (seed) => store.set({ starts: { seed } }),
        }),
      ],
    };
    const spread = button(folder, 'Spread over this view', () =>
      set({ starts: { region: store.state.window } }),
    );
    button(folder, 'Remove single starts', () => set({ starts: { points: [] } }));
    button(folder, 'Back to one start, (0, 0)', () =>
      set({ starts: { points: [[0, 0]], pattern: 'none' } }),
    );
    const reveal = () => {
      for (const field of fields.grid) field.show(pattern() === 'grid');
      for (const field of fields.random) field.show(pattern() === 'random');
      spread.show(pattern() !== 'none');
    };
    always(reveal);
  }

  function addParameters() {
    const folder = gui.addFolder('Fixed weights');
    for (const [name, info] of Object.entries(parameterInfos())) {
      number(folder, {
        label: name,
        title: info.description,
        min: -20,
        max: 20,
        step: 0.05,
        get: () => store.state.parameters[name]!,
        set: (value) => store.set({ parameters: { [name]: value } }),
      });
    }
    button(folder, 'Reset weights', () => set({ parameters: DEFAULT_STATE.parameters }));
  }

  function addView() {
    const folder = gui.addFolder('View');
    const view = () => store.state.view;
    choice(
      folder,
      'colour map',
      () => view().colormap,
      (colormap) => set({ view: { colormap } }),
      ['viridis', 'cividis'],
    );
    choice(
      folder,
      'colour scale',
      () => view().scale,
      (scale) => set({ view: { scale } }),
      ['linear', 'log'],
    );
    choice(
      folder,
      'automatic range',
      () => view().range === null,
      (automatic) => set({ view: { range: automatic ? null : [0.01, 4] } }),
    );
    const ends = ([0, 1] as const).map((end) =>
      number(folder, {
        label: end === 0 ? 'lowest loss' : 'highest loss',
        min: 0,
        max: 12,
        step: 0.01,
        get: () => (view().range ?? [0.01, 4])[end],
        set: (value) => {
          const [lo, hi] = view().range ?? [0.01, 4];
          store.set({ view: { range: end === 0 ? [value, hi] : [lo, value] } });
        },
      }),
    );
    const reveal = () => {
      for (const end of ends) end.show(view().range !== null);
    };
    always(reveal);
    choice(
      folder,
      'isolines',
      () => view().isolines,
      (isolines) => set({ view: { isolines } }),
    );
    choice(
      folder,
      'descent arrows',
      () => view().arrows,
      (arrows) => set({ view: { arrows } }),
    );
    choice(
      folder,
      'theme',
      () => view().theme,
      (theme) => set({ view: { theme } }),
      ['auto', 'light', 'dark'],
    );
    choice(
      folder,
      'engine',
      () => store.state.engine,
      (engine) => set({ engine }),
      {
        automatic: 'auto',
        'GPU (WebGPU, f32)': 'gpu',
        'CPU (workers, f64)': 'cpu',
      },
    );
    button(folder, 'Reset everything', () => set(DEFAULT_STATE));
  }

  function addFiles() {
    const folder = gui.addFolder('Files');
    let format: Format = 'npz';
    choice(
      folder,
      'format',
      () => format,
      (value) => {
        format = value;
      },
      {
        '.npz (all fields)': 'npz',
        '.npy (loss)': 'npy',
        '.csv': 'csv',
        '.parquet': 'parquet',
        '.png': 'png',
      },
    );
    button(folder, 'Save this view', () => void files.save(format));
    const picker = document.createElement('input');
    picker.type = 'file';
    picker.accept = '.npy,.npz,.csv,.parquet,.png,.json';
    picker.addEventListener('change', () => {
      const [file] = picker.files ?? [];
      if (file) void files.openFile(file);
      picker.value = '';
    });
    button(folder, 'Open a file (or drop it)', () => picker.click());
    folder.close();
  }
}
