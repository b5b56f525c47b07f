// The same archives with deflated members (RFC 1951), up to 4 GiB. Sizes and checksums stand behind each member, as they
// are known when it is written.
import { Deflate, Inflate } from 'fflate';
import { crc32 } from './crc32.ts';
import { TOLD_LIMIT } from './source.ts';
import { Bytes, centralDirectory, DATE, localHeader, readZip, zipLayout } from './zip.ts';

export interface DeflatedMember {
  name: string;
  /** Bytes before they are deflated. */
  size: number;
  chunks: Iterable<Uint8Array>;
}

/** Offsets and sizes of 32 bits. */
const MOST = 2 ** 32 - 2 ** 20;
const DEFLATED = 8;
/** Sizes stand behind the data. */
const SIZES_BEHIND = 8;

/** An archive, piece by piece. Throws a RangeError for members of 4 GiB and more in all. */
export function* deflatedZip(members: readonly DeflatedMember[]): Generator<Uint8Array> {
  const total = members.reduce((sum, { size }) => sum + size, 0);
  if (total > MOST) {
    throw new RangeError(`${total} bytes are too many for a compressed file: at most ${MOST}`);
  }
  const directory = new Bytes();
  let at = 0;
  let length = 0;
  for (const { name, size, chunks } of members) {
    const head = new Bytes()
      .u32(0x04034b50)
      .u16(20, SIZES_BEHIND, DEFLATED, 0, DATE)
      .u32(0, 0, 0)
      .u16(name.length, 0)
      .text(name)
      .done();
    yield head;
    let crc = 0;
    let packed = 0;
    for (const piece of deflated(chunks, (bytes) => {
      crc = crc32(bytes, crc);
    })) {
      packed += piece.length;
      yield piece;
    }
    yield new Bytes().u32(0x08074b50, crc, packed, size).done();
    directory
      .u32(0x02014b50)
      .u16(20, 20, SIZES_BEHIND, DEFLATED, 0, DATE)
      .u32(crc, packed, size)
      .u16(name.length, 0, 0, 0, 0)
      .u32(0, at)
      .text(name);
    length += 46 + name.length;
    at += head.length + packed + 16;
  }
  yield directory
    .u32(0x06054b50)
    .u16(0, 0, members.length, members.length)
    .u32(length, at)
    .u16(0)
    .done();
}

function* deflated(
  chunks: Iterable<Uint8Array>,
  seen: (bytes: Uint8Array) => void,
): Generator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const stream = new Deflate({ level: 6 }, (bytes) => {
    ready.push(bytes);
  });
  for (const bytes of chunks) {
    seen(bytes);
    // A copy: the stream keeps what it has not yet worked off, and sources use their memory again.
    stream.push(bytes.slice());
    yield* ready;
    ready = [];
  }
  stream.push(new Uint8Array(0), true);
  yield* ready;
}

/** Whether the members of an archive are deflated, as its first bytes say. */
export const isDeflated = (bytes: Uint8Array): boolean => bytes[8] === DEFLATED;

/** Bytes that one byte of a deflated stream may become at most: 258 of a match of two bits (RFC 1951). */
const RATIO = 1032;
/** Beyond twice the bytes that become it, no stream is longer, but for short ones with their tables. */
const SMALL = 1024;

/**
 * The same archive with its members stored, or those of some names alone: of the others nothing is read or inflated.
 * `read(at, length)` gives bytes of the file. Throws an Error where a member is damaged, or claims more bytes than there
 * can be.
 */
export function inflatedZip(
  fileSize: number,
  read: (at: number, length: number) => Uint8Array,
  names?: readonly string[],
): Uint8Array<ArrayBuffer> {
  // What a file tells of itself is read whenever it is opened.
  const most = names ? TOLD_LIMIT : MOST;
  const members = readZip(fileSize, read, DEFLATED).filter(({ name }) => {
    return !names || names.includes(name);
  });
  const layout = zipLayout(members.map(({ name, size }) => ({ name, size })));
  const damaged = (name: string) => new Error(`its member ${name} is damaged`);
  let total = 0;
  for (const { name, packed, size } of members) {
    total += size;
    if (total > most || size > RATIO * packed || packed > 2 * size + SMALL) throw damaged(name);
  }
  const crcs = members.map(({ crc }) => crc);
  const directory = centralDirectory(layout, crcs);
  const whole = new Uint8Array(layout.directory + directory.length);
  whole.set(directory, layout.directory);
  for (const [i, member] of layout.members.entries()) {
    const { data, packed, crc } = members[i]!;
    whole.set(localHeader(member, crc), member.at);
    const content = whole.subarray(member.data, member.data + member.size);
    if (!inflatesInto(content, read(data, packed)) || crc32(content) !== crc) {
      throw damaged(member.name);
    }
  }
  return whole;
}

/** Bytes of a deflated stream that are inflated at once: they become 4 MB at most. */
const PIECE = 4096;

/** Inflates a stream into the place for it, and no further. Returns whether it is a stream of that length. */
function inflatesInto(place: Uint8Array, packed: Uint8Array): boolean {
  let at = 0;
  const stream = new Inflate((bytes) => {
    if (at + bytes.length > place.length) throw new RangeError('more than its size');
    place.set(bytes, at);
    at += bytes.length;
  });
  try {
    for (let from = 0; from < packed.length; from += PIECE) {
      stream.push(packed.subarray(from, from + PIECE), from + PIECE >= packed.length);
    }
  } catch {
    return false;
  }
  return at === place.length;
}
