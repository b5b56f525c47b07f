// CRC-32 (ISO 3309, the one of zip and PNG), also of a whole whose parts are known one by one.

const POLYNOMIAL = 0xedb88320;

/** Slicing by four: table k holds the CRC of a byte followed by k zero bytes. */
const tables = makeTables();

function makeTables(): Uint32Array[] {
  const all = [0, 1, 2, 3].map(() => new Uint32Array(256));
  const [t0, t1, t2, t3] = all as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ POLYNOMIAL : c >>> 1;
    t0[n] = c;
  }
  for (let n = 0; n < 256; n++) {
    t1[n] = (t0[n]! >>> 8) ^ t0[t0[n]! & 255]!;
    t2[n] = (t1[n]! >>> 8) ^ t0[t1[n]! & 255]!;
    t3[n] = (t2[n]! >>> 8) ^ t0[t2[n]! & 255]!;
  }
  return all;
}

/** CRC-32 of bytes; `before` is that of what came before them. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3] = tables as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  let c = ~before;
  let i = 0;
  for (const end = bytes.length - 3; i < end; i += 4) {
    c ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    c = t3[c & 255]! ^ t2[(c >>> 8) & 255]! ^ t1[(c >>> 16) & 255]! ^ t0[c >>> 24]!;
  }
  for (; i < bytes.length; i++) c = (c >>> 8) ^ t0[(c ^ bytes[i]!) & 255]!;
  return ~c >>> 0;
}

/**
 * The CRC-32 of A followed by B, from those of A and B and B's length in bytes. Appending zeros is
 * linear over GF(2), so it is a power of one 32 × 32 bit matrix, found by squaring (zlib's method).
 */
export function crc32Combine(crcA: number, crcB: number, lengthB: number): number {
  let power = zeroBitMatrix();
  // One zero byte is eight zero bits: three squarings.
  for (let i = 0; i < 3; i++) power = times(power, power);
  let crc = crcA;
  for (let left = lengthB; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) crc = apply(power, crc);
    power = times(power, power);
  }
  return (crc ^ crcB) >>> 0;
}

/** Column n is what one zero bit makes of the CRC whose only bit is n. */
function zeroBitMatrix(): Uint32Array {
  return Uint32Array.from({ length: 32 }, (_, n) => (n === 0 ? POLYNOMIAL : 2 ** (n - 1)));
}

function apply(matrix: Uint32Array, vector: number): number {
  let sum = 0;
  for (let n = 0, rest = vector; rest !== 0; n++, rest >>>= 1) if (rest & 1) sum ^= matrix[n]!;
  return sum;
}

function times(a: Uint32Array, b: Uint32Array): Uint32Array {
  return b.map((column) => apply(a, column));
}
