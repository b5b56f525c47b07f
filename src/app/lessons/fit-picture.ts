// The points of a regression with the curve of the run made last, before and after it.
import type { LessonState } from '../../lessons/lesson.ts';
import { type Drawn, type Place, sampled } from '../../lessons/plot.ts';
import { choiceId, type RunPlan } from '../../lessons/run-plan.ts';
import type { Range } from '../../math/grid.ts';
import type { NetworkModel, Points } from '../../problems/networks/model.ts';
import { bind, describe } from '../../problems/registry.ts';
import { element } from '../../views/dom.ts';
import type { State } from '../state/state.ts';
import type { KeptRun } from './kept-runs.ts';
import { legendElement, type PanelElement, panelElement } from './plot.ts';
import { type Reading, say } from './reading.ts';
import { choiceName } from './run-names.ts';
import { type Bench, settingsOf } from './runner.ts';

/** Places of the curve: one for every few pixels. */
const PLACES = 101;

/** The range of some numbers, with room on both sides. */
function around(values: ArrayLike<number>): Range {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    min = Math.min(min, values[i]!);
    max = Math.max(max, values[i]!);
  }
  const room = 0.08 * (max - min) || 1;
  return [min - room, max + room];
}

const both = (model: NetworkModel, of: 'inputs' | 'targets') =>
  Float64Array.of(...model.train[of], ...model.test[of]);

const placesOf = ({ inputs, targets }: Points): Place[] =>
  Array.from(targets, (target, i) => [inputs[i]!, target]);

/** What the network of a run puts out before it and after it. */
function curvesOf(run: KeptRun, state: State, epochs: number, xs: readonly number[]) {
  const { problem } = settingsOf(state, run.choice, epochs);
  const { theta, values } = describe(problem);
  const bound = bind(problem);
  const at = (where: readonly number[]) => {
    const places: Place[] = [];
    bound.respond!(Float64Array.from(where), Float64Array.from(xs), (k, through) =>
      places.push([xs[k]!, through.at(-1)!.h[0]!]),
    );
    return places;
  };
  return [at(theta.map((name) => values[name]!)), at(run.theta)] as const;
}

function drawnOf(
  model: NetworkModel,
  run: KeptRun | null,
  state: State,
  epochs: number,
  x: Range,
): Drawn {
  const points = [
    { mark: 'full' as const, places: placesOf(model.train) },
    { mark: 'hollow' as const, places: placesOf(model.test) },
  ];
  if (!run) return { lines: [], points };
  const xs = sampled((value) => value, x, PLACES).map(([value]) => value);
  const [before, after] = curvesOf(run, state, epochs, xs);
  return {
    lines: [
      { style: 'soft', places: before },
      { style: 'first', places: after },
    ],
    points,
  };
}

/** The picture, which follows the runs; it is not there where the data are no points of a plane. */
export function fitElement(
  reading: Reading,
  plan: Pick<RunPlan, 'epochs'>,
  { runner, state }: Bench,
): HTMLElement {
  const caption = element('figcaption');
  const place = element('div', { className: 'plot-panels' });
  const legend = legendElement([
    { as: 'full', name: [reading.words['view.runs.training']] },
    { as: 'hollow', name: [reading.words['view.runs.testing']] },
    { as: 'soft', name: [reading.words['view.runs.before']] },
    { as: 'first', name: [reading.words['view.runs.after']] },
  ]);
  const root = element('figure', { className: 'lesson-plots wide' }, caption, place, legend);
  let panel: PanelElement | null = null;
  let axes: { x: Range; y: Range } | null = null;
  /** What is drawn: it is not drawn again. */
  let drawn = { train: null as Points | null, run: null as KeptRun | null };

  function update({ network }: LessonState) {
    const model = network?.model;
    root.hidden = model?.spec.layers[0] !== 1 || model.spec.layers.at(-1) !== 1;
    if (root.hidden || !model) return;
    const last = runner.kept.runs.get(runner.kept.last ?? '') ?? null;
    const run = last && runner.isOf(last, state(), plan.epochs) ? last : null;
    const text = run
      ? say(reading, 'view.runs.fit', { name: choiceName(reading, run.choice) })
      : reading.words['view.runs.noFit'];
    if (drawn.train !== model.train) {
      axes = { x: around(both(model, 'inputs')), y: around(both(model, 'targets')) };
      panel = panelElement({ ...axes, names: ['x', 'y'] }, 'wide', text);
      place.replaceChildren(panel.root as unknown as HTMLElement);
      drawn = { train: model.train, run: null };
    } else if (drawn.run === run) return;
    caption.textContent = text;
    panel!.root.setAttribute('aria-label', text);
    panel!.draw(drawnOf(model, run, state(), plan.epochs, axes!.x));
    drawn = { ...drawn, run };
    root.dataset.run = run ? choiceId(run.choice) : '';
  }
  reading.live(({ state }) => update(state));
  return root;
}
