// What only the page in Korean needs: its words, the particles after what is put into them, and the texts of index.html.

import faults from './ko/faults.ts';
import inputs from './ko/faults-input.ts';
import made from './ko/made.ts';
import { withParticles } from './ko/particles.ts';
import words from './ko.ts';
import { fill, speak } from './words.ts';

type Values = Readonly<Record<string, string | number>>;

const known: Readonly<Record<string, string>> = words;

/** What a phrase is in Korean; what there is no Korean for stays as it is. */
export function inKorean(phrase: string, values?: Values): string {
  if (Object.hasOwn(known, phrase)) return withParticles(fill(known[phrase]!, values));
  return values ? fill(phrase, values) : byPattern(phrase);
}

/** Phrases with places, whose values are in the text already, and their Korean. */
let patterns: (readonly [RegExp, string])[] | null = null;

const patternOf = (phrase: string): RegExp =>
  new RegExp(
    `^${phrase
      .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replace(/\{(n|m|count|runs|steps)\}/g, '(?<$1>[\\d.,]+)')
      .replace(/\{(\w+)\}/g, '(?<$1>.+)')}$`,
    's',
  );

/** A text that the library has put together: a refusal, a quantity of a parameter. */
function byPattern(lines: string): string {
  // Where the library breaks its lines is nobody's business.
  const text = lines.replace(/\s*\n\s*/g, ' ');
  if (Object.hasOwn(known, text)) return known[text]!;
  patterns ??= Object.entries({ ...made, ...inputs, ...faults }).map(([phrase, korean]) => [
    patternOf(phrase),
    korean,
  ]);
  for (const [pattern, korean] of patterns) {
    const found = pattern.exec(text);
    if (!found) continue;
    const values = Object.entries({ ...found.groups }).map(([name, value]) => [
      name,
      /^(why|what)/.test(name) ? inKorean(value) : value,
    ]);
    return withParticles(fill(korean, Object.fromEntries(values)));
  }
  // Where a value is, before what is wrong with it: optimizers.gd.momentum: 1 is not …
  const [, path, fault] = /^([\w.[\]]+: )(.+)$/s.exec(text) ?? [];
  return path && fault ? path + inKorean(fault) : lines;
}

/** Attributes that are read or read out. */
const SAID = ['title', 'aria-label', 'placeholder', 'content'];

/** The texts that the document came with, in Korean. */
function translateDocument(): void {
  const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.nodeValue!.trim();
    if (text in known) node.nodeValue = known[text]!;
  }
  for (const name of SAID) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      const text = element.getAttribute(name)!;
      if (text in known) element.setAttribute(name, known[text]!);
    }
  }
}

/** Three words of English or more, as a refusal that there is no Korean for has them. */
const ENGLISH = /(\b[A-Za-z][\w’'-]*(?:[,;:]? [\w’'"“”()-]+){2,})/;

/** What is English within a Korean message is said to be so, for whoever is read to. */
function markEnglish(root: HTMLElement): void {
  const observer = new MutationObserver(() => {
    for (const node of [...(root.querySelector('.text')?.childNodes ?? [])]) {
      if (node.nodeType !== Node.TEXT_NODE || !ENGLISH.test(node.nodeValue!)) continue;
      const parts = node.nodeValue!.split(ENGLISH).map((part, i) => {
        if (i % 2 === 0) return part;
        return Object.assign(document.createElement('span'), { lang: 'en', textContent: part });
      });
      (node as Text).replaceWith(...parts);
    }
  });
  observer.observe(root, { childList: true });
}

export function speakKorean(): void {
  speak('ko', inKorean);
  document.documentElement.lang = 'ko';
  translateDocument();
  markEnglish(document.getElementById('notice')!);
}
