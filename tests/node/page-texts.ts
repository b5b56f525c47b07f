// Finds what the page's sources say to a person: texts that are not in the dictionary, and phrases where they are used.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from 'vite';

const src = resolve(import.meta.dirname, '../../src');

/** Source files of some folders of src, by their paths in it. */
export const sourcesOf = (...folders: string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.d)\.ts$/.test(file))
      .map((file) => join(folder, file)),
  );

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

export interface Text {
  readonly text: string;
  /** File and line, for whoever mends it. */
  readonly where: string;
  /** Whether it is what a call of t() says. */
  readonly inT: boolean;
  /** Whether it is an argument of an error: what is wrong is told in English, and translated by its pattern. */
  readonly inError: boolean;
  /** The property, attribute or function that takes it where a person reads it; '' for none. */
  readonly sink: string;
  /** Whether it is no more than a name in the source: a key, a type, a module, one side of a comparison. */
  readonly isName: boolean;
  /** Whether the source has it before anything is said: whoever shows it, translates it. */
  readonly isEarly: boolean;
}

/** Properties and attributes that are read or read out. */
const SAID =
  /^(textContent|innerText|innerHTML|title|ariaLabel|aria-label|ariaValueText|aria-valuetext|ariaDescription|placeholder|label|alt|summary|caption|description|message|note|fault)$/;

/** Functions of the page that show what they are given. */
const SHOWS =
  /^(button|say|tell|refuse|section|folder|choice|note|name|append|prepend|after|before|replaceChildren|Option|headedTable|fillText)$/;

function parsed(file: string): { program: Node; lineOf(node: Node): string } {
  const code = readFileSync(join(src, file), 'utf8');
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const lineOf = ({ start }: Node) => `${file}:${code.slice(0, start).split('\n').length}`;
  return { program: program as unknown as Node, lineOf };
}

/** All texts of a source, with where they stand; `{}` in place of what a template puts in. */
export function textsOf(file: string): Text[] {
  const { program, lineOf } = parsed(file);
  const found: Text[] = [];
  walk(program, [], (node, above) => {
    const text = textOf(node);
    if (text !== null) found.push({ text, where: lineOf(node), ...placeOf(above, node) });
  });
  return found;
}

function textOf(node: Node): string | null {
  // { outcome: … } is what { 'outcome': … } is.
  if (node.type === 'Property' && !node.computed) return nameOf(node.key);
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type !== 'TemplateLiteral') return null;
  return (node.quasis as { value: { cooked: string } }[])
    .map(({ value }) => value.cooked)
    .join('{}');
}

/** Where a source says something while it is loaded, when nobody knows the language yet. */
export function saidTooEarly(file: string): string[] {
  const { program, lineOf } = parsed(file);
  const found: string[] = [];
  walk(program, [], (node, above) => {
    const says =
      node.type === 'CallExpression' && /^(t|translated|optimizer\w+)$/.test(nameOf(node.callee));
    if (says && !above.some(({ type }) => /Function/.test(type))) found.push(lineOf(node));
  });
  return found;
}

/** Visits every node of a tree, with those above it, the nearest last. */
function walk(node: Node, above: Node[], visit: (node: Node, above: readonly Node[]) => void) {
  visit(node, above);
  above.push(node);
  for (const key in node) {
    const value = node[key];
    for (const each of Array.isArray(value) ? value : [value]) {
      if (typeof each?.type === 'string') walk(each, above, visit);
    }
  }
  above.pop();
}

const nameOf = (node: unknown): string => {
  const { type, name, value, property } = (node ?? {}) as Record<string, unknown>;
  return type === 'MemberExpression' ? nameOf(property) : String(name ?? value ?? '');
};

/** What a text is to its neighbour in the tree: no more than a name, or what a person reads. */
function besides(outer: Node, inner: Node): { isName?: boolean; sink?: string } {
  const said = (name: string) => (SAID.test(name) ? { sink: name } : {});
  switch (outer.type) {
    case 'BinaryExpression':
      return { isName: outer.operator !== '+' };
    case 'SwitchCase':
      return { isName: outer.test === inner };
    case 'MemberExpression':
      return { isName: true };
    case 'Property':
      return outer.key === inner || nameOf(outer.key) === 'className'
        ? { isName: true }
        : said(nameOf(outer.key));
    case 'AssignmentExpression':
      return said(nameOf(outer.left));
    case 'CallExpression':
    case 'NewExpression': {
      const called = nameOf(outer.callee);
      const [first] = outer.arguments as Node[];
      if (called === 'setAttribute')
        return first === inner ? { isName: true } : said(nameOf(first));
      // The class of a table is no words.
      if (called === 'headedTable' && first !== inner) return { isName: true };
      return SHOWS.test(called) ? { sink: called } : {};
    }
    default:
      return {};
  }
}

/** Beyond these a text is given elsewhere: what is above says nothing about it. */
const ENDS =
  /^(CallExpression|NewExpression|BlockStatement|ObjectExpression|ArrowFunctionExpression)$/;

function placeOf(above: readonly Node[], node: Node): Omit<Text, 'text' | 'where'> {
  const place = {
    ...{ inT: false, inError: false, sink: '', isName: node.type === 'Property' },
    isEarly: !above.some(({ type }) => /Function/.test(type)),
  };
  let inner = node;
  let near = true;
  for (const outer of above.toReversed()) {
    const { type } = outer;
    const isType = type.startsWith('TS') && !/TS(As|Satisfies|NonNull)Expression/.test(type);
    if (isType || (/^(Import|Export)\w+$/.test(type) && outer.source === inner))
      place.isName = true;
    if (near) {
      const { isName = false, sink = '' } = besides(outer, inner);
      place.isName ||= isName;
      place.sink ||= sink;
    }
    if (/^(Call|New)Expression$/.test(type)) {
      const called = nameOf(outer.callee);
      if (called === 't' && (outer.arguments as Node[])[0] === inner) place.inT = true;
      if (/Error$/.test(called)) place.inError = true;
    }
    near &&= !ENDS.test(type);
    inner = outer;
  }
  return place;
}

/** Whether a text reads like words: two of them, or one where a person reads it. */
export function isWords({ text, sink }: Pick<Text, 'text' | 'sink'>): boolean {
  const plain = text.replaceAll('{}', ' ').replace(/<[^>]*>|&\w+;/g, ' ');
  if (sink !== '' && sink !== 'append' && sink !== 'name') return /\p{L}{2}/u.test(plain);
  return (
    /\p{L}{2,}[,.:;]? +\(?\p{L}/u.test(plain) ||
    /^\p{Lu}\p{L}{2,}$/u.test(plain) ||
    /\{\}[,.]? \p{L}{3}|\p{L}{3}[,:]? \{\}/u.test(text)
  );
}
