// "Did you mean …?": the known word that a mistyped one is nearest to.

/** Letters of a word that may have been meant as another. */
const LONGEST = 200;

/**
 * The candidate that `word` was most likely meant to be, or null where none is near. Near is a Damerau-Levenshtein
 * distance (restricted: letters put in, left out, replaced, or two neighbours swapped) of at most a third of the longer
 * word's length, at least 1; case does not count. Of several as near the first.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  // Longer than any name by far: comparing takes as long as it is.
  if (word.length > LONGEST) return null;
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of candidates) {
    const allowed = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
    const distance = distanceOf(word.toLowerCase(), candidate.toLowerCase());
    // A word of which no letter is left was not meant.
    if (distance > allowed || distance >= candidate.length || distance >= least) continue;
    [best, least] = [candidate, distance];
  }
  return best;
}

function distanceOf(a: string, b: string): number {
  // Rows i − 2, i − 1 and i of the table of distances between the first i letters of a and the first j of b.
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(replaced, last[j]! + 1, row[j - 1]! + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
