// The landscape and the runs on it: what is wanted follows from the state, the jobs compute it, the scene
// draws it.
import type { Landscape, LandscapeSpec } from '../../engine.ts';
import type { ColourScaleName } from '../../fields/colour-scale.ts';
import type { ColormapName } from '../../fields/palettes.ts';
import { type ChosenRun, frameOf } from '../../fields/trajectories.ts';
import type { PointMark } from '../../views/overlay.ts';
import { createScene, type Scene, type SceneElements } from '../../views/scene.ts';
import type { Size } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import { createPainting } from '../jobs/frames.ts';
import type { Unasked } from '../jobs/unasked.ts';
import { infoOf, isOnLine, lossLabel, NO_AXIS, plotLabels, problemOf } from '../state/problem.ts';
import type { State } from '../state/state.ts';
import { createTopic, type Told } from '../state/topic.ts';
import { finest } from './detail.ts';
import { createLandscapeJob, createTraining } from './jobs.ts';
import { pathSets, type RunSet } from './run-set.ts';
import { createShownRuns } from './shown-runs.ts';

/** The name of a landscape's performance measure, from asking for it to drawing it. */
const REPAINT = 'gradscape:landscape';

/** A field that is shown in the loss's place. */
export interface OtherField {
  field: Landscape;
  label: string;
  scale: ColourScaleName;
  range: readonly [number, number];
  /** Whether a scale by rank says more of it than its own, which is that of a continuous field. */
  ranked?: boolean;
  /** Where the state's does not do: a field with a sign has one that diverges from 0. */
  colormap?: ColormapName;
}

/** The moment shown, the run that is picked out, and the set that is shown before the others. */
interface Marked {
  step: number;
  chosen: ChosenRun | null;
  lit: number | null;
}

export interface Explorer {
  /** The plot in CSS pixels, without its axes. */
  readonly size: Size;
  /** Whether that is the size of its place on the page: what comes late may leave it another. */
  fits(): boolean;
  /** Those on show, without what the state hides. */
  readonly runs: readonly RunSet[];
  /** Those of optimizers that are hidden too. */
  readonly allRuns: readonly RunSet[];
  /** All that were trained, hidden or not. */
  trained(): readonly RunSet[];
  /** The run of them that is picked out. */
  readonly highlighted: ChosenRun | null;
  /** The newest landscape, coarse or full. */
  readonly landscape: Landscape | null;
  /** What is drawn: the loss or another field, how it is coloured, and the frame and step of the runs that is the present. */
  shown(): {
    landscape: Landscape | null;
    colours: ReturnType<typeof coloursFor>;
    head: number;
    step: number;
  };
  /** Marks of points of the plane, for whoever shows it otherwise than the map does. */
  marks: readonly PointMark[];
  /** Told after `runs` and `landscape` have changed. */
  readonly onRuns: Told<readonly RunSet[]>;
  readonly onLandscape: Told<Landscape>;
  /** Told after every drawing. */
  readonly onDraw: Told<void>;
  /** Whether the next is that of a picture which is to be there in a moment. */
  isSoon(): boolean;
  /** Asks for what the state wants; call after every change of it. */
  request(state: State): void;
  /** Measures the plot anew and asks for a landscape of its size. */
  resize(): void;
  /** The moment shown, in steps. */
  setStep(step: number): void;
  highlight(chosen: ChosenRun | null): void;
  /** Shows one set of `runs` before all others; null shows them alike. */
  light(set: number | null): void;
  /** Shows these runs instead of the state's own; null goes back to those. */
  override(runs: readonly RunSet[] | null): void;
  /** Shows another field in the loss's place; null goes back to that. */
  showField(other: OtherField | null): void;
  /** Resolves when what is drawn is what the newest state wants. */
  settled(): Promise<void>;
  /** Stops what runs; what is there stays. */
  cancel(): void;
  /** Starts the runs that wait to be asked for. */
  runHeld(): void;
}

/** What is told while jobs are under way, and how much may be begun. */
export interface ExplorerEvents {
  readonly unasked: Unasked;
  onProgress(share: number | null): void;
  /** Steps that wait for `runHeld`; null where none do. */
  onHeld(steps: number | null): void;
  say(error: Error): void;
}

