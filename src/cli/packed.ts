// Results on their way between processes: their arrays go in pieces, so that no message is larger than a pipe's reader
// has memory for at once.

const TYPES = { Float32Array, Float64Array, Uint32Array, Uint8Array } as const;
type TypeName = keyof typeof TYPES;
type TypedArray = InstanceType<(typeof TYPES)[TypeName]>;

/** A result: what is plain in it, and for each of its arrays the type and the length in bytes, in order. */
export interface Packed {
  plain: Record<string, unknown>;
  arrays: { key: string; type: TypeName; bytes: number }[];
}

/** Bytes of a piece. */
const PIECE = 2 ** 24;

const typeOf = (value: unknown) =>
  Object.entries(TYPES).find(([, Type]) => value instanceof Type)?.[0] as TypeName | undefined;

/** A result without its typed arrays, and these in pieces. */
export function packedArrays(result: object): { packed: Packed; chunks: Iterable<Uint8Array> } {
  const packed: Packed = { plain: {}, arrays: [] };
  const arrays: TypedArray[] = [];
  for (const [key, value] of Object.entries(result)) {
    const type = typeOf(value);
    if (type === undefined) packed.plain[key] = value;
    else {
      const array = value as TypedArray;
      arrays.push(array);
      packed.arrays.push({ key, type, bytes: array.byteLength });
    }
  }
  function* chunks() {
    for (const { buffer, byteOffset, byteLength } of arrays) {
      for (let at = 0; at < byteLength; at += PIECE) {
        yield new Uint8Array(buffer, byteOffset + at, Math.min(PIECE, byteLength - at));
      }
    }
  }
  return { packed, chunks: chunks() };
}

/** A result that arrives: what is plain first, then the pieces in order. */
export interface Unpacking {
  result: object;
  /** Takes the next piece. */
  add(piece: Uint8Array): void;
  /** Whether all pieces are there. */
  isWhole(): boolean;
}

/** Puts a result together again; its arrays are filled as the pieces come. */
export function unpacking({ plain, arrays }: Packed): Unpacking {
  const wholes = arrays.map(({ bytes }) => new Uint8Array(bytes));
  const views = arrays.map(
    ({ key, type }, i) => [key, new TYPES[type](wholes[i]!.buffer)] as const,
  );
  let [i, at] = [0, 0];
  const passFull = () => {
    while (i < wholes.length && at === wholes[i]!.length) [i, at] = [i + 1, 0];
  };
  passFull();
  return {
    result: { ...plain, ...Object.fromEntries(views) },
    add(piece) {
      wholes[i]!.set(piece, at);
      at += piece.length;
      passFull();
    },
    isWhole: () => i === wholes.length,
  };
}
