// The maps: basins, and the sweep of any two quantities.

import type { OptimizerKind } from '../../../optimizers.ts';
import { t } from '../../../words/words.ts';
import { possibleAxes } from '../../state/possible-axes.ts';
import type { State } from '../../state/state.ts';
import { isMap, viewOf } from '../../state/tabs.ts';
import { isAxis } from '../axes.ts';
import { addStart, optimizerOptions, stepsField, thresholdField } from '../fields.ts';
import type { PanelKit, Row, Section } from '../kit.ts';
import { addMapAxes } from './map-axes.ts';

export function addMap(kit: PanelKit): Section {
  const section = kit.section(t('Map'));
  const map = () => kit.state.map;
  const { layout, blend } = addPictures(kit, section);
  const axes = addMapAxes(kit, section);
  const start = addStart(
    kit,
    section,
    () => map().start,
    (start) => kit.put({ map: { start } }),
  );
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
    hint: t('runs from left to right; as many upwards as keep the pixels square'),
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
    t('what a pixel’s colour tells of its run'),
  );
  section.choice(
    t('mark f32 ≠ f64'),
    () => map().disagreements,
    (disagreements) => kit.set({ map: { disagreements } }),
    null,
    t('a sample of pixels is computed in f64 too; those whose outcome differs are marked'),
  );
  section.always(() => {
    const view = viewOf(kit.state);
    section.show(isMap(view));
    layout.show(map().compare !== 'none');
    blend.show(view === 'basins');
    for (const row of axes) row.show(view !== 'basins');
    // What an axis varies is not set besides.
    start.forEach((row, c) => {
      row.show(view !== 'basins' && !isAxis(kit.state, c === 0 ? 'start.x' : 'start.y'));
    });
  });
  return section;
}

/** Whose maps are shown, and how. */
function addPictures(kit: PanelKit, section: Section): { layout: Row; blend: Row } {
  const map = () => kit.state.map;
  section.choice(
    t('optimizer'),
    () => map().optimizer,
    (optimizer) => setOptimizers(kit, optimizer, map().compare),
    optimizerOptions(),
  );
  section.choice(
    t('compare with'),
    () => map().compare,
    (compare) => setOptimizers(kit, map().optimizer, compare),
    { nothing: 'none', ...optimizerOptions() },
    t('a second map of the same runs by another optimizer'),
  );
  const layout = section.choice(
    t('layout'),
    () => map().layout,
    (value) => kit.set({ map: { layout: value } }),
    { 'side by side': 'side', 'swiped over another': 'swipe' },
  );
  const blend = section.number({
    label: t('landscape … basins'),
    hint: t('how much of the landscape shows through: 0 the landscape alone, 1 the basins alone'),
    min: 0,
    max: 1,
    step: 0.01,
    get: () => map().blend,
    set: (value) => kit.put({ map: { blend: value } }),
  });
  return { layout, blend };
}

/** A change of the optimizers; an axis that one of them does not have gives way, and it is told. */
function setOptimizers(
  kit: PanelKit,
  optimizer: OptimizerKind,
  compare: State['map']['compare'],
): void {
  const kinds = compare === 'none' ? [optimizer] : [optimizer, compare];
  const { sweep, said } = possibleAxes(kit.state, kinds);
  kit.set({ map: { optimizer, compare }, ...(said && { sweep }) });
  // Of the basins they are those of a view that is not open.
  if (said && viewOf(kit.state) === 'sweep') kit.tell(said);
}
