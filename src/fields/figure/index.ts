// A result as a figure for a paper: axes, title, colour bar or legend, as SVG, PDF or PNG. No DOM and no fonts of the
// machine: the page and the terminal write the same bytes.
import { type PictureOptions, textsOf } from '../formats/picture.ts';
import { joined, pngChunks } from '../formats/png.ts';
import type { GridSource } from '../formats/source.ts';
import { contentOf } from './content.ts';
import { sceneOf } from './layout.ts';
import { painted, sheetImage } from './paint.ts';
import { pdfBytes } from './pdf.ts';
import { svgText } from './svg.ts';
import { titleOf } from './words.ts';

export const FIGURE_FORMATS = ['svg', 'pdf', 'png'] as const;
export type FigureFormat = (typeof FIGURE_FORMATS)[number];

export interface FigureOptions extends PictureOptions {
  /** Above the figure; default: problem, optimizer, learning rate and steps. Empty for none. */
  title?: string | undefined;
  /** In centimetres, 5 to 40; default 8.5, a column of a journal. Type keeps its size of 7 and 8 points. */
  width?: number | undefined;
}

const POINTS_PER_CM = 72 / 2.54;
const COLUMN = 8.5;

/** Dots per inch of a .png: what journals ask of pictures with lines in them. */
const DPI = 600;
/** Cells of a result that a figure takes: print shows no more, and the picture is held in memory. */
const MOST = 4096 ** 2;

/** The format of a figure's file name, by its suffix. Throws a RangeError naming the known ones. */
export function figureFormatOf(name: string): FigureFormat {
  const suffix = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase();
  const format = FIGURE_FORMATS.find((known) => known === suffix);
  if (format) return format;
  throw new RangeError(`"${name}" does not end in .${FIGURE_FORMATS.join(', .')}`);
}

/** Throws a RangeError for a size or a width that no figure has. */
export function checkFigure(
  { width: cells, height }: { width: number; height: number },
  { width = COLUMN }: FigureOptions = {},
): void {
  if (!(width >= 5 && width <= 40)) {
    throw new RangeError(`a figure of ${width} cm: its width must be 5 to 40`);
  }
  if (cells * height > MOST) {
    throw new RangeError(`a figure of ${cells} × ${height} cells: at most ${MOST} (4096 × 4096)`);
  }
}

/**
 * A result as the bytes of a figure: an SVG (text is text), a PDF (text is outlines) or a PNG of 600 dots per inch. All
 * of them carry the spec; a PNG's is read by readMeta. `pause` is called between pieces of work of a spectrum.
 * Throws a RangeError for a field that there is not or that is a vector, for trajectories, and for what
 * `checkFigure` refuses.
 */
export async function encodeFigure(
  source: GridSource,
  format: FigureFormat,
  options: FigureOptions = {},
  pause: () => Promise<void> = async () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { title, width = COLUMN, ...picture } = options;
  checkFigure(source, options);
  if (source.meta.kind === 'trajectories') {
    throw new RangeError('trajectories have no figure: only landscapes, sweeps and spectra have');
  }
  const content = await contentOf(source, picture, pause);
  const scene = sceneOf(content, title ?? titleOf(source), width * POINTS_PER_CM, source.meta);
  if (format === 'svg') return new TextEncoder().encode(svgText(scene));
  if (format === 'pdf') return pdfBytes(scene);
  const image = sheetImage(painted(scene, DPI / 72), textsOf(source.meta));
  const parts = [...pngChunks({ ...image, perMetre: DPI / 0.0254 })];
  return joined(
    parts,
    parts.reduce((sum, part) => sum + part.length, 0),
  );
}
