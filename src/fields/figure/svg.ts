// A figure as SVG 1.1: text is text, the picture a PNG inside.
import { pngChunks } from '../formats/png.ts';
import { metaJson } from '../formats/source.ts';
import { type Line, type Mark, type Raster, type Scene, short, type Text } from './scene.ts';

const FONT = 'Helvetica, Arial, Arimo, &quot;Liberation Sans&quot;, sans-serif';

/** A figure as an SVG file, in its own size, with its spec under `metadata`. */
export function svgText(scene: Scene): string {
  const { width, height, title, meta } = scene;
  const size = `width="${short(width)}pt" height="${short(height)}pt"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size} viewBox="0 0 ${short(width)} ${short(height)}" font-family="${FONT}">`,
    `<title>${escaped(title)}</title>`,
    `<metadata id="gradscape">${escaped(metaJson(meta))}</metadata>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...scene.marks.map(element),
    '</svg>\n',
  ].join('\n');
}

function element(mark: Mark): string {
  switch (mark.kind) {
    case 'rect': {
      const { fill = 'none', stroke, lineWidth = 0 } = mark;
      const edge = stroke ? ` stroke="${stroke}" stroke-width="${short(lineWidth)}"` : '';
      return `<rect ${box(mark.at)} fill="${fill}"${edge}/>`;
    }
    case 'line':
      return `<polyline points="${mark.points.map(short).join(' ')}" fill="none" stroke="${mark.color}" stroke-width="${short(mark.lineWidth)}" stroke-linejoin="round"${lineLook(mark)}/>`;
    case 'shape':
      return `<polygon points="${mark.points.map(short).join(' ')}" fill="${mark.fill}"${share('fill', mark.opacity)}/>`;
    case 'text':
      return textElement(mark);
    case 'raster':
      return rasterElement(mark);
  }
}

const share = (what: 'fill' | 'stroke', opacity = 1) =>
  opacity < 1 ? ` ${what}-opacity="${short(opacity)}"` : '';

const lineLook = ({ dash, opacity }: Line) =>
  (dash ? ` stroke-dasharray="${dash.map(short).join(' ')}"` : '') + share('stroke', opacity);

const box = ([x, y, width, height]: Raster['at']) =>
  `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;

function textElement({ at: [x, y], text, size, anchor, turned, color, halo }: Text): string {
  const place = turned
    ? `transform="translate(${short(x)} ${short(y)}) rotate(-90)"`
    : `x="${short(x)}" y="${short(y)}"`;
  const fill = color ? ` fill="${color}"` : '';
  const rim = halo ? ` stroke="${halo}" stroke-width="1.6" paint-order="stroke"` : '';
  return `<text ${place} font-size="${short(size)}" text-anchor="${anchor}"${fill}${rim}>${escaped(text)}</text>`;
}

function rasterElement({ at, image }: Raster): string {
  const parts = [...pngChunks({ ...image, texts: [] })].map(base64Ready).join('');
  const url = `data:image/png;base64,${btoa(parts)}`;
  // Two spellings of "pixels are squares", of which each program knows one; and the older name of href.
  const look =
    'preserveAspectRatio="none" style="image-rendering:pixelated" image-rendering="optimizeSpeed"';
  return `<image ${box(at)} ${look} xlink:href="${url}"/>`;
}

/** Bytes as the characters that btoa takes. */
function base64Ready(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return pieces.join('');
}

/** Text as XML has it, without the control characters that it may not hold. */
function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (c) => names[c]!).replace(/[^\t\n\r -\uffff]/g, '');
}
