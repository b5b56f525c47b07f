/** What the page says to its user: one line that goes away by itself. */
export type Notice = (message: string | null, seconds?: number) => void;

export function createNotice(root: HTMLElement): Notice {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (message, seconds = 8) => {
    clearTimeout(timer);
    root.hidden = message === null;
    root.textContent = message;
    if (message === null) return;
    timer = setTimeout(() => {
      root.hidden = true;
    }, seconds * 1000);
  };
}
