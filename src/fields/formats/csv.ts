// Comma-separated values after RFC 4180: one row per cell, the coordinates first. The spec stands in the first row of a
// last column "spec", so that any reader's rows and columns are right. Further rows have a dash there: pandas reads long
// files in pieces, takes an empty piece for numbers, and warns of a column of mixed types.
import {
  bands,
  type Cells,
  componentsOf,
  type FieldInfo,
  type GridSource,
  metaJson,
} from './source.ts';

/** Rows of text handed on at once: about a megabyte. */
const BAND = 2 ** 14;

/** Names of a field's columns: its own, or one for each component, as in gradient.x. */
export const columnNames = ({ name, components }: FieldInfo) =>
  components ? components.map((component) => `${name}.${component}`) : [name];

/** A grid as CSV text in UTF-8, piece by piece. */
export function* csvChunks(source: GridSource): Generator<Uint8Array> {
  const { width, fields, x, y, meta } = source;
  const encoder = new TextEncoder();
  const names = [x.name, y.name, ...fields.flatMap(columnNames), 'spec'];
  yield encoder.encode(`${names.map(quoted).join(',')}\r\n`);
  const xs = Array.from(x.centres, String);
  let spec = quoted(metaJson(meta));
  for (const [bandFrom, bandTo] of bands(source, BAND)) {
    const columns = fields.map((field) => textColumns(field, source.read(field, bandFrom, bandTo)));
    const lines: string[] = [];
    for (let row = bandFrom, k = 0; row < bandTo; row++) {
      const yText = String(y.centres[row]!);
      for (let i = 0; i < width; i++, k++) {
        let line = `${xs[i]!},${yText}`;
        for (const cell of columns) line += cell(k);
        lines.push(`${line},${spec}\r\n`);
        spec = '-';
      }
    }
    yield encoder.encode(lines.join(''));
  }
}

/** A function that writes cell k of a field, each component behind a comma. */
function textColumns(field: FieldInfo, cells: Cells): (k: number) => string {
  const { labels, none } = field;
  const n = componentsOf(field);
  const text = field.type === '<f4' ? shortest32 : String;
  if (labels) return (k) => `,${labels[cells[k]!] ?? cells[k]}`;
  if (n === 1) return (k) => (cells[k] === none ? ',' : `,${text(cells[k]!)}`);
  return (k) => {
    let line = '';
    for (let c = 0; c < n; c++) line += `,${text(cells[k * n + c]!)}`;
    return line;
  };
}

/** Nine significant digits tell every f32 from its neighbours. */
const shortest32 = (value: number) => String(+value.toPrecision(9));

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
