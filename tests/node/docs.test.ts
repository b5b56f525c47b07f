// What README and docs/ say is there: links, headings, scripts, commands and flags, folders; and the references that are
// made from the program are those of today's.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import '../../src/library.ts';
import { apiText } from '../../scripts/docs-api.mjs';
import { commandsOf, referenceText, withReference } from '../../scripts/docs-cli.mjs';
import { fromHash, toHash } from '../../src/app/state/url.ts';
import { runTogether, useFolder } from './terminal.ts';

const root = resolve(import.meta.dirname, '../..');
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');
const markdownIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
const PAGES = [...markdownIn('.'), ...markdownIn('docs'), ...markdownIn('python')];

/** A link in a heading's words, as Markdown viewers make it. */
const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

/** The anchors of a page: a heading that is there twice has a number the second time. */
function anchorsOf(path: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading] of prose(path).matchAll(/^#+ (.*)$/gm)) {
    const anchor = slug(heading!);
    anchors.add(anchors.has(anchor) ? `${anchor}-1` : anchor);
  }
  return anchors;
}

/** A page without its blocks of code. */
const prose = (path: string) => textOf(path).replace(/^```[\s\S]*?^```/gm, '');
/** The commands in its blocks of code for a shell, each on one line. */
const shell = (path: string) =>
  [...textOf(path).matchAll(/^```sh\n([\s\S]*?)^```/gm)]
    .map(([, code]) => code!.replace(/\\\n\s*/g, ''))
    .join('\n');
/** What stands in the line as code. */
const inline = (path: string) => [...prose(path).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);

const FLAG = /(?<![\w-])--[a-z][a-z0-9-]*/g;
let helpOf: Record<string, string> = {};
useFolder();

beforeAll(async () => {
  const [whole] = await runTogether([['--help']]);
  const names = commandsOf(whole!.stdout);
  const helps = await runTogether(names.map((name) => [name, '--help']));
  helpOf = Object.fromEntries(names.map((name, i) => [name, helps[i]!.stdout]));
});

test('every relative link and picture of README and docs leads to a file, and every anchor to a heading', () => {
  const lost: string[] = [];
  for (const page of PAGES) {
    for (const [, target] of prose(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^\w+:/.test(target!)) continue;
      const [path = '', anchor] = target!.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      const found =
        existsSync(join(root, file)) && (anchor === undefined || anchorsOf(file).has(anchor));
      if (!found) lost.push(`${page}: ${target}`);
    }
  }
  expect(lost).toEqual([]);
});

test('every file and folder of ours that they name is there', () => {
  const ours = /^(src|shaders|tests|scripts|docs|bench|examples|python|recipes)\/[\w./-]+$/;
  const named = PAGES.filter((page) => page !== 'docs/api.md').flatMap((page) =>
    inline(page)
      .filter((code) => ours.test(code))
      .map((path) => [path, join(dirname(page), path)]),
  );
  expect(named.length).toBeGreaterThan(20);
  const isThere = (path: string) => existsSync(join(root, path));
  expect(named.filter((either) => !either.some(isThere))).toEqual([]);
});

test('every link to a view that they show opens without a fault, and is as short as it can be', () => {
  const links = ['README.md', 'docs/explorer.md'].flatMap(
    (page) => textOf(page).match(/#[\w.]+=[^\s`"]+/g)!,
  );
  expect(links.length).toBeGreaterThan(4);
  for (const link of links) {
    const { state, fault } = fromHash(link);
    expect(fault, link).toBeUndefined();
    expect(toHash(state)).toBe(link);
  }
});

test('every npm script that they name is one', () => {
  const { scripts } = JSON.parse(textOf('package.json'));
  const known = [
    ...Object.keys(scripts),
    ...Object.keys(JSON.parse(textOf('bench/peers/package.json')).scripts),
  ];
  const named = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(/npm run (?:-s |--silent )?([a-z][\w:-]*)/g)].map(
      ([, name]) => name!,
    ),
  );
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
});

