// Takes the style sheet that lil-gui carries as text out of the page's JavaScript, and gives it to the page's own.
import { readFileSync } from 'node:fs';

/** The text of it, in lil-gui.esm.js. */
const TEXT = /var stylesheet = `[^`]*`;/;

/** Vite plugin, of builds alone: what is injected by hand otherwise is in the linked style sheet, which is fetched beside the script. */
export function styleApart() {
  return {
    name: 'style-apart',
    apply: /** @type {const} */ ('build'),
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} id */
    load(id) {
      if (!/lil-gui[\\/]dist[\\/]lil-gui\.esm\.js$/.test(id)) return null;
      const code = readFileSync(id, 'utf8');
      if (!TEXT.test(code)) throw new Error(`${id} has no style sheet where it was looked for`);
      return `import './lil-gui.min.css';\n${code.replace(TEXT, "var stylesheet = '';")}`;
    },
  };
}
