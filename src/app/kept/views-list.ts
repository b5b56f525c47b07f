// The list of saved views: each with its picture, its name, which can be changed, and its date.
import { button, element } from '../../views/dom.ts';
import { language, t } from '../../words/words.ts';
import type { SavedView } from './keeping.ts';

export interface ViewsListEvents {
  onOpen(view: SavedView): void;
  onRename(view: SavedView, name: string): void;
  onDelete(view: SavedView): void;
}

export interface ViewsList {
  readonly element: HTMLElement;
  show(views: readonly SavedView[]): void;
}

export function createViewsList(events: ViewsListEvents): ViewsList {
  const root = element('ul', { className: 'kept-views' });
  function item(view: SavedView): HTMLElement {
    const { name, at, picture } = view;
    const open = button('', () => events.onOpen(view));
    open.className = 'kept-picture';
    open.ariaLabel = t('Open {name}', { name });
    if (picture) open.append(element('img', { src: picture, alt: '' }));
    const field = element('input', { type: 'text', value: name, maxLength: 200 });
    field.setAttribute('aria-label', t('Name of {name}', { name }));
    field.addEventListener('change', () => {
      const next = field.value.trim();
      if (next) events.onRename(view, next);
      else field.value = name;
    });
    const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
    const remove = button(t('Delete'), () => events.onDelete(view));
    remove.ariaLabel = t('Delete {name}', { name });
    return element(
      'li',
      {},
      open,
      field,
      element(
        'div',
        { className: 'kept-line' },
        element('time', { dateTime: at, textContent: date.format(new Date(at)) }),
        button(t('Open'), () => events.onOpen(view)),
        remove,
      ),
    );
  }
  return {
    element: root,
    // The newest first.
    show: (views) => root.replaceChildren(...views.toReversed().map(item)),
  };
}
