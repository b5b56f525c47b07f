// A zip archive of stored members whose sizes are known beforehand, so that every byte has its place
// before the first one is written: PKWARE's APPNOTE 6.3.10, with zip64 where 32 bits do not do.

import { latin1 } from './source.ts';

export interface ZipMember {
  name: string;
  size: number;
}

export interface ZipPlace extends ZipMember {
  /** Where the member's local header and its data start. */
  at: number;
  data: number;
}

/** A member of an archive that was read. */
export interface ZipEntry extends ZipPlace {
  crc: number;
  /** Bytes it takes in the file. */
  packed: number;
}

export interface ZipLayout {
  members: ZipPlace[];
  /** Where the central directory starts: behind the last member. */
  directory: number;
}

const MAX16 = 0xffff;
const MAX32 = 0xffffffff;
/** 1980-01-01: the least date a zip can hold, so that equal data makes equal files. */
export const DATE = 0x21;

export function zipLayout(members: readonly ZipMember[]): ZipLayout {
  let at = 0;
  const places = members.map((member) => {
    const data = at + 30 + member.name.length + (member.size >= MAX32 ? 20 : 0);
    const place = { ...member, at, data };
    at = data + member.size;
    return place;
  });
  return { members: places, directory: at };
}

/** A growing run of little-endian numbers. */
export class Bytes {
  private readonly parts: number[] = [];
  u16 = (...values: number[]) => this.put(2, values);
  u32 = (...values: number[]) => this.put(4, values);
  u64 = (...values: number[]) => this.put(8, values);
  text(value: string) {
    for (let i = 0; i < value.length; i++) this.parts.push(value.charCodeAt(i));
    return this;
  }
  done = () => Uint8Array.from(this.parts);
  private put(width: number, values: number[]) {
    for (let value of values) {
      for (let i = 0; i < width; i++, value = Math.floor(value / 256)) this.parts.push(value % 256);
    }
    return this;
  }
}

/** The header before a member's data. */
export function localHeader({ name, size }: ZipMember, crc: number): Uint8Array<ArrayBuffer> {
  const big = size >= MAX32;
  const short = big ? MAX32 : size;
  const bytes = new Bytes()
    .u32(0x04034b50)
    .u16(big ? 45 : 20, 0, 0, 0, DATE)
    .u32(crc, short, short)
    .u16(name.length, big ? 20 : 0)
    .text(name);
  if (big) bytes.u16(1, 16).u64(size, size);
  return bytes.done();
}

/** The directory at the end of the archive; `crcs` in the order of the members. */
export function centralDirectory(
  { members, directory }: ZipLayout,
  crcs: readonly number[],
): Uint8Array<ArrayBuffer> {
  const bytes = new Bytes();
  const count = members.length;
  let length = 0;
  for (const [i, member] of members.entries()) length += directoryEntry(bytes, member, crcs[i]!);
  if (directory + length >= MAX32 || count >= MAX16) bigEnd(bytes, count, length, directory);
  return bytes
    .u32(0x06054b50)
    .u16(0, 0, Math.min(count, MAX16), Math.min(count, MAX16))
    .u32(Math.min(length, MAX32), Math.min(directory, MAX32))
    .u16(0)
    .done();
}

/** Adds a member to the directory; gives the bytes that took. */
function directoryEntry(bytes: Bytes, { name, size, at }: ZipPlace, crc: number): number {
  const bigSize = size >= MAX32;
  const bigAt = at >= MAX32;
  const extra = (bigSize ? 16 : 0) + (bigAt ? 8 : 0);
  const short = bigSize ? MAX32 : size;
  bytes
    .u32(0x02014b50)
    .u16(45, extra ? 45 : 20, 0, 0, 0, DATE)
    .u32(crc, short, short)
    .u16(name.length, extra && extra + 4, 0, 0, 0)
    .u32(0, bigAt ? MAX32 : at)
    .text(name);
  if (extra) bytes.u16(1, extra);
  if (bigSize) bytes.u64(size, size);
  if (bigAt) bytes.u64(at);
  return 46 + name.length + (extra && extra + 4);
}

