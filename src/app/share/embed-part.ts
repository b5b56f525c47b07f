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
  const width = sideField('width', null);
  width.field.placeholder = '100%';
  const height = sideField('height', 480);
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

  /** A field for a side; while what is typed is out of range, the side is as it was. Empty is `first`. */
  function sideField<First extends number | null>(side: 'width' | 'height', first: First) {
    const [min, max] = EMBED_SIDES[side];
    const field = element('input', { type: 'number', inputMode: 'numeric' });
    Object.assign(field, { min: String(min), max: String(max), value: String(first ?? '') });
    let value: number | First = first;
    let fault = '';
    field.addEventListener('input', () => {
      const typed = field.validity.badInput ? Number.NaN : Number(field.value);
      const taken = Number.isInteger(typed) && typed >= min && typed <= max;
      const empty = field.value === '' && !field.validity.badInput;
      const words = field.value || t('what is typed');
      fault = taken || empty ? '' : translated(`${words} is not an integer from ${min} to ${max}`);
      if (!fault) value = empty ? first : typed;
      field.classList.toggle('bad', fault !== '');
      field.setAttribute('aria-invalid', String(fault !== ''));
      show();
    });
    return {
      field,
      get value() {
        return value;
      },
      get fault() {
        return fault;
      },
    };
  }
  function show() {
    const parts = boxes.filter(({ box }) => box.checked).map(({ part }) => part);
    const address = embedAddress(linkTo(store.state), parts);
    preview.href = address;
    const size = { width: width.value, height: height.value };
    snippet.value = embedSnippet(address, size, title.value);
    status.textContent = [
      [t('Width'), width.fault],
      [t('Height'), height.fault],
    ]
      .flatMap(([side, fault]) => (fault ? [`${side}: ${fault}`] : []))
      .join('; ');
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
      row('Width', width.field),
      row('Height', height.field),
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
