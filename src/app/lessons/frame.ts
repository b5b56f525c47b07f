// What stands around a step: the contents, the language, printing, and the way to the steps before and after.
import type { WordKey } from '../../lessons/words/words.ts';
import { button, element } from '../../views/dom.ts';
import { LANGUAGES, type Language } from '../../words/words.ts';
import type { Place } from './enter.ts';
import type { Progress } from './progress.ts';
import { type Reading, say, textNodes } from './reading.ts';

export interface FrameHandlers {
  onStep(place: Place): void;
  onLanguage(language: Language): void;
  onPrint(): void;
  /** The address that opens a step. */
  link(place: Place): string;
}

type Words = Pick<Reading, 'words'>;

const word = ({ words }: Words, key: WordKey): string => words[key];

/** The bar on top of the column. */
export function headElement(
  reading: Reading,
  places: readonly Place[],
  here: Place,
  progress: Progress,
  handlers: FrameHandlers,
): HTMLElement {
  const languages = Object.entries(LANGUAGES).map(([tag, name]) => {
    const choice = button(name, () => handlers.onLanguage(tag as Language));
    choice.lang = tag;
    choice.setAttribute('aria-pressed', String(tag === reading.language));
    return choice;
  });
  const print = button(word(reading, 'view.print'), handlers.onPrint);
  print.title = word(reading, 'view.print.title');
  const group = element('div', { className: 'lesson-languages', role: 'group' }, ...languages);
  group.setAttribute('aria-label', word(reading, 'view.language'));
  return element(
    'header',
    { className: 'lesson-head' },
    contentsElement(reading, places, here, progress, handlers),
    element('span', { className: 'lesson-gap' }),
    group,
    print,
  );
}

function contentsElement(
  reading: Reading,
  places: readonly Place[],
  here: Place,
  progress: Progress,
  handlers: FrameHandlers,
): HTMLElement {
  const entry = (place: Place) => {
    const link = element(
      'a',
      { href: handlers.link(place) },
      ...textNodes(reading, place.step.title),
    );
    if (place.id === here.id) link.setAttribute('aria-current', 'step');
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      handlers.onStep(place);
    });
    const seen = element('span', { className: 'lesson-seen' });
    if (progress.seen(place.id)) {
      seen.append(
        '✓',
        element('span', { className: 'unseen', textContent: word(reading, 'view.seen') }),
      );
    }
    return element('li', {}, link, seen);
  };
  const lessons = [...new Set(places.map(({ lesson }) => lesson))];
  const list = lessons.flatMap((lesson) => [
    element('p', { className: 'lesson-of' }, ...textNodes(reading, lesson.title)),
    element('ol', {}, ...places.filter((place) => place.lesson === lesson).map(entry)),
  ]);
  const nav = element('nav', {}, ...list);
  nav.setAttribute('aria-label', word(reading, 'view.steps'));
  const details = element(
    'details',
    { className: 'lesson-contents' },
    element('summary', { textContent: word(reading, 'view.contents') }),
    nav,
  );
  details.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !details.open) return;
    details.open = false;
    details.querySelector('summary')!.focus();
  });
  // Whoever goes on elsewhere is done with it.
  details.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !details.contains(relatedTarget)) details.open = false;
  });
  return details;
}

/** The bar below it. */
export function footElement(
  reading: Reading,
  places: readonly Place[],
  here: Place,
  { onStep }: FrameHandlers,
): HTMLElement {
  const at = places.indexOf(here);
  const way = (key: WordKey, by: number) => {
    const to = places[at + by];
    const made = button(word(reading, key), () => to && onStep(to));
    made.disabled = !to;
    return made;
  };
  const next = way('view.next', 1);
  next.className = 'primary';
  const nav = element(
    'nav',
    { className: 'lesson-foot', title: word(reading, 'view.keys') },
    way('view.previous', -1),
    element('span', { textContent: `${here.at + 1} / ${here.lesson.steps.length}` }),
    next,
  );
  nav.setAttribute('aria-label', word(reading, 'view.steps'));
  return nav;
}

/** The lesson's name and the step's, which has the focus when it is entered. */
export function titleElements(reading: Reading, { lesson, step, at }: Place): HTMLElement[] {
  const title = element('h2', { tabIndex: -1 }, ...textNodes(reading, step.title));
  const of = say(reading, 'view.step', { n: at + 1, count: lesson.steps.length });
  return [
    element('p', { className: 'lesson-of' }, ...textNodes(reading, lesson.title), ` · ${of}`),
    title,
  ];
}
