// A control is shown anew only when its value is another: told what it shows already, a browser lays it out again and looks
// for what may be filled in, and a drag has all controls told.

export function whenOther<T>(get: () => T, show: () => void) {
  let shown: { value: T } | null = null;
  return {
    update() {
      const value = get();
      if (shown && Object.is(value, shown.value)) return;
      shown = { value };
      show();
    },
    /** Somebody has changed what it shows: the next update counts, whatever the value. */
    forget() {
      shown = null;
    },
  };
}
