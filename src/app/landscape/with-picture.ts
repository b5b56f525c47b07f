// What follows a picture is shown with it: in a frame of its own it would hold up the one that is to come.
import type { Explorer } from './explorer.ts';

/** Shows what is new when it is called: at once, or with the picture that is to be there in a moment. */
export function withPicture(
  { isSoon, onDraw }: Pick<Explorer, 'isSoon' | 'onDraw'>,
  show: () => void,
): () => void {
  let isBehind = false;
  onDraw.subscribe(() => {
    if (!isBehind) return;
    // Whether or not the next one is on its way already.
    isBehind = false;
    show();
  });
  return () => {
    isBehind = isSoon();
    if (!isBehind) show();
  };
}
