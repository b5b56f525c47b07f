// Printing: the sheet is made when it is wanted, by the button or by the browser's own command, and is gone afterwards.
import type { Snapshot } from './snapshot.ts';

export interface Printing {
  /** Prints the sheet with the picture of now. */
  print(): Promise<void>;
}

export interface SheetMaker {
  /** Resolves when all is there that is printed. */
  prepare(): Promise<void>;
  /** The sheet, or null while there is nothing of a lesson to print. */
  make(pictures: ReturnType<Snapshot['pictures']>): HTMLElement | null;
}

export function createPrinting(snapshot: Snapshot, maker: SheetMaker): Printing {
  let sheet: HTMLElement | null = null;
  const clear = () => {
    sheet?.remove();
    sheet = null;
    document.documentElement.classList.remove('prints-lesson');
  };
  window.addEventListener('beforeprint', () => {
    clear();
    sheet = maker.make(snapshot.pictures());
    if (!sheet) return;
    document.body.append(sheet);
    document.documentElement.classList.add('prints-lesson');
  });
  window.addEventListener('afterprint', clear);
  return {
    async print() {
      await maker.prepare();
      await snapshot.taken();
      window.print();
    },
  };
}
