// Files that mean harm to whoever reads them, and what each is to be refused with.
import { constants, crc32, deflateRawSync } from 'node:zlib';

export const ascii = (text: string) => new TextEncoder().encode(text);

const together = (parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
const joined = (...parts: Uint8Array[]) => together(parts);

const u32 = (value: number, little = true) => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, little);
  return bytes;
};
const u16 = (value: number) => u32(value).subarray(0, 2);

const parquetOf = (footer: Uint8Array) =>
  joined(ascii('PAR1'), footer, u32(footer.length), ascii('PAR1'));

const PNG = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);
const chunk = (kind: string, data: Uint8Array) =>
  joined(u32(data.length, false), ascii(kind), data, u32(0));

interface Member {
  name: string;
  /** Its bytes in the file, of which the directory says that they are so many when inflated. */
  packed: Uint8Array;
  size: number;
  /** Of what it inflates to; of what is packed, where nothing is said. */
  crc?: number;
  /** Of an archive whose members lie in one place. */
  at?: number;
}

/** An archive whose directory says whatever it is told to. */
function zipOf(members: Member[], method: number): Uint8Array {
  const files: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  let end = 0;
  for (const { name, packed, size, crc = crc32(packed), at = end } of members) {
    const sizes = joined(u32(crc), u32(packed.length), u32(size));
    const rest = joined(u16(name.length), u16(0));
    if (at === end) {
      files.push(ascii('PK\x03\x04'), u16(20), u16(0), u16(method), u32(0), sizes, rest);
      files.push(ascii(name), packed);
      end += 30 + name.length + packed.length;
    }
    entries.push(ascii('PK\x01\x02'), u32(20), u16(0), u16(method), u32(0), sizes, rest);
    entries.push(new Uint8Array(10), u32(at), ascii(name));
  }
  const directory = together(entries);
  const count = u16(members.length % 65536);
  const tail = [u32(0), count, count, u32(directory.length), u32(end), u16(0)];
  return joined(together(files), directory, ascii('PK\x05\x06'), ...tail);
}

/** A list of so many empty structures where a footer has its schema. */
function emptyStructs(count: number): Uint8Array {
  const head = [0x29, 0xfc, ...[0, 7, 14].map((by) => 128 + ((count >> by) & 127)), count >> 21];
  const footer = new Uint8Array(count + head.length + 1);
  footer.set(head);
  return footer;
}

/** A list's text of so many bytes: begin, the same part again and again, end. */
const repeated = (part: string, bytes: number, [begin, end] = ['[', '0]']) =>
  ascii(begin + part.repeat(bytes / part.length) + end);
/** An object's text of about so many bytes, each key another. */
const keyed = (bytes: number) => {
  const keys = Array.from(
    { length: bytes / 11 },
    (_, i) => `"${i.toString(36).padStart(5, '0')}":0`,
  );
  return ascii(`{${keys.join(',')}}`);
};
const pngSaying = (json: Uint8Array) =>
  joined(PNG, chunk('iTXt', joined(ascii('gradscape\0\0\0\0\0'), json)));

/** A stream that inflates to `times` · 64 MB zeros. */
function zeros(times: number): Uint8Array {
  const open = deflateRawSync(new Uint8Array(2 ** 26), { finishFlush: constants.Z_FULL_FLUSH });
  return together([...Array.from({ length: times }, () => open), Uint8Array.of(3, 0)]);
}

/** JSON of about so many bytes that takes far more when it is read; some of it is given to whatever reads JSON. */
const JSONS: readonly (readonly [
  of: string,
  make: (bytes: number) => Uint8Array,
  everywhere?: true,
])[] = [
  ['lists within each other', (bytes) => repeated('[', bytes)],
  ['empty lists', (bytes) => repeated('[],', bytes), true],
  ['objects', (bytes) => repeated('{"a":0},', bytes)],
  ['numbers', (bytes) => repeated('0,', bytes)],
  ['lists of a million numbers', (bytes) => repeated(`[${'0,'.repeat(999_999)}0],`, bytes)],
  ['texts', (bytes) => repeated('"ab",', bytes)],
  ['keys', keyed, true],
  ['quotes', (bytes) => repeated('\\"', bytes, ['"', ''])],
];

