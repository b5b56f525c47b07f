// The spectrum of learning rates.
import { SPECTRUM_LIMIT } from '../../../schemas.ts';
import { t } from '../../../words/words.ts';
import { infoOf } from '../../state/problem.ts';
import { viewOf } from '../../state/tabs.ts';
import { addStart, optimizerOptions, stepsField, thresholdField } from '../fields.ts';
import type { PanelKit, Section } from '../kit.ts';

export function addSpectrum(kit: PanelKit): Section {
  const section = kit.section(t('Spectrum'));
  const spectrum = () => kit.state.spectrum;
  section.choice(
    t('optimizer'),
    () => spectrum().optimizer,
    (optimizer) => kit.set({ spectrum: { optimizer } }),
    optimizerOptions(),
  );
  addRates(kit, section);
  section.number(
    stepsField(
      () => spectrum().steps,
      (steps) => kit.put({ spectrum: { steps } }),
    ),
  );
  section.number(
    thresholdField(
      kit.state,
      () => spectrum().threshold,
      (threshold) => kit.put({ spectrum: { threshold } }),
    ),
  );
  section.choice(
    t('iterates of'),
    () => spectrum().component,
    (component) => kit.set({ spectrum: { component } }),
    [...infoOf(kit.state).theta],
    t('the component of θ whose last iterates are drawn above each η'),
  );
  section.number({
    label: t('last iterates'),
    hint: t('how many at the end of a run are drawn: a cycle of p steps shows as p lines'),
    min: 1,
    max: 256,
    step: 1,
    get: () => spectrum().last,
    set: (last) => kit.put({ spectrum: { last } }),
  });
  section.choice(
    t('Lyapunov exponent'),
    () => spectrum().lyapunov,
    (lyapunov) => kit.set({ spectrum: { lyapunov } }),
    null,
    t('how fast two runs side by side part: above 0 is chaos'),
  );
  addStart(
    kit,
    section,
    () => spectrum().start,
    (start) => kit.put({ spectrum: { start } }),
  );
  section.always(() => section.show(viewOf(kit.state) === 'spectrum'));
  return section;
}

/** The range of learning rates, their scale and their number. */
function addRates(kit: PanelKit, section: Section): void {
  const spectrum = () => kit.state.spectrum;
  for (const end of [0, 1] as const) {
    section.number({
      label: t(end === 0 ? 'η from' : 'η to'),
      hint: t('the end of the axis of learning rates'),
      min: 1e-4,
      max: 1e4,
      scale: 'log',
      get: () => spectrum().rate.range[end],
      set: (value) => {
        const range = [...spectrum().rate.range] as [number, number];
        range[end] = value;
        kit.put({ spectrum: { rate: { range } } });
      },
    });
  }
  section.choice(
    t('scale of η'),
    () => spectrum().rate.scale,
    (scale) => kit.set({ spectrum: { rate: { scale } } }),
    ['linear', 'log'],
  );
  section.number({
    label: t('learning rates'),
    hint: t('runs over the range of η, one for each'),
    min: 256,
    max: SPECTRUM_LIMIT,
    scale: 'log',
    get: () => spectrum().count,
    set: (count) => kit.put({ spectrum: { count: Math.min(SPECTRUM_LIMIT, Math.round(count)) } }),
  });
}
