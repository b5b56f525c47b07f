// The lesson as it is printed: all its steps with the student's numbers and answers, and the picture as it is.
import './sheet.css';
import { numberText } from '../../lessons/numbers.ts';
import { element } from '../../views/dom.ts';
import type { Place } from './enter.ts';
import { type Reading, say, textNodes } from './reading.ts';
import type { Snapshot } from './snapshot.ts';

export interface SheetOf {
  readonly places: readonly Place[];
  /** The parameters that its numbers are of. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly pictures: ReturnType<Snapshot['pictures']>;
  /** A step's parts as they are printed. */
  parts(place: Place): HTMLElement[];
}

export function sheetElement(reading: Reading, of: SheetOf): HTMLElement {
  const { language } = reading;
  const { places, parameters, pictures, parts } = of;
  const { lesson } = places[0]!;
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date());
  const values = Object.entries(parameters)
    .map(([name, value]) => `${name} = ${numberText(value, language)}`)
    .join(', ');
  const figure = (
    picture: HTMLElement | null,
    caption: 'view.sheet.picture' | 'view.sheet.curves',
  ) =>
    picture
      ? [
          element(
            'figure',
            { className: 'paper-picture' },
            picture,
            element('figcaption', { textContent: reading.words[caption] }),
          ),
        ]
      : [];
  const steps = places.map((place) =>
    element(
      'section',
      {},
      element('h2', {}, ...textNodes(reading, place.step.title)),
      ...parts(place),
    ),
  );
  const sheet = element(
    'article',
    { className: 'lesson-sheet', lang: language },
    element('p', { className: 'lesson-of', textContent: say(reading, 'view.sheet', { date }) }),
    element('h1', {}, ...textNodes(reading, lesson.title)),
    element('p', { textContent: say(reading, 'view.sheet.values', { values }) }),
    ...steps,
    ...figure(pictures.map, 'view.sheet.picture'),
    ...figure(pictures.curves, 'view.sheet.curves'),
  );
  return sheet;
}