export function createExplorer(
  elements: SceneElements,
  engines: Engines,
  initial: State,
  { unasked, onProgress, onHeld, say }: ExplorerEvents,
): Explorer {
  let state = initial;
  let landscape: Landscape | null = null;
  let other: OtherField | null = null;
  const marked: Marked = { step: Number.POSITIVE_INFINITY, chosen: null, lit: null };
  let undrawn: { startedAt: number; width: number; height: number } | null = null;
  const onRuns = createTopic<readonly RunSet[]>();
  const onLandscape = createTopic<Landscape>();
  const onDraw = createTopic<void>();
  const runs = createShownRuns((shown) => {
    Object.assign(marked, { chosen: null, lit: null });
    scene.setPaths(pathSets(shown));
    onRuns.publish(shown);
    paint();
  });
  const { redraw, settled, isOther, paint, paintNow, isSoon } = createPainting(
    draw,
    () => picture.isSettled() && training.isSettled() && scene.isReady,
    () => scene.flush(),
    () => !undrawn && picture.isSoon(),
  );
  const scene = sceneIn(elements, paint);
  const onError = (error: unknown) => {
    say(error as Error);
    redraw();
  };
  const told = { onProgress, onError };
  const picture = createLandscapeJob(engines, (n) => specAt(state, scene, engines, n), {
    onResult(next, startedAt) {
      landscape = next;
      if (!other) scene.setLandscape(next);
      undrawn = { startedAt, width: next.spec.width, height: next.spec.height };
      onLandscape.publish(next);
      paintNow();
    },
    ...told,
  });
  const training = createTraining(engines, unasked, picture, {
    onHeld,
    onResult(next) {
      runs.setOwn(next);
      redraw();
    },
    ...told,
  });

  function request(next: State) {
    state = next;
    runs.hide(next.view.hidden, next.starts.hidden);
    picture.request();
    training.request(next);
    redraw();
  }

  const shown = () => shownOf(state, landscape, other, runs.shown, marked.step);

  function mark(part: Partial<Marked>) {
    Object.assign(marked, part);
    paint();
  }

  function draw() {
    const { colours, head } = shown();
    const labels = plotLabels(state);
    if (isOther([scene.size, state.window, state.view, ...labels, colours.lossLabel])) {
      const { chosen: highlight, lit } = marked;
      scene.draw(state.window, { ...colours, labels, head, highlight, lit });
    }
    undrawn = undrawn && measureRepaint(undrawn);
    onDraw.publish();
  }

  return {
    marks: [],
    get size() {
      return scene.size;
    },
    fits: () => scene.fits,
    get runs() {
      return runs.shown;
    },
    get allRuns() {
      return runs.all;
    },
    trained: runs.trained,
    get highlighted() {
      return marked.chosen;
    },
    get landscape() {
      return landscape;
    },
    shown,
    onRuns,
    onLandscape,
    onDraw,
    isSoon,
    request,
    resize() {
      scene.resize();
      request(state);
      draw(); // It is blank.
    },
    setStep: (step) => mark({ step }),
    highlight: (chosen) => mark({ chosen }),
    light: (lit) => mark({ lit }),
    override: runs.override,
    showField(next) {
      if (next === other) return;
      other = next;
      const { landscape: field } = shown();
      if (field) scene.setLandscape(field);
      paint();
    },
    settled: () => settled().then(picture.keep),
    cancel() {
      for (const job of [picture, training]) job.cancel();
      redraw();
    },
    runHeld: training.runHeld,
  };
}

/** A scene of its size from the first: a canvas that gets another waits until the GPU has done what it is at. */
function sceneIn(elements: SceneElements, redraw: () => void): Scene {
  const scene = createScene(elements, redraw);
  // Hidden it has none.
  if (elements.area.clientWidth > 0) scene.resize();
  return scene;
}

/** The landscape at every n-th pixel of the plot, or of those that there is time for. */
function specAt(
  state: State,
  { size, ratio }: Scene,
  { current }: Engines,
  every: number,
): LandscapeSpec {
  const pixels = size.width * size.height * ratio ** 2;
  const apart = every * finest(infoOf(state), pixels, current.info.name);
  const samples = (length: number) => Math.max(1, Math.round((length * ratio) / apart));
  const { arrows } = state.view;
  const shape = { problem: problemOf(state), width: samples(size.width) };
  // A line's landscape has one row, wherever the curve is looked at.
  if (isOnLine(state)) return { ...shape, window: { x: state.window.x, y: NO_AXIS }, height: 1 };
  const { window } = state;
  return { ...shape, window, height: samples(size.height), ...(!arrows && { gradient: false }) };
}

/** What is drawn of the field and of the runs. */
function shownOf(
  state: State,
  landscape: Landscape | null,
  other: OtherField | null,
  [first]: readonly RunSet[],
  step: number,
) {
  return {
    landscape: other?.field ?? landscape,
    colours: coloursFor(state, other),
    head: first ? frameOf(first.trajectories, step) : 0,
    step,
  };
}

/** How the loss, or what is shown in its place, is coloured. */
function coloursFor(state: State, other: OtherField | null) {
  if (!other) return { landscape: state.view, lossLabel: lossLabel(state) };
  const { label, colormap = state.view.colormap } = other;
  const byRank = state.view.scale === 'rank' && other.ranked;
  const { scale, range } = byRank ? { scale: 'rank' as const, range: null } : other;
  // Isolines are made for a loss: where values span decades they would flood what is flat.
  const plain = { isolines: false, arrows: false };
  return { landscape: { ...state.view, colormap, scale, range, ...plain }, lossLabel: label };
}

/** For whoever observes how long a repaint takes. Only the newest is kept. */
function measureRepaint({ startedAt, ...detail }: { startedAt: number }): null {
  performance.clearMeasures(REPAINT);
  performance.measure(REPAINT, { start: startedAt, detail });
  return null;
}
