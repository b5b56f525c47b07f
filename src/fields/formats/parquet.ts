// Apache Parquet: one row per cell, the coordinates first, one row group per band of rows; the spec
// in the file's key-value metadata under "gradscape".
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { columnNames } from './csv.ts';
import {
  bands,
  type Cells,
  componentsOf,
  type FieldInfo,
  type GridSource,
  latin1,
  metaJson,
  withinLimit,
} from './source.ts';
import { parquetValue } from './thrift.ts';

/** Rows of a row group, one per cell. */
const ROW_GROUP = 2 ** 18;

const PHYSICAL = { '<f4': 'FLOAT', '<f8': 'DOUBLE', '<u4': 'INT32', '|u1': 'INT32' } as const;

/** A grid as a Parquet file, piece by piece. */
export function* parquetChunks(source: GridSource): Generator<Uint8Array> {
  const { width, fields, x, y, meta } = source;
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: schemaOf(source),
    kvMetadata: [{ key: 'gradscape', value: metaJson(meta) }],
    createdBy: `gradscape ${meta.version}`,
  });
  const taken = () => {
    const bytes = writer.getBytes().slice();
    // Its offset goes on counting; the bytes handed on are forgotten.
    (writer as unknown as { index: number }).index = 0;
    return bytes;
  };
  for (const [from, to] of bands(source, ROW_GROUP)) {
    const rows = (to - from) * width;
    const xs = new Float64Array(rows);
    const ys = new Float64Array(rows);
    for (let j = from; j < to; j++) {
      xs.set(x.centres, (j - from) * width);
      ys.fill(y.centres[j]!, (j - from) * width, (j - from + 1) * width);
    }
    const columns = fields.flatMap((field) => columnsOf(field, source.read(field, from, to)));
    parquet.write({
      columnData: [{ name: x.name, data: xs }, { name: y.name, data: ys }, ...columns],
      rowGroupSize: rows,
    });
    yield taken();
  }
  parquet.finish();
  yield taken();
}

/** What begins and ends a file, and the bytes that say how long the footer is. */
const [MAGIC, FOOTER] = ['PAR1', 8];

/** The text under "gradscape" of a Parquet file. Throws an Error when it is damaged. */
export function parquetMeta(bytes: Uint8Array): string | undefined {
  const end = bytes.length - FOOTER;
  const whole = end >= MAGIC.length && latin1(bytes.subarray(end + 4)) === MAGIC;
  const length = whole ? new DataView(bytes.buffer, bytes.byteOffset + end).getUint32(0, true) : 0;
  if (length === 0 || length > end - MAGIC.length) {
    throw new Error('it is not a whole .parquet file');
  }
  const said = parquetValue(bytes.subarray(end - length, end), 'gradscape');
  return said && new TextDecoder().decode(withinLimit(said));
}

function schemaOf({ x, y, fields }: GridSource): SchemaElement[] {
  const column = (name: string, rest: Partial<SchemaElement>): SchemaElement => ({
    name,
    repetition_type: 'REQUIRED',
    ...rest,
  });
  const columns = [
    column(x.name, { type: 'DOUBLE' }),
    column(y.name, { type: 'DOUBLE' }),
    ...fields.flatMap((field) =>
      columnNames(field).map((name) => {
        if (field.labels) return column(name, { type: 'BYTE_ARRAY', converted_type: 'UTF8' });
        const type = PHYSICAL[field.type];
        // A count that may be missing is a null, not a number to be known by heart.
        return column(name, {
          type,
          ...(field.none === undefined ? {} : { repetition_type: 'OPTIONAL' }),
        });
      }),
    ),
  ];
  return [{ name: 'root', num_children: columns.length }, ...columns];
}

function columnsOf(field: FieldInfo, cells: Cells) {
  const { labels, none } = field;
  const n = componentsOf(field);
  return columnNames(field).map((name, c) => {
    if (labels) return { name, data: Array.from(cells, (code) => labels[code] ?? String(code)) };
    if (none !== undefined) {
      return { name, data: Array.from(cells, (value) => (value === none ? null : value)) };
    }
    if (n === 1) {
      return { name, data: cells instanceof Uint8Array ? Int32Array.from(cells) : cells.slice() };
    }
    return { name, data: cells.filter((_, k) => k % n === c) };
  });
}
