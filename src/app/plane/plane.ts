// The plane of all maps: which directions it has, laid anew by hand or through what runs do, and how much it shows of
// them. Loaded once the first landscape is on screen.
import './plane.css';
import { toParameters } from '../../views/transform.ts';
import type { Engines } from '../jobs/engines.ts';
import type { Say, View } from '../jobs/view.ts';
import type { Explorer } from '../landscape/explorer.ts';
import type { StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { createProjectionNote } from './note.ts';
import type { Pointed } from './points.ts';
import { createSection } from './section.ts';

export interface PlaneElements {
  /** Where the section goes. */
  section: HTMLElement;
  /** What the note on the projection stands below. */
  legend: HTMLElement;
  /** The landscape's surface, on which places are pointed at. */
  surface: HTMLElement;
}

/** Runs and places come many times a second. */
const REST_MS = 200;

export function createPlane(
  elements: PlaneElements,
  store: Store,
  engines: Engines,
  explorer: Explorer,
  set: (patch: StatePatch) => void,
  say: Say,
): View {
  let pointed: Pointed | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const section = createSection(elements.section, store, engines, explorer, set, say);
  const note = createProjectionNote(elements.legend, explorer, section.principal);

  function refresh() {
    clearTimeout(timer);
    timer = undefined;
    section.refresh(pointed);
  }
  function refreshSoon() {
    timer ??= setTimeout(refresh, REST_MS);
  }
  explorer.onRuns.subscribe(refreshSoon);
  elements.surface.addEventListener('pointermove', ({ offsetX, offsetY }) => {
    const { state } = store;
    pointed = { at: toParameters(state.window, explorer.size, [offsetX, offsetY]), on: state };
    refreshSoon();
  });
  refresh();
  return {
    request(state) {
      section.show(state);
      note.request(state);
    },
    resize() {},
    results: () => [],
    async settled() {
      if (timer !== undefined) refresh();
      await section.settled();
      await note.settled();
    },
    cancel() {},
  };
}
