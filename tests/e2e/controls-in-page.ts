// What a test of every control asks of the page itself: which there are, whether a finger hits them, and what one has
// changed. Each function runs in the page before its own code, and sees nothing of this file.
import type { StatePatch } from '../../src/app/state/state.ts';

declare global {
  interface Window {
    controls: ReturnType<typeof listing> & ReturnType<typeof opening> & ReturnType<typeof working>;
  }
}
export type Control = ReturnType<ReturnType<typeof listing>['list']>[number];

/** Lists controls. */
export function listing() {
  const NATIVE = 'a[href], button, select, input, textarea, summary, [role=option]';
  const KINDS = {
    choice: 'select',
    box: '[type=checkbox], [type=radio]',
    range: '[type=range], [role=slider]',
    text: 'input, textarea, [contenteditable=true]',
    option: '[role=option]',
    button: 'a, button, summary, [role=button]',
    scroll: '[role=region], [role=group], nav',
    plot: '*',
  } as const;
  let listed = new Map<string, HTMLElement>();
  const focused: Element[] = [];
  document.addEventListener('focusin', ({ target }) => focused.push(target as Element));

  const all = (selector: string, root: ParentNode = document) => [
    ...root.querySelectorAll<HTMLElement>(selector),
  ];
  const kindOf = (each: Element) =>
    (Object.keys(KINDS) as (keyof typeof KINDS)[]).find((kind) => each.matches(KINDS[kind]))!;
  function nameOf(each: HTMLElement) {
    const by = each.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const labels = [
      ...by.map((id) => document.getElementById(id)),
      ...((each as HTMLInputElement).labels ?? []),
    ].map((label) => label?.textContent);
    const own = each.matches('input, select, textarea') ? '' : each.textContent;
    const name = [each.ariaLabel, labels.join(' '), own, each.title].find((text) => text?.trim());
    return (name ?? '').trim().replace(/\s+/g, ' ').slice(0, 50);
  }
  /** Controls of what is on top: a dialog, a small window, a sheet; else of all. */
  function shown() {
    const over = all('dialog[open], .popover, .lesson-contents[open]').at(-1);
    const sheet = all('.panel.open, .inspector:not([hidden])').find(
      (each) => getComputedStyle(each).position === 'fixed',
    );
    return all(`${NATIVE}, [tabindex], [contenteditable=true]`, over ?? sheet).filter(
      (each) =>
        each.getBoundingClientRect().width > 0 &&
        each.checkVisibility({ visibilityProperty: true }) &&
        !each.closest('[inert]') &&
        // What takes the focus from the program alone, as a heading, is no control.
        (each.matches(NATIVE) || each.tabIndex >= 0),
    );
  }
  function list() {
    listed = new Map();
    return shown().map((each) => {
      const [kind, name] = [kindOf(each), nameOf(each)];
      const folder = each.closest('.lil-gui')?.querySelector('.lil-title')?.textContent;
      const place = folder || each.parentElement?.closest('[id]')?.id || 'the page';
      // A name that tells a figure is another with each of them.
      const called = `${each.id ? `#${each.id} ` : ''}${name}`.replace(/\d[\d.,e−-]*/g, '#');
      const base = `${kind} “${called}” in ${place}`;
      let id = base;
      for (let n = 2; listed.has(id); n++) id = `${base}, ${n}`;
      listed.set(id, each);
      const fits = each.scrollHeight <= each.clientHeight && each.scrollWidth <= each.clientWidth;
      return {
        /** What tells it from all others in every room. */
        id,
        kind,
        named: name !== '',
        disabled: each.matches(':disabled, [aria-disabled=true]'),
        /** It leads where the page is already, all that it scrolls is in view, or it is there to be copied. */
        idle:
          each.matches('[aria-current], [aria-selected=true], .current, [readonly]') ||
          (kind === 'scroll' && fits),
      };
    });
  }
  const made = {
    all,
    list,
    kindOf,
    find(id: string) {
      if (!listed.get(id)?.isConnected) list();
      return listed.get(id) ?? null;
    },
    /** Which of them have had the focus since this was asked last. */
    reached() {
      const elements = focused.splice(0);
      return [...listed].filter(([, each]) => elements.includes(each)).map(([id]) => id);
    },
    /** Of one that Tab passes by, the one beside it from where arrows may lead to it. */
    mate(id: string, reached: readonly string[]) {
      const of = listed.get(id)!;
      let around = of.parentElement;
      for (let level = 0; level < 3 && around; level++, around = around.parentElement) {
        const beside = all(of.localName, around);
        const found = reached.find((each) => beside.includes(listed.get(each)!));
        if (found) return found;
      }
      return null;
    },
  };
  window.controls = made as unknown as Window['controls'];
  return made;
}

