// What an embed shows, in its address and in the snippet that is pasted into another page.

/** Parts beside the picture: the loss chart, the panel, play and pause, the bar on top. */
export const PARTS = ['chart', 'controls', 'transport', 'bar'] as const;
export type Part = (typeof PARTS)[number];

const isPart = (name: string): name is Part => (PARTS as readonly string[]).includes(name);

/** The parts that ?show= names, and the names that are none. */
export function partsOf(search: string): { parts: Part[]; unknown: string[] } {
  const names = new URLSearchParams(search)
    .getAll('show')
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter(Boolean);
  const known = new Set(names.filter(isPart));
  return {
    parts: PARTS.filter((part) => known.has(part)),
    unknown: [...new Set(names.filter((name) => !isPart(name)))],
  };
}

/** The address of an embed of what a link shows. */
export function embedAddress(link: string, parts: readonly Part[]): string {
  const url = new URL(link);
  url.searchParams.set('embed', '1');
  url.searchParams.delete('show');
  const shown = PARTS.filter((part) => parts.includes(part)).join(',');
  // Commas as they are: they can be read.
  const query = `${url.searchParams}${shown ? `&show=${shown}` : ''}`;
  return `${url.origin}${url.pathname}?${query}${url.hash}`;
}

const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  '<': '&lt;',
  '>': '&gt;',
};
const escaped = (text: string) => text.replace(/[&"<>]/g, (c) => NAMES[c]!);

/** Least and greatest pixels of an embed. */
export const EMBED_SIDES = { width: [320, 4096], height: [240, 2160] } as const;

/** HTML that shows an address in another page, as wide as there is room at most. A width of null is all the room. */
export function embedSnippet(
  address: string,
  size: { width: number | null; height: number },
  title: string,
): string {
  const width = size.width === null ? '100%' : String(size.width);
  return `<iframe src="${escaped(address)}" title="${escaped(title)}" width="${width}" height="${size.height}" style="border:0;max-width:100%" loading="lazy" allow="fullscreen; clipboard-write"></iframe>`;
}
