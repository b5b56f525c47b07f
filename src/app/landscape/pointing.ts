// Under the pointer: the run that is picked out, the iterate of it that is meant, with a ring on it, and the readout.
import './pointing.css';
import {
  type ChosenRun,
  frameOf,
  type KeptIterate,
  nearestIterate,
  nearestRun,
} from '../../fields/trajectories.ts';
import { describe } from '../../problems/registry.ts';
import { element } from '../../views/dom.ts';
import { readable } from '../../views/ticks.ts';
import { type Point, type Size, toParameters } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import { infoOf, isOnLine } from '../state/problem.ts';
import type { Store } from '../state/store.ts';
import type { Explorer } from './explorer.ts';
import { createReadout, type Iterate, type ReadoutRow } from './readout.ts';
import { type Box, boxOf, type Drawn, drawnAt, type Place, placeReadout } from './readout-place.ts';
import type { RunSet } from './run-set.ts';
import { runInWords } from './run-words.ts';
import { epochInWords, lastUpTo, type Testing } from './testing.ts';
import { withPicture } from './with-picture.ts';

/** CSS pixels within which a pointer or a fingertip picks a path, and an iterate. */
const PICK = { fine: 10, coarse: 22 };
/** How far off the plane, against the size of θ, what is true of the plane's place is no more of the iterate. */
const OFF = 1e-6;

export interface PointingElements {
  readout: HTMLElement;
  surface: HTMLElement;
}

export interface Pointing {
  /** The pointer is at a place of the plot, or nowhere. Returns where that is meant to be. */
  hover(at: Point | null): Point | null;
  /** What is shown has changed under the pointer. */
  refresh(): void;
  setStep(step: number): void;
  /** Has the readout say more of a place of the plot, in pixels. */
  annotate(further: (at: Point) => readonly ReadoutRow[]): void;
}

export function createPointing(
  { readout: card, surface }: PointingElements,
  store: Store,
  explorer: Explorer,
  testing: Testing,
  /** The run that is picked out, in the chart too. */
  picked: { now(): ChosenRun | null; set(next: ChosenRun | null): void },
): Pointing {
  const area = card.parentElement!;
  const readout = createReadout(card);
  const ring = element('div', { className: 'snap-ring', hidden: true });
  surface.append(ring);
  let hovered: Point | null = null;
  let iterate: KeptIterate | null = null;
  let further: (at: Point) => readonly ReadoutRow[] = () => [];
  let step = 0;
  let coarse = false;
  /** Where the pointer itself is: over the relief, or beside what a key points at. */
  let pointer: Point | null = null;
  let standing: Place | null = null;
  /** Of the readout, whose rows may stay while it moves, in a plot of that size. */
  let box: Size = { width: 0, height: 0 };
  let measuredIn: Size = box;
  const drawn = createDrawn(explorer, store);
  const note = (event: PointerEvent) => {
    coarse = event.pointerType === 'touch';
    const { left, top } = surface.getBoundingClientRect();
    pointer = [event.clientX - left, event.clientY - top];
  };
  for (const type of ['pointerdown', 'pointermove'] as const) {
    area.addEventListener(type, note, { capture: true, passive: true });
  }
  area.addEventListener('pointerleave', () => {
    pointer = null;
  });

  function meant(at: Point): KeptIterate | null {
    const { runs, size } = explorer;
    const reach = coarse ? PICK.coarse : PICK.fine;
    const all = runs.map(({ trajectories }) => trajectories);
    const { window } = store.state;
    picked.set(nearestRun(all, window, size, at, reach, step));
    const chosen = picked.now();
    const set = chosen && runs[chosen.set];
    if (!set) return null;
    return nearestIterate(set.trajectories, chosen, window, size, at, reach, step);
  }

  const refresh = withPicture(explorer, () => {
    ring.hidden = iterate === null;
    if (iterate) ring.style.translate = `${iterate.at[0]}px ${iterate.at[1]}px`;
    if (!hovered) return readout.hide();
    const shown = iterate?.at ?? hovered;
    const { state } = store;
    const { size, runs } = explorer;
    const { x, y } = state.window;
    const [px, py] = toParameters(state.window, size, shown);
    const chosen = picked.now();
    const set = chosen && runs[chosen.set];
    const of = set ? runAt(set, chosen.run, iterate) : null;
    const isOther = readout.show(state, {
      at: [px, isOnLine(state) ? 0 : py],
      pixel: [(x[1] - x[0]) / size.width, (y[1] - y[0]) / size.height],
      iterate: of?.iterate ?? null,
      further: of?.isOffPlane ? [] : further(shown),
      run: of?.inWords ?? null,
    });
    place([shown, hovered, ...(pointer ? [pointer] : [])], isOther);
  });

  /** What there is to tell of a run, and of the iterate of it that is meant. */
  function runAt(set: RunSet, run: number, meant: KeptIterate | null) {
    const frame = meant?.frame ?? Math.floor(frameOf(set.trajectories, step));
    const kept = meant && iterateOf(set, meant);
    return {
      // Of another problem's run, which is still on show, nothing can be told.
      iterate: kept?.theta.length === infoOf(store.state).theta.length ? kept : null,
      isOffPlane: meant !== null && isOffPlane(set, meant),
      inWords: describeRun(set, run, frame, testing),
    };
  }

  /** Measuring has the browser lay out the page: only other rows, or in another plot, are measured again. */
  function place(looked: readonly Point[], isOther: boolean) {
    const { size } = explorer;
    if (isOther || size !== measuredIn) {
      measuredIn = size;
      card.classList.remove('compact');
      box = { width: card.offsetWidth, height: card.offsetHeight };
    }
    const tools = taken(area, surface);
    standing = placeReadout(size, box, looked, drawn(picked.now()), tools, standing);
    card.classList.toggle('compact', standing === null);
    card.classList.toggle('inside', area.previousElementSibling?.clientHeight === 0);
    card.classList.toggle(
      'below',
      looked.some(([, y]) => y < size.height / 2),
    );
    const { left, top } = standing ? boxOf(standing, size, box, tools) : { left: 0, top: 0 };
    const at = standing ? `${surface.offsetLeft + left}px ${top}px` : '';
    if (card.style.translate !== at) card.style.translate = at;
  }

  return {
    hover(at) {
      hovered = at;
      if (!at) picked.set(null);
      iterate = at && meant(at);
      refresh();
      return at && (iterate?.at ?? at);
    },
    refresh,
    setStep(next) {
      step = next;
    },
    annotate(next) {
      further = next;
      refresh();
    },
  };
}

