// Texts of markup, built node by node, against the browser's own reading of them.
import { expect, test } from 'vitest';
import { parseFormula, toMathML } from '../../src/formula/index.ts';
import formulas from '../../src/lessons/formulas.tex';
import { markup } from '../../src/views/markup.ts';

/** What the browser makes of a text. */
function read(text: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = text.replace(/ xmlns="[^"]*"/, '');
  return template.content;
}

test('every formula of the lessons, a formula of the editor and a paragraph are the same nodes as the browser reads', () => {
  const texts = [
    ...Object.values(formulas as Record<string, string>),
    toMathML(parseFormula('exp(-x^2/2) + a*y + max(x, 1)/sqrt(y)').tree),
    '<p class="a b">1 &lt; 2 &amp; <b>x</b><kbd>Ctrl</kbd></p> <button type="button" autofocus>한국어</button>',
    '<svg viewBox="0 0 16 16"><path d="M0 7h30" stroke-width="2"/><rect x="1"/></svg>',
  ];
  expect(texts.length).toBeGreaterThan(100);
  for (const text of texts) expect(markup(text).isEqualNode(read(text)), text).toBe(true);
});

test.each([
  '<script>alert(1)</script>',
  '<img src="x">',
  '<b onclick="alert(1)">x</b>',
  '<iframe></iframe>',
  '<b>x',
  'x</b>',
  '<b><i>x</b></i>',
  '1 < 2',
])('%s is no markup of ours', (text) => {
  expect(() => markup(text)).toThrow(/of ours/);
});
