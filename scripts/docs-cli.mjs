// npm run docs:cli: the reference of every command and flag in docs/cli.md, below its last heading, from the command
// line's own help.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureBuilt } from './build-lib.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../..');

/** What is above it is written by hand. */
export const HEADING = '## Every command and flag';

/** @typedef {{flag: string, says: string}} Row */
/** @typedef {{name: string, usage: string, summary: string, options: Row[], after: string[], examples: string}} Page */

/** Rows of a list with wrapped descriptions. @param {string} block @returns {Row[]} */
function rowsOf(block) {
  /** @type {Row[]} */
  const rows = [];
  for (const line of block.split('\n')) {
    const [, flag, says] = /^ {2}(\S.*?) {2,}(\S.*)$/.exec(line) ?? [];
    const last = rows.at(-1);
    if (flag && says) rows.push({ flag, says });
    else if (last && line.trim() !== '') last.says += ` ${line.trim()}`;
  }
  return rows;
}

/** @param {string} name @param {string} help what --help prints @returns {Page} */
function pageOf(name, help) {
  const [usage = '', summary = '', ...rest] = help.trim().split('\n\n');
  const options = [];
  const after = [];
  let examples = '';
  for (const part of rest) {
    if (/^(Arguments|Options|Options of networks):\n/.test(part)) options.push(...rowsOf(part));
    else if (part.startsWith('Examples:\n')) examples = part.slice('Examples:\n'.length);
    else after.push(part);
  }
  const shown = usage.replace('Usage: ', '');
  return { name, usage: shown, summary, options, after, examples };
}

/** The commands that the command line's own help lists. @param {string} help */
export const commandsOf = (help) =>
  [...(help.split('Commands:\n')[1]?.split('\n\n')[0] ?? '').matchAll(/^ {2}([a-z]+) /gm)]
    .map(([, name]) => /** @type {string} */ (name))
    .filter((name) => name !== 'help');

/** A bar would end a table's cell, and what is in angle brackets would be taken for a tag. @param {string} text */
const cell = (text) =>
  text.replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('<', '&lt;').trim();

/** @param {readonly string[]} lines @param {readonly string[]} head */
const table = (head, lines) =>
  [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...lines].join('\n');

/** @param {string} flag */
const code = (flag) => `\`${flag.replaceAll('|', '\\|')}\``;

/** @param {Row} row */
const rowText = (row) => `| ${code(row.flag)} | ${cell(row.says)} |`;

/**
 * The reference: flags that several commands have, said alike, once; then each command with the flags of its own.
 * @param {Record<string, string>} helpOf what COMMAND --help prints, by command
 */
export function referenceText(helpOf) {
  const pages = Object.entries(helpOf).map(([name, help]) => pageOf(name, help));
  /** @type {Map<string, {row: Row, of: string[]}>} */
  const known = new Map();
  for (const { name, options } of pages) {
    for (const row of options) {
      const key = `${row.flag}\n${row.says}`;
      const entry = known.get(key) ?? { row, of: [] };
      entry.of.push(name);
      known.set(key, entry);
    }
  }
  /** @param {Row} row */
  const sharedBy = (row) => known.get(`${row.flag}\n${row.says}`)?.of ?? [];
  const isShared = (/** @type {Row} */ row) => sharedBy(row).length > 2;
  const shared = [...known.values()].filter(
    ({ row }) => isShared(row) && row.flag !== '-h, --help',
  );
  // Commands that share the same flags stand together.
  const groups = [...new Set(shared.map(({ of }) => of.join(', ')))].map((of) => {
    const rows = shared
      .filter((entry) => entry.of.join(', ') === of)
      .map(({ row }) => rowText(row));
    return `**Of ${of}**\n\n${table(['flag', 'what it does'], rows)}`;
  });
  const commands = pages.map(({ name, usage, summary, options, after, examples }) => {
    const own = options.filter((row) => !isShared(row) && row.flag !== '-h, --help');
    const rows = own.map(rowText);
    return [
      `### ${name}`,
      `\`${usage}\`: ${cell(summary)}.`,
      ...(rows.length > 0 ? [table(['flag', 'what it does'], rows)] : []),
      ...after.map((text) => cell(text.replace(/\n/g, ' '))),
      ...(examples ? [`\`\`\`sh\n${examples.replace(/^ {2}/gm, '')}\n\`\`\``] : []),
    ].join('\n\n');
  });
  return [
    'Made by `npm run docs:cli` from the command line’s own help.',
    '### Flags that several commands have',
    ...groups,
    ...commands,
  ].join('\n\n');
}

/** @param {string} text docs/cli.md @param {string} reference */
export function withReference(text, reference) {
  const at = text.indexOf(`${HEADING}\n`);
  if (at < 0) throw new Error(`docs/cli.md has no heading "${HEADING}"`);
  return `${text.slice(0, at)}${HEADING}\n\n${reference}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureBuilt();
  const main = join(root, 'lib/cli/main.js');
  /** @param {string[]} argv */
  const help = (...argv) =>
    execFileSync(process.execPath, [main, ...argv, '--help'], { encoding: 'utf8' });
  const commands = commandsOf(help());
  const file = join(root, 'docs/cli.md');
  const reference = referenceText(Object.fromEntries(commands.map((name) => [name, help(name)])));
  writeFileSync(file, withReference(readFileSync(file, 'utf8'), reference));
  console.log(`docs/cli.md: ${commands.length} commands`);
}
