// What the page says, in the reader's language. The English phrase is the key: it stands where it is said, and the words of
// another language are loaded, before the page is built, by those alone who read it.
import type korean from './ko.ts';

/** Languages of the page, by their BCP 47 tags, each by its own name. */
export const LANGUAGES = { en: 'English', ko: '한국어' } as const;
export type Language = keyof typeof LANGUAGES;

/** What can be said: every phrase that there is Korean for. */
export type Phrase = keyof typeof korean;

/** A phrase without places, of which t() needs no more. */
export type Name = { [P in Phrase]: P extends `${string}{${string}` ? never : P }[Phrase];

/** The names of a phrase's places: of '{n} of {all}' n and all. */
type NameIn<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NameIn<Rest>
  : never;
type Values<P extends string> = Readonly<Record<NameIn<P>, string | number>>;

let formats: Intl.NumberFormat[] = [];

/** Writes numbers as the language does, with so many digits behind the decimal sign and nothing between thousands. */
export function numberFormat(fraction: number): Intl.NumberFormat {
  // Making one takes longer than using it.
  formats[fraction] ??= new Intl.NumberFormat(language, {
    minimumFractionDigits: fraction,
    maximumFractionDigits: fraction,
    useGrouping: false,
  });
  return formats[fraction];
}

/** Puts values into a phrase's places. Numbers are counts. */
export const fill = (phrase: string, values?: Readonly<Record<string, string | number>>): string =>
  values
    ? phrase.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = values[name]!;
        return typeof value === 'number' ? numberFormat(0).format(value) : value;
      })
    : phrase;

export let language: Language = 'en';
let say = fill;

/** The page says everything in `next` from now on, as `words` puts it. */
export function speak(next: Language, words: typeof fill): void {
  language = next;
  formats = [];
  say = words;
}

/** A phrase in the page's language, with its values. */
export function t<P extends Phrase>(
  phrase: P,
  ...values: [NameIn<P>] extends [never] ? [] : [values: Values<P>]
): string;
export function t(phrase: string, values?: Readonly<Record<string, string | number>>): string {
  return say(phrase, values);
}

/**
 * A text of the library (a problem's name, a refusal) in the page's language; as it is where there is none of it.
 * tests/node/words-library.test.ts finds those that there should be.
 */
export const translated = (text: string): string => say(text);