/** Parts of tables of x, y and a label, and what is wrong with them. */
const TABLES: readonly (readonly [of: string, part: string, says: RegExp])[] = [
  ['empty lines', '\n', /rows are more than/],
  ['blanks', ' ', /is empty/],
  ['commas', ',', /more cells or quotation marks than/],
  ['quotes', '"', /more cells or quotation marks than/],
  ['letters', 'a', /no rows/],
  ['numbers in one line', '1,', /more than 16384 cells/],
  ['numbers between blanks', '1 ', /more than 16384 cells/],
  ['blanks between numbers', `1${' '.repeat(2 ** 22 - 1)}`, /no rows/],
  ['digits', '1', /no rows/],
  ['digits before a letter', `${'1'.repeat(2 ** 20 - 2)}x\n`, /has 1 cell, not 3/],
  ['quoted lines', `"${'\n'.repeat(2 ** 18 - 2)}"`, /rows are more than/],
  ['quotation marks within', '"a"b,', /quotation marks do not match/],
  ['points', `${'1.1'.repeat(2 ** 15)},5;1\n`, /has 2 cells, not 3/],
  ['whole lines', '1,2,1\n', /rows are more than/],
  ['decimal commas', '1,5;2,5;1\n', /rows are more than/],
];

/** What a JavaScript engine says when a program has not looked. */
export const ENGINE =
  /outside the bounds|of (undefined|null)\b|reading '|Invalid (typed )?array|not a function|not iterable|call stack|Unexpected|Symbol|BigInt/i;

/** Who reads it: results and specs; weights as JSON or tensors; points of a table; what is kept. */
export type Reader = 'result' | 'spec' | 'weights' | 'tensors' | 'table' | 'kept';
type HostileFile = readonly [name: string, reader: Reader, says: RegExp, bytes: () => Uint8Array];