/** The end of a Zip64 directory and its locator, before the plain end that cannot hold the numbers. */
function bigEnd(bytes: Bytes, count: number, length: number, directory: number): void {
  bytes
    .u32(0x06064b50)
    .u64(44)
    .u16(45, 45)
    .u32(0, 0)
    .u64(count, count, length, directory)
    .u32(0x07064b50, 0)
    .u64(directory + length)
    .u32(1);
}

/** Members that an archive may have: a result has some thirty. */
const MOST_MEMBERS = 1000;
/** Bytes of a member's entry in the directory, with the longest name of a result's member and zip64's sizes. */
const MOST_ENTRY = 256;

/** Bytes at the end of an archive within which its directory's whereabouts stand. */
const ZIP_TAIL = 22 + 20 + 56;

/**
 * The members of an archive written here, from its first and last bytes.
 * `read(at, length)` gives bytes of the file. Throws an Error that says what is wrong; also for deflated members, unless
 * `method` is theirs.
 */
export function readZip(
  fileSize: number,
  read: (at: number, length: number) => Uint8Array,
  method: 0 | 8 = 0,
): ZipEntry[] {
  const [directory, length] = directoryOf(fileSize, read);
  if (length > MOST_MEMBERS * MOST_ENTRY) throw broken();
  const entries = view(read(directory, length));
  const members: ZipEntry[] = [];
  for (let p = 0; p < length; ) {
    if (members.length >= MOST_MEMBERS) throw broken();
    const { next, ...entry } = entryAt(entries, p, method);
    const local = view(read(entry.at, 30));
    if (local.byteLength < 30 || local.getUint32(0, true) !== 0x04034b50) throw broken();
    const data = entry.at + 30 + local.getUint16(26, true) + local.getUint16(28, true);
    if (data + entry.packed > directory) throw broken();
    members.push({ ...entry, data });
    p = next;
  }
  // Members that share bytes could be more than the file has, many times over.
  const places = [...members].sort((a, b) => a.at - b.at);
  if (places.some(({ data, packed }, i) => data + packed > (places[i + 1]?.at ?? directory))) {
    throw broken();
  }
  return members;
}

const broken = () => new Error('it is not a whole .npz file');

/** What the directory says of the member whose entry begins at `p`, and where the next one does. */
function entryAt(entries: DataView, p: number, method: 0 | 8) {
  const length = entries.byteLength;
  if (p + 46 > length || entries.getUint32(p, true) !== 0x02014b50) throw broken();
  if (entries.getUint16(p + 10, true) !== method) throw new Error('its members are compressed');
  const nameLength = entries.getUint16(p + 28, true);
  const extraLength = entries.getUint16(p + 30, true);
  const next = p + 46 + nameLength + extraLength + entries.getUint16(p + 32, true);
  if (next > length) throw broken();
  let size = entries.getUint32(p + 24, true);
  let at = entries.getUint32(p + 42, true);
  const bigger = (size === MAX32 ? 16 : 0) + (at === MAX32 ? 8 : 0);
  if (bigger > 0 && extraLength < 4 + bigger) throw broken();
  let extra = p + 46 + nameLength + 4;
  if (size === MAX32) {
    size = Number(entries.getBigUint64(extra, true));
    extra += 16;
  }
  if (at === MAX32) at = Number(entries.getBigUint64(extra, true));
  const name = latin1(new Uint8Array(entries.buffer, entries.byteOffset + p + 46, nameLength));
  const packed = method === 0 ? size : entries.getUint32(p + 20, true);
  return { name, size, at, packed, crc: entries.getUint32(p + 16, true), next };
}

/** Where the directory of an archive starts, and its bytes. */
function directoryOf(
  fileSize: number,
  read: (at: number, length: number) => Uint8Array,
): [at: number, length: number] {
  const tailAt = Math.max(0, fileSize - ZIP_TAIL);
  const tail = view(read(tailAt, fileSize - tailAt));
  const end = tail.byteLength - 22;
  if (end < 0 || tail.getUint32(end, true) !== 0x06054b50) throw broken();
  let directory = tail.getUint32(end + 16, true);
  let length = tail.getUint32(end + 12, true);
  if (end >= 76 && tail.getUint32(end - 20, true) === 0x07064b50) {
    length = Number(tail.getBigUint64(end - 76 + 40, true));
    directory = Number(tail.getBigUint64(end - 76 + 48, true));
  }
  if (directory + length > fileSize) throw broken();
  return [directory, length];
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
