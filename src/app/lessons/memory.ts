// What the browser keeps between visits, where it lets us: without it everything works, and is forgotten.

export interface Memory {
  /** What was written; null where nothing was, or nothing can be read. */
  read(key: string): string | null;
  write(key: string, value: string): void;
}

const PREFIX = 'gradscape.lessons.';

/** `storage` is asked for anew each time: in some browsers touching it throws. */
export function createMemory(storage: () => Storage): Memory {
  /** What was written in this visit, for when it cannot be read back. */
  const own = new Map<string, string>();
  return {
    read(key) {
      try {
        return storage().getItem(PREFIX + key) ?? own.get(key) ?? null;
      } catch {
        return own.get(key) ?? null;
      }
    },
    write(key, value) {
      own.set(key, value);
      try {
        storage().setItem(PREFIX + key, value);
      } catch {
        // Full, or forbidden.
      }
    },
  };
}
