/** Ranges of `size` or fewer that make up 0 to `total`. */
export function* pieces(total: number, size: number): Generator<[from: number, to: number]> {
  for (let from = 0; from < total; from += size) yield [from, Math.min(from + size, total)];
}
