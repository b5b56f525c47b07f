// Takes comments, indents and blank lines out of the shaders that a build ships.
import { readFileSync } from 'node:fs';

/** Line breaks as WGSL counts them. */
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

/**
 * WGSL without its comments (block comments nest), blank lines and indents: the same tokens on fewer
 * lines. There are no strings in WGSL that could hold a comment's mark.
 * @param {string} text
 */
export function stripWgsl(text) {
  let code = '';
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const mark = text.slice(at, at + 2);
    if (depth === 0 && mark === '//') {
      while (at + 1 < text.length && !LINE_BREAK.test(text.charAt(at + 1))) at++;
    } else if (mark === '/*') {
      depth++;
      at++;
    } else if (depth > 0) {
      if (mark !== '*/') continue;
      depth--;
      at++;
      // Tokens on either side must stay two.
      if (depth === 0) code += ' ';
    } else {
      code += text[at];
    }
  }
  return code
    .split(LINE_BREAK)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/**
 * A file of template strings that hold shaders, without indents and the lines that are a comment: those of the file itself are
 * none of the build either.
 * @param {string} text
 */
export const stripGlsl = (text) => text.replace(/^[ \t]*(?:\/\/.*\n)?/gm, '');

/** Files of template strings that hold shaders. */
const HOLDS_SHADERS = /-shaders\.ts$|image-layer\.ts$|[\\/]kernels[\\/]network-[a-z]+\.ts$/;

/** Vite plugin: does so to every `*.wgsl?raw` and every file of shaders of a build. Served sources and tests keep the comments. */
export function strippedWgsl() {
  return {
    name: 'stripped-wgsl',
    apply: /** @type {const} */ ('build'),
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} id */
    load(id) {
      if (HOLDS_SHADERS.test(id)) return stripGlsl(readFileSync(id, 'utf8'));
      if (!id.endsWith('.wgsl?raw')) return null;
      const text = readFileSync(id.slice(0, -'?raw'.length), 'utf8');
      return `export default ${JSON.stringify(stripWgsl(text))}`;
    },
  };
}
