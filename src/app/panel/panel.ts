// The lil-gui panel: every control writes the state, and shows it when something else has changed it.
import GUI from 'lil-gui';
import './panel.css';
import './cards.css';
import { OPTIMIZER_KINDS } from '../../optimizers.ts';
import type { ParameterInfo } from '../../problems/problem.ts';
import { t } from '../../words/words.ts';
import type { Say } from '../jobs/view.ts';
import { withPicture } from '../landscape/with-picture.ts';
import { infoOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { createPanelKit, unfoldedAtOnce } from './kit.ts';
import { addDisplay } from './sections/display.ts';
import { addFiles, type FileActions } from './sections/files.ts';
import { addMap } from './sections/map.ts';
import { addOptimizer } from './sections/optimizer.ts';
import { addPage } from './sections/page.ts';
import { addParameters, parameterRows } from './sections/parameters.ts';
import { addPlane } from './sections/plane.ts';
import type { Runs } from './sections/run-list.ts';
import { addRuns } from './sections/runs.ts';
import { addSpectrum } from './sections/spectrum.ts';

export { attachSheet } from './sheet.ts';

/** As text longer lists would take longer than a frame. */
const LONG_LIST = 500;
const lists = new WeakMap<readonly ParameterInfo[], number>();
let known = 0;

/** What tells lists of parameters apart: all they say, or of long ones which of the lists so far it is. */
function listOf(parameters: readonly ParameterInfo[]): unknown {
  if (parameters.length < LONG_LIST) return parameters;
  const number = lists.get(parameters) ?? ++known;
  lists.set(parameters, number);
  return number;
}

/** What sections with names and ranges of the problem are built from: another formula or other data has others. */
function problemIn(state: State): string {
  const { parameters, window, lossRange, thresholds } = infoOf(state);
  return JSON.stringify([state.problem, listOf(parameters), window, lossRange, thresholds]);
}

/** The same of sections with names of θ or of the plane's axes. */
const namesOf = (state: State): string =>
  problemIn(state) + JSON.stringify([state.trained, state.plane]);

export function createPanel(
  root: HTMLElement,
  store: Store,
  say: Say,
  files: FileActions,
  runs: Runs,
): void {
  // Built, it has the sheet as a file: scripts/style-apart.mjs.
  const injectStyles = import.meta.env.DEV;
  const gui = unfoldedAtOnce(new GUI({ container: root, title: t('Controls'), injectStyles }));
  // The panel has sizes of its own for a finger.
  gui.domElement.classList.remove('lil-allow-touch-styles');
  const kit = createPanelKit(gui, store, say);
  kit.rebuilt(
    // Its axes are what its optimizers have.
    (state) => namesOf(state) + state.map.optimizer + state.map.compare,
    () => addMap(kit),
  );
  kit.rebuilt(namesOf, () => addSpectrum(kit));
  for (const kind of OPTIMIZER_KINDS) addOptimizer(kit, kind);
  addRuns(kit, runs);
  addPlane(kit);
  kit.rebuilt(
    (state) => problemIn(state) + parameterRows(state),
    () => addParameters(kit),
  );
  kit.rebuilt(problemIn, () => addDisplay(kit));
  addFiles(kit, files);
  addPage(kit);
  store.subscribe(withPicture(runs, kit.update));
}
