// What is on the page is written anew only when it is another: told what it shows already, a browser lays it out and paints
// it again, and looks in all fields for what may be filled in, and a drag has all of it told.

export function whenOther<T>(get: () => T, show: (value: T) => void) {
  let shown: { value: T } | null = null;
  return {
    update() {
      const value = get();
      if (shown && Object.is(value, shown.value)) return;
      shown = { value };
      show(value);
    },
    /** Somebody has changed what it shows: the next update counts, whatever the value. */
    forget() {
      shown = null;
    },
  };
}
