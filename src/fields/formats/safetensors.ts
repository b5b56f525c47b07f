// Tensors by name in a file: https://huggingface.co/docs/safetensors (8 bytes of header length, a JSON header, numbers).
import { isObject, type JsonObject } from '../../math/objects.ts';
import { parseJson, shortly } from './json-text.ts';

/** Numbers of any shape, row-major: the last index runs fastest. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array<ArrayBuffer>;
}

export interface Safetensors {
  /** In the order in which their numbers lie in the file. */
  readonly tensors: Map<string, Tensor>;
  /** The file's own texts (`__metadata__`). */
  readonly metadata: Map<string, string>;
}

/** Numbers that are read of a file or written, all tensors together. */
export const NUMBERS_LIMIT = 1_000_000;
/** Bytes of a header: room for thousands of names. */
const HEADER_LIMIT = 1_000_000;
/** The key of a header that is no tensor's name. */
const METADATA = '__metadata__';

interface NumberType {
  readonly bytes: number;
  read(view: DataView, at: number): number;
}

const TYPES: ReadonlyMap<string, NumberType> = new Map([
  ['F64', { bytes: 8, read: (view, at) => view.getFloat64(at, true) }],
  ['F32', { bytes: 4, read: (view, at) => view.getFloat32(at, true) }],
  ['F16', { bytes: 2, read: (view, at) => half(view.getUint16(at, true)) }],
  ['BF16', { bytes: 2, read: (view, at) => brain(view.getUint16(at, true)) }],
] satisfies [string, NumberType][]);

/** IEEE 754 binary16: 5 bits of exponent, 10 of fraction. */
function half(bits: number): number {
  const sign = bits >> 15 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const word = new DataView(new ArrayBuffer(4));

/** bfloat16: the upper half of an f32. */
function brain(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}

/** Where a tensor's numbers are, by the header. */
interface Place {
  readonly name: string;
  readonly type: NumberType;
  readonly shape: readonly number[];
  readonly count: number;
  /** Bytes from the end of the header. */
  readonly begin: number;
  readonly end: number;
}

/**
 * The tensors of a safetensors file, of F64, F32, F16 or BF16, as f64. Throws a RangeError that says what is wrong with
 * one that is cut off or damaged, whose tensors overlap or leave holes, that has a name twice or one that all objects
 * have, or more than a million numbers in all.
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  const { header, start } = headerOf(bytes);
  const metadata = metadataOf(header[METADATA]);
  const places = Object.keys(header)
    .filter((name) => name !== METADATA)
    .map((name) => placeOf(name, header[name]));
  places.sort((a, b) => a.begin - b.begin || a.end - b.end);
  const room = bytes.length - start;
  let at = 0;
  for (const { name, begin, end } of places) {
    if (begin < at) throw broken(`${shortly(name)} overlaps the tensor before it`);
    if (begin > at) throw broken(`${begin - at} bytes before ${shortly(name)} are no tensor’s`);
    if (end > room) {
      throw broken(`${shortly(name)} ends at byte ${end} of its data, which has ${room}`);
    }
    at = end;
  }
  if (at < room) throw broken(`its last ${room - at} bytes are no tensor’s`);
  const numbers = places.reduce((sum, { count }) => sum + count, 0);
  if (numbers > NUMBERS_LIMIT) {
    throw broken(`it has ${numbers} numbers in ${places.length} tensors: at most ${NUMBERS_LIMIT}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, room);
  const tensors = new Map<string, Tensor>();
  for (const { name, type, shape, count, begin } of places) {
    const data = new Float64Array(count);
    for (let i = 0; i < count; i++) data[i] = type.read(view, begin + i * type.bytes);
    tensors.set(name, { shape, data });
  }
  return { tensors, metadata };
}

const broken = (why: string) => new RangeError(`the safetensors file cannot be read: ${why}`);

/** Whether bytes begin as a safetensors file does. */
export function isSafetensors(bytes: Uint8Array): boolean {
  return bytes.length > 8 && bytes[8] === 0x7b && headerLength(bytes) <= bytes.length - 8;
}

function headerLength(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  return view.getUint32(0, true) + 2 ** 32 * view.getUint32(4, true);
}

function headerOf(bytes: Uint8Array): { header: JsonObject; start: number } {
  if (bytes.length < 8)
    throw broken(`it has ${bytes.length} bytes, fewer than the 8 of its length`);
  const length = headerLength(bytes);
  if (length > HEADER_LIMIT) {
    throw broken(`its header would have ${length} bytes: at most ${HEADER_LIMIT}`);
  }
  const start = 8 + length;
  if (start > bytes.length) {
    throw broken(`its header has ${length} bytes, and there are ${bytes.length - 8}`);
  }
  // The format has no blanks before, nor a mark of the byte order.
  if (bytes[8] !== 0x7b) throw broken('its header does not begin with {');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, start));
  } catch {
    throw broken('its header is no UTF-8');
  }
  // It begins with {, so that it is an object or no JSON.
  return { header: parseJson(text, 'the safetensors file’s header') as JsonObject, start };
}