export const HOSTILE: readonly HostileFile[] = [
  [
    'a parquet footer that is one number of 300,000 bytes',
    'result',
    /\.parquet footer is damaged/,
    () => parquetOf(new Uint8Array(300_000).fill(0xff).fill(0x15, 0, 1)),
  ],
  [
    'a parquet footer of 60,000,000 empty structures',
    'result',
    /\.parquet footer is damaged/,
    () => parquetOf(emptyStructs(60_000_000)),
  ],
  [
    'a parquet footer of structures a million deep',
    'result',
    /\.parquet footer is damaged/,
    () => parquetOf(new Uint8Array(1_000_000).fill(0x1c)),
  ],
  [
    'a parquet footer of lists a million deep',
    'result',
    /\.parquet footer is damaged/,
    () => parquetOf(new Uint8Array(1_000_000).fill(0x19)),
  ],
  [
    'a parquet file that is all footer',
    'result',
    /not a whole \.parquet/,
    () => ascii('PAR1PAR1\xff\xff'),
  ],
  [
    'a png whose text is 70,000,000 zeros',
    'result',
    /bytes of itself: at most 67108864/,
    () => joined(PNG, chunk('iTXt', joined(ascii('gradscape'), new Uint8Array(70_000_000)))),
  ],
  [
    'a png of 2,000,000 empty chunks',
    'result',
    /no readable spec/,
    () => joined(PNG, Buffer.alloc(24_000_000, chunk('iTXt', new Uint8Array(0)))),
  ],
  [
    'an npz of 20,000 members in one place',
    'result',
    /not a whole \.npz/,
    () => {
      const packed = ascii('{}');
      const members = Array.from({ length: 20_000 }, (_, i) => {
        return { name: `${i}.npy`, packed, size: 2, at: 0 };
      });
      return zipOf(members, 0);
    },
  ],
  [
    'an npz whose spec inflates to 300,000,000 zeros',
    'result',
    /spec\.json is damaged/,
    () => {
      const packed = deflateRawSync(new Uint8Array(300_000_000), { level: 1 });
      return zipOf([{ name: 'spec.json', packed, size: 300_000_000 }], 8);
    },
  ],
  [
    'a csv of 3,000,000 beginnings of a spec',
    'result',
    /none of gradscape/,
    () => ascii(`a,b\n${',"{'.repeat(3_000_000)}\n`),
  ],
  [
    'a csv of one long line',
    'result',
    /none of gradscape/,
    () => new Uint8Array(50_000_000).fill(65),
  ],
  [
    'a spec a hundred thousand deep',
    'result',
    /no readable spec/,
    () => ascii(`a,b\n,"${'{""a"":'.repeat(100_000)}1${'}'.repeat(100_000)}"\n`),
  ],
  [
    'a parquet footer of 100,000,000 empty structures',
    'result',
    /says 100000015 bytes of itself: at most 67108864/,
    () => parquetOf(emptyStructs(100_000_000)),
  ],
  [
    'a png of 5,000,000 texts of other names',
    'result',
    /no readable spec/,
    () => joined(PNG, Buffer.alloc(110_000_000, chunk('iTXt', ascii('gradscapf\0')))),
  ],
  [
    'an npz of a spec and data of 64 MB of zeros each',
    'result',
    /data\.npy is damaged/,
    () => {
      const packed = zeros(1);
      const crc = crc32(new Uint8Array(2 ** 26));
      const members = ['spec.json', 'data.npy'].map((name) => {
        return { name, packed, size: 2 ** 26, crc };
      });
      return zipOf(members, 8);
    },
  ],
  [
    'an npz whose spec of 1,000 bytes inflates to 4 GB',
    'result',
    /spec\.json is damaged/,
    () => zipOf([{ name: 'spec.json', packed: zeros(64), size: 1000 }], 8),
  ],
  [
    'an npz whose spec is 60 MB of empty lists',
    'result',
    /no readable spec/,
    () => {
      const packed = repeated('[],', 60_000_000);
      return zipOf([{ name: 'spec.json', packed, size: packed.length }], 0);
    },
  ],
  [
    'an npy of 10^18 numbers',
    'result',
    /no gradscape spec/,
    () => {
      const header =
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000, 1000000000), }";
      const length = u16(header.length);
      return joined(Uint8Array.of(147), ascii('NUMPY\x01\x00'), length, ascii(header));
    },
  ],
  [
    'a csv whose spec is 60 MB of quotes',
    'result',
    /no readable spec/,
    () => ascii(`a,b\n,"{${'""'.repeat(30_000_000)}}"\n`),
  ],
  [
    'a csv of 60,000,000 commas in its second line',
    'result',
    /none of gradscape/,
    () => ascii(`a,b\n${','.repeat(60_000_000)}}"\n`),
  ],
  ...JSONS.flatMap(([of, make, everywhere]): HostileFile[] => [
    [
      `a png whose spec is 60 MB of ${of}`,
      'result',
      /no readable spec/,
      () => pngSaying(make(60_000_000)),
    ],
    ...(everywhere
      ? ([
          [`a spec of 60 MB of ${of}`, 'spec', /JSON/, () => make(60_000_000)],
          [`saved views of 60 MB of ${of}`, 'kept', /JSON/, () => make(60_000_000)],
          [`weights as 16 MB of ${of}`, 'weights', /JSON/, () => make(15_900_000)],
        ] satisfies HostileFile[])
      : []),
  ]),
  [
    'a safetensors header of 2^63 bytes',
    'tensors',
    /cannot be read/,
    () => joined(new Uint8Array(7), Uint8Array.of(128), ascii('{}'.repeat(1000))),
  ],
  [
    'a safetensors header of 100,000 names',
    'tensors',
    /cannot be read/,
    () => {
      const header = keyed(999_999);
      return joined(u32(header.length), u32(0), header);
    },
  ],
  [
    'a safetensors file of 10^15 numbers in one place',
    'tensors',
    /cannot be read/,
    () => {
      const place =
        '{"dtype":"F64","shape":[1000000000,1000000],"data_offsets":[0,8000000000000000]}';
      const header = ascii(`{"a":${place}}`);
      return joined(u32(header.length), u32(0), header);
    },
  ],
  ...TABLES.map(
    ([of, part, says]): HostileFile => [
      `a table of 16 MB of ${of}`,
      'table',
      says,
      () => ascii(part.repeat(2 ** 24 / part.length)),
    ],
  ),
];
