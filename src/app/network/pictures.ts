// The pictures of the dock: the network filled by one of its samples, and the plot of its data.
import { DIVERGED_AT } from '../../engine.ts';
import { pointCount, pointPlaces } from '../../views/network-data.ts';
import { createNetworkGraph, type GraphView, hitInWords } from '../../views/network-graph.ts';
import type { GraphHit } from '../../views/network-layout.ts';
import { createNetworkSurface, type SurfacePlace } from '../../views/network-surface.ts';
import type { OutputGrid } from '../../views/network-surface-drawing.ts';
import { t } from '../../words/words.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Say } from '../jobs/view.ts';
import type { LookedAt } from '../landscape/attention.ts';
import { activationsOf, outputsOfPoints, type Sample, targetsOf } from './activations.ts';
import type { Dock } from './dock.ts';
import { createResponses, type Responses } from './responses.ts';
import { createSampleTable } from './samples.ts';
import { type Subject, subjectOf } from './subject.ts';
import { lossesInWords, sampleInWords, sourceInWords } from './words.ts';

export interface NetworkPictures extends Pick<Responses, 'settled' | 'cancel'> {
  show(looked: LookedAt): void;
  /** Another sample, so many further; null for the mean. */
  step(by: number | null): void;
  /** Another of several outputs. */
  pick(output: number): void;
  /** Draws again, in the colours of now. */
  redraw(): void;
}

interface Shown {
  looked: LookedAt;
  subject: Subject;
}

export interface NetworkEvents {
  /** What is shown is to be shown anew. */
  onChange(): void;
  /** Whether the landscape is dragged: a fine picture waits until it rests. */
  isMoving(): boolean;
}

export function createPictures(
  dock: Dock,
  engines: Engines,
  say: Say,
  { onChange, isMoving }: NetworkEvents,
): NetworkPictures {
  let shown: Shown | null = null;
  let graphView: GraphView | null = null;
  let grid: OutputGrid | null = null;
  let chosen: number | 'mean' = 'mean';
  let pointed: Sample | null = null;
  let output = 0;

  const graph = createNetworkGraph(dock.graph, noteHit, (hit) => {
    const last = shown?.subject.network.layers.length;
    if (hit.kind === 'unit' && hit.layer === last) pick(hit.unit);
  });
  const surface = createNetworkSurface(dock.surface, {
    onSize: onChange,
    onHover(at) {
      const before = pointed;
      pointed = at && shown ? sampleAt(at, shown.subject) : null;
      if (before !== null || pointed !== null) onChange();
    },
    onClick: ({ point }) => choose(point ?? 'mean'),
  });
  const table = createSampleTable(dock.table);
  const onGrid = (next: OutputGrid, of: LookedAt) => {
    if (of.info !== shown?.looked.info) return;
    grid = next;
    showSurface(shown);
  };
  const onError = (error: unknown) => say((error as Error).message);
  const responses = createResponses(engines, { onGrid, onError, isMoving });

  function choose(next: number | 'mean') {
    chosen = next;
    onChange();
  }
  function pick(next: number) {
    if (!shown || shown.subject.outputs < 2) return;
    output = next;
    onChange();
  }
  function noteHit(hit: GraphHit | null) {
    dock.note(hit && graphView ? hitInWords(hit, graphView) : null);
  }

  function showGraph({ looked, subject }: Shown) {
    const { network, respond, outputs } = subject;
    const sample = pointed ?? chosen;
    const { values, scales, counted } = activationsOf(network, respond, looked.theta, sample);
    const parameters = subject.parametersOf(looked.theta);
    const targets = typeof sample === 'number' ? targetsOf(network, sample) : null;
    const picked = outputs > 1 ? output : null;
    graphView = { network, parameters, values, scales, targets, picked };
    graph.show(graphView);
    table.show({ network, respond, theta: looked.theta, parameters, trained: looked.info.theta });
    dock.saySample(sampleInWords(network, sample, counted), sample !== 'mean');
  }

  function showSurface({ looked, subject }: Shown) {
    const { network, kind, respond, range } = subject;
    const all = kind === 'scatter' ? outputsOfPoints(network, respond, looked.theta) : null;
    const places = pointPlaces(network, output, all);
    const sample = pointed ?? chosen;
    const selected = typeof sample === 'number' ? sample : null;
    const window = subject.window(output);
    const view = { network, window, grid, output, places, range, selected };
    surface.show(view, subject.labels(output));
  }

  return {
    show(looked) {
      const subject = subjectOf(looked);
      if (!subject) return;
      if (subject.network !== shown?.subject.network) {
        [chosen, pointed, output, grid] = ['mean', null, 0, null];
      }
      shown = { looked, subject };
      const finite = looked.theta.every((value) => Math.abs(value) <= DIVERGED_AT);
      dock.say(sourceInWords(looked), finite ? lossesAt(shown) : t('diverged'));
      dock.offerOutputs(subject.outputs, output);
      dock.caption(subject.caption);
      if (!finite) {
        // No weights to draw, and what was still to come is of other ones.
        responses.cancel();
        [graphView, grid] = [null, null];
        graph.clear();
        table.show(null);
        return surface.clear();
      }
      showGraph(shown);
      if (subject.kind === 'scatter') return showSurface(shown);
      const { x, y } = subject.window(output);
      const { respond, kind } = subject;
      responses.request({ looked, respond, x, y: kind === 'heat' ? y : null, size: surface.size });
    },
    step(by) {
      if (!shown) return;
      // Round the points, with the mean between the last and the first.
      const places = pointCount(shown.subject.network) + 1;
      const at = (chosen === 'mean' ? 0 : chosen + 1) + (by ?? 0);
      const next = (at + places) % places;
      choose(by === null || next === 0 ? 'mean' : next - 1);
    },
    pick,
    redraw() {
      graph.redraw();
      surface.redraw();
    },
    settled: responses.settled,
    cancel: responses.cancel,
  };
}

/** The sample that a place of the plot is: a point, or inputs of its own. */
function sampleAt({ at, point }: SurfacePlace, { network, kind }: Subject): Sample | null {
  if (point !== null) return point;
  const inputs = network.spec.layers[0]!;
  if (kind === 'scatter') return null;
  return inputs === 1 ? [at[0]] : [...at];
}

/** From the run's own record, where it is a run's. */
function lossesAt({ looked, subject }: Shown): string {
  const { from, theta } = looked;
  const { frameSteps, loss } =
    from.kind === 'run' ? from.set.trajectories : { frameSteps: [], loss: [] };
  const train =
    from.kind === 'run' ? loss[from.run * frameSteps.length + from.frame]! : subject.loss(theta);
  return lossesInWords(train, subject.testLoss(theta));
}