/** Opens and closes what they stand in. */
export function opening() {
  const { all, find } = window.controls;
  const OVER =
    'dialog[open], .popover, .lesson-contents[open], .panel.open, .inspector:not([hidden])';
  const FOLDED = '.panel [aria-expanded=false]:not([aria-haspopup])';
  const LEFT =
    ':is(#inspect, #panel-toggle)[aria-expanded=true], [aria-label=Pause], .driver-popover-close-btn';
  const made = {
    isOver: () => all(OVER).length > 0,
    close() {
      all('#notice')[0]!.hidden = true;
      for (const dialog of all('dialog')) (dialog as HTMLDialogElement).close();
      all('.lesson-contents[open]')[0]?.removeAttribute('open');
      for (const each of all(LEFT)) each.click();
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    },
    /** Opens all that folds; what is in one comes when it is opened. */
    async unfold() {
      for (let round = 0; round < 4; round++) {
        for (const each of all(FOLDED)) each.click();
        // Of a network of one's own what it does is open from the start.
        const own = all('#problem:not([hidden])').length > 0;
        if (own) all('.network-open[aria-expanded=false]')[0]?.click();
        for (const each of all('details:not(.lesson-contents)')) each.setAttribute('open', '');
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      // What is loaded when it is unfolded moves all that is below.
      const places = () =>
        all('.panel button, .panel input').map((each) => each.getBoundingClientRect().top);
      for (let [last, same] = ['', 0]; same < 4; ) {
        const now = places().join();
        [last, same] = [now, now === last ? same + 1 : 0];
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    },
    /** Until it is so, or so many ms have passed. */
    async waitFor(ms: number, done: () => unknown) {
      const until = performance.now() + ms;
      while (!done() && performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 16));
      }
    },
    /** Takes another option of a list. */
    choose(id: string) {
      const list = find(id) as HTMLSelectElement;
      const last = list.options.length - 1;
      list.selectedIndex = list.selectedIndex === last ? 0 : last;
      for (const type of ['input', 'change'])
        list.dispatchEvent(new Event(type, { bubbles: true }));
    },
    /** What setting the state does not bring back. */
    opened: () =>
      all(`${OVER}, ${FOLDED}, details[open], [aria-expanded=true], [aria-label=Pause]`)
        .map((each) => each.id + each.className)
        .join(),
  };
  Object.assign(window.controls, made);
  return made;
}

