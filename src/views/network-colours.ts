// Colours of what a network does: two hues for signs and for two classes, and more for more classes. All are told
// apart by the colour-blind too (after Okabe and Ito 2008).
import { rgb } from '../fields/palettes.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

export interface NetworkColours {
  ink: string;
  soft: string;
  rule: string;
  card: Rgb;
  /** Of weights and values above 0, and of class 1. */
  positive: Rgb;
  /** Of those below 0, and of class 0. */
  negative: Rgb;
  /** Of each class where there are more than two. */
  classes: readonly Rgb[];
}

/** Of classes beyond the first two; beyond these they begin anew. */
const FURTHER = ['#009e73', '#cc79a7', '#c9a200', '#56b4e9', '#7d6bd0', '#8c8c8c'];

/** The colours of a page's theme, as an element of it has them. */
export function networkColours(of: Element): NetworkColours {
  const style = getComputedStyle(of);
  const color = (name: string) => style.getPropertyValue(name).trim() || '#888888';
  // A style sheet made small has #fff for #ffffff.
  const parts = (name: string) => rgb(color(name).replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3'));
  const [positive, negative] = [parts('--accent'), parts('--warn')];
  return {
    ink: color('--ink'),
    soft: color('--ink-soft'),
    rule: color('--rule'),
    card: parts('--card'),
    positive,
    negative,
    classes: [negative, positive, ...FURTHER.map(rgb)],
  };
}

/** A colour a share (0 to 1) of the way from one to another. */
export const mixed = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((part, i) => Math.round(part + share * (to[i]! - part))) as unknown as Rgb;

export const css = ([red, green, blue]: Rgb, alpha = 1): string =>
  `rgb(${red} ${green} ${blue} / ${alpha})`;

/** Of a value of [−1, 1]: the hue of its sign, the stronger the farther it is from 0. */
export function signed(
  { card, positive, negative }: Pick<NetworkColours, 'card' | 'positive' | 'negative'>,
  value: number,
): Rgb {
  const share = Math.min(1, Math.abs(value));
  return mixed(card, value < 0 ? negative : positive, Number.isNaN(share) ? 0 : share);
}
