// A figure as PDF 1.4 (ISO 32000-1). Text is drawn as outlines: journals refuse files whose fonts are not inside, and
// so the page looks the same everywhere; text to be edited is in the SVG.
import { zlibSync } from 'fflate';
import { joined } from '../formats/png.ts';
import { metaJson } from '../formats/source.ts';
import { anchored, outlinesOf, textWidth } from './letters.ts';
import { type Color, type Mark, type Raster, type Scene, short, type Text } from './scene.ts';

/** A figure as a PDF file of one page, with its spec under Gradscape in the document's information. */
export function pdfBytes(scene: Scene): Uint8Array<ArrayBuffer> {
  const { width, height, marks, title, meta } = scene;
  const rasters = marks.filter((mark) => mark.kind === 'raster');
  const names = rasters.map((_, i) => `/I${i} ${6 + i} 0 R`).join(' ');
  const shares = [...new Set(marks.flatMap(opacityOf))];
  const states =
    shares.length === 0
      ? ''
      : ` /ExtGState << ${shares.map((share) => `/${stateName(share)} << /CA ${short(share)} /ca ${short(share)} >>`).join(' ')} >>`;
  const content = [
    // From the top left, y down, as the marks are.
    `1 0 0 -1 0 ${short(height)} cm`,
    ...marks.map((mark) => seenThrough(mark, operators(mark, rasters))),
  ].join('\n');
  const page = `/Type /Page /Parent 2 0 R /MediaBox [0 0 ${short(width)} ${short(height)}] /Contents 4 0 R`;
  return fileOf([
    object('/Type /Catalog /Pages 2 0 R'),
    object('/Type /Pages /Kids [3 0 R] /Count 1'),
    object(`${page} /Resources << /XObject << ${names} >>${states} >>`),
    stream('', new TextEncoder().encode(content)),
    object(
      `/Title ${utf16(title)} /Producer ${literal(`gradscape ${meta.version}`)} /Gradscape ${literal(metaJson(meta))}`,
    ),
    ...rasters.map(imageObject),
  ]);
}

/** How much of a mark is seen, where it is not all of it. */
const opacityOf = (mark: Mark): number[] =>
  'opacity' in mark && mark.opacity !== undefined && mark.opacity < 1 ? [mark.opacity] : [];

/** A graphics state is called by how much is seen. */
const stateName = (opacity: number) => `S${Math.round(100 * opacity)}`;

/** What a mark changes of the graphics state counts for it alone. */
function seenThrough(mark: Mark, drawing: string): string {
  const [opacity] = opacityOf(mark);
  const dash = mark.kind === 'line' && mark.dash ? `[${mark.dash.map(short).join(' ')}] 0 d ` : '';
  if (opacity === undefined && !dash) return drawing;
  const state = opacity === undefined ? '' : `/${stateName(opacity)} gs `;
  return `q ${state}${dash}${drawing} Q`;
}

const object = (dictionary: string) => ascii(`<< ${dictionary} >>`);

function stream(dictionary: string, data: Uint8Array): Uint8Array {
  const packed = zlibSync(data, { level: 6 });
  const head = `<< ${dictionary} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`;
  return concat([ascii(head), packed, ascii('\nendstream')]);
}

