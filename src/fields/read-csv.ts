// Points from a table as text: delimiter, header and decimal mark are found, and every cell is checked. Loaded when
// first used: papaparse is 7 KB.
/// <reference path="./papaparse.d.ts" />
import papaparse from 'papaparse';
import { cellFault, countFault, ROWS_LIMIT } from '../problems/data.ts';
import type { DataRows } from '../problems/problem.ts';

export interface CsvTable {
  /** Between cells: a comma, semicolon, tab or bar, or ' ' for any run of blanks. */
  readonly delimiter: string;
  /** Cells of the first line where it is one of names. */
  readonly header: readonly string[] | null;
  /** A comma in files whose delimiter is another, as spreadsheets write them in much of Europe. */
  readonly decimal: '.' | ',';
  /** Place in the file, from 0, of each column of the rows. */
  readonly places: readonly number[];
  /** [row][column], columns in the order asked for. */
  readonly rows: DataRows;
}

/** Semicolons first: where they stand, commas may be decimal marks. */
const DELIMITERS = [';', '\t', '|', ','];
/** Lines by which the delimiter is chosen, and characters that they may have together. */
const LOOKED_AT = 50;
const LOOKED_CHARACTERS = 2 ** 18;

/** Of what a table of the most rows has, so many times that is cut into pieces: lines may be in quotation marks, too. */
const SLACK = 4;
/** Lines, empty ones too: as a spreadsheet has. */
const LINES = 2 ** 20;
/** Cells of a line: as a spreadsheet has. */
const WIDEST = 2 ** 14;
/** Characters of a number: looking for one in more could take the square of their count. */
const LONGEST_NUMBER = 100;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?(\d+,\d*|,\d+)(e[+-]?\d+)?$/i;

const shortened = (text: string) =>
  JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);

/**
 * Rows for `columns` from a table as text, with or without a header: there is one where a cell of the first line
 * is no number. Columns are taken by the header's names where it has all of them, in any order and among
 * others, otherwise by position, and then there must be as many. Empty lines are passed over. Throws a
 * RangeError that names line (of the file) and column, from 1, of the first bad cell and quotes it. `classes`: how many a
 * column of labels tells apart.
 */
export function readCsv(text: string, columns: readonly string[], classes = 2): CsvTable {
  const plain = plainOf(text);
  const delimiter = delimiterOf(plain);
  checkSize(plain, delimiter);
  const lines = linesOf(plain, delimiter);
  const decimal = delimiter !== ',' && hasDecimalCommas(lines) ? ',' : '.';
  const first = lines[0];
  if (!first) throw new RangeError('the table is empty: at least one point is needed');
  const numeric = ({ cells }: Line) =>
    cells.filter((cell) => cell === '' || Number.isFinite(numberOf(cell, decimal))).length;
  const named = placesByName(first.cells, columns);
  // A line of numbers with one bad cell is no header.
  const isHeader =
    named !== null || numeric(first) < first.cells.length * (columns.length > 1 ? 0.5 : 1);
  const header = isHeader ? first.cells : null;
  const places = named ?? columns.map((_, c) => c);
  const width = named ? first.cells.length : columns.length;
  const points = isHeader ? lines.slice(1) : lines;
  const fault = countFault(points.length);
  if (fault) throw new RangeError(fault);
  const rows = points.map((line) => {
    if (line.cells.length !== width)
      throw new RangeError(widthFault(line, width, named ? null : columns));
    return columns.map((column, c) => {
      const cell = line.cells[places[c]!]!;
      const value = numberOf(cell, decimal);
      const wrong = Number.isFinite(value)
        ? cellFault(value, column, classes)
        : `${shortened(cell)} is not a number`;
      if (!wrong) return value;
      throw new RangeError(`line ${line.number}, column ${places[c]! + 1} (${column}): ${wrong}`);
    });
  });
  return { delimiter, header, decimal, places, rows };
}

const plainOf = (text: string) => text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');

/** As much of a text as its first lines take. */
const begin = (text: string) => text.trimStart().slice(0, LOOKED_CHARACTERS);
/** The first lines of a text, which the table's first line is among. */
const firstLines = (text: string, delimiter: string) =>
  linesOf(text.slice(0, LOOKED_CHARACTERS), delimiter, SLACK * LOOKED_AT);

