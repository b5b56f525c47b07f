// The files of a version of the page, kept for use without a network.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listOf } from '../../scripts/offline.mjs';
import { type Browser, createVersion } from '../../src/app/offline/versions.ts';

const SCOPE = 'https://host.example/sub/';

/** A browser with caches, and a server that has these files; it breaks off when none are left to be given. */
function createBrowser(served: Record<string, string>) {
  const kept = new Map<string, Map<string, Response>>();
  const open = (name: string) => {
    const files = kept.get(name) ?? new Map<string, Response>();
    kept.set(name, files);
    return {
      match: async (url: string) => files.get(url)?.clone(),
      put: async (url: string, response: Response) => void files.set(url, response),
    };
  };
  const world = {
    served,
    fetched: [] as string[],
    pages: [] as string[],
    locks: [] as string[],
    updating: false,
  };
  const browser: Browser = {
    caches: {
      keys: async () => [...kept.keys()],
      open: async (name: string) => open(name),
      delete: async (name: string) => kept.delete(name),
    } as unknown as CacheStorage,
    fetch: async (url, { integrity }) => {
      const path = url.slice(SCOPE.length);
      world.fetched.push(path);
      const text = world.served[path];
      if (text === undefined) return new Response('', { status: 404 });
      if (integrity !== hashOf(text)) throw new TypeError('Failed to fetch');
      return new Response(text);
    },
    locks: async () => world.locks,
    pages: async () => world.pages,
    isUpdating: () => world.updating,
  };
  return { world, browser, names: () => [...kept.keys()] };
}

const hashOf = (text: string) => `hash of ${text}`;
const hashed = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, hashOf(text)]));

const ONE = { '': 'page 1', 'assets/a-1.js': 'a 1', 'assets/b-1.js': 'b', 'icon.png': 'icon' };
const TWO = { '': 'page 2', 'assets/a-2.js': 'a 2', 'assets/b-1.js': 'b', 'icon.png': 'icon' };

const asked = async (version: ReturnType<typeof createVersion>, path: string, isPage = false) =>
  (await version.find('GET', SCOPE + path, isPage)?.())?.text();

test('a version is kept whole: its page for every query, its files, nothing that is not its own', async () => {
  const { browser } = createBrowser(ONE);
  const one = createVersion(SCOPE, 'one', hashed(ONE), browser);
  await one.install();
  expect(await asked(one, '', true)).toBe('page 1');
  expect(await asked(one, 'index.html?embed=1#view=basins', true)).toBe('page 1');
  expect(await asked(one, 'assets/a-1.js')).toBe('a 1');
  expect(await asked(one, 'icon.png')).toBe('icon');
  expect(one.find('GET', `${SCOPE}licenses.md`, true)).toBe(null);
  expect(one.find('GET', `${SCOPE}other.txt`, false)).toBe(null);
  expect(one.find('POST', SCOPE, true)).toBe(null);
  expect(one.find('GET', 'https://host.example/assets/a-1.js', false)).toBe(null);
});

test('a version of which a file is missing or another’s is not installed, and the next attempt fetches what is left', async () => {
  const { 'icon.png': _, ...most } = ONE;
  const { world, browser } = createBrowser({ ...most, '': 'page 2' });
  const one = createVersion(SCOPE, 'one', hashed(ONE), browser);
  await expect(one.install()).rejects.toThrow();
  world.served = ONE;
  world.fetched = [];
  await one.install();
  expect(world.fetched).toContain('');
  expect(world.fetched).toContain('icon.png');
  expect(await asked(one, '', true)).toBe('page 1');
});

test('a newer version fetches what is new, and a page of the older one still finds its files', async () => {
  const { world, browser } = createBrowser(ONE);
  const one = createVersion(SCOPE, 'one', hashed(ONE), browser);
  await one.install();
  world.served = TWO;
  world.fetched = [];
  const two = createVersion(SCOPE, 'two', hashed(TWO), browser);
  await two.install();
  expect(world.fetched.sort()).toEqual(['', 'assets/a-2.js', 'icon.png']);
  // Until it takes over, the older one answers with its own page alone.
  expect(await asked(one, '', true)).toBe('page 1');
  expect(await asked(two, '', true)).toBe('page 2');
  expect(await asked(two, 'assets/a-1.js')).toBe('a 1');
});

test('an older version goes when no page of it is open, and only when that is known', async () => {
  const { world, browser, names } = createBrowser({});
  const other = createVersion('https://host.example/', 'one', {}, browser);
  await other.install();
  const one = createVersion(SCOPE, 'one', hashed(ONE), browser);
  world.served = ONE;
  await one.install();
  world.served = TWO;
  const two = createVersion(SCOPE, 'two', hashed(TWO), browser);
  await two.install();
  const [all, left] = [names(), names().filter((name) => !name.includes('sub/-one'))];
  const oldPage = `${SCOPE}assets/a-1.js`;
  const newPage = `${SCOPE}assets/a-2.js`;
  const cases: [pages: number, locks: string[], updating: boolean, kept: string[]][] = [
    [2, [oldPage, newPage], false, all],
    // One that has not said yet what it is.
    [2, [newPage], false, all],
    [1, [newPage, 'another application’s'], true, all],
    [1, [newPage], false, left],
  ];
  for (const [pages, locks, updating, kept] of cases) {
    world.pages = ['https://host.example/elsewhere', ...Array(pages).fill(`${SCOPE}#lr=1`)];
    Object.assign(world, { locks, updating });
    await two.tidy();
    expect(names()).toEqual(kept);
  }
});

test('the list names every file but the worker, with hashes as browsers check them, and its name follows from all', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradscape-offline-'));
  try {
    for (const name of ['index.html', 'service-worker.js', 'licenses.md', 'sbom.json', 'b.js'])
      writeFileSync(join(folder, name), '');
    const empty = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
    const { id, files } = listOf(folder);
    expect(files).toEqual({ '': empty, 'b.js': empty });
    writeFileSync(join(folder, 'b.js'), '1');
    expect(listOf(folder).id).not.toBe(id);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
