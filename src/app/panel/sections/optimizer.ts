// One optimizer as a card: its line and mark, whether it runs, its learning rate; unfolded its other settings.
import { listed } from '../../../math/format.ts';
import type { OptimizerKind } from '../../../optimizers.ts';
import { optimizerName } from '../../../views/colours.ts';
import { plain } from '../../../views/ticks.ts';
import { t } from '../../../words/words.ts';
import { mapOptimizers } from '../../state/job-specs.ts';
import type { State } from '../../state/state.ts';
import { hasOwnRuns, viewOf } from '../../state/tabs.ts';
import { isAxis } from '../axes.ts';
import { hintOf, type Setting } from '../formulas.ts';
import type { PanelKit, Section } from '../kit.ts';
import { createCard } from './optimizer-card.ts';

const FIELDS = {
  momentum: { label: 'momentum μ', min: 0, max: 0.999, step: 0.001 },
  decay: { label: 'decay α', min: 0, max: 0.999, step: 0.001 },
  beta1: { label: 'β1', min: 0, max: 0.999, step: 0.001 },
  beta2: { label: 'β2', min: 0, max: 0.9999, step: 0.0001 },
  epsilon: { label: 'ε', min: 1e-12, max: 1e-1, scale: 'log' },
} as const;

/** Whether an optimizer has what src/app/panel/sections/adjustments.ts shows. */
const hasMore = ({ weightDecay, schedule, noise }: State['optimizers']['gd']): boolean =>
  weightDecay > 0 || schedule !== null || noise.deviation > 0;

/** The maps choose their optimizers themselves; here are their hyper-parameters. */
const optimizersInUse = (state: State) =>
  viewOf(state) === 'spectrum' ? [state.spectrum.optimizer] : mapOptimizers(state);

export function addOptimizer(kit: PanelKit, kind: OptimizerKind): Section {
  const section = kit.section(optimizerName(kind));
  const own = () => kit.state.optimizers[kind];
  const show = section.choice(
    t('show'),
    () => own().on,
    (on) => kit.set({ optimizers: { [kind]: { on } } }),
  );
  const setting = (name: Setting) => ({
    hint: hintOf(kind, name),
    get: () => (own() as unknown as Record<string, number>)[name]!,
    set: (value: number) => kit.put({ optimizers: { [kind]: { [name]: value } } }),
  });
  const rate = section.number({
    label: t('learning rate η'),
    min: 1e-4,
    max: 1e3,
    scale: 'log',
    ...setting('learningRate'),
  });
  const names = Object.keys(own()).filter((name) => name in FIELDS) as (keyof typeof FIELDS)[];
  const fields = names.map((name) => {
    const row = section.number({ ...FIELDS[name], label: t(FIELDS[name].label), ...setting(name) });
    return { row, name };
  });
  const more = section.folder(
    () => t(hasMore(own()) ? 'More (in use)' : 'More'),
    async (rows) => (await import('./adjustments.ts')).addAdjustments(kit, rows, kind),
  );
  const card = createCard(section, kind, show, rate);
  section.note(() => {
    const { ownRates } = kit.state;
    if (!ownRates || !hasOwnRuns(kit.state)) return '';
    const all = Object.entries(ownRates).map(([name, rate]) => `${name} ${plain(rate)}`);
    return t('Rates of their own: {all}. A new η is one for all.', { all: listed(all) });
  });
  section.close();
  section.always(() => {
    const inLandscape = hasOwnRuns(kit.state);
    const used = inLandscape ? own().on : optimizersInUse(kit.state).includes(kind);
    section.show(inLandscape || used);
    show.show(inLandscape);
    const ofAxis = used && isAxis(kit.state, 'learningRate');
    rate.show(used && !ofAxis);
    card.show(used, ofAxis ? t('η is an axis') : '');
    for (const { row, name } of fields) row.show(used && !isAxis(kit.state, name));
    more.show(used);
  });
  return section;
}
