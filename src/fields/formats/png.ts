// A PNG written row by row, deflated as it comes, the spec in an iTXt chunk: one byte per pixel where
// 256 colours do, three otherwise. Second edition of the standard: https://www.w3.org/TR/2003/REC-PNG-20031110/
import { Zlib } from 'fflate';
import { crc32 } from './crc32.ts';
import { withinLimit } from './source.ts';

export interface PngImage {
  width: number;
  height: number;
  /** RGB of each colour, at most 256 of them; null when each pixel has its own. */
  palette: Uint8Array | null;
  /** Keyword and text, each kept in a chunk of its own. Keywords: 1 to 79 letters of Latin-1. */
  texts: readonly (readonly [keyword: string, text: string])[];
  /** Its size on paper, where it has one: pixels to a metre. */
  perMetre?: number;
  /** Colour indices of a row, or RGB of its pixels; row 0 is the top of the picture. */
  row(j: number): Uint8Array;
}

/** Compressed bytes gathered before they are handed on as one IDAT chunk. */
const IDAT = 2 ** 16;

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/** A picture as a PNG file, piece by piece. */
export function* pngChunks(image: PngImage): Generator<Uint8Array> {
  const { width, height, palette, texts } = image;
  yield SIGNATURE;
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // Eight bits, indexed colour or RGB; deflate, no filters, not interlaced.
  header.setUint8(8, 8);
  header.setUint8(9, palette ? 3 : 2);
  yield chunk('IHDR', new Uint8Array(header.buffer));
  if (image.perMetre) yield physical(image.perMetre);
  if (palette) yield chunk('PLTE', palette);
  for (const [keyword, text] of texts) {
    yield chunk('iTXt', new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`));
  }
  const pending: Uint8Array[] = [];
  let gathered = 0;
  const deflate = new Zlib({ level: 6 }, (bytes) => {
    pending.push(bytes);
    gathered += bytes.length;
  });
  const line = new Uint8Array((palette ? 1 : 3) * width + 1);
  for (let j = 0; j < height; j++) {
    line.set(image.row(j), 1);
    deflate.push(line.slice(), j === height - 1);
    if (gathered < IDAT && j < height - 1) continue;
    yield chunk('IDAT', joined(pending.splice(0), gathered));
    gathered = 0;
  }
  yield chunk('IEND', new Uint8Array(0));
}

/** What comes before the text of an iTXt chunk: its keyword, whether it is compressed, and in which languages. */
const BEFORE_TEXT = 5;
const ITXT = 0x69545874;

/** The text of a PNG under a keyword; undefined where there is none. Throws an Error when it is not a PNG. */
export function pngText(bytes: Uint8Array, wanted: string): string | undefined {
  if (SIGNATURE.some((byte, i) => bytes[i] !== byte)) throw new Error('it is not a .png file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const keyword = [...new TextEncoder().encode(wanted)];
  const { length } = keyword;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const size = view.getUint32(at);
    if (view.getUint32(at + 4) !== ITXT || size <= length || bytes[at + 8 + length] !== 0) continue;
    if (keyword.some((code, i) => bytes[at + 8 + i] !== code)) continue;
    const data = bytes.subarray(at + 8, at + 8 + size);
    let from = 0;
    for (let zeros = 0; zeros < BEFORE_TEXT && from < data.length; from++) {
      if (data[from] === 0) zeros++;
    }
    return new TextDecoder().decode(withinLimit(data.subarray(from)));
  }
  return undefined;
}

/** As many pixels to a metre across as down. */
function physical(perMetre: number): Uint8Array {
  const data = new DataView(new ArrayBuffer(9));
  data.setUint32(0, Math.round(perMetre));
  data.setUint32(4, Math.round(perMetre));
  data.setUint8(8, 1);
  return chunk('pHYs', new Uint8Array(data.buffer));
}

function chunk(kind: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = kind.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

export function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
