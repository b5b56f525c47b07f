// Elements with their properties and children in one call.
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function button(text: string, onClick: () => void, title = ''): HTMLButtonElement {
  const made = element('button', { type: 'button', textContent: text, title });
  made.addEventListener('click', onClick);
  return made;
}
