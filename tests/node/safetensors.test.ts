// The safetensors format.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  readSafetensors,
  safetensorsOf,
  type Tensor,
} from '../../src/fields/formats/safetensors.ts';
import { readWeights } from '../../src/fields/formats/weights.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const tensor = (...shape: number[]): Tensor => ({
  shape,
  data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i / 7 - 1),
});
const tensors = (shapes: Record<string, number[]>) =>
  new Map(Object.entries(shapes).map(([name, shape]) => [name, tensor(...shape)]));

/** A safetensors file of a header and so many bytes of numbers. */
function file(header: unknown, room: number, length?: number): Uint8Array {
  const text = utf8(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + room);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length ?? text.length), true);
  bytes.set(text, 8);
  return bytes;
}

test('written and read again, tensors are the same bits in F64 and rounded in F32; numbers begin at a multiple of 8', () => {
  const names = fc.string().filter((name) => !(name in {}) && name !== '__metadata__');
  const shapes = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 });
  fc.assert(
    fc.property(fc.dictionary(names, shapes), fc.constantFrom('F64', 'F32'), (given, dtype) => {
      const written = tensors(given);
      const bytes = safetensorsOf(written, dtype, new Map([['format', 'pt']]));
      const size = Number(new DataView(bytes.buffer).getBigUint64(0, true));
      expect(size % 8).toBe(0);
      const { tensors: read, metadata } = readSafetensors(bytes);
      expect(metadata).toEqual(new Map([['format', 'pt']]));
      expect([...read.keys()].sort()).toEqual([...written.keys()].sort());
      for (const [name, { shape, data }] of read) {
        const as = dtype === 'F64' ? (v: number) => v : Math.fround;
        expect(shape).toEqual(written.get(name)!.shape);
        expect(data).toEqual(written.get(name)!.data.map(as));
      }
    }),
  );
});

const entry = (
  begin: number,
  end: number,
  shape: unknown = [(end - begin) / 4],
  dtype = 'F32',
) => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

test.each<[string, Uint8Array, RegExp]>([
  ['nothing', new Uint8Array(), /0 bytes, fewer than the 8/],
  ['a header beyond the end', file('{}', 0, 3), /header has 3 bytes, and there are 2/],
  [
    'a header of 2⁶³ bytes',
    file('{}', 0, 2 ** 63),
    /header would have 9223372036854776000 bytes: at most 1000000/,
  ],
  ['a header that is a list', file('[]', 0), /does not begin with \{/],
  ['a header that is no JSON', file('{"a":}', 0), /header is not valid JSON/],
  [
    'a header that is no UTF-8',
    file('{"a\u00e9":1}', 0).map((b) => (b === 0xc3 ? 0xff : b)),
    /no UTF-8/,
  ],
  ['a name twice', file('{"a":{},"\\u0061":{}}', 0), /has "a" twice/],
  ['a key twice', file('{"a":{"dtype":"F32","dtype":"F64"}}', 0), /has "dtype" twice/],
  [
    '__proto__',
    file(`{"__proto__":${JSON.stringify(entry(0, 4))}}`, 4),
    /cannot be called "__proto__"/,
  ],
  ['constructor', file({ constructor: entry(0, 4) }, 4), /cannot be called "constructor"/],
  ['a tensor that is a number', file({ a: 1 }, 0), /"a" is 1, not an object/],
  [
    'whole numbers',
    file({ a: entry(0, 8, [1], 'I64') }, 8),
    /"a" is of "I64": F64, F32, F16, BF16 are read/,
  ],
  [
    'a type named as a property of all objects',
    file({ a: entry(0, 8, [1], 'constructor') }, 8),
    /is of "constructor"/,
  ],
  [
    'a negative size',
    file({ a: entry(0, 4, [-1]) }, 4),
    /shape of "a" is a list of 1, not up to 8 whole numbers/,
  ],
  ['half a size', file({ a: entry(0, 4, [0.5]) }, 4), /shape of "a"/],
  ['a shape that is a text', file({ a: entry(0, 4, '[1]') }, 4), /shape of "a" is "\[1\]"/],
  ['nine dimensions', file({ a: entry(0, 4, Array(9).fill(1)) }, 4), /shape of "a" is a list of 9/],
  [
    'sizes whose product is beyond 2⁵³',
    file({ a: entry(0, 4, [2 ** 50, 2 ** 50, 0.0]) }, 4),
    /takes 0 bytes, not 4/,
  ],
  [
    'a huge shape',
    file({ a: entry(0, 4, [2 ** 40, 2 ** 40]) }, 4),
    /takes 4\.8\d*e\+24 bytes, not 4/,
  ],
  [
    'more numbers than bytes',
    file({ a: entry(0, 4, [2]) }, 4),
    /"a" \[2\] of F32 takes 8 bytes, not 4/,
  ],
  [
    'an end before the begin',
    file({ a: { dtype: 'F32', shape: [], data_offsets: [8, 4] } }, 8),
    /data_offsets of "a"/,
  ],
  [
    'one offset',
    file({ a: { dtype: 'F32', shape: [], data_offsets: [0] } }, 4),
    /not a begin and an end/,
  ],
  [
    'offsets beyond the file',
    file({ a: entry(0, 8) }, 4),
    /"a" ends at byte 8 of its data, which has 4/,
  ],
  [
    'tensors that overlap',
    file({ a: entry(0, 8), b: entry(4, 12) }, 12),
    /"b" overlaps the tensor before/,
  ],
  ['a hole', file({ a: entry(0, 4), b: entry(8, 12) }, 12), /4 bytes before "b" are no tensor’s/],
  ['bytes that are no tensor’s', file({ a: entry(0, 4) }, 6), /last 2 bytes are no tensor’s/],
  [
    'metadata of numbers',
    file({ __metadata__: { a: 1 } }, 0),
    /"a" of its __metadata__ is 1, not a text/,
  ],
  [
    'more than a million numbers',
    file({ a: entry(0, 4_000_004) }, 4_000_004),
    /1000001 numbers in 1 tensors: at most 1000000/,
  ],
])('a safetensors file is refused in one line: %s', (_, bytes, message) => {
  expect(() => readSafetensors(bytes)).toThrow(message);
  expect(() => readWeights(bytes)).toThrow(RangeError);
});
