// Elements in one call, for whatever the page says beside its pictures.

/** An element with its properties and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** An element of an SVG with its attributes and children. */
export function svgElement<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** A button that submits nothing. */
export function button(text: string, onClick: () => void, title = ''): HTMLButtonElement {
  const made = element('button', { type: 'button', textContent: text, title });
  made.addEventListener('click', onClick);
  return made;
}

/** A table with a row of headings, and its empty body. */
export function headedTable(headings: readonly string[], className = '') {
  const heads = headings.map((textContent) => element('th', { textContent }));
  const body = element('tbody');
  const table = element(
    'table',
    { className },
    element('thead', {}, element('tr', {}, ...heads)),
    body,
  );
  return { table, heads, body };
}

/** A sample of a colour (red, green and blue, 0 to 255), as legends and tables begin their lines with. */
/** `pattern`: the code of the one that it has where patterns are on. */
export function swatch(color: readonly number[], pattern = 0): HTMLElement {
  const made = element('i');
  made.style.backgroundColor = `rgb(${color.join(' ')})`;
  if (pattern > 0) made.dataset.pattern = String(pattern % 7);
  return made;
}

/** Hands the browser a file to save. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const link = element('a', {
    href: URL.createObjectURL(new Blob([content], { type })),
    download: name,
  });
  link.click();
  // The browser has taken hold of the data by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
