// How the landscape is drawn, the theme and the engine.

import type { ColormapName } from '../../../fields/palettes.ts';
import { t } from '../../../words/words.ts';
import { infoOf, isOnLine, isSlowToSearch } from '../../state/problem.ts';
import { isMap, viewOf } from '../../state/tabs.ts';
import type { PanelKit, Section } from '../kit.ts';

/** By what they are good for: from low to high, and on both sides of 0. */
const COLORMAP_OPTIONS: Record<string, ColormapName> = {
  ...{ viridis: 'viridis', cividis: 'cividis', magma: 'magma' },
  'blue to red, about 0': 'blue-red',
};

export function addDisplay(kit: PanelKit): Section {
  const section = kit.section(t('View'));
  const view = () => kit.state.view;
  const field = section.choice(
    t('show'),
    () => view().field,
    (field) => kit.set({ view: { field } }),
    { loss: 'loss', 'sharpness λmax': 'sharpness', 'f32 trust': 'trust' },
  );
  // The curve over a line is always the loss.
  section.always(() => field.show(!isOnLine(kit.state)));
  section.choice(
    t('colour map'),
    () => view().colormap,
    (colormap) => kit.set({ view: { colormap } }),
    COLORMAP_OPTIONS,
  );
  section.choice(
    t('colour scale'),
    () => view().scale,
    (scale) => kit.set({ view: { scale } }),
    { linear: 'linear', log: 'log', 'by rank': 'rank' },
    t('By rank the colour of a loss is the share of the picture that lies below it.'),
  );
  addRange(kit, section);
  section.choice(
    t('isolines'),
    () => view().isolines,
    (isolines) => kit.set({ view: { isolines } }),
  );
  section.choice(
    t('descent arrows'),
    () => view().arrows,
    (arrows) => kit.set({ view: { arrows } }),
  );
  section.choice(
    t('minima and saddles'),
    () => view().marks,
    (marks) => kit.set({ view: { marks } }),
  );
  section.note(() => {
    const { trained } = infoOf(kit.state);
    if (!view().marks || !isSlowToSearch(kit.state)) return '';
    const n = trained.filter(Boolean).length;
    return t(
      'Minima and saddles are not searched for here: {n} parameters and all their data would take minutes.',
      { n },
    );
  });
  const patterns = section.choice(
    t('patterns'),
    () => view().patterns,
    (patterns) => kit.set({ view: { patterns } }),
  );
  section.always(() => patterns.show(isMap(viewOf(kit.state))));
  section.choice(
    t('edge of stability'),
    () => view().edge,
    (edge) => kit.set({ view: { edge } }),
  );
  section.choice(
    t('λmax along runs'),
    () => view().alongRuns,
    (alongRuns) => kit.set({ view: { alongRuns } }),
  );
  section.always(() => section.show(kit.state.tab !== 'benchmark'));
  return section;
}

function addRange(kit: PanelKit, section: Section): void {
  const usual = infoOf(kit.state).lossRange;
  const range = () => kit.state.view.range;
  section.choice(
    t('automatic range'),
    () => range() === null,
    (automatic) => kit.set({ view: { range: automatic ? null : usual } }),
  );
  const ends = ([0, 1] as const).map((end) =>
    section.number({
      label: t(end === 0 ? 'lowest loss' : 'highest loss'),
      min: Math.min(0, usual[0]),
      max: 3 * Math.max(usual[1], 0),
      step: (usual[1] - usual[0]) / 400,
      get: () => (range() ?? usual)[end],
      set: (value) => {
        const [lo, hi] = range() ?? usual;
        kit.put({ view: { range: end === 0 ? [value, hi] : [lo, value] } });
      },
    }),
  );
  section.always(() => {
    for (const end of ends) end.show(range() !== null);
  });
}