test('the workflow runs scripts that there are, and every action of another is pinned to a commit', () => {
  const text = textOf('.github/workflows/ci.yml');
  interface Step {
    uses?: string;
    run?: string;
  }
  const { jobs } = parse(text) as { jobs: Record<string, { steps: Step[] }> };
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const { scripts } = JSON.parse(textOf('package.json'));
  const named = steps.flatMap(({ run = '' }) =>
    [...run.matchAll(/npm (?:run )?(build|check|test|[a-z]+:[a-z]+)\b/g)].map(([, name]) => name!),
  );
  expect(new Set(named)).toEqual(new Set(['check', 'test', 'build']));
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
  const loose = steps.filter(({ uses }) => uses && !/@[0-9a-f]{40}$/.test(uses));
  expect(loose).toEqual([]);
  expect(text).not.toContain('secrets.');
});

test('every command that they show is one, and has every flag that stands behind it', () => {
  const wrong: string[] = [];
  let seen = 0;
  for (const page of PAGES) {
    const code = [shell(page), ...inline(page)].join('\n');
    for (const [line, name, rest] of code.matchAll(/\bgradscape ([a-z]+)\b([^\n|)#]*)/g)) {
      seen += 1;
      const help = helpOf[name!];
      const flags = rest!.match(FLAG) ?? [];
      const unknown = flags.filter(
        (flag) => flag !== '--help' && !help?.match(FLAG)?.includes(flag),
      );
      if (!help || unknown.length > 0) wrong.push(`${page}: ${line}`);
    }
  }
  expect(seen).toBeGreaterThan(60);
  expect(wrong).toEqual([]);
});

test('every flag that they name by itself is one of some command or script', () => {
  const scripts = readdirSync(join(root, 'scripts')).map((name) => textOf(`scripts/${name}`));
  const said = [...Object.values(helpOf), ...scripts, textOf('bench/oracle/oracle.py')].join('\n');
  const known = new Set(said.match(FLAG));
  const named = PAGES.flatMap((page) =>
    inline(page)
      .filter((code) => code.startsWith('--'))
      .flatMap((code) => (code.match(FLAG) ?? []).map((flag) => `${page}: ${flag}`)),
  );
  // SLURM's, Node's, and the command line's own.
  for (const other of ['--array', '--input-type', '--version']) known.add(other);
  expect(named.filter((entry) => !known.has(entry.split(': ')[1]!))).toEqual([]);
});

test('docs/cli.md has today’s commands and flags (npm run docs:cli)', () => {
  const text = textOf('docs/cli.md');
  expect(withReference(text, referenceText(helpOf)) === text).toBe(true);
});

test('docs/api.md has today’s exports, types and comments (npm run docs:api), the same in Node', () => {
  expect(apiText() === textOf('docs/api.md')).toBe(true);
  const given = (path: string) =>
    [...textOf(path).matchAll(/^export (\*|function \w+).*?('.*')?;$/gm)].map(
      ([, what, from]) => `${what} ${from?.replace(/'.*\//, '') ?? ''}`,
    );
  expect(given('src/index.ts').length).toBe(3);
  expect(given('src/node/index.ts')).toEqual(given('src/index.ts'));
});

test('the README’s map has every folder that there is, and none besides, on one screen', () => {
  const [, map = ''] = /## Folders\n\n```\n([\s\S]*?)```/.exec(textOf('README.md')) ?? [];
  const lines = map.trimEnd().split('\n');
  expect(lines.length).toBeLessThan(65);
  const named: string[] = [];
  const above: string[] = [];
  for (const line of lines) {
    const [, indent, names] = /^((?: {2})*)(\S+(?: \S+)*)/.exec(line) ?? [];
    const depth = (indent ?? '').length / 2;
    // Lines that go on are indented as far as what is said of the name.
    if (names === undefined || depth > 4) continue;
    for (const name of names.split(' ').filter((part) => /^[\w.-]+\/$/.test(part))) {
      above.splice(depth);
      above[depth] = name;
      named.push(above.join(''));
    }
  }
  const foldersOf = (path: string) =>
    readdirSync(join(root, path)).filter((name) => statSync(join(root, path, name)).isDirectory());
  const there = [
    ...foldersOf('src').map((name) => `src/${name}/`),
    ...foldersOf('src/app').map((name) => `src/app/${name}/`),
  ];
  expect(there.filter((path) => !named.includes(path))).toEqual([]);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
