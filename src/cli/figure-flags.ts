// The flags of pictures with axes, which every map and spectrum has.
import type { Command } from 'commander';
import {
  checkFigure,
  encodeFigure,
  type FigureOptions,
  figureFormatOf,
} from '../fields/figure/index.ts';
import type { Format, FormatOptions } from '../fields/formats/index.ts';
import type { GridSource } from '../fields/formats/source.ts';
import { checkNames, checkOutput, writeFile } from './output.ts';
import { collect } from './problem-flags.ts';

export interface FigureFlags {
  figure?: string[];
  title?: string;
  figureWidth?: string;
  out?: string;
  force?: true;
  resume?: true;
}

export function addFigureFlags(command: Command): Command {
  return command
    .option(
      '--figure <file>',
      'a picture with axes for a paper: .svg, .pdf or .png; repeatable',
      collect,
    )
    .option('--title <text>', 'above the figure (default: problem, optimizer, steps; "" for none)')
    .option('--figure-width <cm>', 'width of the figure, 5 to 40 (default: 8.5, a column)');
}

/** The figures that are asked for. */
export interface FigurePlan {
  files: readonly string[];
  options: FigureOptions;
}

/**
 * The figures that flags ask for, in the colours of the pictures. Throws a RangeError or a Failure, before anything is
 * computed, for what could not be drawn or written, and for two files of one name among --out, --also and --figure.
 */
export function figuresOf(
  { figure: files = [], title, figureWidth, out, force, resume }: FigureFlags,
  size: { width: number; height: number },
  colours: FormatOptions,
  also: readonly string[] = [],
): FigurePlan {
  const given = { '--title': title, '--figure-width': figureWidth };
  for (const [flag, value] of Object.entries(given)) {
    if (value !== undefined && files.length === 0) {
      throw new RangeError(`${flag} ${value}: it goes with --figure`);
    }
  }
  const { field, colormap, scale, range } = colours;
  const width = figureWidth === undefined ? undefined : Number(figureWidth);
  const options = { field, colormap, scale, range, title, width };
  checkNames({ '--out': out, '--also': also, '--figure': files });
  for (const file of files) {
    figureFormatOf(file);
    // A stopped run may have got as far as this file: it is drawn again.
    checkOutput(file, Boolean(force || resume));
  }
  if (files.length > 0) checkFigure(size, options);
  return { files, options };
}

/**
 * The options for one of several files: what is chosen of a .npy or .png means nothing to formats that hold all fields,
 * and compression nothing to any but a .npz.
 */
export function optionsAmong(
  options: FormatOptions,
  format: Format,
  others: number,
): FormatOptions {
  if (others === 0) return options;
  const { field, colormap, scale, range, compress } = options;
  if (format === 'png') return { field, colormap, scale, range };
  if (format === 'npy') return { field };
  return format === 'npz' ? { compress } : {};
}

/** Writes the figures; what a summary says of them. */
export async function writeFigures(
  { files, options }: FigurePlan,
  source: GridSource,
  signal?: AbortSignal,
): Promise<{ figures?: readonly string[] }> {
  for (const file of files) {
    await writeFile(file, [await encodeFigure(source, figureFormatOf(file), options)], signal);
  }
  return files.length > 0 ? { figures: files } : {};
}
