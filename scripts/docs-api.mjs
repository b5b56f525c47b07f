// npm run docs:api: docs/api.md, what the library exports, from the declarations and their doc comments.
// The compiler's own interface is called unstable by its makers: whatever changes there, tests/node/docs.test.ts tells.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SyntaxKind } from 'typescript/unstable/ast';
import { API, SymbolFlags } from 'typescript/unstable/sync';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** The chapters, and the source files whose exports each holds. A file that is in none is an error. */
const CHAPTERS = /** @type {const} */ ([
  ['Opening an engine', ['index', 'choose-engine', 'version']],
  [
    'Jobs and their results',
    ['engine', 'results', 'frames', 'fields/pixel-run', 'fields/on-plane'],
  ],
  ['What jobs are given', ['inputs', 'math/grid']],
  ['Checks and errors', ['check', 'specs', 'errors']],
  ['Optimizers', ['optimizers', 'schedules', 'noise']],
  [
    'Problems',
    [
      'problems/problem',
      'problems/registry',
      'problems/define',
      'problems/own',
      'problems/initialisation',
      'problems/networks/spec',
    ],
  ],
  ['Planes', ['problems/plane', 'fields/planes', 'math/principal']],
  [
    'Curvature, in f64 on the CPU',
    [
      'reference',
      'problems/curvature',
      'problems/sharpness',
      'problems/stationary',
      'problems/stationary-points',
    ],
  ],
  [
    'Statistics of results',
    [
      'fields/minima',
      'fields/intervals',
      'math/periods',
      'fields/periods',
      'fields/box-counting',
      'fields/edge-dimension',
      'fields/uncertainty',
      'fields/trainability',
      'fields/trust',
      'fields/trust-by',
    ],
  ],
  [
    'Files, figures and pictures',
    [
      'fields/sources',
      'fields/formats/index',
      'fields/formats/source',
      'fields/figure/index',
      'fields/pictures',
    ],
  ],
]);

const HEAD = `# The library's exports

Made by \`npm run docs:api\` from the types and their comments; [library.md](library.md) says how they are used. The same
names are there in a browser and in Node. \`[run][frame][n]\` is the layout of a flat array, the last index running fastest;
n is the number of components of θ.
`;

/** @typedef {import('typescript/unstable/sync').Symbol} ExportedSymbol */
/** @typedef {import('typescript/unstable/sync').Project} Project */
/** @typedef {{name: string, file: string, text: string}} Entry */

/** @param {string} file @param {number} from @param {number} to @param {string} text */
const cut = (file, from, to, text) => {
  if (to <= from) throw new Error(`${file}: a declaration without text`);
  return text.slice(from, to).trim();
};

/**
 * A declaration as it stands in the source, without what it does: a function's body, a constant's value where its type
 * says as much.
 * @param {Project} project @param {ExportedSymbol} symbol
 */
