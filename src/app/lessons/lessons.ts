// The Lessons view: a column of text, formulas and questions beside the landscape, whose numbers are those of the
// state. Entering a step sets the picture.
import './lessons.css';
import './frame.css';
import './parts.css';
import { lessons } from '../../lessons/lessons.ts';
import { isUnloaded, loadProblems } from '../../problems/load.ts';
import { changeLanguage } from '../../words/switch.ts';
import type { Engines } from '../jobs/engines.ts';
import { createFrames } from '../jobs/frames.ts';
import type { Say, View } from '../jobs/view.ts';
import type { LandscapeView } from '../landscape/view.ts';
import { DEFAULT_STATE, type State, type StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { toHash } from '../state/url.ts';
import { createAxisMark } from './axis-mark.ts';
import { createBench } from './bench.ts';
import { type Book, openBook } from './book.ts';
import { createColumn } from './column.ts';
import { changeOf } from './controls.ts';
import {
  entering,
  isOf,
  leavesPicture,
  lessonOf,
  type Place,
  placeNamed,
  placesOf,
  problemAt,
} from './enter.ts';
import { attachStepKeys } from './keys.ts';
import { createLights } from './lights.ts';
import { createLongRuns } from './long-runs.ts';
import { createMemory } from './memory.ts';
import { createObserving } from './observing.ts';
import { createPrinting } from './printing.ts';
import { createProgress } from './progress.ts';
import { say } from './reading.ts';
import { lessonStateOf } from './settings.ts';
import { createSnapshot } from './snapshot.ts';
import { createStepStates } from './step-states.ts';

/** `root` is the column's place, `area` the plot's; `maps` are what a step may have beside it instead. */
export async function createLessons(
  { root, area }: { root: HTMLElement; area: HTMLElement },
  store: Store,
  engines: Engines,
  landscape: LandscapeView,
  maps: View,
  set: (patch: StatePatch) => void,
  tell: Say,
): Promise<View> {
  const places = placesOf(lessons);
  const memory = createMemory(() => window.localStorage);
  const progress = createProgress(memory);
  const book = await openBook();
  let loading: Promise<void> = Promise.resolve();
  const isOpen = () => store.state.tab === 'lessons';
  const failed = ({ message }: Error) => tell(say(book, 'view.failed', { why: message }), 20);

  /** What the column is of, and the state that it was last shown for. */
  let here: Place | null = null;
  let before: State | null = null;
  const states = createStepStates(store);
  const lights = createLights(root);
  const mark = createAxisMark(area, landscape);
  const snapshot = createSnapshot(area, landscape);
  const frames = createFrames(draw, () => true);
  const change = changeOf(store, set);
  const long = createLongRuns(engines, () => frames.redraw(), failed);
  const observing = createObserving(engines, maps, () => frames.redraw(), failed);
  const bench = createBench(store, engines, memory, set, tell, frames.redraw);
  const column = createColumn(root, places, progress, long, change, bench, {
    onStep: (place) => go(place, true),
    onLanguage: (next) => changeLanguage(next, toHash(store.state), store.state),
    onPrint: () => void printing.print(),
    link: ({ id }) => toHash({ ...DEFAULT_STATE, tab: 'lessons', lesson: id }),
    set,
  });
  const printing = createPrinting(snapshot, {
    /** The steps on the sheet; none while there is nothing of a lesson to print. */
    prepare: () =>
      long.made(onSheet().map((place) => [place.step, states.of(place)] as const)).catch(failed),
    make(pictures) {
      const [first] = onSheet();
      const parameters = first && states.of(first).parameters;
      return parameters ? column.sheet({ parameters, pictures }, states.of, observing.last) : null;
    },
  });
  const onSheet = () => (isOpen() && shown() ? lessonOf(places, here!) : []);

  /** Where the reader wants to go; `focus`: by hand, so that reading goes on at the title. */
  function go(place: Place, focus: boolean) {
    const enter = () => {
      set(entering(store.state, place));
      if (focus && here === place) column.focusTitle();
    };
    if (isUnloaded(problemAt(place))) loading = loadProblems().then(enter, failed);
    else enter();
  }

  /** What the numbers are of; null while the picture is of something else. */
  const shown = () => (here && isOf(store.state, here) ? lessonStateOf(store.state) : null);
  function draw() {
    if (!here || !isOpen()) return;
    const now = shown();
    if (now) states.keep(here, now);
    column.show(now, observing.now());
    lights.again();
  }

  function open(place: Place) {
    if (here === place) return;
    here = place;
    progress.see(place.id);
    // A sheet has all steps, whatever problems they are of.
    if (lessonOf(places, place).map(problemAt).some(isUnloaded)) loadProblems().catch(failed);
    column.open(place, book);
  }

  lights.onChange.subscribe((part) => {
    column.light(part);
    mark.show(store.state, isOpen() ? part : null);
  });
  attachStepKeys(root, isOpen, (by) => {
    const to = here && places[places.indexOf(here) + by];
    if (to) go(to, true);
  });

  return {
    request(state) {
      const is = state.tab === 'lessons';
      showRoom(root, is, state);
      snapshot.watch(is);
      if (!is) {
        lights.clear();
        before = null;
        return;
      }
      const place = placeOf(state, places, progress.last, book, tell);
      const anew = place.id !== state.lesson || (place !== here && leavesPicture(state, before));
      const fresh = before === null && here === null && leavesPicture(state, null);
      open(place);
      before = state;
      if (anew || fresh) go(place, false);
      observing.request(place, store.state);
      frames.redraw();
    },
    resize: observing.again,
    results: () => [],
    async settled() {
      await Promise.all([loading, bench.runner.settled()]);
      if (!isOpen()) return;
      // The first drawing asks for the runs, the second has them.
      await frames.settled();
      await Promise.all([long.settled(), observing.settled()]);
      await frames.settled();
    },
    cancel: bench.runner.stop,
  };
}

/**
 * What the layout follows from; whoever fits itself into that hears of the state after us. Before training there are no
 * curves, and nothing to play: the room is the map's.
 */
function showRoom(root: HTMLElement, isOpen: boolean, { steps, picture }: State): void {
  root.hidden = !isOpen;
  const stage = root.parentElement!;
  stage.toggleAttribute('data-untrained', isOpen && steps === 0);
  stage.dataset.picture = picture;
}

/** The step that the state names; else that left last, or the first. */
function placeOf(
  { lesson }: State,
  places: readonly Place[],
  last: string | null,
  book: Book,
  tell: Say,
): Place {
  const { place, isKnown } = placeNamed(places, lesson, last);
  if (!isKnown) {
    const title: string = book.words[place.step.title];
    tell(say(book, 'view.unknown', { step: lesson.slice(0, 60), title }));
  }
  return place;
}
