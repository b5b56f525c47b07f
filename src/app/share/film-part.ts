// A film of the view: what of it, how long and how large; made here, shown, and saved.
import { Clapperboard, Download } from 'lucide';
import { element, saveFile } from '../../views/dom.ts';
import { icon } from '../../views/icon.ts';
import { timeInWords } from '../../views/ticks.ts';
import { type Name, t, translated } from '../../words/words.ts';
import { FILM_KINDS, type FilmKind, type FilmPlan, filmsOf, framesIn, framesOf } from './film.ts';
import { choice, type ShareHouse, type SharePart } from './kit.ts';

const KINDS: Readonly<Record<FilmKind, Name>> = {
  run: 'The runs, from their start',
  zoom: 'The zoom, from the whole to here',
};
const SECONDS = [4, 6, 8] as const;
const RATES = [15, 24, 30, 60] as const;
const WIDTHS = [480, 640, 960, 1280, 1920] as const;

/** Frames after which the time that is left can be told. */
const TOLD_AFTER = 3;

export function createFilmPart(house: ShareHouse): SharePart {
  let making: AbortController | null = null;
  let film: { blob: Blob; url: string } | null = null;
  const kind = choice<FilmKind>('What', kindsOf(FILM_KINDS), 'run', () => {});
  const seconds = choice(
    'Length',
    SECONDS.map((n) => [n, t('{n} s', { n })] as const),
    6,
    () => {},
  );
  const rate = choice(
    'Frames a second',
    RATES.map((n) => [n, String(n)] as const),
    24,
    () => {},
  );
  const width = choice(
    'Width',
    WIDTHS.map((n) => [n, t('{n} pixels', { n })] as const),
    960,
    () => {},
  );
  const { stage, bar, status, make, cancel, save, root } = build(
    [kind, seconds, rate, width].map((each) => each.root),
  );
  make.addEventListener('click', () => void makeFilm());
  cancel.addEventListener('click', () => making?.abort());
  save.addEventListener('click', () => {
    if (film) saveFile(`gradscape-${kind.value}.webm`, 'video/webm', film.blob);
  });

  function kindsOf(kinds: readonly FilmKind[]) {
    return kinds.map((each) => [each, t(KINDS[each])] as const);
  }
  function working(on: boolean) {
    make.hidden = on;
    cancel.hidden = bar.hidden = !on;
    for (const { select } of [kind, seconds, rate, width]) select.disabled = on;
  }
  function forget() {
    if (film) URL.revokeObjectURL(film.url);
    film = null;
    save.hidden = true;
  }

  async function makeFilm() {
    const plan: FilmPlan = {
      kind: kind.value,
      seconds: seconds.value,
      rate: rate.value,
      width: width.value,
    };
    making = new AbortController();
    const { signal } = making;
    const total = framesIn(plan);
    const startedAt = performance.now();
    forget();
    working(true);
    status.textContent = t('Drawing…');
    try {
      const { filmOf } = await import('./film-file.ts');
      const blob = await filmOf(framesOf(house, plan, signal), plan, signal, (done, canvas) => {
        if (done === 1) stage.replaceChildren(canvas);
        bar.value = done / total;
        status.textContent = progressInWords(done, total, performance.now() - startedAt);
      });
      film = { blob, url: URL.createObjectURL(blob) };
      stage.replaceChildren(videoOf(film.url));
      save.hidden = false;
      const size = (blob.size / 1e6).toFixed(1);
      status.textContent = t('{n} frames, {size} MB', { n: total, size });
    } catch (error) {
      stage.replaceChildren();
      const why = translated((error as Error).message);
      status.textContent = signal.aborted
        ? t('Given up.')
        : t('No film could be made: {why}', { why });
    }
    making = null;
    working(false);
    (save.hidden ? make : save).focus();
  }

  return {
    name: 'Film',
    root,
    open() {
      const kinds = filmsOf(house);
      const able = 'VideoEncoder' in globalThis;
      if (kinds.length > 0) kind.offer(kindsOf(kinds));
      make.disabled = kinds.length === 0 || !able;
      forget();
      stage.replaceChildren();
      status.textContent = able
        ? kinds.length > 0
          ? ''
          : t(
              'There is a film of runs in the landscape, and of a zoom there or in the basins: zoom in first.',
            )
        : t(
            'This browser makes no films: it has no WebCodecs (Chrome, Edge, Safari and Firefox of 2024 and later do, over https).',
          );
    },
    close() {
      making?.abort();
    },
  };
}

function build(settings: readonly HTMLElement[]) {
  const stage = element('div', { className: 'share-picture share-film' });
  const bar = element('progress', { max: 1, value: 0, hidden: true });
  bar.setAttribute('aria-label', t('Progress'));
  const status = element('p', { className: 'share-status' });
  status.setAttribute('role', 'status');
  const make = element('button', { type: 'button', className: 'primary' }, icon(Clapperboard));
  make.append(` ${t('Make film')}`);
  const cancel = element('button', { type: 'button', textContent: t('Cancel'), hidden: true });
  const save = element('button', { type: 'button', hidden: true }, icon(Download));
  save.append(` ${t('Save film')}`);
  const root = element(
    'section',
    { className: 'share-part' },
    stage,
    element('div', { className: 'share-settings' }, ...settings),
    bar,
    element('div', { className: 'share-actions' }, make, cancel, save),
    status,
  );
  return { stage, bar, status, make, cancel, save, root };
}

function progressInWords(done: number, total: number, ms: number): string {
  const count = t('Frame {done} of {total}', { done, total });
  if (done < TOLD_AFTER) return count;
  const left = timeInWords(((ms / done) * (total - done)) / 1000);
  return `${count}, ${t('about {left} left', { left })}`;
}

function videoOf(url: string): HTMLVideoElement {
  const video = element('video', { src: url, loop: true, muted: true, controls: true });
  video.playsInline = true;
  video.autoplay = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  return video;
}
