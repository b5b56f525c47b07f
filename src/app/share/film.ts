// Films: the runs from their start to their end, or the way from the whole window to the present one. Every frame is a
// figure, and of a zoom it is computed for itself.
import type { Sweep, Window } from '../../engine.ts';
import { figureScene } from '../../fields/figure/index.ts';
import type { Raster, Scene } from '../../fields/figure/scene.ts';
import { sweepSpecOf } from '../state/job-specs.ts';
import { homeOf, problemOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import { viewOf } from '../state/tabs.ts';
import { landscapeOptions, pause, type Studio, sourceOf } from './picture.ts';

export const FILM_KINDS = ['run', 'zoom'] as const;
export type FilmKind = (typeof FILM_KINDS)[number];

export interface FilmPlan {
  kind: FilmKind;
  seconds: number;
  /** Frames a second. */
  rate: number;
  /** Pixels from left to right. */
  width: number;
}

/** Type is as large beside the picture as in a figure of so many cm. */
const WIDTH_CM = 15;
export const POINTS = (WIDTH_CM * 72) / 2.54;

/** Share of a film that shows its end, so that a loop does not begin before it is seen. */
const HELD = 0.12;

/** Which films there can be of a view. */
export function filmsOf({ store, explorer }: Pick<Studio, 'store' | 'explorer'>): FilmKind[] {
  const { state } = store;
  const view = viewOf(state);
  const run =
    view === 'landscape' && explorer.runs.some(({ trajectories }) => hasSteps(trajectories));
  const zoom = (view === 'landscape' || view === 'basins') && zoomOf(state) > 1.05;
  return [...(run ? (['run'] as const) : []), ...(zoom ? (['zoom'] as const) : [])];
}

const hasSteps = ({
  frameSteps,
  points,
}: {
  frameSteps: ArrayLike<number>;
  points: ArrayLike<number>;
}) => frameSteps.length > 1 && points.length > 0;

/** How much smaller the window is than the whole one. */
function zoomOf(state: State): number {
  const home = homeOf(state);
  const { x, y } = state.window;
  const size = ([lo, hi]: readonly [number, number]) => hi - lo;
  return Math.max(size(home.x) / size(x), size(home.y) / size(y));
}

export const framesIn = ({ seconds, rate }: FilmPlan) => Math.round(seconds * rate);

/** How far a film has come at its k-th frame, 0 to 1; its end is held. */
export const shareAt = (k: number, frames: number) =>
  Math.min(1, k / Math.max(1, Math.round((frames - 1) * (1 - HELD))));

/**
 * The window at a share of the way between two, each side of which shrinks by the same factor in the same time, about
 * the point that stays where it is.
 */
export function windowOnWay(from: Window, to: Window, share: number): Window {
  const side = (a: readonly [number, number], b: readonly [number, number]): [number, number] => {
    const [before, after] = [a[1] - a[0], b[1] - b[0]];
    // Ends exactly, whatever rounding does.
    if (share >= 1) return [b[0], b[1]];
    if (Math.abs(after / before - 1) < 1e-9) {
      const lo = a[0] + share * (b[0] - a[0]);
      return [lo, lo + before];
    }
    const size = before * (after / before) ** share;
    const done = (before - size) / (before - after);
    const lo = a[0] + done * (b[0] - a[0]);
    return [lo, lo + size];
  };
  return { x: side(from.x, to.x), y: side(from.y, to.y) };
}

/** The frames of a film, in their order. Throws what the signal was aborted with. */
export function framesOf(
  studio: Studio,
  plan: FilmPlan,
  signal: AbortSignal,
): AsyncGenerator<Scene> {
  if (plan.kind === 'run') return runFrames(studio, plan, signal);
  return viewOf(studio.store.state) === 'basins'
    ? basinFrames(studio, plan, signal)
    : zoomFrames(studio, plan, signal);
}

/** Runs up to a step: early steps take longer than late ones, as where the page plays them. */
async function* runFrames(
  studio: Studio,
  plan: FilmPlan,
  signal: AbortSignal,
): AsyncGenerator<Scene> {
  await studio.finished();
  const { store, engines, explorer } = studio;
  const { state } = store;
  const landscape = explorer.shown().landscape!;
  const source = sourceOf({ kind: 'landscape', value: landscape }, engines.current.info);
  const over = studio.over();
  const sets = explorer.runs;
  const steps = Math.max(...sets.map(({ trajectories }) => trajectories.spec.steps));
  const frames = framesIn(plan);
  let first: Scene | null = null;
  for (let k = 0; k < frames; k++) {
    signal.throwIfAborted();
    const step = Math.expm1(shareAt(k, frames) * Math.log1p(steps));
    const options = landscapeOptions(state, explorer, landscape, over, sets, step);
    const scene = await figureScene(source, { ...options, width: WIDTH_CM });
    first ??= scene;
    // The same picture below: what has been made of it serves again.
    yield withRastersOf(first, scene);
  }
}

function withRastersOf(first: Scene, scene: Scene): Scene {
  const rasters = first.marks.filter((mark): mark is Raster => mark.kind === 'raster');
  let at = 0;
  const marks = scene.marks.map((mark) =>
    mark.kind === 'raster' ? { ...mark, image: rasters[at++]!.image } : mark,
  );
  return { ...scene, marks };
}

/** Windows on the way, the last one again and again. */
async function* along<T>(
  state: State,
  plan: FilmPlan,
  signal: AbortSignal,
  frameOf: (window: Window) => Promise<T>,
): AsyncGenerator<T> {
  const home = homeOf(state);
  const frames = framesIn(plan);
  let held: T | null = null;
  for (let k = 0; k < frames; k++) {
    signal.throwIfAborted();
    const share = shareAt(k, frames);
    if (held === null || share < 1) held = await frameOf(windowOnWay(home, state.window, share));
    else {
      await pause();
    }
    yield held;
    if (share < 1) held = null;
  }
}

/** Pixels of a film's picture from left to right: what the axes and the colour bar leave of it. */
const across = ({ width }: FilmPlan) => Math.round(0.86 * width);

function zoomFrames(studio: Studio, plan: FilmPlan, signal: AbortSignal): AsyncGenerator<Scene> {
  const { store, engines, explorer } = studio;
  const { state } = store;
  const over = studio.over();
  const { runs, size } = explorer;
  const width = across(plan);
  const height = Math.max(1, Math.round((width * size.height) / size.width));
  return along(state, plan, signal, async (window) => {
    const line = explorer.landscape?.spec.height === 1;
    const spec = {
      problem: problemOf(state),
      window: line ? { ...window, y: explorer.landscape!.spec.window.y } : window,
      width,
      height: line ? 1 : height,
    };
    const value = await engines.run((engine) => engine.landscape(spec, { signal }));
    const source = sourceOf({ kind: 'landscape', value }, engines.current.info);
    const present = { ...state, window };
    const options = landscapeOptions(present, explorer, value, over, runs);
    return figureScene(source, { ...options, width: WIDTH_CM });
  });
}

function basinFrames(studio: Studio, plan: FilmPlan, signal: AbortSignal): AsyncGenerator<Scene> {
  const { store, engines, explorer } = studio;
  const { state } = store;
  const { size } = explorer;
  const resolution = Math.min(state.map.resolution, across(plan));
  const aspect = Math.min(1, size.height / size.width);
  return along(state, plan, signal, async (window) => {
    const there = { ...state, window, map: { ...state.map, resolution } };
    const spec = sweepSpecOf(there, state.map.optimizer, aspect);
    const value: Sweep = await engines.run((engine) => engine.sweep(spec, { signal }));
    const source = sourceOf({ kind: 'sweep', value }, engines.current.info);
    return figureScene(source, { width: WIDTH_CM });
  });
}
