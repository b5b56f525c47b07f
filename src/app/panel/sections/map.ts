// The maps: basins, and the sweep of any two quantities.

import type { OptimizerKind } from '../../../optimizers.ts';
import { quantitiesOf } from '../../../quantities.ts';
import { t } from '../../../words/words.ts';
import { defaultAxis } from '../../state/map-axes.ts';
import { infoOf } from '../../state/problem.ts';
import type { State, StatePatch } from '../../state/state.ts';
import { isMap, viewOf } from '../../state/tabs.ts';
import { addStart, optimizerOptions, stepsField, thresholdField } from '../fields.ts';
import type { PanelKit, Row, Section } from '../kit.ts';
import { addMapAxes } from './map-axes.ts';

export function addMap(kit: PanelKit): Section {
  const section = kit.section(t('Map'));
  const map = () => kit.state.map;
  const { layout, blend } = addPictures(kit, section);
  const ofSweep = [
    ...addMapAxes(kit, section),
    ...addStart(
      kit,
      section,
      () => map().start,
      (start) => kit.put({ map: { start } }),
    ),
  ];
  section.number(
    stepsField(
      () => map().steps,
      (steps) => kit.put({ map: { steps } }),
    ),
  );
  section.number(
    thresholdField(
      kit.state,
      () => map().threshold,
      (threshold) => kit.put({ map: { threshold } }),
    ),
  );
  section.number({
    label: t('pixels across'),
    min: 64,
    max: 2048,
    scale: 'log',
    get: () => map().resolution,
    set: (resolution) => kit.put({ map: { resolution: Math.round(resolution) } }),
  });
  section.choice(
    t('colour by'),
    () => map().colours,
    (colours) => kit.set({ map: { colours } }),
    {
      outcome: 'outcome',
      'minimum reached': 'minimum',
      trainability: 'trainability',
      'f32 trust': 'trust',
    },
  );
  section.choice(
    t('mark f32 ≠ f64'),
    () => map().disagreements,
    (disagreements) => kit.set({ map: { disagreements } }),
  );
  section.always(() => {
    const view = viewOf(kit.state);
    section.show(isMap(view));
    layout.show(map().compare !== 'none');
    blend.show(view === 'basins');
    for (const row of ofSweep) row.show(view !== 'basins');
  });
  return section;
}

/** Whose maps are shown, and how. */
function addPictures(kit: PanelKit, section: Section): { layout: Row; blend: Row } {
  const map = () => kit.state.map;
  section.choice(
    t('optimizer'),
    () => map().optimizer,
    (optimizer) => kit.set(withAxes(kit.state, optimizer, map().compare)),
    optimizerOptions(),
  );
  section.choice(
    t('compare with'),
    () => map().compare,
    (compare) => kit.set(withAxes(kit.state, map().optimizer, compare)),
    { nothing: 'none', ...optimizerOptions() },
  );
  const layout = section.choice(
    t('layout'),
    () => map().layout,
    (value) => kit.set({ map: { layout: value } }),
    { 'side by side': 'side', 'swiped over another': 'swipe' },
  );
  const blend = section.number({
    label: t('landscape … basins'),
    min: 0,
    max: 1,
    step: 0.01,
    get: () => map().blend,
    set: (value) => kit.put({ map: { blend: value } }),
  });
  return { layout, blend };
}

/** A change of the optimizers, with axes that both have where the old ones are not. */
function withAxes(
  state: State,
  optimizer: OptimizerKind,
  compare: State['map']['compare'],
): StatePatch {
  const kinds = compare === 'none' ? [optimizer] : [optimizer, compare];
  const { x, y } = state.sweep;
  const fits = [x, y].every(({ quantity }) =>
    kinds.every((kind) => quantitiesOf(kind, infoOf(state)).includes(quantity)),
  );
  const map = { optimizer, compare };
  return fits
    ? { map }
    : {
        map,
        sweep: { x: defaultAxis('learningRate', state), y: defaultAxis('start.y', state) },
      };
}