/** Throws a RangeError for a text of far more lines, cells or quotation marks than there may be rows. */
function checkSize(text: string, delimiter: string): void {
  const isBetween = (sign: string) => sign === delimiter || (delimiter === ' ' && sign === '\t');
  let [lines, full, cells, quotes, isFull, between] = [0, 0, 0, 0, false, true];
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (sign === '\n') {
      lines++;
      isFull = false;
    } else if (sign === '"') quotes++;
    else if (!isFull && !' \t,;|'.includes(sign)) {
      isFull = true;
      full++;
    }
    if (isBetween(sign)) cells += Number(delimiter !== ' ' || !between);
    between = isBetween(sign);
  }
  const most = SLACK * (ROWS_LIMIT + 1);
  const rows = full > most ? full : lines > LINES ? lines : 0;
  if (rows > 0) throw new RangeError(countFault(rows)!);
  const width = firstLines(text, delimiter)[0]?.cells.length ?? 0;
  if (width > WIDEST) throw new RangeError(`a line has more than ${WIDEST} cells`);
  if (cells > most * Math.max(width, 1) || quotes > 2 * most * Math.max(width, 1)) {
    throw new RangeError(
      `the table has more cells or quotation marks than ${ROWS_LIMIT} rows have`,
    );
  }
}

/** Cells of a table's first line; 0 of an empty one. */
export function columnCount(text: string): number {
  const plain = plainOf(text);
  return firstLines(plain, delimiterOf(plain))[0]?.cells.length ?? 0;
}

/** Cells without the blanks around them, and the line of the file they begin in, from 1. */
interface Line {
  number: number;
  cells: string[];
}

/** The lines that are not empty, of the first `preview` alone where that is given. Throws a RangeError for quotation marks that do not match. */
function linesOf(text: string, delimiter: string, preview = 0): Line[] {
  const given =
    delimiter === ' '
      ? text
          .split('\n')
          .map((line) => line.trim().replace(/[ \t]+/g, '\t'))
          .join('\n')
      : text;
  const { data, errors } = papaparse.parse(given, {
    delimiter: delimiter === ' ' ? '\t' : delimiter,
    newline: '\n',
    preview,
  });
  const quotes = errors.find(({ type }) => type === 'Quotes');
  const lines: Line[] = [];
  let number = 1;
  for (const [r, row] of data.entries()) {
    if (quotes?.row === r) throw new RangeError(`line ${number}: its quotation marks do not match`);
    const cells = row.map((cell) => cell.trim());
    if (cells.some((cell) => cell !== '')) lines.push({ number, cells });
    // A cell in quotation marks may go on in the next line.
    number += 1 + row.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
  }
  return lines;
}

/** The delimiter that cuts the most of the first lines into as many cells, two or more, as the first of them. */
function delimiterOf(text: string): string {
  let [best, most] = [',', 0];
  for (const delimiter of DELIMITERS) {
    const { data } = papaparse.parse(begin(text), {
      delimiter,
      newline: '\n',
      preview: LOOKED_AT,
    });
    const rows = data.filter((row) => row.some((cell) => cell.trim() !== ''));
    const width = rows[0]?.length ?? 0;
    const alike = width > 1 ? rows.filter((row) => row.length === width).length : 0;
    if (alike > most) [best, most] = [delimiter, alike];
  }
  return most === 0 && /\S[ \t]+\S/.test(begin(text)) ? ' ' : best;
}

/** Whether some numbers need the comma as their decimal mark, and none a point. */
function hasDecimalCommas(lines: readonly Line[]): boolean {
  const some = (is: (cell: string) => boolean) =>
    lines.some(({ cells }) => cells.some((cell) => cell.length <= LONGEST_NUMBER && is(cell)));
  return (
    some((cell) => DECIMAL_COMMA.test(cell)) &&
    !some((cell) => /^[^,]*\d\.\d[^,]*$/.test(cell) && NUMBER.test(cell))
  );
}

/** A cell's number; NaN for what is none. No blanks within, no hexadecimal, no thousands separators. */
function numberOf(cell: string, decimal: '.' | ','): number {
  if (cell.length > LONGEST_NUMBER) return Number.NaN;
  const text = decimal === ',' && DECIMAL_COMMA.test(cell) ? cell.replace(',', '.') : cell;
  const plain = text.replace('−', '-');
  return NUMBER.test(plain) ? Number(plain) : Number.NaN;
}

/** Where the header has each column, whatever the case of its letters; null unless it has all. */
function placesByName(cells: readonly string[], columns: readonly string[]): number[] | null {
  const names = cells.map((cell) => cell.toLowerCase());
  const places = columns.map((column) => names.indexOf(column.toLowerCase()));
  return places.includes(-1) ? null : places;
}

function widthFault(
  { number, cells }: Line,
  width: number,
  columns: readonly string[] | null,
): string {
  const has = `line ${number} has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, not ${width}`;
  return columns ? `${has}: ${columns.join(', ')}` : has;
}
