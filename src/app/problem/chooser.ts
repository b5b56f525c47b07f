// The dialog in which a problem is chosen: a card for each, with a picture that is computed from the problem itself.
import './chooser.css';
import type { Problem, ProblemRef } from '../../problems/problem.ts';
import { problems } from '../../problems/registry.ts';
import { headOf } from '../../views/dialog.ts';
import { element } from '../../views/dom.ts';
import { type Name, t, translated } from '../../words/words.ts';
import { homeOf, type MadeOf, shortName } from '../state/problem.ts';
import type { StatePatch } from '../state/state.ts';
import type { Store } from '../state/store.ts';
import { cardAfter } from './card-keys.ts';
import { createPause, evenShade, paint, type Sketch, sketchOf } from './picture.ts';

/** CSS pixels of a picture, and its samples. */
const SIZE = { width: 96, height: 64 };

/** Work of a loss, beside that of a small network, from which on a picture has fewer samples; at most three times fewer each way. */
const LIGHT = 4;

/** Samples of a picture: all of them together are drawn while a user looks. */
function samplesOf({ work = 1, network }: Problem): typeof SIZE {
  // A loss is of all points, whatever a batch has.
  const points = network ? network.train.count : 1;
  const size = network?.spec.batch || points;
  const whole = work * Math.max(1, points / Math.min(size, points));
  const share = Math.min(3, Math.max(1, Math.sqrt(whole / LIGHT)));
  return { width: Math.round(SIZE.width / share), height: Math.round(SIZE.height / share) };
}

const GROUPS: readonly (readonly [title: Name, has: (problem: Problem) => boolean])[] = [
  [
    'Networks',
    ({ data, network, samples }) => network !== undefined || (!data && samples.length > 0),
  ],
  ['Functions', ({ data, samples, with: made }) => !data && !made && samples.length === 0],
  ['Formula', ({ data, with: made }) => !data && made !== undefined],
  ['Data', ({ data, network }) => data !== undefined && !network],
];

interface Card {
  readonly problem: Problem;
  readonly button: HTMLButtonElement;
  readonly canvas: HTMLCanvasElement;
}

/** Fills the dialog and returns what opens it. Of a problem that is made of something, `set` gets what it last was. */
export function createChooser(
  dialog: HTMLDialogElement,
  store: Store,
  set: (patch: StatePatch) => void,
): () => void {
  const cards: Card[] = [];
  /** What problems were last made of. */
  const kept = new Map<string, Pick<MadeOf, 'formula' | 'data' | 'network'>>();
  let drawing = new AbortController();

  const choose = (problem: string) => {
    dialog.close();
    set(problem === store.state.problem ? {} : { problem, ...kept.get(problem) });
  };
  dialog.replaceChildren(
    headOf(dialog, t('What is minimised?')),
    ...GROUPS.map(([title, has]) => group(title, has, cards, choose)),
  );
  dialog.addEventListener('close', () => drawing.abort());
  dialog.addEventListener('keydown', (event) => {
    const from = cards.findIndex(({ button }) => button === document.activeElement);
    if (from < 0) return;
    const boxes = cards.map(({ button }) => button.getBoundingClientRect());
    const to = cardAfter(boxes, from, event.key);
    if (to === null) return;
    event.preventDefault();
    focus(to);
  });

  /** One card is in the order of Tab; the arrows lead on from there. */
  function focus(index: number) {
    for (const [i, { button }] of cards.entries()) button.tabIndex = i === index ? 0 : -1;
    cards[index]!.button.focus();
  }

  return () => {
    const { problem, formula, data, network, view } = store.state;
    if (formula !== null || data !== null || network !== null) {
      kept.set(problem, { formula, data, network });
    }
    for (const { problem: of, button } of cards) {
      if (of.id === problem) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
    dialog.showModal();
    focus(
      Math.max(
        0,
        cards.findIndex(({ problem: of }) => of.id === problem),
      ),
    );
    drawing.abort();
    drawing = new AbortController();
    const refOf = ({ id }: Problem): ProblemRef => {
      const text = kept.get(id)?.formula;
      return { id, ...(text ? { formula: text } : {}) };
    };
    void draw(cards, refOf, view.colormap, drawing.signal);
  };
}

function group(
  title: Name,
  has: (problem: Problem) => boolean,
  cards: Card[],
  choose: (id: string) => void,
): HTMLElement | string {
  const own = Object.values(problems).filter(has);
  if (own.length === 0) return '';
  const list = element('div', { className: 'cards' });
  for (const problem of own) {
    const card = cardOf(problem);
    card.button.addEventListener('click', () => choose(problem.id));
    list.append(card.button);
    cards.push(card);
  }
  const root = element('section', {}, element('h3', { textContent: t(title) }), list);
  root.setAttribute('aria-label', t(title));
  return root;
}

function cardOf(problem: Problem): Card {
  const canvas = element('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  const text = element(
    'span',
    { className: 'card-text' },
    element('b', { textContent: translated(shortName(problem.name)) }),
    element('span', { textContent: translated(problem.summary) }),
  );
  const button = element('button', { type: 'button', className: 'card' }, canvas, text);
  return { problem, button, canvas };
}

/** What has been computed last of each problem, and of which reference. */
const sketches = new Map<string, { key: string; sketch: Sketch }>();

async function draw(
  cards: readonly Card[],
  refOf: (problem: Problem) => ProblemRef,
  colormap: Parameters<typeof paint>[3],
  signal: AbortSignal,
): Promise<void> {
  const pause = createPause();
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  const pixels = { width: SIZE.width * ratio, height: SIZE.height * ratio };
  for (const { problem, canvas } of cards) {
    const ref = refOf(problem);
    const key = JSON.stringify(ref);
    try {
      const { width, height } = samplesOf(problem);
      const home = homeOf({
        problem: problem.id,
        formula: ref.formula ?? null,
        data: null,
        network: null,
      });
      const known = sketches.get(problem.id);
      const sketch =
        known?.key === key ? known.sketch : await sketchOf(ref, home, width, height, pause, signal);
      sketches.set(problem.id, { key, sketch });
      paint(canvas, sketch, pixels, colormap, evenShade(sketch.landscape));
    } catch {
      // Closed, or a problem without a picture: the card is there all the same.
      if (signal.aborted) return;
    }
  }
}
