// Printing: the sheet is made when it is wanted, by the button or by the browser's own command, and is gone afterwards.
import type { Snapshot } from './snapshot.ts';

export interface Printing {
  /** Prints the sheet with the picture of now. */
  print(): Promise<void>;
}

/** `make` returns the sheet, or null while there is nothing of a lesson to print. */
export function createPrinting(
  snapshot: Snapshot,
  make: (pictures: ReturnType<Snapshot['pictures']>) => HTMLElement | null,
): Printing {
  let sheet: HTMLElement | null = null;
  const clear = () => {
    sheet?.remove();
    sheet = null;
    document.documentElement.classList.remove('prints-lesson');
  };
  window.addEventListener('beforeprint', () => {
    clear();
    sheet = make(snapshot.pictures());
    if (!sheet) return;
    document.body.append(sheet);
    document.documentElement.classList.add('prints-lesson');
  });
  window.addEventListener('afterprint', clear);
  return {
    async print() {
      await snapshot.taken();
      window.print();
    },
  };
}
