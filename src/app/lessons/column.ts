// The column of a step: what stands around it, its parts, and their numbers.
import { type Figures, figuresOf, type LessonState } from '../../lessons/lesson.ts';
import { button, element } from '../../views/dom.ts';
import type { StatePatch } from '../state/state.ts';
import { createTopic } from '../state/topic.ts';
import { type Answers, isSolved } from './asks.ts';
import type { Book } from './book.ts';
import type { Change } from './controls.ts';
import { lessonOf, type Place, startingOver } from './enter.ts';
import { fitWide } from './fit.ts';
import { type FrameHandlers, footElement, headElement, titleElements } from './frame.ts';
import type { LongRuns } from './long-runs.ts';
import type { Progress } from './progress.ts';
import type { Reading, Shown } from './reading.ts';
import type { Bench } from './runner.ts';
import { type SheetOf, sheetElement } from './sheet.ts';
import { stepElements } from './step.ts';

export interface ColumnHandlers extends FrameHandlers {
  set(patch: StatePatch): void;
}

export interface Column {
  /** Lays out a step, in a language. */
  open(place: Place, book: Book): void;
  /**
   * Fills in the numbers of a state, and those known of its picture; null while that is of another problem.
   */
  show(state: LessonState | null, known: Figures): void;
  /** What is pointed at, or null. */
  light(part: string | null): void;
  focusTitle(): void;
  /** The whole lesson on paper. */
  sheet(
    of: Pick<SheetOf, 'parameters' | 'pictures'>,
    at: (place: Place) => LessonState,
    known: (place: Place) => Figures,
  ): HTMLElement;
}

export function createColumn(
  root: HTMLElement,
  places: readonly Place[],
  progress: Progress,
  long: LongRuns,
  change: Change,
  bench: Bench,
  handlers: ColumnHandlers,
): Column {
  const lit = createTopic<string | null>();
  let here: Place | null = null;
  let book: Book | null = null;
  let updates: ((shown: Shown) => void)[] = [];
  let last: LessonState | null = null;
  let lastKnown: Figures = {};
  let body = element('div');
  const working = element('p', { className: 'lesson-working', role: 'status' });

  const answersOf = (place: Place): Answers => ({
    of: (ask) => progress.answer(place.id, ask),
    keep(ask, answer) {
      progress.keep(place.id, ask, answer);
      update();
    },
  });

  function update() {
    if (!here || !last) return;
    const shown = shownOf(here, last, lastKnown, progress, long);
    for (const each of updates) each(shown);
    working.hidden = !shown.isWorking;
    fitWide(body);
  }

  return {
    open(place, next) {
      [here, book, updates] = [place, next, []];
      const reading: Reading = { ...next, lit, live: (each) => void updates.push(each) };
      const desk = { answers: answersOf(place), change, bench };
      const again = button(next.words['view.reset'], () => handlers.set(startingOver(place)));
      const back = button(next.words['view.back'], () => handlers.set(startingOver(place)));
      const elsewhere = element(
        'div',
        { className: 'lesson-elsewhere' },
        element('p', { textContent: next.words['view.elsewhere'] }),
        back,
      );
      body = element(
        'div',
        { className: 'lesson-body' },
        ...titleElements(reading, place),
        elsewhere,
        element(
          'div',
          { className: 'lesson-parts' },
          ...stepElements(reading, place.step, desk),
          element('p', { className: 'lesson-again' }, again),
        ),
        working,
      );
      working.textContent = next.words['view.working'];
      working.hidden = true;
      root.lang = next.language;
      root.setAttribute('aria-label', next.words['view.lessons']);
      root.replaceChildren(
        headElement(reading, places, place, progress, handlers),
        body,
        footElement(reading, places, place, handlers),
      );
      // On a phone it is the stage that scrolls.
      if (root.parentElement) root.parentElement.scrollTop = 0;
    },
    show(state, known) {
      [last, lastKnown] = [state, known];
      body.classList.toggle('elsewhere', state === null);
      update();
    },
    light: (part) => lit.publish(part),
    focusTitle: () => body.querySelector('h2')?.focus({ preventScroll: true }),
    sheet(of, at, known) {
      const all = lessonOf(places, here!);
      const still: Reading = { ...book!, lit: createTopic(), live: () => {} };
      return sheetElement(still, {
        ...of,
        places: all,
        parts(place) {
          const own: ((shown: Shown) => void)[] = [];
          const reading = { ...still, live: (each: (shown: Shown) => void) => void own.push(each) };
          const parts = stepElements(reading, place.step, {
            answers: answersOf(place),
            change: null,
            bench,
          });
          const shown = shownOf(place, at(place), known(place), progress, long);
          for (const each of own) each(shown);
          return parts;
        },
      });
    },
  };
}

const NOTHING: ReadonlySet<string> = new Set();

/** A step's figures; hidden are those that are asked for and neither found nor shown. */
function shownOf(
  { step, id }: Place,
  state: LessonState,
  known: Figures,
  progress: Progress,
  long: LongRuns,
): Shown {
  const asked = step.parts.flatMap((part) => (part.kind === 'ask' ? [part.ask] : []));
  const open = asked.filter((ask) => !isSolved(progress.answer(id, ask.id)));
  const { figures, isLate } = long.of(step, state);
  return {
    state,
    figures: figuresOf(step, state, { ...figures, ...known }),
    isWorking: isLate,
    late: isLate ? new Set(Object.keys(figures)) : NOTHING,
    hidden: new Set(open.flatMap(({ figure, hides = [] }) => [figure, ...hides])),
  };
}
