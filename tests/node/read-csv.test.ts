import { expect, test } from 'vitest';
import { readCsv } from '../../src/fields/read-csv.ts';

const XY = ['x', 'y'];
const ROWS = [
  [1, 2],
  [-3.5, 400],
];

test.each<[string, string, object]>([
  ['commas', '1,2\n-3.5,4e2', { delimiter: ',', header: null }],
  ['semicolons', '1;2\n-3.5;400\n', { delimiter: ';' }],
  ['tabs', '1\t2\n-3.5\t400', { delimiter: '\t' }],
  ['bars', '1|2\n-3.5|400', { delimiter: '|' }],
  ['runs of blanks', '  1   2\n-3.5 \t 400  \n', { delimiter: ' ' }],
  ['a header', 'x,y\n1,2\n-3.5,400', { header: ['x', 'y'] }],
  [
    'a header in another order and among others',
    'Name,Y,z,X\na,2,0,1\nb,400,0,-3.5',
    { places: [3, 1] },
  ],
  [
    'a header of other names',
    'hours,points\n1,2\n-3.5,400',
    { header: ['hours', 'points'], places: [0, 1] },
  ],
  ['a byte order mark and CRLF', '\ufeffx,y\r\n1,2\r\n-3.5,400\r\n', { header: ['x', 'y'] }],
  ['old Mac line ends', 'x,y\r1,2\r-3.5,400', {}],
  ['quotation marks', '"x","y"\n"1","2"\n" -3.5 ","400"', { header: ['x', 'y'] }],
  [
    'a name over two lines',
    '"x\nof it","y, too"\n1,2\n-3.5,400',
    { header: ['x\nof it', 'y, too'] },
  ],
  ['blanks and empty lines', '\n 1 , 2 \n\n,\n-3.5 ,400\n\n', { delimiter: ',' }],
  ['decimal commas', 'x;y\n1,0;2\n-3,5;4e2', { delimiter: ';', decimal: ',' }],
  ['decimal commas by tabs', '1\t2\n-3,5\t400', { delimiter: '\t', decimal: ',' }],
  ['true minus signs and plus signs', '+1,+2.0\n−3.5,400.', { decimal: '.' }],
])('%s are read', (_, text, found) => {
  const table = readCsv(text, XY);
  expect(table.rows).toEqual(ROWS);
  expect(table).toMatchObject(found);
});

test.each<[string, string, RegExp]>([
  ['nothing', ' \n\n', /the table is empty/],
  ['a header alone', 'x,y\n', /no rows: at least one point/],
  ['a word in a cell', 'x,y\n1,2\n\n3,abc\n', /^line 4, column 2 \(y\): "abc" is not a number/],
  ['a word in the first line of points', '1,abc\n3,4', /^line 1, column 2 \(y\): "abc"/],
  [
    'a bad cell behind one of two lines',
    '"x\nof it",y\n1,"2\n"\n3,',
    /^line 5, column 2 \(y\): ""/,
  ],
  ['a column by name', 'z,y,x\n1,2,3\n1,2,q', /^line 3, column 3 \(x\): "q"/],
  ['a missing cell', '1,2\n3\n', /^line 2 has 1 cell, not 2: x, y$/],
  ['a cell too many', '1,2\n3,4,5\n', /^line 2 has 3 cells, not 2: x, y$/],
  ['three columns without their names', '1,2,3\n3,4,5\n', /^line 1 has 3 cells, not 2: x, y$/],
  ['hexadecimal', '1,0x10', /"0x10" is not a number/],
  ['infinity', '1,2\n1,Infinity', /^line 2, column 2 \(y\): "Infinity"/],
  [
    'a number too large',
    '1,2\n1,1e39',
    /^line 2, column 2 \(y\): 1e\+39 is not a number from −1e15/,
  ],
  ['a thousands separator', '1;2\n1.5;1,000', /^line 2, column 2 \(y\): "1,000"/],
  ['open quotation marks', '1,2\n"3,4\n5,6', /^line 2: its quotation marks do not match/],
  ['too many lines', '1,2\n'.repeat(10_001), /10001 rows are more than the 10000 allowed/],
])('%s is refused with its line and column', (_, text, message) => {
  expect(() => readCsv(text, XY)).toThrow(RangeError);
  expect(() => readCsv(text, XY)).toThrow(message);
});

test('classes are 0 or 1', () => {
  const columns = ['x1', 'x2', 'label'];
  expect(readCsv('x1,label,x2\n1,0,2', columns).rows).toEqual([[1, 2, 0]]);
  expect(() => readCsv('1,2,0\n1,2,2', columns)).toThrow(
    /^line 2, column 3 \(label\): 2 is not a class, 0 or 1/,
  );
});

test('10,000 lines of three cells are read', () => {
  const { rows } = readCsv(`x1,x2,label\n${'0.123456789,-5e-3,1\n'.repeat(10_000)}`, [
    'x1',
    'x2',
    'label',
  ]);
  expect(rows.length).toBe(10_000);
});
