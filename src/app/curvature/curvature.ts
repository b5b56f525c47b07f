// Second derivatives on the landscape: marks of stationary points, the sharpness map, the edge of stability, what the
// readout says of them, and the sharpness along the runs. Loaded once the first landscape is on screen.
import './overlay.css';
import { createOverlay, markNear } from '../../views/overlay.ts';
import { type Point, toParameters } from '../../views/transform.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Say, View } from '../jobs/view.ts';
import type { OtherField } from '../landscape/explorer.ts';
import type { ReadoutRow } from '../landscape/readout.ts';
import type { LandscapeView, Theme } from '../landscape/view.ts';
import { infoOf, isOnLine } from '../state/problem.ts';
import { activeOptimizers, type State } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { createAlongRuns } from './along-runs.ts';
import { type Edges, edgesOf } from './edge.ts';
import { placeRows, pointRows } from './explain.ts';
import { createMarks } from './marks.ts';
import { asOtherField, createSharpness } from './sharpness.ts';
import { createTrustField } from './trust-field.ts';

/** CSS pixels within which the pointer is on a mark. */
const ON_MARK = 12;

const NO_EDGES: Edges = { levels: [], notes: [] };

export function createCurvature(
  elements: { surface: HTMLElement; chart: HTMLElement; notice: HTMLElement },
  store: Store,
  engines: Engines,
  landscape: LandscapeView,
  theme: Theme,
  say: Say,
): View {
  const { explorer } = landscape;
  const overlay = createOverlay(elements.surface);
  const onError = (error: unknown) => say((error as Error).message);
  const marks = createMarks(engines, draw, (error) => {
    // Nobody has asked for them: that there are none does not write over what was asked for.
    const why = (error as Error).message;
    if (elements.notice.hidden) say(t('The stationary points could not be found: {why}', { why }));
  });
  const sharpness = createSharpness(engines, showField, onError);
  const trust = createTrustField(engines, showField, onError);
  const along = createAlongRuns(
    elements.chart,
    engines,
    explorer,
    theme,
    landscape.resize,
    onError,
  );
  let coloured: { of: unknown; other: OtherField } | null = null;
  let edges = NO_EDGES;
  let edgesOfWhat: readonly unknown[] = [];

  function showField() {
    const { state } = store;
    const { current } = sharpness;
    const shown = state.view.field === 'sharpness' && current && current.height > 1;
    // Until the first picture of another problem is there the loss is shown.
    if (shown && current !== coloured?.of) {
      coloured = { of: current, other: asOtherField(state, current) };
    }
    explorer.showField(shown && coloured ? coloured.other : trust.current);
    draw();
  }

  /** The lines are found anew when what they follow from is another. */
  function edgesNow(state: State): Edges {
    const { current } = sharpness;
    if (!current || !state.view.edge) return NO_EDGES;
    const { optimizers, ownRates, window } = state;
    const what = [current, optimizers, ownRates, current.height > 1 || window];
    if (what.some((part, i) => part !== edgesOfWhat[i])) {
      edges = edgesOf(current, activeOptimizers(state), state.window);
      edgesOfWhat = what;
    }
    return edges;
  }

  function draw() {
    const { state } = store;
    const { levels, notes } = edgesNow(state);
    const shown = state.view.marks ? marks.current : [];
    explorer.marks = shown;
    overlay.draw(state.window, explorer.size, shown, levels, notes);
    along.follow();
  }

  /** What the readout says further of a place of the plot. */
  function rowsAt(pixel: Point): readonly ReadoutRow[] {
    const { state } = store;
    const { window } = state;
    const { size } = explorer;
    const place = toParameters(window, size, pixel);
    // On a line a mark is pointed at from any height, as the curve is.
    const line = isOnLine(state);
    const marked = state.view.marks ? marks.current : [];
    const within = line
      ? marked.map((one) => ({ ...one, at: [one.at[0], place[1]] as Point }))
      : marked;
    const mark = markNear(within, window, size, pixel, ON_MARK);
    if (mark) return pointRows(state, mark.point);
    const { x, y } = infoOf(state).plane;
    const across = ((window.x[1] - window.x[0]) / size.width) * Math.hypot(...x);
    const up = ((window.y[1] - window.y[0]) / size.height) * Math.hypot(...y);
    return placeRows(state, place, Math.hypot(across, up));
  }

  explorer.onDraw.subscribe(draw);
  explorer.onLandscape.subscribe((shown) => trust.request(store.state, shown));
  landscape.annotate(rowsAt);
  return {
    request(state) {
      marks.request(state);
      sharpness.request(state, explorer.size);
      trust.request(state, explorer.landscape);
      along.request(state);
      showField();
    },
    resize() {
      sharpness.request(store.state, explorer.size);
      along.resize();
    },
    results: () => [],
    async settled() {
      await Promise.all([sharpness.settled(), trust.settled(), along.settled()]);
    },
    over() {
      const { view, tab } = store.state;
      if (tab !== 'landscape') return {};
      return { marks: view.marks ? marks.current : [], levels: edgesNow(store.state).levels };
    },
    cancel() {
      marks.cancel();
      sharpness.cancel();
      trust.cancel();
    },
  };
}
