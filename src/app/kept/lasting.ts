// A value that the browser keeps, under a key of IndexedDB. Where there is none, as in some private windows, it is kept until
// the page is closed.
import { get, update } from 'idb-keyval';

export interface Lasting<Value> {
  /** Whether it outlasts the page. */
  outlasts(): boolean;
  read(): Promise<Value>;
  /** Changes it, after whatever another page has changed. Resolves to what it is then. */
  change(by: (before: Value) => Value): Promise<Value>;
}

/** `from` makes the value of what was found, if anything was. */
export function createLasting<Value>(
  key: string,
  from: (found: Value | undefined) => Value,
): Lasting<Value> {
  /** What is kept where the browser keeps nothing. */
  let passing: { value: Value } | null = null;
  return {
    outlasts: () => passing === null,
    async read() {
      if (passing) return passing.value;
      try {
        return from(await get<Value>(key));
      } catch {
        passing = { value: from(undefined) };
        return passing.value;
      }
    },
    async change(by) {
      if (!passing) {
        let now = from(undefined);
        try {
          await update<Value>(key, (before) => {
            now = by(from(before));
            return now;
          });
          return now;
        } catch {
          passing = { value: from(undefined) };
        }
      }
      passing = { value: by(passing.value) };
      return passing.value;
    },
  };
}
