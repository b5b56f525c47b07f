// What the parts of a step are made with: words and numbers of one language, formulas, and figures that live.
import { fillFormula } from '../../lessons/fill.ts';
import { DIGITS, type Figures, type LessonState } from '../../lessons/lesson.ts';
import { numberText } from '../../lessons/numbers.ts';
import type { WordKey, Words } from '../../lessons/words/words.ts';
import { element } from '../../views/dom.ts';
import { markup } from '../../views/markup.ts';
import type { Told } from '../state/topic.ts';

/** The figures of now, and those that are to be predicted first. */
export interface Shown {
  readonly state: LessonState;
  readonly figures: Figures;
  readonly hidden: ReadonlySet<string>;
  /** Figures are being made: those that are missing will come, and `late` ones are still those of before. */
  readonly isWorking: boolean;
  readonly late: ReadonlySet<string>;
}

export interface Reading {
  /** A BCP 47 tag. */
  readonly language: string;
  readonly words: Words;
  /** MathML by name. */
  readonly formulas: Readonly<Record<string, string>>;
  /** Called with the figures as often as they change. */
  live(update: (shown: Shown) => void): void;
  /** What is pointed at, by its part's name, or null. */
  readonly lit: Told<string | null>;
}

/** Stands for a figure that is to be predicted first, and for one that is still being made. */
const HIDDEN = '?';
const COMING = '…';

/** Significant digits of `{name:digits}`. */
function placeholder(text: string): [figure: string, digits: number] {
  const [figure = '', digits] = text.split(':');
  return [figure, digits ? Number(digits) : DIGITS];
}

export function figureElement(
  { live, language }: Reading,
  figure: string,
  digits = DIGITS,
): HTMLElement {
  const made = element('span', { className: 'figure' });
  made.dataset.figure = figure;
  live(({ figures, hidden, isWorking, late }) => {
    const is = hidden.has(figure);
    const value = figures[figure];
    made.classList.toggle('hidden-figure', is);
    made.classList.toggle('late-figure', late.has(figure));
    const comes = value === undefined && isWorking;
    const text = comes ? COMING : numberText(value ?? Number.NaN, language, digits);
    made.textContent = is ? HIDDEN : text;
  });
  return made;
}

/** A formula with its numbers filled in; throws an Error for one that is not there. */
export function formulaElement({ formulas, language, live }: Reading, name: string): Element {
  const source = formulas[name];
  if (source === undefined) throw new Error(`there is no formula ${name}`);
  const math = markup(source).firstElementChild!;
  fenceTables(math);
  const own = new Set([...source.matchAll(/data-val="([^"]*)"/g)].map(([, figure]) => figure!));
  live(({ figures, hidden }) => {
    if (own.size === 0) return;
    const filled = markup(fillFormula(source, figures, language)).firstElementChild!;
    for (const row of filled.querySelectorAll<HTMLElement>('[data-val]')) {
      if (!hidden.has(row.dataset.val!)) continue;
      row.classList.add('hidden-figure');
      row.replaceChildren(document.createElementNS(math.namespaceURI, 'mtext'));
      row.firstElementChild!.textContent = HIDDEN;
    }
    fenceTables(filled);
    const alternative = filled.getAttribute('alttext');
    if (alternative !== null) math.setAttribute('alttext', alternative);
    math.replaceChildren(...filled.childNodes);
  });
  return math;
}

/**
 * Brackets around a matrix grow with it in fonts made for that alone, which not every system has: a style sheet draws
 * them, and the signs are left for whoever listens.
 */
function fenceTables(math: Element): void {
  for (const table of math.querySelectorAll('mtable')) {
    const [before, after] = [table.previousElementSibling, table.nextElementSibling];
    if (before?.textContent !== '(' || after?.textContent !== ')') continue;
    table.classList.add('fenced');
    for (const sign of [before, after]) sign.classList.add('fence');
  }
}

/** A text with its figures and inline formulas. */
export function textNodes(reading: Reading, key: WordKey): (Node | string)[] {
  const text: string = reading.words[key];
  return text
    .split(/(\{[^}]+\}|\[\[[^\]]+\]\])/)
    .filter(Boolean)
    .map((part) => {
      if (part.startsWith('[[')) return formulaElement(reading, part.slice(2, -2));
      if (part.startsWith('{')) return figureElement(reading, ...placeholder(part.slice(1, -1)));
      return part;
    });
}

/** Words of the view itself, with what stands for {n} and the like. */
export function say(
  { words }: Pick<Reading, 'words'>,
  key: WordKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const text: string = words[key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
