// A picture of the view: what it will look like, its format and its size.
import { Copy, Download } from 'lucide';
import { figureScene } from '../../fields/figure/index.ts';
import { element, saveFile } from '../../views/dom.ts';
import { icon } from '../../views/icon.ts';
import { t, translated } from '../../words/words.ts';
import { drawScene } from './canvas.ts';
import { choice, type ShareHouse, type SharePart } from './kit.ts';
import {
  encodePicture,
  type Picture,
  pause,
  picturesOf,
  sizeOf,
  widthOnScreen,
} from './picture.ts';

const FORMATS = ['png', 'svg', 'pdf'] as const;
type Format = (typeof FORMATS)[number];

const NAMED = FORMATS.map((each) => [each, each.toUpperCase()] as const);

const MIME: Readonly<Record<Format, string>> = {
  png: 'image/png',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
};

/** A column of a journal, whose pictures have 600 dots an inch. */
const COLUMN = { width: 8.5, dpi: 600 };
const TIMES = [1, 2, 3, 4] as const;

export function createPicturePart(house: ShareHouse): SharePart {
  const preview = element('div', { className: 'share-picture' });
  const status = element('p', { className: 'share-status' });
  status.setAttribute('role', 'status');
  const format = choice<Format>('Format', NAMED, FORMATS[0], fit);
  const size = choice<number>('Size', [[2, '']], 2, fit);
  const save = element('button', { type: 'button', className: 'primary' }, icon(Download));
  save.append(` ${t('Save picture')}`);
  save.addEventListener('click', () => busy(saveAll));
  const copy = element('button', { type: 'button' }, icon(Copy), ` ${t('Copy picture')}`);
  copy.addEventListener('click', () => busy(copyFirst));
  let opened = 0;

  /** Pixels and what else follows from the format. */
  function fit() {
    const png = format.value === 'png';
    const width = widthOnScreen();
    const words = (times: number) =>
      png ? t('{times}× ({n} pixels wide)', { times, n: Math.round(times * width) }) : '';
    const sizes = png
      ? TIMES.map((times) => [times as number, words(times)] as const)
      : [[1, t('As on screen')] as const];
    size.offer([...sizes, [0, t('A column of a journal, 8.5 cm')]]);
    copy.hidden = !png || !('ClipboardItem' in globalThis);
  }
  const chosen = () => (size.value === 0 ? COLUMN : sizeOf(widthOnScreen(), size.value));
  const fresh = () =>
    picturesOf(house, size.value === 0 || format.value !== 'png' ? 1 : size.value);

  async function saveAll() {
    const pictures = await fresh();
    for (const picture of pictures) {
      const bytes = await encodePicture(picture, format.value, chosen());
      saveFile(`${picture.name}.${format.value}`, MIME[format.value], bytes);
    }
    return pictures.length === 0 ? t('There is nothing to save yet.') : t('The picture is saved.');
  }
  async function copyFirst() {
    // Safari wants the promise itself, while the click still counts.
    const blob = fresh().then(async ([first]) => {
      if (!first) throw new Error(t('There is nothing to save yet.'));
      return new Blob([await encodePicture(first, 'png', chosen())], { type: MIME.png });
    });
    await navigator.clipboard.write([new ClipboardItem({ [MIME.png]: blob })]);
    return t('The picture is in the clipboard.');
  }
  async function busy(work: () => Promise<string>) {
    for (const button of [save, copy]) button.disabled = true;
    status.textContent = t('Drawing…');
    await pause();
    try {
      status.textContent = await work();
    } catch (error) {
      const why = translated((error as Error).message);
      status.textContent = t('This view cannot be saved: {why}', { why });
    }
    for (const button of [save, copy]) button.disabled = false;
  }

  async function show() {
    const turn = ++opened;
    try {
      const pictures = await picturesOf(house);
      if (turn !== opened) return;
      preview.replaceChildren(...(await Promise.all(pictures.map(drawn))));
      if (pictures.length === 0) preview.textContent = t('There is nothing to save yet.');
    } catch (error) {
      preview.textContent = translated((error as Error).message);
    }
  }
  const settings = element('div', { className: 'share-settings' }, format.root, size.root);
  const actions = element('div', { className: 'share-actions' }, save, copy);
  return {
    name: 'Picture',
    root: element('section', { className: 'share-part' }, preview, settings, actions, status),
    open() {
      status.textContent = '';
      fit();
      void show();
    },
    close() {
      opened++;
    },
  };
}

/** A picture as it will be, on a canvas. */
async function drawn({ source, options }: Picture): Promise<HTMLCanvasElement> {
  const { width } = sizeOf(widthOnScreen(), 1);
  const scene = await figureScene(source, { ...options, width }, pause);
  const scale = Math.min(2, window.devicePixelRatio || 1);
  const canvas = element('canvas', {
    width: Math.round(scene.width * scale),
    height: Math.round(scene.height * scale),
  });
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', scene.title);
  drawScene(canvas.getContext('2d')!, scene, scale);
  return canvas;
}
