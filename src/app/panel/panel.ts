// The lil-gui panel: every control writes the state, and shows it when something else has changed it.
import './panel.css';
import GUI from 'lil-gui';
import { OPTIMIZER_KINDS } from '../../optimizers.ts';
import { infoOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { createPanelKit } from './kit.ts';
import { addDisplay } from './sections/display.ts';
import { addFiles, type FileActions } from './sections/files.ts';
import { addMap } from './sections/map.ts';
import { addOptimizer } from './sections/optimizer.ts';
import { addParameters } from './sections/parameters.ts';
import { addRuns } from './sections/runs.ts';
import { addSpectrum } from './sections/spectrum.ts';

/** What sections with names and ranges of the problem are built from: another formula or other data has others. */
function problemIn(state: State): string {
  const { parameters, window, lossRange, thresholds } = infoOf(state);
  return JSON.stringify([state.problem, parameters, window, lossRange, thresholds]);
}

/** The same of sections with names of θ or of the plane's axes. */
function namesOf(state: State): string {
  const { theta, trained, plane } = infoOf(state);
  return problemIn(state) + JSON.stringify([theta, trained, plane.names]);
}

export function createPanel(
  root: HTMLElement,
  store: Store,
  onRefused: (message: string | null) => void,
  files: FileActions,
): void {
  const gui = new GUI({ container: root, title: 'Controls' });
  const kit = createPanelKit(gui, store, onRefused);
  kit.rebuilt(namesOf, () => addMap(kit));
  kit.rebuilt(namesOf, () => addSpectrum(kit));
  for (const kind of OPTIMIZER_KINDS) addOptimizer(kit, kind);
  addRuns(kit);
  kit.rebuilt(problemIn, () => addParameters(kit));
  kit.rebuilt(problemIn, () => addDisplay(kit));
  addFiles(kit, files);
  store.subscribe(kit.update);
}