function metadataOf(found: unknown): Map<string, string> {
  const metadata = new Map<string, string>();
  if (found === undefined) return metadata;
  if (!isObject(found)) throw broken(`its ${METADATA} is ${shortly(found)}, not an object`);
  for (const [key, value] of Object.entries(found)) {
    if (typeof value !== 'string') {
      throw broken(`${shortly(key)} of its ${METADATA} is ${shortly(value)}, not a text`);
    }
    metadata.set(key, value);
  }
  return metadata;
}

function placeOf(name: string, entry: unknown): Place {
  const told = shortly(name);
  checkName(name);
  if (!isObject(entry)) throw broken(`${told} is ${shortly(entry)}, not an object`);
  const { dtype, shape, data_offsets: offsets } = entry;
  const type = typeof dtype === 'string' ? TYPES.get(dtype) : undefined;
  if (!type) {
    throw broken(`${told} is of ${shortly(dtype)}: ${[...TYPES.keys()].join(', ')} are read`);
  }
  if (!isCounts(shape) || shape.length > 8) {
    throw broken(`the shape of ${told} is ${shortly(shape)}, not up to 8 whole numbers`);
  }
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    throw broken(`data_offsets of ${told} are ${shortly(offsets)}, not a begin and an end`);
  }
  const count = countOf(shape);
  const [begin, end] = [offsets[0]!, offsets[1]!];
  if (count * type.bytes !== end - begin) {
    throw broken(
      `${told} [${shape.join(', ')}] of ${dtype} takes ${count * type.bytes} bytes, not ${end - begin}`,
    );
  }
  return { name, type, shape, count, begin, end };
}

/** Throws a RangeError for a name that every object has: `__proto__`, `constructor`, … */
export function checkName(name: string): void {
  if (name in {}) throw new RangeError(`a tensor cannot be called ${shortly(name)}`);
}

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);

/**
 * A safetensors file of tensors, sorted by their names, the numbers as F64 or rounded to F32; they begin at a multiple
 * of 8 bytes. Throws a RangeError for a tensor whose numbers are not those of its shape, or for a name as readers
 * refuse it.
 */
export function safetensorsOf(
  tensors: ReadonlyMap<string, Tensor>,
  dtype: 'F64' | 'F32' = 'F64',
  metadata: ReadonlyMap<string, string> = new Map(),
): Uint8Array<ArrayBuffer> {
  const size = TYPES.get(dtype)!.bytes;
  const entries: [string, object][] = [];
  if (metadata.size > 0) entries.push([METADATA, Object.fromEntries(metadata)]);
  const names = [...tensors.keys()].sort();
  let total = 0;
  for (const name of names) {
    checkName(name);
    const { shape, data } = tensors.get(name)!;
    if (name === METADATA || countOf(shape) !== data.length) {
      throw new RangeError(
        `tensor ${shortly(name)} [${shape.join(', ')}] of ${data.length} numbers cannot be written`,
      );
    }
    const end = total + size * data.length;
    entries.push([name, { dtype, shape, data_offsets: [total, end] }]);
    total = end;
  }
  // Not of an object: it would put names that are numbers first.
  const pairs = entries.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`);
  const json = new TextEncoder().encode(`{${pairs.join(',')}}`);
  const length = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + total).fill(0x20, 8, 8 + length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, length, true);
  bytes.set(json, 8);
  let at = 8 + length;
  for (const name of names) {
    for (const value of tensors.get(name)!.data) {
      if (dtype === 'F64') view.setFloat64(at, value, true);
      else view.setFloat32(at, value, true);
      at += size;
    }
  }
  return bytes;
}

/** How many numbers a shape has. */
const countOf = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);
