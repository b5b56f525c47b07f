// What only the page in Korean needs: its words, the particles after what is put into them, and the texts of index.html.

import { withParticles } from './ko/particles.ts';
import words from './ko.ts';
import { fill, speak } from './words.ts';

const known: Readonly<Record<string, string>> = words;

/** A phrase in Korean; what there is no Korean for stays as it is. */
export function inKorean(
  phrase: string,
  values?: Readonly<Record<string, string | number>>,
): string {
  return withParticles(fill(known[phrase] ?? phrase, values));
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

export function speakKorean(): void {
  speak('ko', inKorean);
  document.documentElement.lang = 'ko';
  translateDocument();
}