/** Aims at them, and sees what they do. */
export function working() {
  const { all, find, kindOf, opened, waitFor } = window.controls;
  /** Half of what a finger needs, in CSS pixels, less what rounding takes. */
  const HALF = 21.5;
  const SAID = ['expanded', 'pressed', 'selected', 'checked', 'current', 'activedescendant'];
  let outside = '';
  let of: HTMLElement | null = null;
  let before = { firm: '', loose: '', focus: null as Element | null };
  /** Whether something was written on the page, if only what was there: a hint that is given again. */
  let isWritten = false;
  const written = new MutationObserver((records) => {
    isWritten ||= records.some(({ target }) => !target.parentElement?.closest('[role=tooltip]'));
  });

  // What leaves the page.
  window.print = () => {
    outside = 'printed';
  };
  window.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a');
    if (!link || link.download || link.href.split('#')[0] === location.href.split('#')[0]) return;
    event.preventDefault();
    outside = `led to ${link.href}`;
  });

  /** What does not change by itself. */
  const firm = () =>
    JSON.stringify([
      window.gradscape.state,
      opened(),
      all(SAID.map((name) => `[aria-${name}]`).join()).map((each) =>
        SAID.map((name) => each.getAttribute(`aria-${name}`)),
      ),
      all('#notice:not([hidden])').map((each) => each.textContent),
      { ...document.documentElement.dataset },
    ]);
  /** What may: all there is to read, what other fields hold, what is scrolled to. */
  const loose = () =>
    [
      ...[...document.body.children].map((each) => (each.role === 'tooltip' ? '' : each.outerHTML)),
      ...(all('input, select, textarea') as HTMLInputElement[]).map((each) =>
        each === of && !each.matches('[type=range]') ? '' : each.value + each.checked,
      ),
      ...all('[tabindex], .lesson-body, .stage').map((each) => each.scrollTop + each.scrollLeft),
    ].join();
  function changed() {
    if (outside) return outside;
    if (firm() !== before.firm) return 'state';
    const { activeElement } = document;
    // A finger gives the focus to whatever it touches; a text wants no more.
    const isOwn = activeElement === of && kindOf(of!) !== 'text';
    const isMoved = activeElement !== before.focus && !activeElement?.matches('body, dialog');
    if (isMoved && !isOwn) return 'focus';
    return before.loose && (isWritten || loose() !== before.loose) ? 'text' : '';
  }

  const made = {
    /** Where a finger goes to hit it, and what is wrong with that, if anything is. */
    aim(id: string) {
      const each = find(id);
      if (!each) return null;
      const label = each.closest('label') ?? (each as HTMLInputElement).labels?.[0];
      each.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const whole = label?.contains(each) && kindOf(each) !== 'text' ? label : each;
      const mine = [each, label, each.closest('.lil-boolean, .lil-option')];
      const { left, right, top, bottom, width, height } = whole.getBoundingClientRect();
      const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2;
      const y = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2;
      const hits = (px: number, py: number) =>
        mine.some((part) => part?.contains(document.elementFromPoint(px, py)));
      // What is smaller itself may take what is around it.
      const isWide = width >= 2 * HALF || (hits(x - HALF, y) && hits(x + HALF, y));
      const isHigh = height >= 2 * HALF || (hits(x, y - HALF) && hits(x, y + HALF));
      const cover = document.elementFromPoint(x, y)?.outerHTML.slice(0, 60) ?? 'nothing';
      const small = `is too small for a finger: ${width.toFixed(1)} × ${height.toFixed(1)}`;
      const fault = hits(x, y) ? (isWide && isHigh ? '' : small) : `is covered by ${cover}`;
      return { x, y, width, fault };
    },
    /**
     * Gets one ready to be worked, with the focus where it is to have it, and remembers how the page looks; `still`,
     * once nothing on it changes by itself.
     */
    async begin(id: string, focus: boolean, still: boolean) {
      of = find(id);
      if (focus) of?.focus();
      const at = made.aim(id);
      document.querySelector<HTMLElement>('#notice')!.hidden = true;
      if (still) {
        await window.gradscape.settled();
        written.observe(document.body, { childList: true, subtree: true });
        let [last, since] = ['', 0];
        await waitFor(3000, () => {
          const now = loose();
          if (now !== last || isWritten) [last, since] = [now, performance.now()];
          isWritten = false;
          return performance.now() - since > 300;
        });
      }
      outside = '';
      before = { firm: firm(), loose: still ? loose() : '', focus: document.activeElement };
      if (!still) written.disconnect();
      isWritten = false;
      return at;
    },
    /**
     * What has changed within so many ms; '' for nothing. Takes the state back then, and says whether that is all: no
     * more and no less is open than before.
     */
    async end(ms: number, was: string, state: StatePatch) {
      await waitFor(ms, changed);
      const effect = changed();
      const isBack = opened() === was;
      if (isBack && effect === 'state') await window.gradscape.set(state);
      return { effect, isBack };
    },
  };
  Object.assign(window.controls, made);
  return made;
}
