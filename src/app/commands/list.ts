// Everything that the command palette reaches: actions, views, problems, pictures of the gallery, and the panel's controls.
import { problems } from '../../problems/registry.ts';
import { changeLanguage } from '../../words/switch.ts';
import { LANGUAGES, type Language, language, type Name, t, translated } from '../../words/words.ts';
import { stateOf } from '../gallery/gallery.ts';
import { PICTURES } from '../gallery/states.ts';
import { homeOf, problemState, shortName } from '../state/problem.ts';
import type { State, StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { toHash } from '../state/url.ts';
import { controlsIn } from './controls.ts';

export interface Command {
  readonly label: string;
  /** Where it belongs. */
  readonly group: string;
  /** What it is called besides: in the other language. */
  readonly also: string;
  readonly run: () => void;
}

export interface Reached {
  readonly store: Store;
  readonly set: (patch: StatePatch) => void;
  /** A problem chosen by hand. */
  readonly choose: (patch: StatePatch) => void;
  /** Resolves when the panel has its controls. */
  readonly controls: () => Promise<unknown>;
  /** Shows the panel where it is put away. */
  readonly reveal: () => void;
}

/** Buttons of the page that are actions, by their ids; they say themselves what they are called. */
const BUTTONS = [
  ...['play', 'to-start', 'step-on', 'step-back', 'undo', 'redo', 'share'],
  ...['gallery-open', 'problem-open', 'help-open', 'tables-open'],
];

const THEMES: readonly (readonly [State['view']['theme'], Name])[] = [
  ['light', 'Theme: light'],
  ['dark', 'Theme: dark'],
  ['auto', 'Theme: as the system'],
];

/** From where the landscape is looked at in space at first. */
const POSE = { azimuth: -36, tilt: 52, zoom: 1 };

function actions({ store, set }: Reached): Omit<Command, 'also'>[] {
  const group = t('Action');
  const { state } = store;
  const pressed = BUTTONS.flatMap((id) => {
    const button = document.getElementById(id) as HTMLButtonElement | null;
    const label = button?.getAttribute('aria-label') ?? button?.textContent?.trim();
    if (!button || !label || button.hidden || button.disabled) return [];
    return [{ group, label, run: () => button.click() }];
  });
  const relief = () =>
    set({ tab: 'landscape', view: { relief: store.state.view.relief ? null : POSE } });
  const tour = async () => (await import('../welcome/tour.ts')).startTour();
  return [
    ...pressed,
    { group, label: t('Home: the whole map'), run: () => set({ window: homeOf(store.state) }) },
    { group, label: t('Reset: starts and map as they were'), run: () => set(resetOf(store.state)) },
    { group, label: t('In space or as a map (3-D)'), run: relief },
    { group, label: t('Take the tour'), run: () => void tour() },
    ...THEMES.map(([theme, label]) => ({
      group,
      label: t(label),
      run: () => set({ view: { theme } }),
    })),
    ...Object.entries(LANGUAGES)
      .filter(([tag]) => tag !== language)
      .map(([tag, name]) => ({
        group,
        label: t('Language: {name}', { name }),
        run: () => changeLanguage(tag as Language, toHash(state), store.state),
      })),
  ];
}

/** The starts and the window as the problem has them. */
const resetOf = (state: State): StatePatch => ({
  window: homeOf(state),
  starts: { points: [problemState(state).start], off: [], pattern: 'none' },
});

function views(): Omit<Command, 'also'>[] {
  const group = t('View');
  return [...document.querySelectorAll<HTMLButtonElement>('#tabs button')].map((button) => ({
    group,
    label: button.textContent ?? '',
    run: () => button.click(),
  }));
}

/** What each phrase is called in the other of the two languages. */
async function otherWords(): Promise<(text: string) => string> {
  const { default: korean } = await import('../../words/ko.ts');
  const pairs = Object.entries(korean);
  const there = new Map<string, string>([
    ...pairs,
    ...pairs.map(([english, words]) => [words, english] as const),
  ]);
  return (text) => there.get(text) ?? '';
}

/** All that there is to reach as the page is now. */
export async function listCommands(reached: Reached): Promise<Command[]> {
  const { store, set, choose, controls, reveal } = reached;
  const [other] = await Promise.all([otherWords(), controls()]);
  const panel = document.getElementById('panel')!;
  const all: Omit<Command, 'also'>[] = [
    ...actions(reached),
    ...views(),
    ...controlsIn(panel).map(({ label, section, focus }) => ({
      group: section || t('Controls'),
      label,
      run: () => {
        reveal();
        focus();
      },
    })),
    ...Object.values(problems).map(({ id, name }) => ({
      group: t('Problem'),
      label: translated(shortName(name)),
      run: () => choose({ problem: id }),
    })),
    ...PICTURES.map((picture) => ({
      group: t('Gallery'),
      label: t(picture.title),
      run: () => set(stateOf(picture, store.state)),
    })),
  ];
  return all.map((command) => ({
    ...command,
    also: [other(command.label), ...command.group.split(' · ').map(other)].join(' '),
  }));
}
