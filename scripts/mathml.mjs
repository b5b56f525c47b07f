// Makes MathML of the lessons' formulas at build time: nothing of TeX reaches the page.
import { readFileSync } from 'node:fs';
import temml from 'temml';

/**
 * Blocks of a file of formulas by name: see the head of src/lessons/formulas.tex.
 * @param {string} text
 * @returns {{ name: string, inline: boolean, tex: string }[]}
 */
export function blocksOf(text) {
  const [, ...blocks] = text.split(/^%%[ \t]*/m);
  return blocks.map((block) => {
    const [head = '', ...lines] = block.split('\n');
    const [name = '', how] = head.trim().split(/\s+/);
    const tex = lines
      .filter((line) => !line.startsWith('%'))
      .join('\n')
      .trim();
    return { name, inline: how === 'inline', tex };
  });
}

/** Attributes cannot hold these as they are. @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * MathML of a formula. A figure is an empty <mn data-val="name">, with data-form (factor or term) and data-digits where they are
 * asked for; a part has data-part. The alternative text is the TeX without what is for the eye, figures as {name}.
 * @param {{ name: string, inline: boolean, tex: string }} block
 */
export function mathmlOf({ name, inline, tex }) {
  /** @type {string[]} */
  const attributes = [];
  /** @param {string} text */
  const marked = (text) => `mark${attributes.push(text) - 1}`;
  const source = tex
    .replace(/\\val(?:\[([^\]]*)\])?\{([^}]*)\}/g, (_, how = '', figure) => {
      const options = how.split(',').filter(Boolean);
      const digits = options.find((/** @type {string} */ o) => /^\d+$/.test(o));
      const form = options.find((/** @type {string} */ o) => /^[a-z]+$/.test(o));
      const more = `${form ? ` data-form="${form}"` : ''}${digits ? ` data-digits="${digits}"` : ''}`;
      return `\\class{${marked(`data-val="${figure}"${more}`)}}{0}`;
    })
    .replace(/\\part\{([^}]*)\}/g, (_, part) => `\\class{${marked(`data-part="${part}"`)}}`);
  const alt = tex
    .replace(/\\val(?:\[([^\]]*)\])?\{([^}]*)\}/g, (_, how = '', figure) =>
      how.includes('term') ? `{+${figure}}` : `{${figure}}`,
    )
    .replace(/\\part\{[^}]*\}/g, '')
    .replace(
      /\\(?:begin|end)\{[^}]*\}|\\bigl|\\bigr|\\Bigl|\\Bigr|\\left|\\right|\\,|\\;|\\quad|&/g,
      ' ',
    )
    .replace(/\\\\/g, ';')
    .replace(/\s+/g, ' ')
    .trim();
  let html;
  try {
    html = temml.renderToString(source, { displayMode: !inline, trust: true, throwOnError: true });
  } catch (error) {
    throw new Error(`formula ${name}: ${error instanceof Error ? error.message : error}`);
  }
  return html
    .replace(/ style="display:block math;"/, '')
    .replace(/^<math/, `<math alttext="${escaped(alt)}"`)
    .replace(/class="mark(\d+)"/g, (_, k) => attributes[Number(k)] ?? '');
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
