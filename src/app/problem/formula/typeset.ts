// A formula as it is written by hand.
import { parseFormula, toMathML } from '../../../formula/index.ts';
import { markup } from '../../../views/markup.ts';

/** A long formula is this much smaller at most, and scrolled from there on. */
const LEAST = 0.72;

/** Fills an element with f(x, y) = …, as the text is read. Throws a FormulaError for what is no formula. */
export function typeset(root: HTMLElement, text: string): void {
  const { tree, variables } = parseFormula(text);
  const math = document.createElement('div');
  math.className = 'formula-typeset';
  math.append(markup(toMathML(tree)));
  const of = document.createElement('span');
  of.className = 'formula-of';
  of.textContent = `f(${variables.join(', ')}) =`;
  root.replaceChildren(of, math);
  const fits = math.clientWidth / Math.max(1, math.scrollWidth);
  if (fits < 1) math.style.fontSize = `${Math.max(LEAST, fits)}em`;
}
