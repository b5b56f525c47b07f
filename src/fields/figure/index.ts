// A result as a figure for a paper: axes, title, colour bar or legend, as SVG, PDF or PNG. No DOM and no fonts of the
// machine: the page and the terminal write the same bytes.
import { type PictureOptions, textsOf } from '../formats/picture.ts';
import { joined, type PngImage, pngChunks } from '../formats/png.ts';
import type { GridSource } from '../formats/source.ts';
import { contentOf, type LegendEntry } from './content.ts';
import type { Drawn } from './drawn.ts';
import { sceneOf } from './layout.ts';
import { painted, sheetImage } from './paint.ts';
import { pdfBytes } from './pdf.ts';
import type { Scene } from './scene.ts';
import { svgText } from './svg.ts';
import { titleOf } from './words.ts';

export const FIGURE_FORMATS = ['svg', 'pdf', 'png'] as const;
export type FigureFormat = (typeof FIGURE_FORMATS)[number];

export interface FigureOptions extends PictureOptions {
  /** Above the figure; default: problem, optimizer, learning rate and steps. Empty for none. */
  title?: string | undefined;
  /** In centimetres, 5 to 40; default 8.5, a column of a journal. Type keeps its size of 7 and 8 points. */
  width?: number | undefined;
  /** Height over width of a panel; default: that of the result, not too low or high. */
  aspect?: number | undefined;
  /** What lies over the picture of a landscape or a sweep, and what the legend says of it. */
  drawn?: readonly Drawn[] | undefined;
  legend?: readonly LegendEntry[] | undefined;
  /**
   * In the place of what the field would be drawn as: a picture, and the meaning of its colours. A view in space has the
   * field's colours, and axes of its own in the picture.
   */
  shown?: { image: PngImage; legend: readonly LegendEntry[]; inSpace?: boolean } | undefined;
  /** What the colour bar is of; default: the field. */
  label?: string | undefined;
  /** Of a .png, 30 to 2400; default 600, what journals ask of pictures with lines in them. */
  dpi?: number | undefined;
}

const POINTS_PER_CM = 72 / 2.54;
const COLUMN = 8.5;

/** Dots per inch of a .png. */
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
  { width = COLUMN, dpi = DPI }: FigureOptions = {},
): void {
  if (!(width >= 5 && width <= 40)) {
    throw new RangeError(`a figure of ${width} cm: its width must be 5 to 40`);
  }
  if (!(dpi >= 30 && dpi <= 2400)) {
    throw new RangeError(`a figure of ${dpi} dots per inch: it must be 30 to 2400`);
  }
  if (cells * height > MOST) {
    throw new RangeError(`a figure of ${cells} × ${height} cells: at most ${MOST} (4096 × 4096)`);
  }
}

/** A result as marks on a sheet. Throws like `encodeFigure`. */
export async function figureScene(
  source: GridSource,
  options: FigureOptions = {},
  pause: () => Promise<void> = async () => {},
): Promise<Scene> {
  const { title, width = COLUMN, aspect, drawn, legend = [], shown, label, ...picture } = options;
  checkFigure(source, options);
  if (source.meta.kind === 'trajectories') {
    throw new RangeError('trajectories have no figure: only landscapes, sweeps and spectra have');
  }
  const found = await contentOf(source, picture, pause);
  const [first, ...others] = found.panels;
  const panel = {
    ...first!,
    ...(aspect && { aspect }),
    ...(drawn && { drawn }),
    ...(shown && { image: shown.image }),
    ...(shown?.inSpace && { x: null, y: null }),
  };
  const bar = found.bar && label ? { ...found.bar, label } : found.bar;
  const content = {
    panels: [panel, ...others],
    bar: shown && !shown.inSpace ? null : bar,
    legend: [...legend, ...(shown?.legend ?? found.legend)],
  };
  return sceneOf(content, title ?? titleOf(source), width * POINTS_PER_CM, source.meta);
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
  const { dpi = DPI } = options;
  const scene = await figureScene(source, options, pause);
  if (format === 'svg') return new TextEncoder().encode(svgText(scene));
  if (format === 'pdf') return pdfBytes(scene);
  const image = sheetImage(painted(scene, dpi / 72), textsOf(source.meta));
  const parts = [...pngChunks({ ...image, perMetre: dpi / 0.0254 })];
  return joined(
    parts,
    parts.reduce((sum, part) => sum + part.length, 0),
  );
}
