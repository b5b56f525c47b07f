// The Lessons view: a column of text, formulas and questions beside the landscape, whose numbers are those of the
// state. Entering a step sets the picture.
import './lessons.css';
import './frame.css';
import './parts.css';
import { lessons } from '../../lessons/lessons.ts';
import type { Language } from '../../lessons/words/words.ts';
import { isUnloaded, loadProblems } from '../../problems/load.ts';
import { createFrames } from '../jobs/frames.ts';
import type { Say, View } from '../jobs/view.ts';
import type { LandscapeView } from '../landscape/view.ts';
import { DEFAULT_STATE, patched, type State, type StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { toHash } from '../state/url.ts';
import { createAxisMark } from './axis-mark.ts';
import { createBooks } from './book.ts';
import { createColumn } from './column.ts';
import { entering, isOf, leavesPicture, type Place, placeNamed, placesOf } from './enter.ts';
import { attachStepKeys } from './keys.ts';
import { createLights } from './lights.ts';
import { createMemory } from './memory.ts';
import { createPrinting } from './printing.ts';
import { createProgress } from './progress.ts';
import { say } from './reading.ts';
import { lessonStateOf, withParameter } from './settings.ts';
import { createSnapshot } from './snapshot.ts';

/** `root` is the column's place, `area` the plot's. */
export async function createLessons(
  { root, area }: { root: HTMLElement; area: HTMLElement },
  store: Store,
  landscape: LandscapeView,
  set: (patch: StatePatch) => void,
  tell: Say,
): Promise<View> {
  const places = placesOf(lessons);
  const memory = createMemory(() => window.localStorage);
  const progress = createProgress(memory);
  const books = await createBooks(memory, tell);
  let loading: Promise<void> = Promise.resolve();

  /** What the column is of, and the state that it was last shown for. */
  let here: Place | null = null;
  let before: State | null = null;
  const lights = createLights(root);
  const mark = createAxisMark(area, landscape);
  const snapshot = createSnapshot(area, landscape);
  const frames = createFrames(draw, () => true);
  const change = {
    set,
    parameter: (name: string, value: number) => set(withParameter(store.state, name, value)),
  };
  const column = createColumn(root, places, progress, change, {
    onStep: (place) => go(place, true),
    onLanguage: (next) => {
      loading = speak(next).catch(failed);
    },
    onPrint: () => void printing.print(),
    link: ({ id }) => toHash({ ...DEFAULT_STATE, tab: 'lessons', lesson: id }),
    set,
  });
  const printing = createPrinting(snapshot, (pictures) => {
    const now = isOpen() ? shown() : null;
    if (!now) return null;
    // A step that is not open has the student's weights, and the settings that it is entered with.
    const { state } = store;
    const at = (place: Place) =>
      place === here ? now : lessonStateOf(patched(state, entering(state, place)));
    return column.sheet({ parameters: now.parameters, pictures }, at);
  });
  const isOpen = () => store.state.tab === 'lessons';

  const failed = ({ message }: Error) => tell(say(books.now, 'view.failed', { why: message }), 20);

  async function speak(next: Language) {
    await books.change(next);
    if (here) column.open(here, books.now);
    column.focusLanguage(next);
    frames.redraw();
  }

  /** Where the reader wants to go; `focus`: by hand, so that reading goes on at the title. */
  function go(place: Place, focus: boolean) {
    const enter = () => {
      set(entering(store.state, place));
      if (focus && here === place) column.focusTitle();
    };
    const { problem } = place.lesson.setUp;
    if (!isUnloaded(problem)) return enter();
    loading = loadProblems().then(enter, failed);
  }

  /** What the numbers are of; null while the picture is of something else. */
  const shown = () => (here && isOf(store.state, here) ? lessonStateOf(store.state) : null);
  function draw() {
    if (!here || !isOpen()) return;
    column.show(shown());
    lights.again();
  }

  function open(place: Place) {
    if (here === place) return;
    here = place;
    progress.see(place.id);
    column.open(place, books.now);
  }

  /** The step that the state names; else that left last, or the first. */
  function placeOf(state: State): Place {
    const { place, isKnown } = placeNamed(places, state.lesson, progress.last);
    if (!isKnown) {
      const title: string = books.now.words[place.step.title];
      tell(say(books.now, 'view.unknown', { step: state.lesson.slice(0, 60), title }));
    }
    return place;
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
      root.hidden = !is;
      snapshot.watch(is);
      if (!is) {
        lights.clear();
        before = null;
        return;
      }
      const place = placeOf(state);
      const anew = place.id !== state.lesson || (place !== here && leavesPicture(state, before));
      const fresh = before === null && here === null && leavesPicture(state, null);
      open(place);
      before = state;
      if (anew || fresh) go(place, false);
      frames.redraw();
    },
    resize() {},
    results: () => [],
    async settled() {
      await loading;
      if (isOpen()) await frames.settled();
    },
    cancel() {},
  };
}
