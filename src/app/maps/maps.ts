// The maps in which every pixel is a training run: basins over the landscape's window, or any two
// hyper-parameters. One map or two, side by side or swiped, with one cursor.
import type { Landscape, Sweep, Window } from '../../engine.ts';
import { collapsed } from '../../fields/collapsed.ts';
import { runOfPixel, type SingleRun } from '../../fields/pixel-run.ts';
import type { OptimizerKind } from '../../optimizers.ts';
import { sweepWork } from '../../specs.ts';
import { OPTIMIZER_STYLES } from '../../views/colours.ts';
import { type Point, samePoint } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import { createFrames } from '../jobs/frames.ts';
import { newestWins } from '../jobs/newest.ts';
import type { RunSet } from '../landscape/explorer.ts';
import type { AskLong } from '../shell/ask-long.ts';
import { mapAxes, mapOptimizers, sweepSpecOf } from '../state/job-specs.ts';
import { movedAxis, windowOfAxes } from '../state/map-axes.ts';
import type { State, StatePatch } from '../state/state.ts';
import { drawMap, pathSets } from './drawing.ts';
import type { MapInfo } from './info.ts';
import { createMapPlot } from './plot.ts';
import { placed, resultAt, type ShownMap, summarize } from './results.ts';

export interface MapsEvents {
  set(patch: StatePatch): void;
  /** The runs of the pixel pointed at, one per map; null when there is none. */
  onPoint(runs: readonly SingleRun[] | null): void;
  /** Cells that f32 cannot tell apart: the f64 engine could. */
  onCollapsed(what: string): void;
  onError(error: unknown): void;
  /** The window or axes of the newest map have come to rest. */
  onRest(): void;
  onReset(): void;
}

export interface Maps {
  request(state: State): void;
  resize(): void;
  /** The landscape under the basins. */
  setLandscape(landscape: Landscape): void;
  /** Paths over the basins: those of the pointed or pinned runs. */
  setPaths(runs: readonly RunSet[] | null): void;
  cancel(): void;
  /** The finished sweeps on show. */
  readonly sweeps: readonly Sweep[];
  settled(): Promise<void>;
}