function declared(project, symbol) {
  const { checker } = project;
  const nodes = symbol.declarations.map((handle) => handle.resolve(project));
  const parts = [];
  // Of overloads the implementation is nobody's business.
  const shown = nodes.length > 1 ? nodes.slice(0, -1) : nodes;
  for (const node of shown) {
    if (!node) throw new Error(`${symbol.name}: no declaration`);
    const { text, fileName } = node.getSourceFile();
    if (node.kind === SyntaxKind.VariableDeclaration) {
      const source = cut(fileName, node.getStart(), node.end, text);
      const type = checker.getTypeOfSymbol(symbol);
      const written = type ? checker.typeToString(type) : '';
      // A table of values is shown whole, what else there is by its type.
      const table = /= [[{]/.test(source) && !/=>|\(/.test(source) && source.length < 400;
      parts.push(`const ${table ? source : `${symbol.name}: ${written}`}`);
      continue;
    }
    const { body } = /** @type {{body?: {pos: number}}} */ (/** @type {unknown} */ (node));
    const end = node.kind === SyntaxKind.FunctionDeclaration && body ? body.pos : node.end;
    parts.push(
      cut(fileName, node.getStart(), end, text)
        .replace(/^export (async )?/, '')
        .replace(/(\bconstructor\([^)]*\)) \{[\s\S]*?\n {2}\}/, '$1;')
        .replace(/;?$/, node.kind === SyntaxKind.FunctionDeclaration ? ';' : ''),
    );
  }
  return parts.join('\n');
}

/**
 * A comment without the line breaks that are for the width of the source; paragraphs and lists of codes stay.
 * @param {string} comment
 */
const unwrapped = (comment) =>
  comment
    .replace(/([^\n])\n *(?=\d \w+:)/g, '$1\n- ')
    .replace(/([^\n]) *\n *(?=[^\n\s-])/g, '$1 ')
    .trim();

/** @param {Project} project @param {ExportedSymbol} exported @returns {Entry} */
function entryOf(project, exported) {
  const { checker } = project;
  const isAlias = (exported.flags & SymbolFlags.Alias) !== 0;
  const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
  const node = symbol.declarations[0]?.resolve(project);
  if (!node) throw new Error(`${exported.name}: no declaration`);
  const path = relative(join(root, 'src'), node.getSourceFile().fileName);
  const code = declared(project, symbol).replace(
    new RegExp(`^((?:function|const) )${symbol.name}\\b`, 'gm'),
    `$1${exported.name}`,
  );
  const comment = unwrapped(checker.getDocumentationCommentOfSymbol(symbol).trim());
  const parts = [`### ${exported.name}`, comment, `\`\`\`ts\n${code}\n\`\`\``];
  return {
    name: exported.name,
    file: path.split(sep).join('/').replace(/\.ts$/, ''),
    text: parts.filter((part) => part !== '').join('\n\n'),
  };
}

/**
 * @template T
 * @param {(project: Project, symbols: readonly ExportedSymbol[]) => T} use what is done with the library's exports
 * @returns {T}
 */
function withExports(use) {
  const api = new API({ cwd: root });
  try {
    const config = join(root, 'tsconfig.page.json');
    const project = api.updateSnapshot({ openProject: config }).getProjects()[0];
    const file = project?.program.getSourceFile(join(root, 'src/index.ts'));
    const module = file && project?.checker.getSymbolAtLocation(file);
    if (!project || !module) throw new Error('src/index.ts is not in tsconfig.page.json');
    return use(project, project.checker.getExportsOfModule(module));
  } finally {
    api.close();
  }
}

/** The text of docs/api.md. Throws for an export of a file that no chapter has. */
export function apiText() {
  const entries = withExports((project, symbols) =>
    symbols.map((symbol) => entryOf(project, symbol)),
  );
  const chapters = CHAPTERS.map(([title, files]) => {
    const inside = files.flatMap((file) => entries.filter((entry) => entry.file === file));
    return { title, inside };
  });
  const placed = new Set(chapters.flatMap(({ inside }) => inside));
  const lost = entries.filter((entry) => !placed.has(entry));
  if (lost.length > 0) {
    const names = lost.map(({ name, file }) => `${name} (src/${file}.ts)`).join(', ');
    throw new Error(`scripts/docs-api.mjs has no chapter for ${names}`);
  }
  // Of headings that differ in capitals alone the second's anchor is numbered.
  /** @type {Set<string>} */
  const anchors = new Set();
  /** @param {string} name */
  const linked = (name) => {
    const anchor = name.toLowerCase();
    const link = `[${name}](#${anchors.has(anchor) ? `${anchor}-1` : anchor})`;
    anchors.add(anchor);
    return link;
  };
  const contents = chapters.map(
    ({ title, inside }) => `**${title}**: ${inside.map(({ name }) => linked(name)).join(', ')}`,
  );
  const bodies = chapters.map(
    ({ title, inside }) => `## ${title}\n\n${inside.map(({ text }) => text).join('\n\n')}`,
  );
  return `${[HEAD.trim(), ...contents, ...bodies].join('\n\n')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = join(root, 'docs/api.md');
  const text = apiText();
  writeFileSync(file, text);
  console.log(`docs/api.md: ${readFileSync(file, 'utf8').match(/^### /gm)?.length} exports`);
}