/** The objects, numbered from 1, with the table that says where each of them begins. */
function fileOf(objects: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  // The second line tells that what follows is no text.
  const parts: Uint8Array[] = [Uint8Array.of(...ascii('%PDF-1.4\n%'), 226, 227, 207, 211, 10)];
  let at = parts[0]!.length;
  const places: number[] = [];
  for (const [i, body] of objects.entries()) {
    const whole = concat([ascii(`${i + 1} 0 obj\n`), body, ascii('\nendobj\n')]);
    places.push(at);
    parts.push(whole);
    at += whole.length;
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  parts.push(
    ascii(`xref\n0 ${count}\n0000000000 65535 f \n${rows}`),
    ascii(`trailer\n<< /Size ${count} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${at}\n%%EOF\n`),
  );
  return concat(parts);
}

function imageObject({ image }: Raster): Uint8Array {
  const { width, height, palette } = image;
  const line = (palette ? 1 : 3) * width;
  const data = new Uint8Array(line * height);
  for (let j = 0; j < height; j++) data.set(image.row(j), j * line);
  const space = palette
    ? `[/Indexed /DeviceRGB ${palette.length / 3 - 1} <${hex(palette)}>]`
    : '/DeviceRGB';
  const shape = `/Width ${width} /Height ${height} /BitsPerComponent 8`;
  return stream(`/Type /XObject /Subtype /Image ${shape} /ColorSpace ${space}`, data);
}

function operators(mark: Mark, rasters: readonly Raster[]): string {
  switch (mark.kind) {
    case 'rect': {
      const { at, fill, stroke, lineWidth = 0 } = mark;
      const box = `${at.map(short).join(' ')} re`;
      const filled = fill ? `${tone(fill)} rg ${box} f` : '';
      return stroke ? `${filled} ${tone(stroke)} RG ${short(lineWidth)} w ${box} S` : filled;
    }
    case 'line': {
      const { points, color, lineWidth } = mark;
      return `${tone(color)} RG ${short(lineWidth)} w 1 j ${path(points)} S`;
    }
    case 'shape':
      return `${tone(mark.fill)} rg ${path(mark.points)} h f`;
    case 'text':
      return textOperators(mark);
    case 'raster': {
      const [x, y, width, height] = mark.at;
      // An image's row 0 is its top, at the unit square's y = 1.
      const place = [width, 0, 0, -height, x, y + height].map(short).join(' ');
      return `q ${place} cm /I${rasters.indexOf(mark)} Do Q`;
    }
  }
}

function path(points: readonly number[]): string {
  const steps: string[] = [];
  for (let i = 0; i < points.length; i += 2) {
    steps.push(`${short(points[i]!)} ${short(points[i + 1]!)} ${i === 0 ? 'm' : 'l'}`);
  }
  return steps.join(' ');
}

function textOperators({ at: [x, y], text, size, anchor, turned, color, halo }: Text): string {
  const turn = turned ? '0 -1 -1 0' : '1 0 0 -1';
  const from = anchored(anchor, textWidth(text, size));
  // Thousandths of a point: letters are small.
  const n = (value: number) => String(Math.round(value * 1000) / 1000);
  let [px, py] = [0, 0];
  const steps = outlinesOf(text, size).map(({ op, points }) => {
    if (op === 'z') return 'h';
    const before = [px, py] as const;
    [px, py] = points.slice(-2) as [number, number];
    if (op !== 'q') return `${n(px + from)} ${n(py)} ${op}`;
    // The cubic curve that is this quadratic one.
    const [cx, cy] = points as [number, number];
    const third = (end: number, control: number) => end + (2 / 3) * (control - end);
    const a = [third(before[0], cx) + from, third(before[1], cy)];
    const b = [third(px, cx) + from, third(py, cy), px + from, py];
    return `${[...a, ...b].map(n).join(' ')} c`;
  });
  const outline = steps.join(' ');
  const rim = halo ? `${tone(halo)} RG 1.6 w 1 j ${outline} S ` : '';
  return `q ${color ? tone(color) : '0 0 0'} rg ${turn} ${short(x)} ${short(y)} cm ${rim}${outline} f Q`;
}

const tone = (color: Color) =>
  [1, 3, 5]
    .map((at) =>
      String(Math.round((Number.parseInt(color.slice(at, at + 2), 16) / 255) * 1000) / 1000),
    )
    .join(' ');

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** ASCII in brackets. */
const literal = (text: string) => `(${text.replace(/[\\()]/g, '\\$&')})`;

/** Any text, in UTF-16. */
function utf16(text: string): string {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  return `<FEFF${units.map((unit) => unit.toString(16).padStart(4, '0')).join('')}>`;
}

const ascii = (text: string) => new TextEncoder().encode(text);

const concat = (parts: readonly Uint8Array[]) =>
  joined(
    parts,
    parts.reduce((sum, part) => sum + part.length, 0),
  );
