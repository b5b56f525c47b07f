// Under the legend: that the paths are projections, and how much of one the plane shows.
import { runsOf } from '../../fields/trajectories.ts';
import { isLine, isWholeSpace } from '../../problems/plane.ts';
import { describe } from '../../problems/registry.ts';
import { button, element } from '../../views/dom.ts';
import { t } from '../../words/words.ts';
import type { Explorer } from '../landscape/explorer.ts';
import { problemOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import { runName } from './points.ts';
import { percent, shownOf } from './share.ts';

export interface ProjectionNote {
  /**
   * Keeps the note's room where the state's runs leave its plane: before there is one of them, or the maps of runs,
   * which have as many pixels as they have room, would begin again when it comes.
   */
  request(state: State): void;
  settled(): Promise<void>;
}

/** How long the runs must rest: they change with every move of a slider. */
const REST_MS = 150;
/** Below this share of what could be shown, the better plane is offered. */
const WORTH_A_BUTTON = 0.97;

/** `onBest` is asked to lay the plane of a run's principal directions. */
export function createProjectionNote(
  below: HTMLElement,
  explorer: Explorer,
  onBest: (set: number, run: number) => void,
): ProjectionNote {
  const text = element('span');
  let chosen = { set: 0, run: 0 };
  const better = button(t('Show its principal directions'), () => onBest(chosen.set, chosen.run));
  const root = element('p', { className: 'projection-note empty', hidden: true }, text, better);
  below.after(root);
  let runs: Explorer['runs'] | null = null;
  let picked: Explorer['highlighted'] = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show() {
    clearTimeout(timer);
    timer = undefined;
    const all = explorer.runs;
    chosen = explorer.highlighted ?? { set: 0, run: 0 };
    const set = all[chosen.set];
    const shown = set ? shownOf(set, chosen.run) : null;
    root.classList.toggle('empty', shown === null);
    if (!set || !shown) return;
    const only = all.length === 1 && runsOf(set.trajectories) === 1;
    const run = runName(set, chosen.run);
    const way = only ? t('the run’s way') : t('the way of {run}', { run });
    const { share, most } = shown;
    const { plane } = describe(set.trajectories.spec.problem);
    const worse = share < WORTH_A_BUTTON * most;
    const told = { share: percent(share), way };
    const shows = isLine(plane)
      ? t('Projection: this line shows {share} of {way}', told)
      : t('Projection: this plane shows {share} of {way}', told);
    const best = worse && t(', {share} with its principal directions', { share: percent(most) });
    text.textContent = text.title = `${shows}${best || ''}.`;
    better.classList.toggle('empty', !worse);
  }
  function follow() {
    if (runs === explorer.runs && picked === explorer.highlighted) return;
    runs = explorer.runs;
    picked = explorer.highlighted;
    clearTimeout(timer);
    timer = setTimeout(show, REST_MS);
  }
  explorer.onRuns.subscribe(follow);
  explorer.onDraw.subscribe(follow);
  follow();
  return {
    request(state) {
      root.hidden = isWholeSpace(describe(problemOf(state)).plane);
      follow();
    },
    async settled() {
      if (timer !== undefined) show();
    },
  };
}
