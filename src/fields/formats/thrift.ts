// As much of Thrift's compact protocol as it takes to find two texts of a Parquet file's footer without believing any
// number in it: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md. A general reader makes
// an object of everything, which a hostile footer of a few hundred kilobytes turns into half a minute.

const damaged = () => new Error('its .parquet footer is damaged');

/** Types of fields and of elements. */
const [TRUE, FALSE, BYTE, DOUBLE, BINARY, LIST, SET, STRUCT] = [1, 2, 3, 7, 8, 9, 10, 12];

/** Structures within each other: Parquet's own are five deep. */
const DEPTH = 16;
/** Bytes of a number of 64 bits, seven bits in each. */
const VARINT = 10;
/** Values that are passed over: the footer of 65,536² cells has some six million. */
const MOST_SKIPPED = 2 ** 24;

class Reader {
  private at = 0;
  private skipped = 0;
  constructor(private readonly bytes: Uint8Array) {}

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw damaged();
    return byte;
  }

  /** A number without sign; exact up to 2^53, beyond which no length of a part of a file lies. */
  varint(): number {
    let value = 0;
    for (let i = 0, scale = 1; i < VARINT; i++, scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw damaged();
  }

  take(length: number): Uint8Array {
    if (length > this.bytes.length - this.at) throw damaged();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** Calls `field` with the number and type of every field of a structure; it must read or skip what it is told of. */
  struct(field: (id: number, type: number) => void): void {
    for (let id = 0; ; ) {
      const head = this.byte();
      if (head === 0) return;
      const step = head >> 4;
      if (step === 0) {
        const coded = this.varint();
        id = coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2;
      } else id += step;
      field(id, head & 15);
    }
  }

  /** The type and number of a list's elements. Every element takes a byte at least. */
  list(): [type: number, count: number] {
    const head = this.byte();
    const count = head >> 4 === 15 ? this.varint() : head >> 4;
    if (count > this.bytes.length - this.at) throw damaged();
    return [head & 15, count];
  }

  skip(type: number, depth = 0): void {
    if (depth > DEPTH || ++this.skipped > MOST_SKIPPED) throw damaged();
    if (type === TRUE || type === FALSE) return;
    if (type === BYTE) this.byte();
    else if (type > BYTE && type < DOUBLE) this.varint();
    else if (type === DOUBLE) this.take(8);
    else if (type === BINARY) this.take(this.varint());
    else if (type === STRUCT) this.struct((_, inner) => this.skip(inner, depth + 1));
    else if (type === LIST || type === SET) this.skipElements(...this.list(), depth);
    // Parquet's footers have no maps, and there are no other types.
    else throw damaged();
  }

  private skipElements(type: number, count: number, depth: number): void {
    // An element that is a truth value takes a byte, unlike a field that is one.
    const of = type === TRUE || type === FALSE ? BYTE : type;
    for (let i = 0; i < count; i++) this.skip(of, depth + 1);
  }
}

/** Field 5 of Parquet's FileMetaData is a list of KeyValue, whose fields 1 and 2 are the key and its value. */
const [PAIRS, KEY, VALUE] = [5, 1, 2];

/**
 * The bytes that stand under a key in the key-value metadata of a Parquet file's footer; undefined where there are none.
 * Takes time proportional to the footer. Throws an Error where that is no FileMetaData.
 */
export function parquetValue(footer: Uint8Array, wanted: string): Uint8Array | undefined {
  const reader = new Reader(footer);
  let found: Uint8Array | undefined;
  const pair = () => {
    const texts = new Map<number, Uint8Array>();
    reader.struct((id, type) => {
      if (type === BINARY) texts.set(id, reader.take(reader.varint()));
      else reader.skip(type);
    });
    const key = texts.get(KEY);
    const same = key?.length === wanted.length && String.fromCharCode(...key) === wanted;
    if (same) found ??= texts.get(VALUE);
  };
  reader.struct((id, type) => {
    if (id !== PAIRS || type !== LIST) return reader.skip(type);
    const [of, count] = reader.list();
    if (of !== STRUCT) throw damaged();
    for (let i = 0; i < count; i++) pair();
  });
  return found;
}
