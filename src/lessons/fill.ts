// Puts a step's figures into formulas and words.
import type { Figures } from './lesson.ts';
import { DIGITS } from './lesson.ts';
import { type Form, numberMathml, numberText } from './numbers.ts';

/** A figure by name. Throws a RangeError that lists what there is. */
function figureOf(figures: Figures, name: string): number {
  const value = figures[name];
  if (value !== undefined) return value;
  throw new RangeError(`figure "${name}" is not one of ${Object.keys(figures).join(', ')}`);
}

/** What scripts/mathml.mjs leaves of \val. */
const VALUE = /<mi data-val="([^"]*)"(?: data-form="([^"]*)")?(?: data-digits="(\d+)")?>□<\/mi>/g;

/** A place for a number in words or an alternative text: {name} or {name:digits}. */
const PLACE = /\{([\w.′]+)(?::(\d+))?\}/g;

const placed = (text: string, figures: Figures, language: string) =>
  text.replace(PLACE, (_, name: string, digits?: string) =>
    numberText(figureOf(figures, name), language, digits ? Number(digits) : DIGITS),
  );

/** An alternative text with its numbers; {+name} has its sign before it. */
const spoken = (alt: string, figures: Figures, language: string) =>
  alt.replace(/\{(\+?)([\w.]+)\}/g, (all, plus: string, name: string) => {
    const value = figures[name];
    if (value === undefined) return all;
    const number = numberText(value, language);
    return plus && !number.startsWith('−') ? `+ ${number}` : number;
  });

/**
 * A formula's MathML with its numbers, each in <mrow data-val="name">; `mathml` is one of formulas.tex. A RangeError names a
 * figure that is missing.
 */
export function fillFormula(mathml: string, figures: Figures, language: string): string {
  return mathml
    .replace(/alttext="([^"]*)"/, (_, alt: string) => `alttext="${spoken(alt, figures, language)}"`)
    .replace(VALUE, (_, name: string, form = 'plain', digits?: string) => {
      const number = numberMathml(
        figureOf(figures, name),
        language,
        digits ? Number(digits) : DIGITS,
        form as Form,
      );
      return `<mrow data-val="${name}">${number}</mrow>`;
    });
}

/** A piece of a text: words, or an inline formula by its name in formulas.tex. */
export type Segment = { readonly text: string } | { readonly formula: string };

/** A text with its numbers, cut at its inline formulas. A RangeError names a figure that is missing. */
export function fillText(text: string, figures: Figures, language: string): Segment[] {
  return text
    .split(/(\[\[[^\]]+\]\])/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith('[[')
        ? { formula: piece.slice(2, -2) }
        : { text: placed(piece, figures, language) },
    );
}
