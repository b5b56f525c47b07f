// A snippet that shows the view in another page.
import { ExternalLink } from 'lucide';
import { element } from '../../views/dom.ts';
import { icon } from '../../views/icon.ts';
import { type Name, t, translated } from '../../words/words.ts';
import { infoOf, shortName } from '../state/problem.ts';
import { EMBED_SIDES, embedAddress, embedSnippet, PARTS, type Part } from './embed-address.ts';
import { copyButton, type ShareHouse, type SharePart } from './kit.ts';
import { linkTo } from './link-address.ts';

const NAMES: Readonly<Record<Part, Name>> = {
  chart: 'Loss chart',
  controls: 'Controls',
  transport: 'Playback',
  bar: 'Top bar',
};

export function createEmbedPart({ store }: ShareHouse): SharePart {
  const boxes = PARTS.map((part) => {
    const box = element('input', { type: 'checkbox' });
    box.addEventListener('change', show);
    return {
      part,
      box,
      label: element('label', { className: 'share-check' }, box, t(NAMES[part])),
    };
  });
  const width = number('width', '');
  width.placeholder = '100%';
  const height = number('height', '480');
  const title = element('input', { type: 'text' });
  title.addEventListener('input', show);
  const snippet = element('textarea', { readOnly: true, rows: 4, className: 'share-text' });
  snippet.setAttribute('aria-label', t('Snippet to paste'));
  snippet.addEventListener('focus', () => snippet.select());
  const status = element('p', { className: 'share-status' });
  status.setAttribute('role', 'status');
  const copy = copyButton('Copy snippet', snippet, (copied) => {
    status.textContent = copied ? t('The snippet is in the clipboard.') : '';
  });
  copy.classList.add('primary');
  const preview = element(
    'a',
    { target: '_blank', rel: 'noopener', className: 'share-preview' },
    t('Preview'),
    icon(ExternalLink),
  );
  const sketch = createSketch();

  function number(side: 'width' | 'height', value: string) {
    const [min, max] = EMBED_SIDES[side].map(String) as [string, string];
    const field = element('input', { type: 'number', min, max, value, inputMode: 'numeric' });
    field.addEventListener('input', show);
    return field;
  }
  const sideOf = (side: 'width' | 'height', text: string) => {
    const [min, max] = EMBED_SIDES[side];
    const value = Math.round(Number(text));
    return text === '' || !Number.isFinite(value) ? null : Math.min(max, Math.max(min, value));
  };
  function show() {
    const parts = boxes.filter(({ box }) => box.checked).map(({ part }) => part);
    const address = embedAddress(linkTo(store.state), parts);
    const size = {
      width: sideOf('width', width.value),
      height: sideOf('height', height.value) ?? 480,
    };
    preview.href = address;
    snippet.value = embedSnippet(address, size, title.value);
    sketch.show(parts);
  }
  const row = (name: Name, field: HTMLElement) =>
    element('label', {}, element('span', { textContent: t(name) }), field);
  const legend = element('legend', { textContent: t('Beside the picture') });
  const root = element(
    'section',
    { className: 'share-part share-embed' },
    sketch.root,
    element(
      'div',
      { className: 'share-settings' },
      element('fieldset', {}, legend, ...boxes.map(({ label }) => label)),
      row('Width', width),
      row('Height', height),
      row('Title', title),
    ),
    snippet,
    element('div', { className: 'share-actions' }, copy, preview),
    status,
  );
  return {
    name: 'Embed',
    root,
    open() {
      const name = translated(shortName(infoOf(store.state).name));
      title.value = t('Loss landscape: {name}', { name });
      status.textContent = '';
      show();
    },
    close() {},
  };
}

/** Where the parts of an embed stand. */
function createSketch() {
  const root = element('div', { className: 'embed-sketch' });
  root.setAttribute('aria-hidden', 'true');
  const places = ['bar', 'picture', 'controls', 'transport', 'chart'] as const;
  const boxes = places.map((place) => {
    const box = element('i');
    box.dataset.part = place;
    return box;
  });
  root.append(...boxes);
  return {
    root,
    show(parts: readonly Part[]) {
      for (const [i, place] of places.entries()) {
        boxes[i]!.hidden = place !== 'picture' && !parts.includes(place);
      }
    },
  };
}
