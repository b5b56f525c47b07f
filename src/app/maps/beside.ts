// What stands beside the maps and the spectrum and is theirs together: the card, and the run pointed at with
// its path on the landscape.
import './maps.css';
import './card.css';
import type { SingleRun } from '../../fields/pixel-run.ts';
import { digitsFor } from '../../views/ticks.ts';
import { t, translated } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Say } from '../jobs/view.ts';
import type { Explorer } from '../landscape/explorer.ts';
import { infoOf, isOnLine } from '../state/problem.ts';
import { namedRates } from '../state/rates.ts';
import type { State, StatePatch } from '../state/state.ts';
import { refusalOf, type Store } from '../state/store.ts';
import { hasOwnRuns, viewOf } from '../state/tabs.ts';
import { createMapInfo, type MapInfo } from './info.ts';
import { lengthOf, openedRun } from './opened-run.ts';
import { createPointed, type Pointed, type PointedRuns } from './pointed.ts';
import { describe } from './run-words.ts';

/** Does so many runs of so many steps of the job in question. */
export type Trial = (runs: number, steps: number) => Promise<unknown>;

/** Resolves to whether a job of so many steps shall start; rejects when aborted meanwhile. */
export type AskLong = (steps: number, trial: Trial, signal: AbortSignal) => Promise<boolean>;

export interface Beside {
  readonly info: MapInfo;
  readonly onPointed: Pointed['onRuns'];
  readonly askLong: AskLong;
  readonly say: Say;
  /** A run in words. */
  inWords(run: SingleRun): string;
  /**
   * Trains the runs pointed at, to be shown on the landscape, and tells what became of them; null when there are none.
   */
  point(runs: readonly SingleRun[] | null, onEnd?: PointedRuns['onEnd']): void;
  /** Says what f32, or even f64, cannot tell apart, and offers the other engine where that helps. */
  tellPrecision(inF32: string | null, inF64: string | null): void;
  /** Resolves when the runs pointed at are shown. */
  settled(): Promise<void>;
}

/** Digits that tell neighbouring pixels of the open map apart, 7 at least. */
function digitsIn(state: State): number {
  const { window, sweep, spectrum } = state;
  const view = viewOf(state);
  const ranges =
    view === 'basins'
      ? [window.x, window.y]
      : view === 'sweep'
        ? [sweep.x.range, sweep.y.range]
        : [spectrum.rate.range];
  const needed = ranges.map(([min, max]) => {
    const largest = Math.max(Math.abs(min), Math.abs(max));
    return digitsFor(largest, (max - min) / 1000);
  });
  return Math.max(7, ...needed);
}

export function createBeside(
  root: HTMLElement,
  store: Store,
  engines: Engines,
  explorer: Explorer,
  askLong: AskLong,
  set: (patch: StatePatch) => void,
  say: Say,
): Beside {
  const info = createMapInfo(root, {
    onOpen(run) {
      const told = t('The run has taken the place of the landscape’s settings and starts.');
      const refusal = refusalOf(() => store.lose(openedRun(store.state, run), told));
      if (refusal) say(refusal);
    },
    onLetGo: () => set({ map: { pin: null }, spectrum: { pin: null } }),
    async onPin({ optimizer, start, firstRun }) {
      const { state } = store;
      const opened = openedRun(state, { optimizer, start, ...(firstRun && { firstRun }) });
      try {
        const { pinRuns } = await import('../kept/pinning.ts');
        await pinRuns(state, engines, [{ optimizer, start, firstRun, opened }]);
        say(t('The run was pinned: it is in Saved.'), 5);
      } catch (error) {
        say(t('The run could not be pinned: {why}', { why: translated((error as Error).message) }));
      }
    },
  });
  const pointed = createPointed(engines, (error) => say((error as Error).message));
  pointed.onRuns.subscribe((runs) =>
    explorer.override(hasOwnRuns(store.state) ? null : (runs ?? [])),
  );
  function openTab(state: State) {
    root.hidden = hasOwnRuns(state) || state.tab === 'benchmark';
    // What was pointed at in one view means nothing in another.
    pointed.show(store.state, null);
  }
  openTab(store.state);
  store.subscribe((state, before) => {
    if (viewOf(state) !== viewOf(before)) openTab(state);
  });
  info.pixel(null);

  /** The engine that was left for the CPU since f32 had ended; null where it was not. */
  let left: State['engine'] | null = null;
  function tellPrecision(inF32: string | null, inF64: string | null) {
    const { engine } = store.state;
    const inUse = engines.current.info.precision;
    if (engine !== 'cpu') left = null;
    if (inF64 && inUse === 'f64') {
      say(
        t('{what} are one and the same number here, in f64 too: the zoom ends.', { what: inF64 }),
        20,
      );
    }
    if (inF32 && inUse === 'f32') {
      const text = t('{what} are one and the same number in f32 here.', { what: inF32 });
      const label = t('Go on in f64 on the CPU');
      const goOn = () => {
        left = engine;
        set({ engine: 'cpu' });
      };
      say(text, 20, { label, run: goOn });
      return info.offer({ text, label, run: goOn });
    }
    if (left === null) return info.offer(null);
    const back = left;
    info.offer({
      text: t(
        inF32
          ? 'Beyond f32: computed in f64 on the CPU.'
          : 'Computed in f64 on the CPU, though f32 tells all apart here.',
      ),
      label: t('Back to the engine before'),
      run: () => set({ engine: back }),
    });
  }

  return {
    info,
    onPointed: pointed.onRuns,
    askLong,
    say,
    inWords({ optimizer, start }) {
      const { rates, names } = namedRates(optimizer.learningRate, infoOf(store.state));
      const told = { optimizer: { ...optimizer, learningRate: rates }, start };
      return describe(told, names, isOnLine(store.state), digitsIn(store.state));
    },
    point(runs, onEnd = () => {}) {
      pointed.show(store.state, runs && { runs, ...lengthOf(store.state), onEnd });
    },
    tellPrecision,
    settled: pointed.settled,
  };
}
