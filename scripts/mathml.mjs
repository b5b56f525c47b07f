// Makes MathML of the lessons' formulas at build time: nothing of TeX reaches the page.
import { readFileSync } from 'node:fs';
import temml from 'temml';

/** @typedef {{ name: string, inline: boolean, tex: string }} Block */

/**
 * Blocks of a file of formulas by name: see the head of src/lessons/formulas.tex.
 * @param {string} text
 * @returns {Block[]}
 */
function blocksOf(text) {
  const [, ...blocks] = text.split(/^%%[ \t]*/m);
  return blocks.map((block) => {
    const [head = '', ...lines] = block.split('\n');
    const [name = '', how] = head.trim().split(/\s+/);
    const code = lines.filter((line) => !line.startsWith('%'));
    return { name, inline: how === 'inline', tex: code.join('\n').trim() };
  });
}

/**
 * TeX that Temml knows, and the attributes that its marks stand for. A figure becomes a square: digits would be joined with their
 * neighbours.
 * @param {string} tex
 */
function marked(tex) {
  /** @type {string[]} */
  const attributes = [];
  let values = 0;
  /** @param {string} text */
  const mark = (text) => `mark${attributes.push(text) - 1}`;
  const source = tex
    .replace(/\\val(?:\[([^\]]*)\])?\{([^}]*)\}/g, (_, how = '', figure) => {
      values++;
      const options = /** @type {string} */ (how).split(',').filter(Boolean);
      const digits = options.find((option) => /^\d+$/.test(option));
      const form = options.find((option) => /^[a-z]+$/.test(option));
      const more = `${form ? ` data-form="${form}"` : ''}${digits ? ` data-digits="${digits}"` : ''}`;
      return `\\class{${mark(`data-val="${figure}"${more}`)}}{\\square}`;
    })
    .replace(/\\part\{([^}]*)\}/g, (_, part) => `\\class{${mark(`data-part="${part}"`)}}`)
    // A class around nothing but another would take its place.
    .replace(/(\\class\{mark\d+\}\{)(?=\\class)/g, '$1{}');
  return { source, attributes, values };
}

/** How elements of two or three children are read. @type {Record<string, (...of: string[]) => string>} */
const READ = {
  mfrac: (a, b) => `(${a})/(${b})`,
  msub: (a, b) => `${a}_${b}`,
  msup: (a, b) => `${a}^${b}`,
  msubsup: (a, b, c) => `${a}_${b}^${c}`,
  munder: (a, b) => `${a}_(${b})`,
  munderover: (a, b, c) => `${a}_(${b})^(${c})`,
  mover: (a, b) => `${a}${b}`,
};

/**
 * A formula as a line of text, from its MathML: the alternative text of whoever reads no MathML. Figures are {name}, with a sign
 * of their own {+name}.
 * @param {string} mathml
 */
function lineOf(mathml) {
  /** @type {{ tag: string, attributes: string, children: string[] }[]} */
  const open = [{ tag: '', attributes: '', children: [] }];
  for (const [, close, tag, attributes = '', text] of mathml.matchAll(
    /<(\/?)(\w+)([^>]*)>|([^<]+)/g,
  )) {
    if (text !== undefined) open.at(-1)?.children.push(text.trim());
    else if (!close) open.push({ tag: tag ?? '', attributes, children: [] });
    else {
      const { tag, attributes, children } = /** @type {(typeof open)[number]} */ (open.pop());
      open.at(-1)?.children.push(readElement(tag, attributes, children));
    }
  }
  const line = open[0]?.children.join(' ') ?? '';
  // A prime is no power, and U+2061 (function application) is for no eye.
  return line.replaceAll('^′', '′').replaceAll('\u2061', '').replace(/\s+/g, ' ').trim();
}

/** @param {string} tag @param {string} attributes @param {string[]} children */
function readElement(tag, attributes, children) {
  const [, figure] = /data-val="([^"]*)"/.exec(attributes) ?? [];
  if (figure) return attributes.includes('data-form="term"') ? `{+${figure}}` : `{${figure}}`;
  const all = children.filter((child) => child !== '').join(' ');
  if (tag === 'mtr') return `${all};`;
  if (tag === 'msqrt') return `√(${all})`;
  return READ[tag]?.(...children) ?? all;
}

/** Attributes cannot hold these as they are. @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * MathML of a formula. A figure is `<mi data-val="name">□</mi>`, with data-form (factor, base or term) and data-digits where they
 * are asked for; a part has data-part.
 * @param {Block} block
 */
function mathmlOf({ name, inline, tex }) {
  const { source, attributes, values } = marked(tex);
  let made;
  try {
    made = temml.renderToString(source, { displayMode: !inline, trust: true, throwOnError: true });
  } catch (error) {
    throw new Error(`formula ${name}: ${error instanceof Error ? error.message : error}`);
  }
  const mathml = made
    .replace(/ style="display:block math;"/, '')
    .replace(/class="mark(\d+)"/g, (_, k) => attributes[Number(k)] ?? '');
  const kept = mathml.split('data-val="').length - 1;
  if (kept !== values) throw new Error(`formula ${name}: ${kept} of ${values} figures are left`);
  return mathml.replace(/^<math/, `<math alttext="${escaped(lineOf(mathml))}"`);
}

/** All formulas of a file, by name. @param {string} text @returns {Record<string, string>} */
export function formulasOf(text) {
  /** @type {Record<string, string>} */
  const formulas = {};
  for (const block of blocksOf(text)) {
    if (Object.hasOwn(formulas, block.name))
      throw new Error(`formula ${block.name} is there twice`);
    formulas[block.name] = mathmlOf(block);
  }
  return formulas;
}

/** Vite plugin: a `.tex` file is a module of its formulas' MathML. */
export function mathml() {
  return {
    name: 'mathml',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} id */
    load(id) {
      if (!id.endsWith('.tex')) return null;
      const formulas = formulasOf(readFileSync(id, 'utf8'));
      return {
        code: `export default ${JSON.stringify(formulas)}`,
        moduleType: /** @type {const} */ ('js'),
      };
    },
  };
}
