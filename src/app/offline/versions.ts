// What the service worker does: keeps every file of its version of the page, whole, and answers from them. Each version has
// a cache of its own, so that two never mix: a page that was opened earlier finds its own files in the older one, which goes
// when no such page is left. No DOM; the browser's parts come as arguments.

/** Every file of a version of the page: its path from the page's folder, '' for the page itself, and its hash, as fetch takes it. */
export type FileList = Readonly<Record<string, string>>;

export interface Browser {
  caches: CacheStorage;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** The names of all locks that are held now: every open page holds one by the address of its script, which no other version has. */
  locks(): Promise<string[]>;
  /** The addresses of all open pages of this origin. */
  pages(): Promise<string[]>;
  /** Whether another version is on its way, whose cache is not to be touched. */
  isUpdating(): boolean;
}

/** What the page says to the worker. */
export type Message = 'take-over' | 'opened';

/** Files fetched at a time: what the page itself asks for meanwhile finds a way through. */
const AT_ONCE = 4;

/** The files whose names hold their hashes: under one name, always the same. */
const isHashed = (path: string) => path.startsWith('assets/');

/**
 * One version of the page. `scope` is the address of its folder, `id` tells versions apart.
 */
export function createVersion(scope: string, id: string, files: FileList, browser: Browser) {
  const { caches } = browser;
  // The folder, too: other copies of the page may stand on the same server.
  const prefix = `gradscape-${scope}-`;
  const own = `${prefix}${id}`;
  const others = async () =>
    (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own);
  /** From the caches of other versions. */
  async function elsewhere(url: string): Promise<Response | undefined> {
    for (const name of await others()) {
      const found = await (await caches.open(name)).match(url, AS_KEPT);
      if (found) return found;
    }
    return undefined;
  }

  async function keep(cache: Cache, path: string, integrity: string): Promise<void> {
    const url = scope + path;
    // Here from an attempt that was broken off, or the same file of another version.
    if (await cache.match(url, AS_KEPT)) return;
    const known = isHashed(path) ? await elsewhere(url) : undefined;
    // A file of another version, put on the server a moment ago, fails by its hash.
    const response =
      known ?? (await browser.fetch(url, { integrity, cache: 'no-cache', priority: 'low' }));
    if (!response.ok || response.redirected) throw new Error(`${url}: ${response.status}`);
    await cache.put(url, response);
  }

  /** What answers a request, out of the caches; null for what the worker has no part in. */
  function find(
    method: string,
    address: string,
    isPage: boolean,
  ): null | (() => Promise<Response | undefined>) {
    if (method !== 'GET' || !address.startsWith(scope)) return null;
    const path = address.slice(scope.length).replace(/[?#].*$/s, '');
    const isOurs = isPage ? path === '' || path === 'index.html' : path in files || isHashed(path);
    if (!isOurs) return null;
    const url = isPage ? scope : scope + path;
    return async () =>
      (await (await caches.open(own)).match(url, AS_KEPT)) ??
      (isHashed(path) ? elsewhere(url) : undefined);
  }

  return {
    find,
    /** Fetches what is not there yet; rejects when a file cannot be had or is not of this version: the next visit tries again. */
    async install(): Promise<void> {
      const cache = await caches.open(own);
      const left = Object.entries(files);
      const fetchOn = async () => {
        for (let next = left.pop(); next; next = left.pop()) await keep(cache, ...next);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, fetchOn));
    },
    /** Removes the caches of versions of which no page is open; of none where that cannot be known. */
    async tidy(): Promise<void> {
      if (browser.isUpdating()) return;
      const [names, locks, pages] = await Promise.all([others(), browser.locks(), browser.pages()]);
      const scripts = locks.filter((name) => name.startsWith(scope));
      // A page that is just being opened holds no lock yet, and one inside another page never does.
      if (pages.filter((url) => url.startsWith(scope)).length > scripts.length) return;
      for (const name of names) {
        const cache = await caches.open(name);
        const used = await Promise.all(scripts.map((script) => cache.match(script, AS_KEPT)));
        if (!used.some(Boolean)) await caches.delete(name);
      }
    },
  };
}

/** However a server varies its answers: there is one of each file. */
const AS_KEPT = { ignoreVary: true } as const;