/** Dots along the runs as they are drawn now, found anew when they are drawn otherwise. */
function createDrawn(explorer: Explorer, store: Store): (chosen: ChosenRun | null) => Drawn {
  let of: readonly unknown[] = [];
  let dots: Drawn = { own: [], others: [] };
  return (chosen) => {
    const { runs, size } = explorer;
    const { window } = store.state;
    const wanted = [runs, window, size.width, size.height, chosen?.set, chosen?.run];
    if (wanted.some((part, i) => part !== of[i])) dots = drawnAt(runs, chosen, window, size);
    of = wanted;
    return dots;
  };
}

const TAKEN = '.plot-tools, .relief-open, .hint, .hint > p';
/** Pixels that the ring of a hint is wide to each side of its place. */
const HINT_RING = 13;

/** What stands in the plot besides: its tools, and the hints of a first visit with the places they mean. */
function taken(area: HTMLElement, surface: HTMLElement): Box[] {
  const { left, top } = surface.getBoundingClientRect();
  return [...area.querySelectorAll(TAKEN)].flatMap((part) => {
    if (part.getClientRects().length === 0) return [];
    const by = part.classList.contains('hint') ? HINT_RING : 0;
    const { x, y, right, bottom } = part.getBoundingClientRect();
    return [
      {
        left: x - left - by,
        top: y - top - by,
        right: right - left + by,
        bottom: bottom - top + by,
      },
    ];
  });
}

const kindOf = ({ loss }: RunSet['trajectories']) =>
  loss instanceof Float32Array ? ('f32' as const) : ('f64' as const);

function iterateOf({ trajectories, theta }: RunSet, { run, frame }: KeptIterate): Iterate {
  const { frameSteps, loss } = trajectories;
  const n = theta.length / loss.length;
  const at = (run * frameSteps.length + frame) * n;
  return {
    theta: Float64Array.from(theta.subarray(at, at + n)),
    step: frameSteps[frame]!,
    precision: kindOf(trajectories),
  };
}

function isOffPlane({ trajectories }: RunSet, { run, frame }: KeptIterate): boolean {
  const { distance, points, frameSteps } = trajectories;
  const k = run * frameSteps.length + frame;
  const scale = 1 + Math.hypot(points[2 * k]!, points[2 * k + 1]!);
  return distance ? distance[k]! > OFF * scale : false;
}

/** A run in words: its optimizer and start, and how far it is off the plane at a frame, where that can be. */
function describeRun(set: RunSet, run: number, frame: number, testing: Testing): string[] {
  const { trajectories } = set;
  const { distance, frameSteps, loss, spec } = trajectories;
  const first = run * frameSteps.length;
  const lines = [runInWords(set, run)];
  // Of a long run only every k-th iterate is kept: the step is that of the one shown.
  const at = frameSteps[frame]!;
  const test = testing.of(set, [run])?.get(run);
  if (test) {
    const { network } = describe(spec.problem);
    const losses = {
      train: readable(loss[first + frame]!, 4),
      test: readable(lastUpTo(test.steps, test.values, at) ?? Number.NaN, 4),
    };
    lines.push(
      t('train {train}, test {test} at step {at}', { ...losses, at }) + epochInWords(network, at),
    );
  }
  if (distance) {
    const off = readable(distance[first + frame]!, 3);
    lines.push(t('{off} off the plane at step {at}', { off, at }));
  }
  return lines;
}
