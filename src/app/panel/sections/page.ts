// The page as a whole: its theme, language and engine.
import { LANGUAGES, type Language, language, t } from '../../../words/words.ts';
import { DEFAULT_STATE } from '../../state/state.ts';
import type { PanelKit, Section } from '../kit.ts';

/** Each by its own name. */
const LANGUAGE_OPTIONS = Object.fromEntries(
  Object.entries(LANGUAGES).map(([tag, name]) => [name, tag]),
);

export function addPage(kit: PanelKit): Section {
  const section = kit.section(t('Page'));
  const view = () => kit.state.view;
  section.choice(
    t('theme'),
    () => view().theme,
    (theme) => kit.set({ view: { theme } }),
    ['auto', 'light', 'dark'],
    t('auto follows the system'),
  );
  section.choice(
    t('projector mode'),
    () => view().projector,
    (projector) => kit.set({ view: { projector } }),
    null,
    t('larger type, thicker lines and more contrast, for a room'),
  );
  section.choice(
    t('language'),
    (): Language => language,
    async (next) => {
      const [{ changeLanguage }, { toHash }] = await Promise.all([
        import('../../../words/switch.ts'),
        import('../../state/url.ts'),
      ]);
      changeLanguage(next, toHash(kit.state), kit.state);
    },
    LANGUAGE_OPTIONS,
  );
  const engine = section.choice(
    t('engine'),
    () => kit.state.engine,
    (engine) => kit.set({ engine }),
    {
      automatic: 'auto',
      'GPU (WebGPU, f32)': 'gpu',
      'CPU (workers, f64)': 'cpu',
    },
    t('what computes: the GPU in f32, or the CPU in f64, slower and exact to 1e-12'),
  );
  const reset = section.button(t('Reset everything'), () =>
    kit.lose(DEFAULT_STATE, t('Everything is as it begins.')),
  );
  section.always(() => {
    // The benchmark brings engines of its own, and has no settings.
    const hasState = kit.state.tab !== 'benchmark';
    engine.show(hasState);
    reset.show(hasState);
  });
  return section;
}