export function createMaps(
  root: HTMLElement,
  engines: Engines,
  info: MapInfo,
  askLong: AskLong,
  initial: State,
  events: MapsEvents,
): Maps {
  let state = initial;
  let pinned: Point | null = null;
  let hovered: Point | null = null;
  /** Quantities and scales that the pictures on show are of. */
  let axesShown = '';
  let wanted = '';
  let there = '';
  const { redraw, settled, release } = createFrames(draw, () => wanted === there);
  const view = () => windowOfAxes(mapAxes(state));

  const shown: ShownMap[] = (['gd', 'adam'] as const).map((kind, i) => ({
    kind,
    sweep: null,
    different: [],
    plot: createMapPlot(i === 0 ? 'Map' : 'Map to compare', {
      window: view,
      onWindow: move,
      onHover: hover,
      onClick: pin,
      onReset: events.onReset,
      onRestored: redraw,
    }),
  }));
  const divider = document.createElement('input');
  Object.assign(divider, { type: 'range', min: '0', max: '1', step: 'any', className: 'divider' });
  divider.setAttribute('aria-label', 'Where the two maps meet');
  divider.addEventListener('input', () => events.set({ map: { swipe: Number(divider.value) } }));
  root.append(...shown.map(({ plot }) => plot.root), divider);

  const inUse = () => shown.slice(0, mapOptimizers(state).length);
  const specOf = (kind: OptimizerKind) => {
    const { width, height } = shown[0]!.plot.size;
    return sweepSpecOf(state, kind, height / width);
  };
  const specs = () => mapOptimizers(state).map(specOf);

  const job = newestWins<void>(
    async (_, signal) => {
      const key = wanted;
      const kinds = mapOptimizers(state);
      const all = kinds.map(specOf);
      const work = all.reduce((sum, spec) => sum + sweepWork(spec), 0);
      const trial = (runs: number, steps: number) => {
        const side = Math.round(Math.sqrt(runs));
        const small = { ...all[0]!, width: side, height: side, steps };
        return engines.run((engine) => engine.sweep(small, { signal }));
      };
      if (!(await askLong(work, trial, signal))) {
        there = key;
        return redraw();
      }
      warnIfCollapsed();
      for (const [i, spec] of all.entries()) {
        const item = shown[i]!;
        item.kind = kinds[i]!;
        const startedAt = performance.now();
        const sweep = await engines.run((engine) =>
          engine.sweep(spec, {
            signal,
            onPreview(preview) {
              if (signal.aborted) return;
              item.plot.setPicture(placed(preview, preview.width, preview.height, preview.stride));
              redraw();
            },
            onProgress(share, done) {
              if (signal.aborted) return;
              info.progress((i + share) / all.length, done, performance.now() - startedAt);
            },
          }),
        );
        item.sweep = sweep;
        item.plot.setPicture(placed(sweep, spec.width, spec.height, 1));
        redraw();
      }
      info.progress(null);
      there = key;
      events.onRest();
      // What is pointed at or pinned has its results now; else there is something to look at.
      if (hovered) point(hovered);
      else if (pinned && inView(pinned)) point(pinned);
      else pin(middleOf(view()));
      await summarize(inUse(), info, engines, signal);
      redraw();
    },
    (error) => {
      there = wanted;
      info.progress(null);
      events.onError(error);
      redraw();
    },
    0,
  );

  function warnIfCollapsed() {
    if (engines.current.info.precision !== 'f32' || !specs().some(collapsed)) return;
    events.onCollapsed('Neighbouring pixels');
  }

  function move(next: Window) {
    if (state.tab === 'basins') return events.set({ window: next });
    const { x, y } = mapAxes(state);
    events.set({ rates: { x: movedAxis(x, next.x), y: movedAxis(y, next.y) } });
  }

  /** The pixel at a place of the plot, on each map; null outside. */
  function runsAt([px, py]: Point): SingleRun[] | null {
    const { x, y } = view();
    const u = (px - x[0]) / (x[1] - x[0]);
    const v = (py - y[0]) / (y[1] - y[0]);
    if (!(u >= 0 && u < 1 && v >= 0 && v < 1)) return null;
    return specs().map((spec) =>
      runOfPixel(spec, Math.floor(u * spec.width), Math.floor(v * spec.height)),
    );
  }

  function point(at: Point | null) {
    for (const { plot } of inUse()) plot.setCursor(at);
    const runs = at && runsAt(at);
    events.onPoint(runs);
    if (!at || !runs) return info.pixel(null);
    info.pixel({
      pinned: samePoint(at, pinned),
      runs,
      results: inUse().map(({ sweep }) => sweep && resultAt(sweep, at)),
    });
  }
  function hover(at: Point | null) {
    hovered = at;
    point(at ?? pinned);
  }
  function pin(at: Point) {
    pinned = at;
    point(at);
  }

  const inView = ([px, py]: Point) => {
    const { x, y } = view();
    return px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1];
  };
  const middleOf = ({ x, y }: Window): Point => [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];

  function draw() {
    const axes = mapAxes(state);
    for (const { plot, different } of inUse()) {
      plot.setSpots(state.map.disagreements ? different : []);
      drawMap(plot, state, axes, view());
    }
  }

  function layOut() {
    const kinds = mapOptimizers(state);
    const two = kinds.length === 2;
    root.dataset.layout = two ? state.map.layout : 'one';
    shown[1]!.plot.root.hidden = !two;
    divider.hidden = !two || state.map.layout !== 'swipe';
    divider.value = String(state.map.swipe);
    root.style.setProperty('--share', String(state.map.swipe));
    for (const [i, kind] of kinds.entries()) {
      shown[i]!.plot.setTitle(two ? OPTIMIZER_STYLES[kind].label : '');
    }
  }

  return {
    request(next) {
      const before = state;
      const opened = root.hidden;
      state = next;
      const open = mapOptimizers(state).length > 0;
      root.hidden = !open;
      if (!open) {
        job.cancel();
        wanted = there = '';
        release();
        return;
      }
      layOut();
      const { layout, compare } = before.map;
      const moved =
        before.tab !== state.tab || layout !== state.map.layout || compare !== state.map.compare;
      if (opened || moved) {
        for (const { plot } of inUse()) plot.resize();
      }
      const { x, y } = mapAxes(state);
      const axes = JSON.stringify([state.tab, x.quantity, x.scale, y.quantity, y.scale]);
      if (axes !== axesShown) {
        // A picture of other quantities means nothing on these axes.
        axesShown = axes;
        pinned = null;
        for (const { plot } of shown) {
          plot.setPicture(null);
          plot.setPaths([]);
        }
      }
      const key = `${engines.current.info.name} ${JSON.stringify(specs())}`;
      if (key !== wanted) {
        wanted = key;
        for (const item of shown) {
          item.sweep = null;
          item.different = [];
        }
        info.clear();
        job.request();
      }
      redraw();
    },
    resize() {
      if (root.hidden) return;
      for (const { plot } of inUse()) plot.resize();
      this.request(state);
    },
    setLandscape(landscape) {
      for (const { plot } of shown) plot.setLandscape(landscape);
      redraw();
    },
    setPaths(runs) {
      for (const [i, { plot }] of shown.entries()) {
        plot.setPaths(state.tab === 'basins' && runs?.[i] ? pathSets([runs[i]]) : []);
      }
      redraw();
    },
    cancel() {
      job.cancel();
      there = wanted;
      info.progress(null);
      redraw();
    },
    get sweeps() {
      return inUse().flatMap(({ sweep }) => sweep ?? []);
    },
    settled,
  };
}
