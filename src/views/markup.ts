// Nodes of texts that are written as markup here: helps, formulas. Built one by one, not handed to the browser to read, so
// that nothing else can ever be in them, and the page may refuse whoever hands it any.

/** A tag with its attributes, or text between two. */
const PART = /<(\/?)([a-z]\w*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([\w-]+)(?:="([^"]*)")?/g;

const HTML = /^(?:b|button|code|details|form|h2|h3|kbd|li|p|span|summary|ul)$/;
const SVG = /^(?:svg|path|rect)$/;
const MATHML = /^(?:math|m[a-z]+)$/;
/** What would act, or load something. */
const NEVER = /^(?:on.*|href|src)$/;

const SPACES = [
  [HTML, 'http://www.w3.org/1999/xhtml'],
  [SVG, 'http://www.w3.org/2000/svg'],
  [MATHML, 'http://www.w3.org/1998/Math/MathML'],
] as const;

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const unescaped = (text: string) =>
  text.replace(/&(?:#x([\da-f]+)|(\w+));/gi, (all, code, name) =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : (SIGNS[name] ?? all),
  );

/** The nodes of a text. Throws an Error for anything that texts here have no need of, and for tags that do not match. */
export function markup(text: string): DocumentFragment {
  const root = document.createDocumentFragment();
  const open: ParentNode[] = [root];
  const fault = new Error(`no markup of ours: ${text}`);
  let end = 0;
  for (const [all, close, tag, attributes, alone, words] of text.matchAll(PART)) {
    end += all.length;
    const parent = open.at(-1)!;
    if (words !== undefined) {
      parent.append(unescaped(words));
    } else if (close) {
      if ((parent as Element).localName !== tag) throw fault;
      open.pop();
    } else {
      const made = elementOf(tag!, attributes!);
      parent.append(made);
      if (!alone) open.push(made);
    }
  }
  if (end !== text.length || open.length > 1) throw fault;
  return root;
}

function elementOf(tag: string, attributes: string): Element {
  const space = SPACES.find(([names]) => names.test(tag))?.[1];
  if (!space) throw new Error(`no element of ours: ${tag}`);
  const made = document.createElementNS(space, tag);
  for (const [, name, value = ''] of attributes.matchAll(ATTRIBUTE)) {
    if (NEVER.test(name!)) throw new Error(`no attribute of ours: ${name}`);
    // That it is in is known by its name.
    if (name !== 'xmlns') made.setAttribute(name!, unescaped(value));
  }
  return made;
}
